import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PLAIN_PLACEMENT } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import { TRANSITIONS } from '../../src/draft/transition-names.ts';
import { makeNumberedStill, makeNumberedVideo, type Part, type Read, readNumbers } from '../support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench, type Tracks } from '../support/render-bench.ts';

const bench = new RenderBench();
const CANVAS = canvasOf(320, 180, 30);
let a: Asset;
let b: Asset;

before(() => {
  makeNumberedVideo(bench.file('a.mp4'), { width: 320, height: 180, fps: 30, frames: 400, half: 'upper' });
  makeNumberedVideo(bench.file('b.mp4'), { width: 320, height: 180, fps: 30, frames: 200, half: 'lower', gop: 60 });
  a = bench.add('a.mp4');
  b = bench.add('b.mp4');
});

after(() => bench[Symbol.asyncDispose]());

async function rendered(tracks: Tracks, canvas = CANVAS, part?: Part): Promise<Read[]> {
  await bench.render(draftOf(canvas, tracks));
  return readNumbers(bench.file('out.mp4'), part);
}

const range = (count: number, of: (n: number) => number): number[] => Array.from({ length: count }, (_, n) => of(n));
const upper = (read: readonly Read[]): (number | null)[] => read.map((r) => r.upper);
const lower = (read: readonly Read[]): (number | null)[] => read.map((r) => r.lower);

test('frame k of the output is frame j of the source, across cuts and chunk seams', async () => {
  const read = await rendered({
    main: [clipOf(a, 0, 7000, { in: 1000 }), clipOf(b, 7000, 2500, { in: 500 }), clipOf(a, 9500, 1000, { in: 200 })],
  });
  assert.deepEqual(
    upper(read.slice(0, 210)),
    range(210, (n) => 30 + n),
  );
  assert.deepEqual(
    lower(read.slice(210, 285)),
    range(75, (n) => 15 + n),
  );
  assert.deepEqual(
    upper(read.slice(285)),
    range(30, (n) => 6 + n),
  );
});

test('a source is cut in three places on milliseconds that are no frames, and no frame is lost or doubled', async () => {
  const read = await rendered({
    main: [clipOf(a, 0, 1234, { in: 777 }), clipOf(a, 1234, 2101, { in: 2011 }), clipOf(a, 3335, 999, { in: 4112 })],
  });
  assert.deepEqual(
    upper(read),
    range(130, (n) => 23 + n),
  );
});

test('speed, reverse and freeze show their frames', async () => {
  const show = async (over: Parameters<typeof clipOf>[3]): Promise<(number | null)[]> =>
    upper(await rendered({ main: [clipOf(a, 0, 3000, { in: 1000, ...over })] }));
  assert.deepEqual(
    await show({ speed: 2 }),
    range(90, (n) => 30 + 2 * n),
  );
  assert.deepEqual(
    await show({ speed: 0.5 }),
    range(90, (n) => 30 + Math.floor(n / 2)),
  );
  assert.deepEqual(
    await show({ reverse: true }),
    range(90, (n) => 119 - n),
  );
  assert.deepEqual(
    await show({ reverse: true, speed: 2 }),
    range(90, (n) => 208 - 2 * n),
  );
  assert.deepEqual(
    await show({ freeze: true }),
    range(90, () => 30),
  );
});

test('a reversed clip of six seconds runs backwards without a step at its chunk seams', async () => {
  const read = await rendered({ main: [clipOf(a, 0, 6000, { in: 2000, reverse: true })] });
  assert.deepEqual(
    upper(read),
    range(180, (n) => 239 - n),
  );
});

test('a dissolve is centred on its cut and plays both handles, frame by frame', async () => {
  const transition = { name: 'fade', duration: 1000 };
  const read = await rendered({ main: [clipOf(a, 0, 3000), clipOf(b, 3000, 3000, { in: 1000, transition })] });
  assert.equal(read.length, 180);
  assert.deepEqual(
    upper(read.slice(0, 96)),
    range(96, (n) => n),
  );
  assert.deepEqual(
    lower(read.slice(84)),
    range(96, (n) => 24 + n),
  );
  assert.deepEqual(new Set(lower(read.slice(0, 76))), new Set([null]));
  assert.deepEqual(new Set(upper(read.slice(105))), new Set([null]));
});

test('where a source has no handle its edge frame stands', async () => {
  const transition = { name: 'fade', duration: 1000 };
  const main = [clipOf(a, 0, 3333, { in: 10_000 }), clipOf(b, 3333, 2000, { in: 0, transition })];
  const read = await rendered({ main });
  assert.deepEqual(upper(read.slice(95, 108)), [...range(5, (n) => 395 + n), ...range(8, () => 399)]);
  assert.deepEqual(lower(read.slice(92, 104)), [...range(9, () => 0), ...range(3, (n) => n + 1)]);
});

test('mixed sizes, rates and shapes keep their frames and their place', async () => {
  makeNumberedVideo(bench.file('film.mp4'), { width: 240, height: 240, fps: 24, frames: 96, half: 'upper' });
  makeNumberedVideo(bench.file('fast.mp4'), { width: 640, height: 360, fps: 60, frames: 120, half: 'upper' });
  makeNumberedVideo(bench.file('ntsc.mp4'), { width: 320, height: 180, fps: 29.97, frames: 90, half: 'upper' });
  const square: Part = { left: 70 / 320, right: 250 / 320, top: 0, bottom: 1 };
  const film = await rendered({ main: [clipOf(bench.add('film.mp4'), 0, 2000)] }, CANVAS, square);
  assert.deepEqual(
    upper(film),
    range(60, (n) => Math.floor((n * 24) / 30 + 1e-6)),
    'the frame that is on screen',
  );
  const fast = await rendered({ main: [clipOf(bench.add('fast.mp4'), 0, 2000)] });
  assert.deepEqual(
    upper(fast),
    range(60, (n) => 2 * n),
  );
  const ntsc = await rendered({ main: [clipOf(bench.add('ntsc.mp4'), 0, 2000)] }, canvasOf(320, 180, 29.97));
  assert.deepEqual(
    upper(ntsc),
    range(60, (n) => n),
  );
});

test('a picture that the file turns by 90° stands upright; the user may turn it back, flip it and crop it', async () => {
  const turned = bench.add('a.mp4', { rotation: 90, width: 180, height: 320 });
  const placement = { ...PLAIN_PLACEMENT, rotate: -90 };
  assert.deepEqual(
    upper(await rendered({ main: [clipOf(turned, 0, 1000, { placement })] })),
    range(30, (n) => n),
  );
  const plain = bench.add('a.mp4');
  const upside = { ...PLAIN_PLACEMENT, rotate: 180, flipH: true, flipV: true };
  assert.deepEqual(
    upper(await rendered({ main: [clipOf(plain, 0, 1000, { placement: upside })] })),
    range(30, (n) => n),
  );
  const crop = { left: 0, right: 0, top: 0, bottom: 0.5 };
  const half: Part = { left: 0, right: 1, top: 0, bottom: 2 };
  const stretched = { ...PLAIN_PLACEMENT, crop, fit: 'stretch' } as const;
  const read = await rendered({ main: [clipOf(plain, 0, 1000, { placement: stretched })] }, CANVAS, half);
  assert.deepEqual(
    upper(read),
    range(30, (n) => n),
  );
});

test('a photo stands for as long as its segment, before and after a video', async () => {
  makeNumberedStill(bench.file('photo.png'), 77, { width: 1000, height: 562, half: 'upper' });
  const photo = bench.add('photo.png');
  const transition = { name: 'fade', duration: 400 };
  const read = await rendered({ main: [clipOf(photo, 0, 5000), clipOf(b, 5000, 1000, { in: 1000, transition })] });
  assert.deepEqual(
    upper(read.slice(0, 152)),
    range(152, () => 77),
  );
  assert.deepEqual(
    lower(read.slice(148)),
    range(32, (n) => 28 + n),
  );
});

test('an overlay lies where it was put, for its time only, in its own frames', async () => {
  const placement = { ...PLAIN_PLACEMENT, scale: 0.5, x: 0.75, y: 0.75 };
  const main = [clipOf(b, 0, 3000)];
  const overlay = [clipOf(a, 1000, 1000, { in: 3000, placement })];
  const part: Part = { left: 0.5, top: 0.5, right: 1, bottom: 1 };
  const read = await rendered({ main, overlay }, CANVAS, part);
  assert.deepEqual(
    upper(read.slice(30, 60)),
    range(30, (n) => 90 + n),
  );
  const whole = readNumbers(bench.file('out.mp4'));
  assert.deepEqual(
    lower(whole.slice(0, 30)),
    range(30, (n) => n),
  );
  assert.deepEqual(
    lower(whole.slice(60)),
    range(30, (n) => 60 + n),
  );
});

test('every named transition renders, from its first picture to its second', async () => {
  const main = Array.from({ length: TRANSITIONS.length + 1 }, (_, i) => {
    const name = TRANSITIONS[i - 1]?.name;
    const transition = name === undefined ? null : { name, duration: 400 };
    return clipOf(i % 2 === 0 ? a : b, i * 600, 600, { in: 1000, transition });
  });
  const canvas = canvasOf(160, 90, 30);
  const read = await rendered({ main }, canvas);
  assert.equal(read.length, main.length * 18);
  for (const [i, { name }] of TRANSITIONS.entries()) {
    const shown = i % 2 === 0 ? lower(read) : upper(read);
    assert.equal(shown[(i + 1) * 18 + 9], 39, `after ${name}`);
  }
});
