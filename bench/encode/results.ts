import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** What one run took: CPU and wall clock in seconds, the largest memory of all processes in bytes. */
export const Cost = z.strictObject({ cpu: z.number(), wall: z.number(), peak: z.number() });

/** What a run made, as ffprobe reads it. */
export const Output = z.strictObject({
  codec: z.string(),
  width: z.int(),
  height: z.int(),
  fps: z.number(),
  frames: z.int(),
  seconds: z.number(),
  sound: z.string(),
  bytes: z.int(),
});

/**
 * A bar of the engine's issue, over contestants by name. `ratio`: of ÷ against, round by round; `limit`: of alone;
 * `beyond`: `of` minus the media work of one clip, which is what each further clip costs bare ffmpeg.
 */
export const Bar = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ratio'),
    of: z.string(),
    against: z.string(),
    measure: z.enum(['cpu', 'wall', 'peak']),
    most: z.number(),
  }),
  z.strictObject({ kind: z.literal('limit'), of: z.string(), measure: z.enum(['cpu', 'wall']), most: z.number() }),
  z.strictObject({
    kind: z.literal('beyond'),
    of: z.string(),
    one: z.string(),
    many: z.string(),
    times: z.int(),
    most: z.number(),
  }),
]);

const Measured = z.strictObject({
  name: z.string(),
  /** What was run, with files named without their folders. */
  command: z.string(),
  runs: z.array(Cost).min(1),
  output: Output,
  /** SSIM of its pictures, one a second and small, to ours; null where edits differ by design. */
  likeness: z.number().nullable(),
});

/** One job's figures and what they were measured with. */
export const JobResult = z.object({
  job: z.string(),
  title: z.string(),
  date: z.string(),
  commit: z.string(),
  short: z.boolean(),
  machine: z.strictObject({ cpu: z.string(), cores: z.int(), memoryGb: z.number(), system: z.string() }),
  versions: z.record(z.string(), z.string()),
  /** Load average over a minute, before and after: what else kept the machine busy. */
  load: z.tuple([z.number(), z.number()]),
  contestants: z.array(Measured),
  bars: z.array(Bar),
});

export type Cost = z.infer<typeof Cost>;
export type Output = z.infer<typeof Output>;
export type Bar = z.infer<typeof Bar>;
export type JobResult = z.infer<typeof JobResult>;

/** Where results lie; one file for each job, `encode-<job>.json`. */
export const RESULTS = path.resolve(import.meta.dirname, '../results');

const resultFile = (job: string): string => path.join(RESULTS, `encode-${job}.json`);

/** Writes a job's figures as `npm run check` wants files to look. */
export function saveResult(result: JobResult): void {
  const file = resultFile(result.job);
  writeFileSync(file, JSON.stringify(result));
  const root = path.resolve(RESULTS, '../..');
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'format', '--write', file], { cwd: root, stdio: 'ignore' });
}

/** All committed results, in the order of `names`; jobs that nobody has run are left out. */
export function readResults(names: readonly string[]): JobResult[] {
  const there = new Set(readdirSync(RESULTS));
  return names
    .filter((name) => there.has(path.basename(resultFile(name))))
    .map((name) => JobResult.parse(JSON.parse(readFileSync(resultFile(name), 'utf8'))));
}
