/**
 * What each effect costs at 1080p: `node bench/effects.ts [file]`; `--group transition,title` measures only those anew. Makes the same two seconds of a clip once with each
 * effect, decoded, composed and encoded as an export does, and counts CPU time of the process, which says the same on a
 * busy machine. Runs without an effect stand between the others. Writes bench/results/effects.json and the pages.
 */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CAPTION_STYLES } from '../src/captions/styles.ts';
import { PLAIN_PLACEMENT, textSegment } from '../src/draft/build.ts';
import { EFFECTS, effectOf } from '../src/draft/effect-names.ts';
import { LOOKS } from '../src/draft/look-names.ts';
import type { Background, Draft, Effect, TextSegment, VideoSegment } from '../src/draft/model.ts';
import { PARTICLE_NAMES } from '../src/draft/particle-names.ts';
import { mainSegments } from '../src/draft/queries.ts';
import { rampOf } from '../src/draft/ramp.ts';
import { LOOP_PERIOD, TEXT_ANIMATIONS, TEXT_LOOPS } from '../src/draft/text-animations.ts';
import { TITLE_TEMPLATES } from '../src/draft/title-templates.ts';
import { TRANSITIONS } from '../src/draft/transition-names.ts';
import type { OperationCall } from '../src/operations/registered.ts';
import { applyOperations } from '../src/operations/registry.ts';
import { makeChunk } from '../src/render/chunk/make-chunk.ts';
import { planRender } from '../src/render/plan/plan.ts';
import { profileFor } from '../src/render/profile.ts';
import { spritePainter } from '../src/render/shapes/sprite-painter.ts';
import { textPainter } from '../src/render/text/text-painter.ts';
import { makeNumberedVideo } from '../test/support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../test/support/render-bench.ts';
import { type EffectCost, readEffects, saveEffects } from './encode/effect-results.ts';
import { writePages } from './encode/pages.ts';
import { machine } from './encode/tools.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
    group: { type: 'string' },
  },
});
/** How long the clip is: even, so that two halves of it are whole. */
const SECONDS = Math.max(1, Math.round(Number(values.seconds)) || 2);
const groups = values.group?.split(',');
const isPart = values.only !== undefined || groups !== undefined;
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
  /** What lies over the clip, or another timeline than one clip: its own draft. */
  readonly draft?: (base: Draft) => Draft;
};

const withEffects = (...effects: Effect[]): Partial<VideoSegment> => ({ effects });
const color = { kind: 'color', brightness: 0.1, contrast: 0.1, saturation: 0.1, warmth: 0.1 } as const;
const region = { kind: 'region', amount: 0.5, x: 0.66, y: 0.66, width: 0.34, height: 0.34 } as const;
const small = { placement: { ...PLAIN_PLACEMENT, scale: 0.6 } };
const CASES: Case[] = [
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

const whole = { start: 0, end: SECONDS };
const context = { facts: { assets: bench.assets }, selected: null };
const calls =
  (...all: OperationCall[]): NonNullable<Case['draft']> =>
  (base) =>
    applyOperations(base, all, context).draft;
const withText =
  (over: Partial<TextSegment>): NonNullable<Case['draft']> =>
  (base) =>
    draftOf(base.canvas, {
      main: mainSegments(base),
      titles: [{ ...textSegment('t', 'Golden Hour', { start: 0, duration: SECONDS * 1000 }), ...over }],
    });
const STILL = { name: 'none', duration: 0 } as const;
const half = (SECONDS * 1000) / 2;
const SPOKEN = '1\n00:00:00,000 --> 00:00:02,000\nSay it and it is cut, word by word\n';

/** Two clips that change into each other for nearly all of the time. */
const changing =
  (name: string): NonNullable<Case['draft']> =>
  (base) =>
    draftOf(base.canvas, {
      main: [
        clipOf(source, 0, half, { in: half }),
        clipOf(source, half, half, { in: half, transition: { name, duration: SECONDS * 900 } }),
      ],
    });

/** So many clips at once: the same file, each from another place. */
const many =
  (count: number, call: OperationCall): NonNullable<Case['draft']> =>
  (base) => {
    const main = Array.from({ length: count }, (_, i) =>
      clipOf(source, i * SECONDS * 1000, SECONDS * 1000, { in: (i * 200) % 1000 }),
    );
    return applyOperations(draftOf(base.canvas, { main }), [call], context).draft;
  };

CASES.push(
  ...PARTICLE_NAMES.map((name): Case => ({ name, group: 'particles', over: {}, draft: calls({ op: 'effect', name }) })),
  ...TRANSITIONS.map(
    ({ name }): Case => ({ name: `transition ${name}`, group: 'transition', over: {}, draft: changing(name) }),
  ),
  ...TITLE_TEMPLATES.map(
    ({ name }): Case => ({
      name: `title ${name}`,
      group: 'title',
      over: {},
      draft: calls({ op: 'title', text: 'Golden Hour', template: name, ...whole }),
    }),
  ),
  ...TEXT_ANIMATIONS.map(
    (name): Case => ({
      name: `animation ${name}`,
      group: 'animation',
      over: {},
      draft: withText({ animateIn: { name, duration: half }, animateOut: { name, duration: half } }),
    }),
  ),
  ...TEXT_LOOPS.map(
    (name): Case => ({
      name: `loop ${name}`,
      group: 'animation',
      over: {},
      draft: withText({ animateIn: STILL, animateOut: STILL, animateLoop: { name, period: LOOP_PERIOD[name] } }),
    }),
  ),
  ...CAPTION_STYLES.map(
    ({ name }): Case => ({
      name: `captions ${name}`,
      group: 'captions',
      over: {},
      draft: calls({ op: 'captions', file: SPOKEN, style: name }),
    }),
  ),
  {
    name: 'captions in two languages',
    group: 'captions',
    over: {},
    draft: calls({ op: 'captions', file: SPOKEN.replace('word by word', 'word by word\n说什么就剪什么') }),
  },
  { name: 'picture in picture', group: 'overlay', over: {}, draft: many(2, { op: 'pip', clip: 2, shape: 'circle' }) },
  { name: 'split screen of two', group: 'overlay', over: {}, draft: many(2, { op: 'split_screen' }) },
  { name: 'grid of four', group: 'overlay', over: {}, draft: many(4, { op: 'grid' }) },
  { name: 'grid of nine', group: 'overlay', over: {}, draft: many(9, { op: 'grid' }) },
  { name: 'sticker', group: 'overlay', over: {}, draft: calls({ op: 'sticker', name: 'fire', ...whole }) },
  { name: 'arrow', group: 'overlay', over: {}, draft: calls({ op: 'shape', shape: 'arrow', ...whole }) },
  {
    name: 'callout',
    group: 'overlay',
    over: {},
    draft: calls({ op: 'shape', shape: 'callout', text: 'Click here', position: 'top right', ...whole }),
  },
  {
    name: 'lower third',
    group: 'overlay',
    over: {},
    draft: calls({ op: 'lower_third', text: 'Ada Lovelace, mathematician', ...whole }),
  },
  { name: 'progress bar', group: 'overlay', over: {}, draft: calls({ op: 'progress_bar' }) },
);

/** CPU seconds that a second of video takes. */
function measured({ over, background, draft }: Pick<Case, 'over' | 'background' | 'draft'>): number {
  const plain = draftOf(
    { ...canvas, background: background ?? canvas.background },
    { main: [clipOf(source, 0, SECONDS * 1000, over)] },
  );
  const base = draft === undefined ? plain : draft(plain);
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
      paint: textPainter,
      painter: () => {
        throw new Error('no paintings here');
      },
      sprite: spritePainter,
    };
    makeChunk(order, () => undefined);
  }
  const used = process.cpuUsage(began);
  return (used.user + used.system) / 1e6 / SECONDS;
}

const runs = Math.max(1, Number(values.runs) || 3);
const chosen = CASES.filter(
  ({ name, group }) => (values.only === undefined || name.includes(values.only)) && groups?.includes(group) !== false,
);
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
    // Native memory goes when the event loop turns.
    await turn();
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
if (isPart && known !== null) {
  const again = new Map(
    rows.map((row) => [row.name, { ...row, cpu: Math.round((row.cpu / none) * known.none * 1000) / 1000 }]),
  );
  const kept = known.rows.filter(({ name }) => !again.has(name));
  const all = [...kept, ...again.values()];
  const order = CASES.map(({ name }) => name);
  saveEffects({
    ...known,
    rows: all.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name)),
  });
  writePages();
}
if (!isPart) {
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
