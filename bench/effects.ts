/**
 * What each effect costs at 1080p: `node bench/effects.ts [file]`. Makes the same two seconds of a clip once with each
 * effect, decoded, composed and encoded as an export does, and counts CPU time of the process, which says the same on a
 * busy machine. Runs without an effect stand between the others. Writes bench/results/effects.json and the pages.
 */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { PLAIN_PLACEMENT } from '../src/draft/build.ts';
import { EFFECTS, effectOf } from '../src/draft/effect-names.ts';
import { LOOKS } from '../src/draft/look-names.ts';
import type { Background, Effect, VideoSegment } from '../src/draft/model.ts';
import { rampOf } from '../src/draft/ramp.ts';
import { makeChunk } from '../src/render/chunk/make-chunk.ts';
import { planRender } from '../src/render/plan/plan.ts';
import { profileFor } from '../src/render/profile.ts';
import { makeNumberedVideo } from '../test/support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../test/support/render-bench.ts';
import { type EffectCost, readEffects, saveEffects } from './encode/effect-results.ts';
import { writePages } from './encode/pages.ts';
import { machine } from './encode/tools.ts';

const SECONDS = 2;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, only: { type: 'string' } },
});
const [given = '../shared/media/landscape.mp4'] = positionals;

await using bench = new RenderBench(1);
const isThere = existsSync(given);
const file = isThere ? given : bench.file('made.mp4');
if (!isThere) makeNumberedVideo(file, { width: 1920, height: 1080, fps: 30, frames: 150, half: 'upper', gop: 60 });
bench.files.set('none', file);
const { probeFile } = await import('../src/media/probe.ts');
const facts = { silence: null, loudness: null, waveform: null, scenes: null };
const source = { id: 'ast_source', filename: 'source', probe: probeFile(file), ...facts };
bench.assets.set(source.id, source);
bench.files.set(source.id, file);
const { writeFileSync } = await import('node:fs');
writeFileSync(bench.file('cool.cube'), lutText(33));
const lut = bench.add('cool.cube');
const canvas = canvasOf(1920, 1080, 30);

function lutText(size: number): string {
  const lines = [`LUT_3D_SIZE ${size}`];
  for (let b = 0; b < size; b++)
    for (let g = 0; g < size; g++)
      for (let r = 0; r < size; r++)
        lines.push([r * 0.95, g, b * 0.9 + 0.1 * size].map((v) => (v / size).toFixed(4)).join(' '));
  return lines.join('\n');
}

type Case = {
  readonly name: string;
  readonly group: EffectCost['group'];
  readonly over: Partial<VideoSegment>;
  readonly background?: Background;
};

const withEffects = (...effects: Effect[]): Partial<VideoSegment> => ({ effects });
const color = { kind: 'color', brightness: 0.1, contrast: 0.1, saturation: 0.1, warmth: 0.1 } as const;
const region = { kind: 'region', amount: 0.5, x: 0.66, y: 0.66, width: 0.34, height: 0.34 } as const;
const small = { placement: { ...PLAIN_PLACEMENT, scale: 0.6 } };
const CASES: readonly Case[] = [
  ...EFFECTS.map(({ name, usual }): Case => ({ name, group: 'effect', over: withEffects(effectOf(name, usual)) })),
  ...LOOKS.map(({ name }): Case => ({ name, group: 'look', over: withEffects({ kind: 'look', name, amount: 1 }) })),
  { name: 'brightness, contrast, saturation, warmth', group: 'color', over: withEffects(color) },
  {
    name: 'all controls of colour',
    group: 'color',
    over: withEffects({
      ...color,
      exposure: 0.3,
      tint: 0.1,
      highlights: -0.3,
      shadows: 0.3,
      lift: 0.1,
      gamma: 0.1,
      gain: 0.1,
    }),
  },
  { name: 'vibrance', group: 'color', over: withEffects({ ...color, vibrance: 0.5 }) },
  { name: 'LUT of 33 points', group: 'color', over: withEffects({ kind: 'lut', asset: lut.id, amount: 1 }) },
  { name: 'a blurred corner', group: 'region', over: withEffects({ ...region, how: 'blur' }) },
  { name: 'a pixelated corner', group: 'region', over: withEffects({ ...region, how: 'pixelate' }) },
  {
    name: 'chroma key over a colour',
    group: 'key',
    over: withEffects({ kind: 'key', color: '#00b140', similarity: 0.3, softness: 0.1, spill: 0.7 }),
  },
  { name: 'half speed, frames mixed', group: 'speed', over: { speed: 0.5, between: 'blend' } },
  { name: 'half speed, frames computed', group: 'speed', over: { speed: 0.5, between: 'flow' } },
  { name: 'ramp from 0.5x to 1.5x', group: 'speed', over: { ...rampOf(0.5, 1.5) } },
  { name: 'a colour behind', group: 'background', over: small, background: { kind: 'color', color: '#204060' } },
  {
    name: 'a gradient behind',
    group: 'background',
    over: small,
    background: { kind: 'gradient', from: '#204060', to: '#c06080', angle: 45 },
  },
  { name: 'a blurred copy behind', group: 'background', over: small, background: { kind: 'blur' } },
  { name: 'a video behind', group: 'background', over: small, background: { kind: 'picture', asset: source.id } },
];

/** CPU seconds that a second of video takes. */
function measured({ over, background }: Pick<Case, 'over' | 'background'>): number {
  const base = draftOf(
    { ...canvas, background: background ?? canvas.background },
    { main: [clipOf(source, 0, SECONDS * 1000, over)] },
  );
  const profile = profileFor(base.canvas, { resolution: null, fps: null, quality: 'standard' });
  const plan = planRender(base, { assets: bench.assets }, profile, (text) => text.slice(0, 40));
  const began = process.cpuUsage();
  for (const [i, chunk] of plan.chunks.entries()) {
    const order = {
      spans: chunk.spans,
      encoding: plan.encoding,
      files: Object.fromEntries(bench.files),
      names: {},
      out: bench.file(`chunk-${i}`),
      paint: () => ({ at: () => null }),
      painter: () => {
        throw new Error('no paintings here');
      },
      sprite: () => {
        throw new Error('no sprites here');
      },
    };
    makeChunk(order, () => undefined);
  }
  const used = process.cpuUsage(began);
  return (used.user + used.system) / 1e6 / SECONDS;
}

const runs = Math.max(1, Number(values.runs) || 3);
const chosen = CASES.filter(({ name }) => values.only === undefined || name.includes(values.only));
const before = loadavg()[0] ?? 0;
const plain: number[] = [];
const costs = new Map<string, number[]>();
measured({ over: {} });
for (let round = 0; round < runs; round++) {
  for (const [i, one] of chosen.entries()) {
    if (i % 6 === 0) plain.push(measured({ over: {} }));
    // The one that is ten times as slow as all others need not be waited for three times.
    if (round > 0 && one.name.includes('computed')) continue;
    costs.set(one.name, [...(costs.get(one.name) ?? []), measured(one)]);
  }
}
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const none = median(plain);
const rows = chosen.map(({ name, group }): EffectCost => {
  const cpu = median(costs.get(name) ?? []);
  console.log(`${name.padEnd(44)} ${(cpu / 2).toFixed(2)} of real time, ${(cpu / none).toFixed(2)} times`);
  return { name, group, cpu: Math.round(cpu * 1000) / 1000 };
});
console.log(`${'no effect'.padEnd(44)} ${(none / 2).toFixed(2)} of real time`);
const known = readEffects();
// Measured at another time, when the machine was busier or less: what counts is how it stands to no effect beside it.
const merged = known?.rows.map((row) => {
  const again = rows.find(({ name }) => name === row.name);
  return again === undefined ? row : { ...row, cpu: Math.round((again.cpu / none) * known.none * 1000) / 1000 };
});
if (values.only !== undefined && known !== null && merged !== undefined) {
  saveEffects({ ...known, rows: merged });
  writePages();
}
if (values.only === undefined) {
  saveEffects({
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    load: [Math.round(before * 10) / 10, Math.round((loadavg()[0] ?? 0) * 10) / 10],
    runs,
    none: Math.round(none * 1000) / 1000,
    rows,
  });
  writePages();
}
