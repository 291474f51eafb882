import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { WORDS } from '../../src/base/words/words.ts';

const LOCALES = Object.keys(WORDS) as (keyof typeof WORDS)[];
const KEYS = Object.keys(WORDS.es);

const files = globSync('src/**/*.ts').filter((file) => !/\.test\.ts$|base\/words\//.test(file));
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8').replaceAll("\\'", "'")]));

/** English texts of a file that are said to people: first arguments of `say`, and `en` of a pair of texts. */
function textsOf(file: string): string[] {
  const code = source.get(file) ?? '';
  const found = code.matchAll(/(?:\bsay\(|\ben: )\s*(?:'((?:[^'\n]|(?<=[a-z])'(?=[a-z]))+)'|"([^"\n]+)")\s*,/g);
  return [...found].map(([, single, double]) => (single ?? double ?? '').replaceAll('\\n', '\n'));
}

const namesIn = (template: string): string[] =>
  [...new Set([...template.matchAll(/\{(\w+)/g)].map(([, name = '']) => name))].toSorted();

test('every sentence is translated into all six languages or into none, with the same values', () => {
  const wrong: string[] = [];
  for (const locale of LOCALES) {
    const words = WORDS[locale];
    for (const key of KEYS) if (words[key] === undefined) wrong.push(`${locale} lacks: ${key}`);
    for (const [key, text] of Object.entries(words)) {
      if (WORDS.es[key] === undefined) wrong.push(`es lacks: ${key}`);
      if (namesIn(key).join() !== namesIn(text).join()) wrong.push(`${locale}: other values than in: ${key}`);
      if (text.trim() === '') wrong.push(`${locale}: empty: ${key}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('no translation is of a sentence that nobody says any more', () => {
  const all = [...source.values()].join('\n').replaceAll('\\n', '\n');
  assert.deepEqual(
    KEYS.filter((key) => !all.includes(key)),
    [],
  );
});

test('Japanese and Korean sentences hold no run of English words', () => {
  const foreign = (['ja', 'ko'] as const).flatMap((locale) =>
    Object.values(WORDS[locale]).filter((text) =>
      /[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}/.test(
        text.replace(/[“「][^”」]*[”」]|\{[^}]*\}|[a-z-]+ install [a-z-]+/g, '·'),
      ),
    ),
  );
  assert.deepEqual(foreign, []);
});

test('most of what a turn can say is known in every language; the rest is listed and said in English', (t) => {
  const area =
    /^src\/(?:agent\/reply|operations\/|draft\/|app\/|base\/catalogue\/(?:agent|captions|draft|media|render))/;
  // What somebody would say is an example, not an answer.
  const isExample = (text: string): boolean => /^[a-z][^{]*$/.test(text) && !/[.?:]$/.test(text);
  const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/\{[^}]*\}/g, ''));
  const said = [...new Set(files.filter((file) => area.test(file)).flatMap(textsOf))].filter(
    (text) => hasWords(text) && !isExample(text),
  );
  const missing = said.filter((text) => WORDS.es[text] === undefined);
  const share = 1 - missing.length / said.length;
  t.diagnostic(
    `${said.length - missing.length} of ${said.length} sentences (${Math.round(share * 100)} %) are translated`,
  );
  for (const text of missing) t.diagnostic(`in English only: ${text}`);
  assert.ok(said.length > 300, 'the sentences were found');
  assert.ok(share > 0.75, `only ${Math.round(share * 100)} % of the sentences are translated`);
});
