import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EFFECT_COSTS } from './effect-cost.ts';
import { EFFECTS } from './effect-names.ts';
import { LOOKS, lookByWords } from './look-names.ts';
import { PARTICLES } from './particle-names.ts';
import { TRANSITIONS, transitionByWords } from './transition-names.ts';

for (const [what, table] of [
  ['transitions', TRANSITIONS],
  ['looks', LOOKS],
] as const) {
  test(`${what} have one meaning per word, names in both languages, and fit the draft`, () => {
    const owners = new Map<string, string>();
    for (const { name, said, aliases } of table) {
      assert.match(name, /^[a-z0-9-]{2,40}$/);
      assert.match(said.zh, /\p{Script=Han}/u, name);
      for (const word of new Set([name, name.replaceAll('-', ' '), ...aliases])) {
        assert.ok(!owners.has(word), `"${word}" means ${owners.get(word)} and ${name}`);
        assert.equal(word, word.toLowerCase().trim());
        owners.set(word, name);
      }
    }
  });
}

test('there are at least 40 transitions and 20 looks', () => {
  assert.ok(TRANSITIONS.length >= 40 && LOOKS.length >= 20, `${TRANSITIONS.length}, ${LOOKS.length}`);
});

test('words that people use find their transition', () => {
  const wanted: Record<string, string | null> = {
    smooth: 'dissolve',
    'smooth transitions like InShot style': 'dissolve',
    gentle: 'dissolve',
    fluid: 'dissolve',
    slow: 'slow-dissolve',
    zoom: 'zoom-in',
    'motion blur': 'whip-left',
    crossfade: 'fade',
    glitch: 'glitch',
    'fade to black': 'fade-black',
    'Whip Pan': 'whip-left',
    淡入淡出: 'fade',
    用溶解转场: 'dissolve',
    擦除: 'wipe-left',
    故障风转场: 'glitch',
    'blah blah': null,
    '': null,
  };
  for (const [words, name] of Object.entries(wanted)) assert.equal(transitionByWords(words)?.name ?? null, name, words);
});

test('words that people use find their look', () => {
  const wanted: Record<string, string | null> = {
    cinematic: 'cinematic',
    'warm cinematic': 'cinematic',
    warm: 'warm',
    'vintage 1970s 16mm': 'film-16mm',
    'black and white': 'black-white',
    'B&W': 'black-white',
    gritty: 'gritty',
    neon: 'neon',
    'teal and orange': 'teal-orange',
    黑白: 'black-white',
    做成电影感: 'cinematic',
    复古风: 'vintage',
    nothing: null,
  };
  for (const [words, name] of Object.entries(wanted)) assert.equal(lookByWords(words)?.name ?? null, name, words);
});

test('what every look and effect costs was measured', () => {
  const drawn = TRANSITIONS.map(({ name }) => `transition ${name}`);
  const unknown = [...LOOKS, ...EFFECTS, ...PARTICLES]
    .map(({ name }): string => name)
    .concat(drawn)
    .filter((name) => !(name in EFFECT_COSTS));
  assert.deepEqual(unknown, []);
});
