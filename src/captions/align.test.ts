import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { captionWords, syllablesOf, timedWords, wordsOf } from '../draft/caption-words.ts';
import { alignScript } from './align.ts';
import { lettersOf, splitCues, USUAL_SIZE } from './split.ts';

test('words carry what follows them; Chinese is split by words, brackets stay with what they enclose', () => {
  assert.deepEqual(wordsOf('"Hello," she said (quietly) — don\'t go.'), [
    '"Hello," ',
    'she ',
    'said ',
    '(quietly) — ',
    "don't ",
    'go.',
  ]);
  assert.deepEqual(wordsOf('你好，世界！今天天气'), ['你好，', '世界！', '今天', '天气']);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(wordsOf(text).join(''), text)));
});

test('syllables: vowels, characters, digits read out', () => {
  for (const [word, count] of [
    ['boat', 1],
    ['paper', 2],
    ['alignment', 3],
    ['今天', 2],
    ['안녕하세요', 5],
    ['x', 1],
    ['—', 0],
  ] as const)
    assert.equal(syllablesOf(word), count, word);
  assert.ok(syllablesOf('1984') > 4);
});

test('estimated words fill the time of their caption in order', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 1, max: 20_000 }),
      (text, duration) => {
        let before = 0;
        for (const { at, end } of timedWords(text, duration)) {
          assert.ok(at >= before && end >= at && end <= duration, `${at} ${end}`);
          before = at;
        }
      },
    ),
  );
  const words = [{ text: 'other', at: 0, end: 10 }];
  assert.deepEqual(captionWords({ text: 'changed', duration: 500, words }), timedWords('changed', 500));
});

const SCRIPT = 'Hello there my friends. This is a test of alignment, it should work. Goodbye.';

test('sentences end at the pauses, and every word lies in the speech', () => {
  const speech = [
    { start: 500, end: 1700 },
    { start: 2600, end: 5600 },
    { start: 6500, end: 7200 },
  ];
  const aligned = alignScript(SCRIPT, speech);
  assert.deepEqual(
    aligned?.cues.map(({ start, end, text }) => [start, end, text]),
    [
      [500, 1700, 'Hello there my friends.'],
      [2600, 5600, 'This is a test of alignment, it should work.'],
      [6500, 7200, 'Goodbye.'],
    ],
  );
  for (const cue of aligned?.cues ?? []) {
    assert.equal(cue.words?.map((word) => word.text).join(''), cue.text);
    for (const word of cue.words ?? [])
      assert.ok(speech.some((s) => cue.start + word.at >= s.start && cue.start + word.end <= s.end));
  }
  assert.ok((aligned?.rate ?? 0) > 3 && (aligned?.rate ?? 0) < 5);
});

test('known speech: sentences of a seeded voice are found to within a third of a second', () => {
  const syllable = 190;
  const random = (i: number): number => ((i * 7919) % 13) / 13;
  const script: string[] = [];
  const speech: { start: number; end: number }[] = [];
  let at = 300;
  const words = ['paper', 'boat', 'lake', 'alignment', 'sail', 'tomorrow', 'we', 'build'];
  for (let i = 0; i < 40; i++) {
    const sentence = Array.from({ length: 4 + Math.floor(random(i) * 9) }, (_, k) => words[(i * 3 + k * 5) % 8] ?? '');
    script.push(`${sentence.join(' ')}.`);
    const length = sentence.reduce((sum, word) => sum + syllablesOf(word), 0) * syllable * (0.85 + random(i + 3) * 0.3);
    speech.push({ start: Math.round(at), end: Math.round(at + length) });
    at += length + 350 + random(i + 5) * 700;
  }
  const aligned = alignScript(script.join(' '), speech);
  const errors = (aligned?.cues ?? []).map((cue, i) => Math.abs(cue.start - (speech[i]?.start ?? 0)));
  assert.equal(errors.length, 40);
  assert.ok(Math.max(...errors) < 333, `worst ${Math.max(...errors)} ms`);
});

test('a script that does not fit is laid out all the same; nothing of either is nothing', () => {
  const long = alignScript('word '.repeat(3000), [{ start: 0, end: 1000 }]);
  assert.ok((long?.rate ?? 0) > 100);
  for (const cue of long?.cues ?? []) assert.ok(cue.end > cue.start && cue.end <= 1001);
  assert.equal(alignScript(' \n ', [{ start: 0, end: 1000 }]), null);
  assert.equal(alignScript('hello', []), null);
});

test('captions hold two lines of 42 letters, part after sentences and commas, never inside a word', () => {
  const text =
    'Welcome back to the channel, today we are going to look at how the new camera works in the dark, and what you can do about the noise.';
  const parts = splitCues([{ start: 1000, end: 10_000, text }], USUAL_SIZE);
  assert.deepEqual(
    parts.map((part) => part.text),
    [
      'Welcome back to the channel,',
      'today we are going to look at how the new camera works in the dark,',
      'and what you can do about the noise.',
    ],
  );
  for (const [i, part] of parts.entries()) assert.ok(part.start >= (parts[i - 1]?.end ?? 1000) && part.end <= 10_000);
});

test('whatever the text, its parts are all of it, in order, within the size and the time', () => {
  const sizes = fc.record({
    lineLetters: fc.integer({ min: 8, max: 42 }),
    lines: fc.integer({ min: 1, max: 2 }),
    words: fc.constantFrom(1, 4, 400),
    ms: fc.integer({ min: 500, max: 7000 }),
  });
  const text = fc.array(fc.constantFrom('boat', 'the', 'lake,', 'sail.', '今天', '你好，', 'a'), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 100, max: 60_000 }), sizes, (words, duration, size) => {
      const cue = { start: 500, end: 500 + duration, text: words.join(' ') };
      const parts = splitCues([cue], size);
      assert.equal(
        parts
          .map((part) => part.text)
          .join('')
          .replace(/\s/g, ''),
        cue.text.replace(/\s/g, ''),
      );
      let before = 500;
      for (const part of parts) {
        assert.ok(part.start >= before && part.end > part.start && part.end <= Math.max(cue.end, part.start + 1));
        before = part.start;
        const count = wordsOf(part.text).length;
        assert.ok(count <= size.words && (count === 1 || lettersOf(part.text) <= size.lineLetters * size.lines + 2));
      }
    }),
  );
});
