import type { Fetch } from './connect.ts';

/** Retries and limits of a request to a provider. Times in ms. */
export type Patience = {
  /** Tries beyond the first. */
  readonly retries: number;
  /** The first pause; each further one may be twice as long. */
  readonly pauseMs: number;
  /** No pause is longer, whatever the server asks for. */
  readonly longestPauseMs: number;
  /** Most bytes of one answer. */
  readonly mostBytes: number;
};

export const PATIENCE: Patience = { retries: 3, pauseMs: 1000, longestPauseMs: 30_000, mostBytes: 8_000_000 };

/** An answer that went on beyond {@link Patience.mostBytes}. */
export class EndlessAnswer extends Error {}

const isWorthRetrying = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * `fetch` that tries again when a provider is busy or away, and that ends an answer without an end. The SDK retries
 * too, but without jitter: sessions that a provider turned away together would come back together. Redirects are
 * refused: a key in a header of its own would go along to wherever they lead.
 */
export function patientFetch(patience: Patience, random: () => number = Math.random): Fetch {
  return async (input, init) => {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt === patience.retries;
      let pause = random() * patience.pauseMs * 2 ** attempt;
      try {
        const response = await fetch(input, { ...init, redirect: 'error' });
        if (isLast || !isWorthRetrying(response.status)) return bounded(response, patience.mostBytes);
        pause = Math.max(pause, askedFor(response.headers));
        await response.body?.cancel();
      } catch (error) {
        if (isLast || init?.signal?.aborted === true) throw error;
      }
      await sleep(Math.min(pause, patience.longestPauseMs), init?.signal ?? null);
    }
  };
}

/** What `Retry-After` asks for, in ms; 0 when it asks for nothing that we can read. */
function askedFor(headers: Headers): number {
  const seconds = Number.parseFloat(headers.get('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

function bounded(response: Response, most: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.length;
      if (bytes > most) controller.error(new EndlessAnswer(`more than ${most} bytes`));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}

/** Waits, or rejects with the reason of the signal. */
export function sleep(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    function stop(): void {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    }
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
