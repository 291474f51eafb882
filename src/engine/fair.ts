import type { Waiting } from './engine.ts';

/**
 * The priority of the first of a group's new jobs; each further one has one less. It is start-time fair queueing: a
 * newcomer begins beside the next job that waits, not before everything and not behind everything, and one who has jobs
 * waiting goes on behind them. So groups take turns job by job, and nobody is overtaken for ever.
 */
export function fairPriority({ next, lastOfGroup }: Waiting): number {
  const now = next ?? 0;
  return lastOfGroup === null ? now : Math.min(now, lastOfGroup - 1);
}
