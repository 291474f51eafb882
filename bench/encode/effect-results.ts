import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { RESULTS } from './results.ts';

/** CPU seconds that a second of 1080p at 30 frames takes with an effect: decoded, composed, encoded. */
export const EffectCost = z.strictObject({
  name: z.string(),
  group: z.enum([
    'effect',
    'look',
    'color',
    'region',
    'key',
    'speed',
    'background',
    'particles',
    'transition',
    'title',
    'animation',
    'captions',
    'overlay',
  ]),
  cpu: z.number(),
});

/** What `node bench/effects.ts` has measured. `none`: the same without an effect. */
export const EffectResults = z.strictObject({
  date: z.string(),
  machine: z.strictObject({ cpu: z.string(), cores: z.int(), memoryGb: z.number(), system: z.string() }),
  load: z.tuple([z.number(), z.number()]),
  runs: z.int(),
  none: z.number(),
  rows: z.array(EffectCost),
});

export type EffectCost = z.infer<typeof EffectCost>;
export type EffectResults = z.infer<typeof EffectResults>;

const FILE = path.join(RESULTS, 'effects.json');
/** Real time is that of two cores, the least that the project promises anything on. */
const CORES = 2;
/** Slower than half real time is said before it starts. */
const SLOW = 2;

export function saveEffects(results: EffectResults): void {
  writeFileSync(FILE, JSON.stringify(results));
  const root = path.resolve(RESULTS, '../..');
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'format', '--write', FILE], { cwd: root, stdio: 'ignore' });
}

/** The committed results; null when nobody has measured. */
export const readEffects = (): EffectResults | null =>
  existsSync(FILE) ? EffectResults.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : null;

const TITLES: Readonly<Record<EffectCost['group'], string>> = {
  effect: 'Effects',
  color: 'Colour',
  region: 'Parts of the picture',
  key: 'Keys',
  speed: 'Speed',
  background: 'Behind the picture',
  look: 'Looks',
  particles: 'Particles',
  transition: 'Transitions, while they last',
  title: 'Title templates',
  animation: 'Text animations, while they move',
  captions: 'Caption styles',
  overlay: 'Pictures over pictures, and drawn things',
};

/** The section of docs/performance.md. */
export function effectsSection({ date, machine, load, runs, none, rows }: EffectResults): string[] {
  const share = (cpu: number): string => (cpu / CORES).toFixed(2);
  const groups = Object.keys(TITLES) as EffectCost['group'][];
  return [
    '<a id="effects"></a>',
    '',
    '## Effects at 1080p',
    '',
    'What each costs where a clip is decoded, drawn and encoded at the default quality, 1080p at 30 frames: CPU time as a',
    'share of real time on two cores (1 plays as fast as it is made), and how many times that of no effect. What is slower',
    'than half real time says so before it starts, by itself or with what is there already; a transition, over in half a second,',
    'does not. `node bench/effects.ts` measures it; what is drawn (from particles on) in one run, held against no effect beside.',
    '',
    `Without an effect: ${share(none)} of real time.`,
    '',
    ...groups.flatMap((group) => [
      `| ${TITLES[group]} | of real time | times no effect |`,
      '|---|---|---|',
      ...rows
        .filter((row) => row.group === group)
        .map(
          ({ name, cpu }) =>
            `| ${name} | ${share(cpu)}${cpu / CORES > SLOW ? ' **slow**' : ''} | ${(cpu / none).toFixed(2)} |`,
        ),
      '',
    ]),
    `Medians of ${runs} runs on ${date}; ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}; load average ${load[0]} before, ${load[1]} after.`,
    '',
  ];
}

/** The same figures as a module: who places an effect says what it will cost. */
export function effectsModule({ none, rows }: EffectResults): string {
  const share = (cpu: number): number => Math.round((cpu / CORES) * 100) / 100;
  const entries = rows.map(({ name, cpu }) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${share(cpu)},`);
  return [
    '// A table of data, written by `npm run bench:report` from bench/results/effects.json.',
    '',
    '/** CPU time of an effect at 1080p as a share of real time on two cores: 2 takes twice as long as the video plays. */',
    'export const EFFECT_COSTS: Readonly<Record<string, number>> = {',
    ...entries,
    '};',
    '',
    '/** The same without an effect. */',
    `export const PLAIN_COST = ${share(none)};`,
    '',
    '/** What costs more than this is slower than half real time, and says so before it starts. */',
    `export const SLOW_COST = ${SLOW};`,
    '',
  ].join('\n');
}
