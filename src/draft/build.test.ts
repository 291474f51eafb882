import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf, pictureOf } from '../../test/support/make-asset.ts';
import { canvasFor, steadyRate } from './build.ts';
import type { Asset } from './facts.ts';

type Made = { fps?: number; format?: string };

const asset = (
  kind: 'video' | 'image',
  width: number,
  height: number,
  { fps = 30, format = 'mov' }: Made = {},
): Asset =>
  assetOf(`ast_${width}x${height}`, { kind, format, duration: 5000, video: pictureOf(width, height, { fps }) });

const shown = (assets: Asset[]): string => {
  const { width, height, fps, background } = canvasFor(assets);
  return `${width}x${height} ${fps} ${background.kind}`;
};

for (const [name, assets, expected] of [
  ['a phone held upright', [asset('video', 1080, 1920, { fps: 29.97 })], '1080x1920 29.97 color'],
  ['a 4K film is made smaller', [asset('video', 3840, 2160, { fps: 24 })], '1920x1080 24 color'],
  ['odd sizes become even', [asset('video', 853, 481, { fps: 25 })], '854x482 25 color'],
  ['a photo does not set the size', [asset('image', 6000, 4000)], '1920x1080 30 blur'],
  [
    'mixed shapes get a blurred background',
    [asset('video', 1920, 1080), asset('video', 1080, 1920)],
    '1920x1080 30 blur',
  ],
  [
    'a small GIF among photos is a guest',
    [asset('video', 320, 240, { fps: 10, format: 'gif' }), asset('image', 4000, 3000)],
    '1920x1080 30 blur',
  ],
  ['a GIF alone keeps its size', [asset('video', 320, 240, { fps: 10, format: 'gif' })], '320x240 25 color'],
  ['nothing to see', [], '1920x1080 30 color'],
] as const) {
  test(name, () => {
    assert.equal(shown([...assets]), expected);
  });
}

for (const [fps, variable, expected] of [
  [29.97, false, 29.97],
  [59.97, false, 59.94],
  [119.88, false, 59.94],
  [240, false, 60],
  [27.3, true, 30],
  [23.1, true, 25],
  [12, false, 25],
  [48, false, 48],
] as const) {
  test(`${fps} frames per second${variable ? ' on average' : ''} are edited at ${expected}`, () => {
    assert.equal(steadyRate(fps, variable), expected);
  });
}
