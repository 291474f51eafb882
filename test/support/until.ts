import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a condition, and fails after a minute: a machine that does ten other things besides is slow, not broken.
 * Tests wait for what they mean, never for a time in which it should have happened.
 */
export async function until(isSo: () => boolean | Promise<boolean>, what = 'what was waited for'): Promise<void> {
  for (const end = performance.now() + 60_000; !(await isSo()); await sleep(10))
    if (performance.now() > end) throw new Error(`${what} did not come about within a minute`);
}

/** How long a processor works for this thread, in ms: the same however many others there are. */
export function workMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
