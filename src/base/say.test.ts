import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOCALES, localeOf } from './lang.ts';
import { asQuote, commas, inLocale, listed, say, wordSaid } from './say.ts';

test('a sentence has its values in every language, numbers with the comma of the language', () => {
  const said = say('Its source has only {more} more.', '素材只剩 {more}。', {
    more: say('{seconds}s', '{seconds}秒', { seconds: 1.5 }),
  });
  assert.equal(said.en, 'Its source has only 1.5s more.');
  assert.equal(said.zh, '素材只剩 1.5秒。');
  assert.equal(said.es, 'Su material solo tiene 1,5 s más.');
  assert.equal(said.ja, '素材の残りは1.5秒だけです。');
});

test('forms go with the number, by the rule of the language', () => {
  const pauses = (n: number): ReturnType<typeof say> =>
    say('Removed {chosen} {chosen:pause|pauses}, {lengths}.', '剪掉了 {chosen} 处停顿，{lengths}。', {
      chosen: n,
      lengths: '1',
    });
  assert.match(pauses(1).en, /1 pause,/);
  assert.match(pauses(0).en, /0 pauses,/);
  assert.match(pauses(0).fr ?? '', /^0 silence coupé,/); // nought is one in French
  assert.match(pauses(0).es ?? '', /0 silencios,/);
});

test('a sentence that is not known in a language, or holds words that are not, is in English as a whole', () => {
  const unknown = say('Nobody says this {name}.', '没有人这样说 {name}。', { name: 'x' });
  const within = say('Removed {what}.', '删除了 {what}。', { what: unknown });
  for (const locale of LOCALES) {
    if (locale === 'zh') continue;
    assert.equal(inLocale(unknown, locale), 'Nobody says this x.');
    assert.equal(inLocale(within, locale), 'Removed Nobody says this x..');
  }
});

test('what is put in is never read as a template, and begins a sentence as it is', () => {
  const said = say('Removed {what}.', '删除了 {what}。', { what: '{what} $& {n:a|b}' });
  for (const locale of LOCALES) assert.match(inLocale(said, locale), /\{what\} \$& \{n:a\|b\}/);
  const plays = (clips: string | ReturnType<typeof say>): string =>
    say('{clips} plays backwards now.', '{clips}已倒放。', { clips }).en;
  assert.equal(plays(say('the whole video', '整个视频')), 'The whole video plays backwards now.');
  assert.equal(plays('iMovie.mp4'), 'iMovie.mp4 plays backwards now.');
});

test('names, lists and quotes are written as each language writes them', () => {
  assert.equal(inLocale({ en: 'YouTube', zh: 'YouTube' }, 'ko'), 'YouTube');
  assert.equal(wordSaid('bottom left').de, 'unten links');
  assert.equal(wordSaid('#ff0000').de, '#ff0000');
  const quotes = [asQuote(say('add music', '加音乐')), asQuote(say('remove the title', '删除标题'))];
  assert.equal(listed(quotes).en, '"add music" and "remove the title"');
  assert.equal(listed(quotes).de, '„füge Musik hinzu“ und „entferne den Titel“');
  assert.equal(listed(quotes).ja, '「音楽を追加して」、「タイトルを消して」');
  assert.equal(commas(['1', '2']).zh, '1、2');
});

test('a tag leads to one of our languages, others to English', () => {
  const given = ['pt-BR', 'zh-Hant-TW', 'ES', 'ja_JP', 'nl', ''];
  assert.deepEqual(given.map(localeOf), ['pt', 'zh', 'es', 'ja', 'en', 'en']);
});
