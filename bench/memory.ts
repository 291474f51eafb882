import { execFileSync } from 'node:child_process';
import { profileFor } from '../src/render/profile.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../test/support/render-bench.ts';
import { peakMemory } from '../test/support/tree-memory.ts';

/**
 * Renders 300 cuts of two sources at 1080p, every tenth with a dissolve, and prints the peak memory of all processes.
 * `node bench/memory.ts [cuts]`. The bar is 1 GB, whatever the number of cuts.
 */
const cuts = Number(process.argv[2] ?? 300);
const LENGTH_MS = 700;

await using bench = new RenderBench();
// Made in a process of their own: what an encoder leaves behind in this one would count as the render's.
const makeSources = `
  const { makeNumberedVideo } = await import(${JSON.stringify(new URL('../test/support/numbered.ts', import.meta.url).href)});
  const shape = { width: 1920, height: 1080, fps: 30, frames: 600 };
  makeNumberedVideo(process.argv[1], { ...shape, half: 'upper' });
  makeNumberedVideo(process.argv[2], { ...shape, half: 'lower', gop: 250 });`;
execFileSync(process.execPath, ['--input-type=module', '-e', makeSources, bench.file('a.mp4'), bench.file('b.mp4')]);
const sources = [bench.add('a.mp4'), bench.add('b.mp4')] as const;
const main = Array.from({ length: cuts }, (_, i) => {
  const transition = i % 10 === 9 ? { name: 'dissolve', duration: 300 } : null;
  return clipOf(sources[i % 2 === 0 ? 0 : 1], i * LENGTH_MS, LENGTH_MS, { in: (i * 1237) % 19_000, transition });
});
const canvas = canvasOf(1920, 1080, 30);
const profile = profileFor(canvas, { resolution: null, fps: null, quality: 'standard' });
const started = performance.now();
const peak = await peakMemory(() => bench.render(draftOf(canvas, { main }), { profile }));
const seconds = (performance.now() - started) / 1000;
console.log(`${cuts} cuts, ${((cuts * LENGTH_MS) / 1000).toFixed(0)} s of 1080p30, ${bench.pool.size} workers`);
console.log(`peak memory of all processes: ${peak === null ? 'unknown here' : `${(peak / 1e6).toFixed(0)} MB`}`);
console.log(`${seconds.toFixed(1)} s`);
