import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PLAIN_PLACEMENT } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { Canvas } from '../../src/draft/model.ts';
import { solidPicture, toRgba } from '../../src/media/picture.ts';
import { encodeStill } from '../../src/media/still-writer.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { makeVideo, readFrameNumber } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench(1);
const CANVAS = canvasOf(160, 96, 30);
type Rgb = readonly [number, number, number];

function solid(name: string, color: Rgb): Asset {
  using picture = solidPicture(160, 96, [...color, 255]);
  writeFileSync(bench.file(name), encodeStill(picture, 'png'));
  return bench.add(name);
}

async function shown(draft: Parameters<RenderBench['render']>[0]): Promise<((x: number, y: number) => Rgb)[]> {
  await bench.render(draft);
  const frames: ((x: number, y: number) => Rgb)[] = [];
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) {
    const pixels = toRgba(picture);
    const { width } = picture;
    frames.push((x, y) => {
      const at = (y * width + x) * 4;
      return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    });
  }
  return frames;
}

const assertNear = (actual: Rgb | undefined, expected: Rgb, what: string, most = 9): void => {
  const far = expected.some((value, i) => Math.abs(value - (actual?.[i] ?? -99)) > most);
  assert.ok(!far, `${what}: ${String(actual)} instead of ${String(expected)}`);
};

let red: Asset;
let green: Asset;
let blue: Asset;
before(() => {
  red = solid('red.png', [200, 40, 40]);
  green = solid('green.png', [0, 177, 64]);
  blue = solid('blue.png', [30, 60, 200]);
});
after(() => bench[Symbol.asyncDispose]());

const half = { placement: { ...PLAIN_PLACEMENT, scale: 0.5 } };
const on = (background: Canvas['background']): Canvas => ({ ...CANVAS, background });

test('a gradient runs from corner to corner behind a picture, and through a dissolve', async () => {
  const canvas = on({ kind: 'gradient', from: '#c80000', to: '#0000c8', angle: 0 });
  const transition = { name: 'fade', duration: 400 };
  const main = [clipOf(green, 0, 500, half), clipOf(green, 500, 500, { ...half, transition })];
  for (const frame of [2, 15, 28]) {
    const at = (await shown(draftOf(canvas, { main })))[frame];
    assertNear(at?.(1, 48), [199, 0, 1], 'left');
    assertNear(at?.(158, 48), [1, 0, 199], 'right');
    assertNear(at?.(80, 6), [100, 0, 100], 'middle');
    assertNear(at?.(80, 48), [0, 177, 64], 'the picture');
  }
});

test('a photo covers the canvas behind a picture', async () => {
  const frames = await shown(draftOf(on({ kind: 'picture', asset: blue.id }), { main: [clipOf(red, 0, 300, half)] }));
  assertNear(frames[4]?.(3, 3), [30, 60, 200], 'beside');
  assertNear(frames[4]?.(80, 48), [200, 40, 40], 'the picture');
});

test('a video behind a keyed one plays on through cuts and begins anew at its end', async () => {
  makeVideo(bench.file('numbers.mp4'), { rate: { num: 30, den: 1 }, frames: 30, width: 160, height: 96 });
  const numbers = bench.add('numbers.mp4');
  const effects = [{ kind: 'key', color: '#00b140', similarity: 0.3, softness: 0.1, spill: 0.5 } as const];
  const main = [clipOf(green, 0, 700, { effects }), clipOf(green, 700, 900, { effects })];
  await bench.render(draftOf(on({ kind: 'picture', asset: numbers.id }), { main }));
  const seen: number[] = [];
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) seen.push(readFrameNumber(picture));
  assert.deepEqual(
    seen,
    Array.from({ length: 48 }, (_, n) => n % 30),
  );
});

test('a LUT gives its colours, also in part, and nothing of it is left lying about', async () => {
  const swap = ['LUT_3D_SIZE 2'];
  for (const b of [0, 1]) for (const g of [0, 1]) for (const r of [0, 1]) swap.push(`${b} ${g} ${r}`);
  writeFileSync(bench.file('swap.cube'), `TITLE "swap"\r\n# red and blue change places\r\n${swap.join('\r\n')}\r\n`);
  writeFileSync(bench.file('dark.cube'), 'LUT_1D_SIZE 2\n0 0 0\n0.5 0.5 0.5\n');
  const [swapped, dark] = [bench.add('swap.cube'), bench.add('dark.cube')];
  const graded = async (asset: Asset, amount: number): Promise<Rgb | undefined> => {
    const frames = await shown(
      draftOf(CANVAS, { main: [clipOf(red, 0, 200, { effects: [{ kind: 'lut', asset: asset.id, amount }] })] }),
    );
    return frames[3]?.(80, 48);
  };
  assertNear(await graded(swapped, 1), [40, 40, 200], 'red and blue change places');
  assertNear(await graded(swapped, 0.5), [120, 40, 120], 'half of it', 14);
  assertNear(await graded(dark, 1), [100, 20, 20], 'one curve per colour');
  const left = readdirSync(bench.folder, { recursive: true }).filter((name) => /\d\.cube/.test(String(name)));
  assert.deepEqual(left, []);
});
