import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from './plan.ts';

const opsOf = (text: string): unknown =>
  planRequest({ text, context: { videos: 1, photos: 0, audios: 0, duration: 60 } }).ops;

test('behind a comma, what is named after a cut in the recording is added', () => {
  for (const [text, ...ops] of [
    ['remove the silences, karaoke captions', { op: 'captions', style: 'karaoke' }],
    ['remove the pauses, then captions', { op: 'captions' }],
    ['remove the silences, lofi music and captions', { op: 'add_music', mood: 'lo-fi' }, { op: 'captions' }],
    ['remove the silences, dissolve transitions', { op: 'transitions', style: 'dissolve' }],
    ['quita los silencios, subtítulos', { op: 'captions' }],
    ['去掉停顿，字幕，轻音乐', { op: 'captions' }, { op: 'add_music', mood: 'calm' }],
  ] as const)
    assert.deepEqual(opsOf(text), [{ op: 'remove_silence' }, ...ops], text);
});

test('in a list of what was added before, and of what is there, everything goes', () => {
  const music = { op: 'remove_audio', target: 'music' };
  const captions = { op: 'captions', visible: false };
  for (const [text, ...ops] of [
    ['remove the music, captions and title', music, captions, { op: 'title', visible: false }],
    ['remove the silences, the music and the captions', { op: 'remove_silence' }, music, captions],
    ['去掉停顿、音乐、字幕', { op: 'remove_silence' }, music, captions],
  ] as const)
    assert.deepEqual(opsOf(text), ops, text);
});

test('a video for an occasion may be asked for with its shape and its music', () => {
  const prompt = 'make a 20 second promo for my coffee shop, vertical, with upbeat music';
  assert.deepEqual(opsOf(prompt), [
    { op: 'generate', prompt, duration: 20 },
    { op: 'aspect', ratio: '9:16' },
    { op: 'add_music', mood: 'upbeat' },
  ]);
});

test('what leans on the part before it', () => {
  for (const [text, ...ops] of [
    [
      'slow motion from 0:10 to 0:15, then back to normal speed',
      { op: 'speed', factor: 'slower', from: '0:10', to: '0:15' },
    ],
    [
      'replace the music with something upbeat, lower it when people talk',
      { op: 'add_music', mood: 'upbeat' },
      { op: 'duck', target: 'music' },
    ],
    ['慢动作播放5到8秒，然后定格2秒', { op: 'speed', factor: 'slower', from: 5, to: 8 }, { op: 'freeze', duration: 2 }],
    ['play it back at normal speed', { op: 'speed', factor: 1 }],
  ] as const)
    assert.deepEqual(opsOf(text), ops, text);
});

test('a part that is a longest length and no more is the length of the video', () => {
  for (const [text, keep, ...ops] of [
    ['vertical, captions, 20 seconds max', '20s', { op: 'aspect', ratio: '9:16' }, { op: 'captions' }],
    ['captions, no longer than 30 seconds', '30s', { op: 'captions' }],
    ['竖屏，字幕，最多20秒', '20s', { op: 'aspect', ratio: '9:16' }, { op: 'captions' }],
    ['加字幕，20秒以内', '20s', { op: 'captions' }],
    ['add music, at most 15s', '15s', { op: 'add_music' }],
  ] as const)
    assert.deepEqual(opsOf(text), [{ op: 'trim', keep }, ...ops], text);
  assert.deepEqual(opsOf('captions, no longer than 3 seconds'), [{ op: 'captions', max_seconds: 3 }]);
});

test('where a countdown is put is no opening card', () => {
  assert.deepEqual(opsOf('片头加倒计时'), [{ op: 'sticker', name: '倒计时' }]);
});

test('wishes of several parts, each read once as something else', () => {
  const context = { videos: 3, photos: 0, audios: 1, duration: 120 };
  for (const [text, ...ops] of [
    ['start with the third clip, then the first, then the second', { op: 'reorder', order: '3,1,2' }],
    ['先放第三段，再放第一段，最后放第二段', { op: 'reorder', order: '3,1,2' }],
    ['fade in at the start and fade out at the end, 1 second each', { op: 'fade', in: true, out: true, duration: 1 }],
    ['change the background color to white', { op: 'background', style: 'white' }],
    [
      'add an arrow at 8s and at 15s',
      { op: 'sticker', name: 'arrow', start: 8 },
      { op: 'sticker', name: 'arrow', start: 15 },
    ],
    [
      'keyframe the opacity from 0 to 100 over 2 seconds',
      { op: 'animate', property: 'opacity', from: '0%', to: '100%', start: 0, duration: 2 },
    ],
    ['the title is cut off on the left', { op: 'title', size: 'smaller' }],
    ['can you add my voice note as narration?', { op: 'voiceover' }],
    ['用我的歌做背景音乐', { op: 'add_music', source: 'uploaded' }],
    ['画中画，第二段放右下角，圆形', { op: 'pip', shape: 'circle', position: 'bottom right', clip: 2 }],
    [
      'freeze frame at the end with "To be continued"',
      { op: 'text', text: 'To be continued', position: 'end' },
      { op: 'freeze', at: 'end' },
    ],
  ] as const)
    assert.deepEqual(planRequest({ text, context }).ops, ops, text);
});

test('starting over takes every edit off, in eight languages', () => {
  for (const text of [
    'start over',
    'undo everything',
    'reset everything please',
    '重新开始',
    '全部撤销',
    'empezar de cero',
    'fang von vorn an',
    'tout recommencer',
    'recomeçar do zero',
    '最初からやり直して',
    '처음부터 다시',
  ])
    assert.deepEqual(opsOf(text), [{ op: 'start_over' }], text);
  assert.deepEqual(opsOf('undo'), [{ op: 'undo' }]);
});
