import type { Desk } from '../desk.ts';

/** Looks again although nothing was said, in ms: a notice may be lost with its connection. */
const LOOK_EVERY_MS = 15_000;

/**
 * Yields whenever there may be something new of one thing on a channel: at once, with each notice, and now and then.
 * Notices that come while the caller is busy are one. Ends with the signal.
 */
export async function* follow(
  { store }: Pick<Desk, 'store'>,
  channel: 'turn' | 'render' | 'session' | 'making',
  id: string,
  signal: AbortSignal,
): AsyncGenerator<void> {
  if (signal.aborted) return;
  let isNew = true;
  let wake = (): void => undefined;
  const knock = (): void => {
    isNew = true;
    wake();
  };
  await using _listening = await store.listen(channel, (notice) => {
    if (notice === null || notice.id === id) knock();
  });
  const timer = setInterval(knock, LOOK_EVERY_MS);
  timer.unref();
  signal.addEventListener('abort', knock, { once: true });
  try {
    while (!signal.aborted) {
      if (!isNew) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      isNew = false;
      yield;
    }
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', knock);
  }
}
