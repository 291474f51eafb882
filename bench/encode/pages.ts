/** Writes docs/performance.md and its plot from the results: `npm run bench:report`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Standing, spreadOf, standingsOf } from './bars.ts';
import { effectsModule, effectsSection, readEffects } from './effect-results.ts';
import { JOBS } from './jobs.ts';
import { plot } from './plot.ts';
import { type Cost, type JobResult, readResults } from './results.ts';
import { barWords, digits, spreadWords } from './words.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PLOT = 'docs/pictures/performance.svg';
const PAGE = 'docs/performance.md';
const COSTS = 'src/draft/effect-cost.ts';
/** What figures do not say by themselves. */
const NOTES = 'bench/encode/notes.md';

/** The page of all results, in Markdown. */
export function performancePage(results: readonly JobResult[]): string {
  const standings = results.flatMap((result) => standingsOf(result).map((standing) => ({ result, standing })));
  const met = standings.filter(({ standing }) => standing.isMet).length;
  const head = [
    '<!-- Written by `npm run bench:report` from bench/results. Measure anew instead of changing it. -->',
    '',
    '# Performance',
    '',
    'What editing costs with tellcut, with bare ffmpeg in one filter graph, with melt and with auto-editor, told the same',
    'edit and the same encoder settings. `npm run bench` measures it; it needs `ffmpeg`, `melt` and `auto-editor` of',
    'Debian. Tools run by turns within each round, so that a busy machine is busy for all of them, and a bar compares what',
    'ran side by side. Figures are medians, least and most in brackets. CPU is user and system time of all processes of a',
    'command; memory is the largest sum of their proportional shares (PSS). tellcut runs compiled, as it is installed.',
    '',
    `![CPU time and peak memory of each tool at each job](${path.relative('docs', PLOT)})`,
    '',
    '## Bars',
    '',
    `${met} of ${standings.length} are met.`,
    '',
    '| job | bar | measured | |',
    '|---|---|---|---|',
    ...standings.map(({ result, standing }) => barRow(result, standing)),
    '',
  ];
  const effects = readEffects();
  const measured = effects === null ? [] : effectsSection(effects);
  return `${[...head, ...results.flatMap(jobSection), ...measured, '## Where it goes', '', readOr(NOTES) ?? ''].join('\n').trimEnd()}\n`;
}

function barRow({ job, title }: JobResult, { bar, value, isMet }: Standing): string {
  const unit = bar.kind === 'ratio' ? '' : ' s';
  return `| [${title}](#${job}) | ${barWords(bar)} | ${spreadWords(value, unit)} | ${isMet ? 'met' : '**missed**'} |`;
}

function jobSection(result: JobResult): string[] {
  const { job, title, contestants, machine, versions, load, date, commit } = result;
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const where = `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}`;
  const rounds = contestants[0]?.runs.length ?? 0;
  return [
    `<a id="${job}"></a>`,
    '',
    `## ${title}`,
    '',
    JOBS.find(({ name }) => name === job)?.about ?? '',
    '',
    '| | CPU, s | time, s | memory, MB | made | likeness |',
    '|---|---|---|---|---|---|',
    ...contestants.map(contestantRow),
    '',
    `${rounds === 1 ? 'One round' : `${rounds} rounds`} on ${date} at ${commit}; ${where}; load average ${load[0]} before, ${load[1]} after; ${names.join(', ')}.`,
    '',
  ];
}

function contestantRow({ name, runs, output, likeness }: JobResult['contestants'][number]): string {
  const of = (pick: (run: Cost) => number): string => spreadWords(spreadOf(runs.map(pick)));
  const made = `${output.width}×${output.height}, ${digits(output.seconds)} s, ${(output.bytes / 1e6).toFixed(1)} MB`;
  const figures = [of(({ cpu }) => cpu), of(({ wall }) => wall), of(({ peak }) => peak / 1e6)];
  return `| ${[name === 'ours' ? '**tellcut**' : name, ...figures, made, likeness ?? ''].join(' | ')} |`;
}

const readOr = (file: string): string | null => {
  try {
    return readFileSync(path.join(ROOT, file), 'utf8');
  } catch {
    return null; // not written yet
  }
};

function pages(): [string, string][] {
  const results = readResults(JOBS.map(({ name }) => name));
  const effects = readEffects();
  return [
    [PAGE, performancePage(results)],
    [PLOT, plot(results)],
    ...(effects === null ? [] : [[COSTS, effectsModule(effects)] as [string, string]]),
  ];
}

/** The pages that differ from what the committed results say. */
export const stalePages = (): string[] => pages().flatMap(([file, text]) => (readOr(file) === text ? [] : [file]));

export function writePages(): void {
  for (const [file, text] of pages()) writeFileSync(path.join(ROOT, file), text);
}

if (import.meta.main) writePages();
