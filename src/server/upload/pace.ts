import type { Readable } from 'node:stream';
import type { TellcutError } from '../../base/errors.ts';

/** How slow a sender may be before it is taken for gone: a wait, and an average over a while. */
export type Pace = { readonly idleMs: number; readonly windowMs: number; readonly minBytesPerSecond: number };

/** 32 KB/s over a minute: the slowest mobile networks send more, somebody who only holds our sockets sends less. */
export const PACE: Pace = { idleMs: 15_000, windowMs: 60_000, minBytesPerSecond: 32_000 };

export type PaceRules = {
  readonly pace: Pace;
  /** What reading fails with when the sender is too slow. */
  readonly tooSlow: () => TellcutError;
  readonly signal?: AbortSignal;
};

/**
 * Reads a stream while somebody looks at the clock; time that our own disk takes does not count against the sender. A
 * sender that is too slow, and an abort, destroy the stream.
 */
export class PacedReading implements Disposable {
  readonly #source: Readable;
  readonly #timer: NodeJS.Timeout;
  readonly #abort: () => void;
  readonly #signal: AbortSignal | undefined;
  #waitingSince: number | null = null;
  #waited = 0;
  #bytes = 0;

  constructor(source: Readable, { pace, tooSlow, signal }: PaceRules) {
    this.#source = source;
    this.#signal = signal;
    this.#abort = () => {
      source.destroy(signal?.reason instanceof Error ? signal.reason : new Error('stopped'));
    };
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted === true) this.#abort();
    this.#timer = setInterval(() => {
      if (this.#isTooSlow(pace)) source.destroy(tooSlow());
    }, pace.idleMs / 8);
    this.#timer.unref();
  }

  #isTooSlow(pace: Pace): boolean {
    const waiting = this.#waitingSince === null ? 0 : performance.now() - this.#waitingSince;
    if (waiting > pace.idleMs) return true;
    const waited = this.#waited + waiting;
    if (waited < pace.windowMs) return false;
    if (this.#bytes < (pace.minBytesPerSecond * waited) / 1000) return true;
    this.#waited = -waiting;
    this.#bytes = 0;
    return false;
  }

  /** The pieces of the source, which stays open when reading stops early. */
  async *pieces(): AsyncGenerator<Buffer> {
    this.#waitingSince = performance.now();
    for await (const piece of this.#source.iterator({ destroyOnReturn: false })) {
      this.#waited += performance.now() - this.#waitingSince;
      this.#waitingSince = null;
      this.#bytes += (piece as Buffer).length;
      yield piece as Buffer;
      this.#waitingSince = performance.now();
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}
