import { spreadOf } from './bars.ts';
import type { Cost, JobResult } from './results.ts';
import { digits } from './words.ts';

/** Sizes in px. */
const WIDTH = 760;
const LEFT = 150;
const RIGHT = 110;
const ROW = 20;
const BAR = 13;
const HEAD = 26;
const GAP = 14;

/** Readable on white and on the dark of a code page. */
const COLORS = { ours: '#0f8b6d', other: '#8a94a6', text: '#6b7280', title: '#7c8594', whisker: '#4b5563' } as const;

type Measure = { readonly of: 'cpu' | 'peak'; readonly name: string; readonly unit: string; readonly scale: number };
const MEASURES: readonly Measure[] = [
  { of: 'cpu', name: 'CPU', unit: 's', scale: 1 },
  { of: 'peak', name: 'peak memory', unit: 'MB', scale: 1e-6 },
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const at = (px: number): string => String(Math.round(px * 10) / 10);

/**
 * The results as bars, one group for each job and measure, each to its own scale; a thin line goes from the least to the
 * most that was measured. Memory is shown where a bar asks for it. Drawn by hand: it is rectangles and words, for which
 * a plotting library would bring a thousand times its size.
 */
export function plot(results: readonly JobResult[]): string {
  let y = 8;
  const parts: string[] = [];
  for (const result of results) {
    for (const measure of MEASURES) {
      if (measure.of === 'peak' && !asksForMemory(result)) continue;
      const { drawn, height } = group(result, measure, y);
      parts.push(...drawn);
      y += height + GAP;
    }
  }
  const style = `text{font:12px system-ui,sans-serif;fill:${COLORS.text}}.t{font-weight:600;fill:${COLORS.title}}`;
  const size = `width="${WIDTH}" height="${at(y)}" viewBox="0 0 ${WIDTH} ${at(y)}"`;
  const label = 'aria-label="CPU time and memory of tellcut and of other tools at the same jobs"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" ${label}>`,
    `<style>${style}</style>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

const asksForMemory = ({ bars }: JobResult): boolean =>
  bars.some((bar) => bar.kind === 'ratio' && bar.measure === 'peak');

function group(result: JobResult, measure: Measure, top: number): { drawn: string[]; height: number } {
  const rows = result.contestants.map(({ name, runs }) => {
    return { name, spread: spreadOf(runs.map((run: Cost) => run[measure.of] * measure.scale)) };
  });
  const most = Math.max(...rows.map(({ spread }) => spread.max));
  const wide = (value: number): number => ((WIDTH - LEFT - RIGHT) * value) / most;
  const drawn = [`<text class="t" x="8" y="${at(top + 14)}">${escaped(`${result.title}: ${measure.name}`)}</text>`];
  for (const [i, { name, spread }] of rows.entries()) {
    const y = top + HEAD + i * ROW;
    const middle = y + BAR / 2;
    const color = i === 0 || isOurs(result) ? COLORS.ours : COLORS.other;
    drawn.push(
      `<text x="${LEFT - 8}" y="${at(y + 11)}" text-anchor="end">${escaped(i === 0 && name === 'ours' ? 'tellcut' : name)}</text>`,
      `<rect x="${LEFT}" y="${at(y)}" width="${at(wide(spread.median))}" height="${BAR}" rx="2" fill="${color}"/>`,
      `<path d="M${at(LEFT + wide(spread.min))} ${at(middle)}H${at(LEFT + wide(spread.max))}" stroke="${COLORS.whisker}"/>`,
      `<text x="${at(LEFT + wide(spread.max) + 6)}" y="${at(y + 11)}">${digits(spread.median)} ${measure.unit}</text>`,
    );
  }
  return { drawn, height: HEAD + rows.length * ROW };
}

/** Jobs without other tools compare our own runs. */
const isOurs = ({ contestants }: JobResult): boolean => contestants.every(({ name }) => name !== 'ours');
