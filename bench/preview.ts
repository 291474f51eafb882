import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { textSegment } from '../src/draft/build.ts';
import type { Asset } from '../src/draft/facts.ts';
import type { Draft } from '../src/draft/model.ts';
import { openPartCache } from '../src/render/cache.ts';
import { openPreview, type Preview } from '../src/render/preview/preview.ts';
import { makeNumberedVideo } from '../test/support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../test/support/render-bench.ts';

/**
 * How long a person waits for a preview: `node bench/preview.ts [file] [minutes]`. Takes a clip (a made one in 1080p if
 * left out), lays it on a timeline of that length with a cut every 5 s, and measures the first picture after opening,
 * after an edit, and after jumps to places that nobody has rendered.
 */
const [file, minutes = '10'] = process.argv.slice(2);
const LENGTH_MS = Number(minutes) * 60_000;
const CUT_MS = 5000;
const JUMPS = 12;

await using bench = new RenderBench();
const name = 'source.mp4';
if (file !== undefined && existsSync(file)) copyFileSync(file, bench.file(name));
else makeNumberedVideo(bench.file(name), { width: 1920, height: 1080, fps: 30, frames: 900, half: 'upper', gop: 250 });
const asset: Asset = bench.add(name);
const { duration, video } = asset.probe;
const canvas = canvasOf(video?.width ?? 1920, video?.height ?? 1080, video?.fps ?? 30);
const cuts = Math.ceil(LENGTH_MS / CUT_MS);
const main = Array.from({ length: cuts }, (_, i) =>
  clipOf(asset, i * CUT_MS, CUT_MS, { in: Math.round((i * 1237) % Math.max(1, duration - CUT_MS)) }),
);
const titled = (at: number): Draft =>
  draftOf(canvas, { main, titles: [textSegment('t', 'Hello', { start: at, duration: 2000 })] });

/** What a player asks for before it shows something at a time: the inits come once. */
async function shown(preview: Preview, seconds: number): Promise<{ picture: number; both: number }> {
  const began = performance.now();
  const at = (track: 'picture' | 'sound'): string =>
    preview.segments(track).find(({ to }) => to > seconds)?.name ?? 'none';
  const picture = preview.segment(at('picture')).then(() => performance.now() - began);
  const sound = preview.segment(at('sound')).then(() => performance.now() - began);
  return { picture: await picture, both: Math.max(await picture, await sound) };
}
const row = (what: string, times: readonly number[]): void => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)}`.padStart(5);
  console.log(`${what.padEnd(34)} median ${at(0.5)} ms, worst ${at(1)} ms`);
};

const opened = performance.now();
const cache = openPartCache({ folder: bench.file('cache') });
const options = { draft: titled(3000), facts: { assets: bench.assets }, files: bench.files };
await using preview = openPreview({ ...options, pool: bench.pool, cache, scratch: bench.scratch });
preview.playlist('picture.m3u8');
row('playlist', [performance.now() - opened]);
await preview.init('picture');
row('init part, workers cold', [performance.now() - opened]);
row('first picture and sound, cold', [(await shown(preview, 0)).both]);
await preview.ready();
row('sound measured', [performance.now() - opened]);

const jumps: number[] = [];
const jumpsBoth: number[] = [];
for (let i = 1; i <= JUMPS; i++) {
  const { picture, both } = await shown(preview, ((i * 0.618) % 1) * (LENGTH_MS / 1000));
  jumps.push(picture);
  jumpsBoth.push(both);
}
row('jump: picture', jumps);
row('jump: picture and sound', jumpsBoth);

const planning: number[] = [];
const edits: number[] = [];
for (let i = 1; i <= JUMPS; i++) {
  const at = Math.round(((i * 0.377) % 1) * (LENGTH_MS - 4000));
  const began = performance.now();
  preview.update(titled(at));
  preview.playlist('picture.m3u8');
  planning.push(performance.now() - began);
  const { both } = await shown(preview, at / 1000 + 1);
  edits.push((planning.at(-1) ?? 0) + both);
}
row('edit: new playlists', planning);
row('edit: picture and sound there', edits);
const load = existsSync('/proc/loadavg') ? readFileSync('/proc/loadavg', 'utf8').split(' ')[0] : loadavg()[0];
console.log(`${minutes} min of ${canvas.width}x${canvas.height}, ${cpus().length} cores, load ${load}`);
