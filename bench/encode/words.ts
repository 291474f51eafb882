import type { Spread, Standing } from './bars.ts';
import type { Bar } from './results.ts';

const MEASURES = { cpu: 'CPU', wall: 'time', peak: 'memory' } as const;

/** A figure with three digits that count, no exponent. */
export const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3);

/** `0.21 (0.2–0.24)`, or one figure where all are the same. */
export function spreadWords({ median, min, max }: Spread, unit = ''): string {
  return min === max ? `${digits(median)}${unit}` : `${digits(median)}${unit} (${digits(min)}–${digits(max)})`;
}

/** What a bar asks, in words. */
export function barWords(bar: Bar): string {
  if (bar.kind === 'ratio') return `${MEASURES[bar.measure]}: ${bar.of} ÷ ${bar.against} ≤ ${bar.most}`;
  if (bar.kind === 'limit') return `${MEASURES[bar.measure]}: ${bar.of} < ${bar.most} s`;
  return `CPU: ${bar.of} beyond media work < ${bar.most} s`;
}

export function standingLine({ bar, value, isMet }: Standing): string {
  return `${isMet ? 'met   ' : 'MISSED'} ${barWords(bar)}: ${spreadWords(value, bar.kind === 'ratio' ? '' : ' s')}`;
}
