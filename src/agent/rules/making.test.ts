import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from '../plan.ts';
import type { PlannedOp } from '../types.ts';

const CLIP = { videos: 1, photos: 0, audios: 0, duration: 20, size: '1920x1080', files: ['a.mp4'] };
const NOTHING = { videos: 0, photos: 0, audios: 0 };
const opsOf = (text: string, context = CLIP as typeof NOTHING): readonly PlannedOp[] =>
  planRequest({ text, context }).ops;

const ASKED: readonly (readonly [string, readonly PlannedOp[]])[] = [
  [
    'generate an image of a lighthouse at dusk and put it at the start',
    [{ op: 'generate_image', prompt: 'a lighthouse at dusk', position: 'start' }],
  ],
  [
    'make a 5-second clip of waves for the intro',
    [{ op: 'generate_video', prompt: 'waves', position: 'start', duration: '5s' }],
  ],
  [
    'create background music with a piano, made by the music model',
    [{ op: 'generate_music', prompt: 'background music with a piano' }],
  ],
  ['给我生成一张咖啡馆的图片放在开头', [{ op: 'generate_image', prompt: '咖啡馆', position: 'start' }]],
  ['AI生成一段海浪的视频放在最后', [{ op: 'generate_video', prompt: '海浪', position: 'end' }]],
  ['用 AI 生成一段钢琴音乐', [{ op: 'generate_music', prompt: '钢琴音乐' }]],
  ['add an AI image of a mountain at the end', [{ op: 'generate_image', prompt: 'a mountain', position: 'end' }]],
  [
    'generate an image of a forest at 0:10 for 3 seconds',
    [{ op: 'generate_image', prompt: 'a forest', at: '0:10', duration: '3s' }],
  ],
  ['generate a vertical image of a dancer', [{ op: 'generate_image', prompt: 'a dancer', ratio: '9:16' }]],
  [
    'create a picture of a red car after clip 2, then add lo-fi music',
    [
      { op: 'generate_image', prompt: 'a red car', position: 'after 2' },
      { op: 'add_music', mood: 'lo-fi' },
    ],
  ],
  ['generate AI music, calm piano', [{ op: 'generate_music', prompt: 'calm piano' }]],
];

test('what a model shall make is read with its own words, its place and its length', () => {
  for (const [text, ops] of ASKED) assert.deepEqual(opsOf(text), ops, text);
});

test('what is in the video, what tellcut makes itself, and whole videos are something else', () => {
  for (const text of [
    'make a clip of the best parts',
    'make a 30 second clip of this video',
    'create a short clip of my talk',
    'make a clip of funny moments',
    'put my logo as picture in picture',
    'generate captions',
    'make the image brighter',
    'add calm piano music',
    'create a photo slideshow with music',
    '生成一张封面图',
    '做成动图',
    '生成竖版9:16视频',
    '生成字幕',
    '把我的精彩片段生成一段视频',
  ]) {
    const made = opsOf(text).filter(({ op }) => op.startsWith('generate_'));
    assert.deepEqual(made, [], text);
  }
  for (const text of ['generate a video of a cat surfing', 'Create a short cinematic clip of a ship in a storm'])
    assert.equal(opsOf(text, NOTHING)[0]?.op, 'generate', text);
});

test('a video from words is of AI pictures or clips only where that is said', () => {
  const said = (text: string): unknown => opsOf(text, NOTHING).find(({ op }) => op === 'generate')?.['pictures'];
  assert.equal(said('make a 15-second promo for my bakery with AI pictures'), 'made');
  assert.equal(said('make a promo for my bakery using AI-generated clips'), 'made clips');
  assert.equal(said('做一个15秒的咖啡店广告，用AI图片'), 'made');
  assert.equal(said('make a 15-second promo for my bakery'), undefined);
  assert.equal(said('make a promo for my AI startup'), undefined);
});

test('"go" is about what waits for the person’s word on its cost, and nothing else', () => {
  const previous: PlannedOp[] = [{ op: 'remove_silence' }, { op: 'generate_video', prompt: 'waves', asked: true }];
  const after = (text: string): readonly PlannedOp[] => planRequest({ text, context: CLIP, previous }).ops;
  for (const text of ['go', 'yes', '开始', '好的'])
    assert.deepEqual(after(text), [{ op: 'generate_video', prompt: 'waves', confirmed: true }], text);
  assert.deepEqual(
    after('make it darker').filter(({ op }) => op === 'generate_video'),
    [],
  );
});
