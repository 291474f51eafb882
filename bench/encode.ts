/**
 * The engine against bare ffmpeg, melt and auto-editor: `npm run bench`, or one job with
 * `npm run bench -- --job talk --runs 3`. `--short` takes a tenth of the length and writes no figures. Within a round
 * all run one after another, so that a busy machine is busy for all. Writes bench/results/encode-<job>.json and then
 * docs/performance.md from all of them.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { standingsOf } from './encode/bars.ts';
import { build } from './encode/built.ts';
import type { Contestant, Job, Place } from './encode/job.ts';
import { JOBS } from './encode/jobs.ts';
import { measured } from './encode/measure.ts';
import { faultsOf, likenessOf, outputOf } from './encode/outputs.ts';
import { writePages } from './encode/pages.ts';
import { type Cost, type JobResult, saveResult } from './encode/results.ts';
import { Sources } from './encode/sources.ts';
import { machine, toolVersions } from './encode/tools.ts';
import { standingLine } from './encode/words.ts';

/** Rounds where nobody said: enough for a median and its neighbours. */
const ROUNDS = 3;
/** Pictures of two tools that were told the same; titles in other fonts and other scalers stay well above. */
const LEAST_LIKENESS = 0.85;

const { values } = parseArgs({
  options: {
    job: { type: 'string', multiple: true },
    runs: { type: 'string', default: `${ROUNDS}` },
    short: { type: 'boolean', default: false },
  },
});

function chosen(): Job[] {
  const names = values.job ?? JOBS.map(({ name }) => name);
  return names.map((name) => {
    const found = JOBS.find((job) => job.name === name);
    if (found === undefined) throw new Error(`there is no job ${name}; jobs: ${JOBS.map((j) => j.name).join(', ')}`);
    return found;
  });
}

/** Names what is missing; null when everything is there. */
function missing(jobs: readonly Job[]): string | null {
  const versions = toolVersions();
  const wanted = new Set(['ffprobe' as const, ...jobs.flatMap(({ tools }) => tools)]);
  const absent = [...wanted].filter((tool) => versions[tool] === null);
  if (absent.length === 0) return null;
  const packages = [...new Set(absent.map((tool) => (tool === 'ffprobe' ? 'ffmpeg' : tool)))].join(' ');
  return `Missing: ${absent.join(', ')}. On Debian and Ubuntu: apt-get install -y ${packages}`;
}

const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Runs the rounds of a job and hands out the figures after each, so that a run that is stopped keeps what it measured. */
async function run(job: Job, rounds: number, place: Place, take: (result: JobResult) => void): Promise<void> {
  console.log(`\n${job.title}`);
  const contestants = job.prepare(place);
  const costs = new Map<string, Cost[]>(contestants.map(({ name }) => [name, []]));
  const before = load();
  for (let round = 1; round <= rounds; round++) {
    for (const contestant of contestants) {
      contestant.before?.();
      const { cpu, wall, peak } = await measured(contestant.command);
      costs.get(contestant.name)?.push({ cpu, wall, peak });
      const faults = faultsOf(outputOf(contestant.out), contestant.expected);
      if (faults.length > 0) throw new Error(`${job.name}: of what ${contestant.name} made, ${faults.join('; ')}`);
      const figures = `${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s, ${mb(peak)}`;
      console.log(`  ${round}/${rounds} ${contestant.name.padEnd(14)} ${figures}`);
    }
    take({
      job: job.name,
      title: job.title,
      date: new Date().toISOString().slice(0, 10),
      commit: place.built.commit,
      short: place.isShort,
      machine: machine(),
      versions: versionsFor(job),
      load: [before, load()],
      contestants: contestants.map((contestant) => ({
        name: contestant.name,
        command: commandLine(contestant, place),
        runs: costs.get(contestant.name) ?? [],
        output: outputOf(contestant.out),
        likeness: likeness(contestant, contestants),
      })),
      bars: [...job.bars],
    });
  }
}

function versionsFor({ tools }: Job): Record<string, string> {
  const found = Object.entries(toolVersions()).filter(([name]) => (tools as readonly string[]).includes(name));
  return { node: process.versions.node, ...Object.fromEntries(found.map(([name, version]) => [name, version ?? ''])) };
}

function likeness({ name, out, isSameEdit }: Contestant, [ours]: readonly Contestant[]): number | null {
  if (isSameEdit !== true || ours === undefined) return null;
  const alike = likenessOf(ours.out, out);
  if (alike < LEAST_LIKENESS) throw new Error(`the pictures of ${name} are not those of ours: SSIM ${alike}`);
  return alike;
}

/** The command as a person would type it, of long ones the beginning. */
function commandLine({ command: { argv } }: Contestant, { folder }: Place): string {
  const [program = '', ...rest] = argv;
  const short = [path.basename(program), ...rest.map((word) => word.replaceAll(`${path.dirname(folder)}/`, ''))]
    .map((word) =>
      path.basename(word) === 'tellcut.mjs' ? 'tellcut' : word.startsWith('/') ? path.basename(word) : word,
    )
    .map((word) => (/[\s;'"]/.test(word) ? JSON.stringify(word) : word))
    .join(' ');
  return short.length <= 400 ? short : `${short.slice(0, 399)}…`;
}

const rounds = Math.max(1, Number(values.runs) || ROUNDS);
const jobs = chosen();
const absent = missing(jobs);
if (absent !== null) {
  console.error(absent);
  process.exit(2);
}
const base = mkdtempSync(path.join(tmpdir(), 'tellcut-bench-'));
try {
  const folder = (name: string): string => {
    const made = path.join(base, name);
    mkdirSync(made);
    return made;
  };
  console.log('Building …');
  const built = await build(folder('tellcut'));
  const sources = new Sources(folder('sources'));
  for (const job of jobs) {
    const place = { folder: folder(job.name), sources, built, isShort: values.short };
    let last: JobResult | null = null;
    await run(job, rounds, place, (result) => {
      last = result;
      if (!values.short) saveResult(result);
    });
    if (last !== null) for (const standing of standingsOf(last)) console.log(`  ${standingLine(standing)}`);
    rmSync(place.folder, { recursive: true });
  }
  if (!values.short) writePages();
} finally {
  rmSync(base, { recursive: true, force: true });
}
