import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOODS, moodByWords, moodNamed } from './mood-names.ts';

test('a word means one mood only', () => {
  const seen = new Map<string, string>();
  for (const { name, aliases } of MOODS) {
    for (const alias of aliases) {
      assert.equal(seen.get(alias), undefined, `"${alias}" means ${seen.get(alias)} and ${name}`);
      seen.set(alias, name);
    }
  }
});

test('every mood is found by its own name and by every word for it', () => {
  for (const { name, aliases } of MOODS) {
    assert.equal(moodByWords(name), name);
    for (const alias of aliases) assert.equal(moodByWords(alias), name, alias);
  }
});

test('words of requests lead to the mood that is meant', () => {
  const table = [
    ['add some chill music', 'lo-fi'],
    ['Lo-Fi', 'lo-fi'],
    ['something calm and relaxing', 'ambient'],
    ['happy background music', 'upbeat'],
    ['epic movie music', 'cinematic'],
    ['an acoustic guitar track', 'acoustic'],
    ['energetic workout song', 'electronic'],
    ['背景音乐用轻松的', 'lo-fi'],
    ['加点欢快的音乐', 'upbeat'],
    ['史诗感的配乐', 'cinematic'],
    ['紧张一点的音乐', 'suspense'],
    ['励志的音乐', 'corporate'],
  ] as const;
  for (const [words, mood] of table) assert.equal(moodByWords(words), mood, words);
});

test('a word inside another word is not meant', () => {
  assert.equal(moodByWords('add a background'), null);
  assert.equal(moodByWords('warehouse'), null);
  assert.equal(moodByWords(''), null);
});

test('names', () => {
  assert.equal(moodNamed('ambient')?.said.zh, '氛围舒缓');
  assert.equal(moodNamed('polka'), null);
});
