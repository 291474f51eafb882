import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { PLAIN_PLACEMENT } from '../../src/draft/build.ts';
import { LOOKS } from '../../src/draft/look-names.ts';
import type { Effect, Placement } from '../../src/draft/model.ts';
import { pictureFromRgba, toRgba } from '../../src/media/picture.ts';
import { encodeStill } from '../../src/media/still-writer.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { makeStill } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
after(() => bench[Symbol.asyncDispose]());
const CANVAS = canvasOf(128, 96, 30);
const STEP_MS = 200;

/** Renders one short segment for each variant, one after the other, and returns the mean colour of each and how rough it is. */
async function traits(
  asset: string,
  variants: readonly { placement?: Partial<Placement>; effects?: readonly Effect[] }[],
): Promise<number[][]> {
  const source = bench.assets.get(asset);
  assert.ok(source !== undefined);
  const main = variants.map(({ placement = {}, effects = [] }, i) =>
    clipOf(source, i * STEP_MS, STEP_MS, { placement: { ...PLAIN_PLACEMENT, ...placement }, effects: [...effects] }),
  );
  const report = await bench.render(draftOf(CANVAS, { main }));
  assert.equal(report.frames, variants.length * 6);
  const found: number[][] = [];
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) {
    const pixels = toRgba(picture);
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < pixels.length; i++) {
      if (i % 4 < 3) sums[i % 4] = (sums[i % 4] ?? 0) + (pixels[i] ?? 0);
      else sums[3] = (sums[3] ?? 0) + Math.abs((pixels[i - 3] ?? 0) - (pixels[i + 1] ?? 0));
    }
    found.push(sums.map((sum) => (sum * 4) / pixels.length));
  }
  return variants.map((_, i) => found[i * 6 + 3] ?? []);
}

test('pictures of any size and shape render in any place', async () => {
  for (const [width, height] of [
    [1, 1],
    [3, 5],
    [333, 7],
    [7, 333],
    [2001, 3],
    [641, 479],
  ] as const) {
    const name = `odd-${width}x${height}.png`;
    makeStill(bench.file(name), 'png', 0xffff, { width, height });
    const asset = bench.add(name);
    const crop = { left: 0.9, right: 0.09, top: 0.499, bottom: 0.5 };
    await traits(asset.id, [
      {},
      { placement: { fit: 'fill' } },
      { placement: { fit: 'stretch', crop } },
      { placement: { scale: 0.01 } },
      { placement: { scale: 20, x: 0.1, y: 0.9, rotate: 33 } },
      { placement: { rotate: -90, flipH: true, opacity: 0.3 } },
      { placement: { x: 1.49, y: -0.49 } },
      { placement: { x: 3, y: 3 } },
      { placement: { crop: { left: 1, right: 1, top: 1, bottom: 1 } } },
      { placement: { opacity: 0 } },
    ]);
  }
});

test('every look and every effect changes the picture, and none at strength 0', async () => {
  const pixels = Buffer.alloc(128 * 96 * 4, 255);
  for (let i = 0; i < 128 * 96; i++) pixels.set([40 + (i % 9) * 20, 180 - Math.floor(i / 128), 60 + (i % 37)], i * 4);
  using drawn = pictureFromRgba(pixels, 128, 96);
  writeFileSync(bench.file('still.png'), encodeStill(drawn, 'png'));
  const asset = bench.add('still.png');
  const motion = {
    kind: 'motion',
    from: { zoom: 2, x: 0, y: 0 },
    to: { zoom: 2, x: 0, y: 0 },
    ease: 'linear',
  } as const;
  const plain = { brightness: 0, contrast: 0, saturation: 0, warmth: 0 };
  const effects: Effect[] = [
    ...LOOKS.map(({ name }): Effect => ({ kind: 'look', name, amount: 1 })),
    { kind: 'color', ...plain, brightness: 0.4 },
    { kind: 'color', ...plain, brightness: -0.4 },
    { kind: 'color', ...plain, warmth: 0.5 },
    { kind: 'vignette', amount: 0.7 },
    { kind: 'blur', amount: 1 },
    motion,
  ];
  const nothing: Effect[] = [
    { kind: 'color', ...plain },
    { kind: 'blur', amount: 0 },
    { kind: 'sharpen', amount: 0 },
    { kind: 'vignette', amount: 0 },
    { kind: 'grain', amount: 0 },
    { kind: 'look', name: 'noir', amount: 0 },
    { kind: 'look', name: 'a look of a later version', amount: 1 },
    { ...motion, from: { zoom: 1, x: 0.2, y: 0.9 }, to: { zoom: 1, x: 0.9, y: 0.1 } },
  ];
  const [untouched = [], ...changed] = await traits(asset.id, [
    {},
    ...effects.map((effect) => ({ effects: [effect] })),
  ]);
  const apart = (mean: readonly number[]): number => Math.max(...mean.map((v, i) => Math.abs(v - (untouched[i] ?? 0))));
  for (const [i, effect] of effects.entries()) assert.ok(apart(changed[i] ?? []) > 0.5, JSON.stringify(effect));
  const same = await traits(
    asset.id,
    nothing.map((effect) => ({ effects: [effect] })),
  );
  for (const [i, effect] of nothing.entries()) assert.ok(apart(same[i] ?? []) < 1, JSON.stringify([effect, same[i]]));
  const all = [...effects, ...nothing].slice(0, 32);
  await traits(asset.id, [{ effects: all }]);
});
