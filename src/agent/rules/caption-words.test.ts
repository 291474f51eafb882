import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from '../plan.ts';

const context = { videos: 1, photos: 0, audios: 0, duration: 60 };
const opsOf = (text: string): unknown => planRequest({ text, context }).ops;

test('a script in quotation marks is what is spoken, whatever else it says', () => {
  for (const [text, script] of [
    ["captions from this script: 'Hello there. We build a boat.'", 'Hello there. We build a boat.'],
    ['add subtitles with this transcript: "Cut the pauses, my friend."', 'Cut the pauses, my friend.'],
    ['用这份讲稿加字幕：“欢迎回来。今天造船。”', '欢迎回来。今天造船。'],
  ] as const)
    assert.deepEqual(opsOf(text), [{ op: 'captions', script }], text);
  assert.deepEqual(opsOf('cut the silences and add captions from this script: "Welcome back."'), [
    { op: 'remove_silence' },
    { op: 'captions', script: 'Welcome back.' },
  ]);
});

test('two quotations and a verb of mending are a correction', () => {
  for (const [text, from, to] of [
    ["fix 'tell cat' to 'tellcut'", 'tell cat', 'tellcut'],
    ["replace 'Peter' with 'Pieter' in the subtitles", 'Peter', 'Pieter'],
    ['把字幕里的“张三”改成“李四”', '张三', '李四'],
    ['change "foo" to "bar"', 'foo', 'bar'],
    ['replace the title "foo" with "bar"', 'foo', 'bar'],
  ] as const)
    assert.deepEqual(opsOf(text), [{ op: 'replace_text', from, text: to }], text);
});

test('captions that are added and a word of them to be mended are two steps', () => {
  const mended = { op: 'replace_text', from: 'tell cat', text: 'tellcut' };
  for (const text of [
    "add captions, fix 'tell cat' to 'tellcut'",
    "add captions, then replace 'tell cat' with 'tellcut'",
  ])
    assert.deepEqual(opsOf(text), [{ op: 'captions' }, mended], text);
  assert.deepEqual(opsOf('加字幕，把“tell cat”改成“tellcut”'), [{ op: 'captions' }, mended]);
});

test('captions are added after something was taken away, in Chinese too', () => {
  for (const text of ['剪掉停顿，加字幕', '去掉停顿，打字幕', '剪掉停顿，生成字幕', '剪掉停顿，添加字幕'])
    assert.deepEqual(opsOf(text), [{ op: 'remove_silence' }, { op: 'captions' }], text);
  assert.deepEqual(opsOf('删掉“今天下雨”这句话，加字幕'), [
    { op: 'cut_words', text: '今天下雨', whole: true },
    { op: 'captions' },
  ]);
});

test('a text to be shown stays one', () => {
  assert.deepEqual(opsOf("add the text 'Hello' at the bottom"), [{ op: 'text', text: 'Hello', position: 'bottom' }]);
  assert.deepEqual(opsOf("captions saying 'Hello'"), [{ op: 'text', text: 'Hello' }]);
});

test('styles whose names hide in a longer word, words per caption, boxes and places reach the call', () => {
  for (const [text, slots] of [
    ['karaoke captions', { style: 'karaoke' }],
    ['caption style boxed', { style: 'boxed' }],
    ['no more than 3 words per caption', { max_words: 3 }],
    ['captions without a box', { background: 'none' }],
    ['make the captions white with a black outline', { color: 'white', style: 'black outline' }],
    ['show the captions again', { visible: true }],
    ['字幕放上面', { position: 'top' }],
    ['hide the captions', { visible: false }],
    ['export subtitles as vtt', { output: 'vtt' }],
    ['add captions', {}],
  ] as const)
    assert.deepEqual(opsOf(text), [{ op: 'captions', ...slots }], text);
});
