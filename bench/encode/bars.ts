import type { Bar, Cost, JobResult } from './results.ts';

/** Middle and both ends of some figures. */
export type Spread = { readonly median: number; readonly min: number; readonly max: number };

/** How a bar stands. `met` is null when the figures leave it open: the middle is under it, the worst is not, or so. */
export type Standing = { readonly bar: Bar; readonly value: Spread; readonly isMet: boolean };

/** Median (of an even number the mean of the middle two), smallest and largest. Throws for none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || min === undefined || max === undefined) {
    throw new RangeError('a spread of no values');
  }
  return { median: (low + high) / 2, min, max };
}

/**
 * How each bar of a job stands. What ran next to each other is compared: the machine was as busy for both. A bar is met
 * when the median is.
 */
export function standingsOf(result: JobResult): Standing[] {
  return result.bars.map((bar) => {
    const value = spreadOf(valuesOf(bar, result));
    return { bar, value, isMet: value.median <= bar.most };
  });
}

function valuesOf(bar: Bar, result: JobResult): number[] {
  const runs = (name: string): readonly Cost[] => {
    const found = result.contestants.find((contestant) => contestant.name === name);
    if (found === undefined) throw new Error(`${result.job}: a bar names ${name}, which did not run`);
    return found.runs;
  };
  const mine = runs(bar.of);
  if (bar.kind === 'limit') return mine.map((run) => run[bar.measure]);
  const at = (of: readonly Cost[], round: number): Cost => {
    const run = of[round];
    if (run === undefined) throw new Error(`${result.job}: rounds are of different length`);
    return run;
  };
  if (bar.kind === 'ratio') {
    const theirs = runs(bar.against);
    return mine.map((run, round) => run[bar.measure] / at(theirs, round)[bar.measure]);
  }
  const [one, many] = [runs(bar.one), runs(bar.many)];
  return mine.map((run, round) => run.cpu - (at(many, round).cpu - at(one, round).cpu) / (bar.times - 1));
}
