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
  ] as const)
    assert.deepEqual(opsOf(text), [{ op: 'replace_text', from, text: to }], text);
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
