import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileFor } from '../../src/render/profile.ts';
import { makeNumberedVideo } from '../support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';
import { peakMemory } from '../support/tree-memory.ts';

/** The short form of bench/memory.ts: memory depends on the picture's size, not on how many cuts there are. */
test('many cuts of Full HD sources stay below 1 GB in all processes together', async (t) => {
  await using bench = new RenderBench();
  makeNumberedVideo(bench.file('a.mp4'), { width: 1920, height: 1080, fps: 30, frames: 90, half: 'upper' });
  const source = bench.add('a.mp4');
  const main = Array.from({ length: 24 }, (_, i) =>
    clipOf(source, i * 300, 300, {
      in: (i * 737) % 2600,
      transition: i % 9 === 8 ? { name: 'dissolve', duration: 200 } : null,
    }),
  );
  const canvas = canvasOf(1920, 1080, 30);
  const profile = profileFor(canvas, { resolution: null, fps: null, quality: 'standard' });
  const peak = await peakMemory(() => bench.render(draftOf(canvas, { main }), { profile }));
  if (peak === null) return t.skip('memory of processes is read from /proc, which only Linux has');
  t.diagnostic(`peak ${(peak / 1e6).toFixed(0)} MB`);
  assert.ok(peak < 1e9, `${(peak / 1e6).toFixed(0)} MB`);
});
