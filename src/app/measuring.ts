import type { Studio } from './studio.ts';

/** By who keeps the facts and how soon it is wanted: files that are being measured, until it is done. */
const measuring = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Does `work` on a file while nobody else in this process measures the same file as urgently: two turns that want the same
 * fact measure it once, for the second finds it in the cache. One that is more urgent does not wait for one that is less.
 * What goes wrong for one is not the next one's failure. Throws the signal's reason, and what `work` throws.
 */
export async function oneAtATime<T>(
  { facts, priority = 'render' }: Pick<Studio, 'facts' | 'priority'>,
  hash: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const all = measuring.get(facts) ?? new Map<string, Promise<unknown>>();
  measuring.set(facts, all);
  const key = `${priority} ${hash}`;
  for (let before = all.get(key); before !== undefined; before = all.get(key)) await ended(before, signal);
  const done = work();
  const kept = done.catch(() => undefined);
  all.set(key, kept);
  try {
    return await done;
  } finally {
    if (all.get(key) === kept) all.delete(key);
  }
}

/** Waits for an end, whatever it is, but no longer than the signal allows. */
async function ended(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const stop = (): void => {
    resolve();
  };
  signal.addEventListener('abort', stop, { once: true });
  await Promise.race([work, stopped]);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
}
