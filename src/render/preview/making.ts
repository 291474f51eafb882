import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { TellcutError } from '../../base/errors.ts';
import type { Pool, Priority, Task } from '../../media/pool.ts';
import type { PartCache } from '../cache.ts';

/** What to make: a part of the cache, by a task that writes `out`. */
export type Order = {
  readonly key: string;
  /** What people call it, for failures. */
  readonly label: string;
  readonly stallMs: number;
  readonly task: (out: string) => Task;
};

/** How a part is waited for. An order is dropped when nobody waits for it any more. */
export type Wish = { readonly priority: Priority; readonly signal: AbortSignal };

export type MakingOptions = { readonly pool: Pool; readonly cache: PartCache; readonly scratch: string };

type Running = {
  readonly made: Promise<unknown>;
  readonly stop: AbortController;
  readonly wishes: Set<Wish>;
  /** Whether a child has begun with it. */
  readonly work: { readonly isBegun: boolean };
  /** Ends what nobody waits for any more. */
  patience: NodeJS.Timeout | null;
};

/**
 * What a child is at goes on for so long when the last who waited for it has left, in ms: a part takes less, whoever
 * jumps about comes back, and another child would take as long to start.
 */
const LINGER_MS = 2000;

type MakeOptions = {
  readonly pace: () => Priority;
  readonly signal: AbortSignal;
  readonly onStart: () => void;
};

const URGENT: readonly Priority[] = ['now', 'render', 'soon', 'idle'];

/**
 * Makes parts once, however many ask for them at the same time: those who come later join, the most urgent of them sets
 * the pace, and the task ends with the last who leaves.
 */
export class Making {
  readonly #options: MakingOptions;
  readonly #running = new Map<string, Running>();
  /** Also those that were given up and have not ended yet. */
  readonly #begun = new Set<Promise<unknown>>();
  #isEnding = false;

  constructor(options: MakingOptions) {
    this.#options = options;
  }

  /**
   * What `read` makes of the part's file, from the cache or made now; the file goes after the call. Throws the named
   * failures of the task, or the signal's reason at once.
   */
  async take<Read>(order: Order, wish: Wish, read: (file: string) => Read | Promise<Read>): Promise<Read> {
    wish.signal.throwIfAborted();
    const file = path.join(this.#options.scratch, `${randomUUID()}.part`);
    try {
      for (let round = 0; round < 2; round++) {
        // Awaited here: the file goes with the call.
        if (await this.#options.cache.fetch(order.key, file)) return await read(file);
        await this.#join(order, wish);
      }
      if (!(await this.#options.cache.fetch(order.key, file))) throw new Error(`the part ${order.key} vanished`);
      return await read(file);
    } finally {
      await rm(file, { force: true });
    }
  }

  /** Ends what nobody waits for at once from now on. Resolves when no task of ours is at work any more, however it ended. */
  async ended(): Promise<void> {
    this.#isEnding = true;
    for (const { wishes, stop } of this.#running.values()) if (wishes.size === 0) stop.abort();
    await Promise.allSettled(this.#begun);
  }

  async #join(order: Order, wish: Wish): Promise<void> {
    wish.signal.throwIfAborted();
    const running = this.#running.get(order.key) ?? this.#start(order);
    running.wishes.add(wish);
    if (running.patience !== null) clearTimeout(running.patience);
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = (): void => {
      running.wishes.delete(wish);
      if (running.wishes.size === 0) this.#leave(running, wish.signal.reason);
      reject(wish.signal.reason);
    };
    wish.signal.addEventListener('abort', leave, { once: true });
    try {
      await Promise.race([running.made, left]);
    } finally {
      running.wishes.delete(wish);
      wish.signal.removeEventListener('abort', leave);
    }
  }

  #start(order: Order): Running {
    const stop = new AbortController();
    const wishes = new Set<Wish>();
    const pace = (): Priority =>
      URGENT.find((priority) => [...wishes].some((wish) => wish.priority === priority)) ?? 'idle';
    // A free child takes it before there is anything to note it in.
    const work = { isBegun: false };
    const onStart = (): void => {
      work.isBegun = true;
    };
    const made = this.#make(order, { pace, signal: stop.signal, onStart }).finally(() => {
      if (running.patience !== null) clearTimeout(running.patience);
      if (this.#running.get(order.key) === running) this.#running.delete(order.key);
    });
    this.#begun.add(made);
    // Everybody may have left when it fails.
    made.catch(() => undefined).finally(() => this.#begun.delete(made));
    const running: Running = { made, stop, wishes, work, patience: null };
    this.#running.set(order.key, running);
    // Who comes after it was given up must not join it.
    stop.signal.addEventListener('abort', () => {
      if (this.#running.get(order.key) === running) this.#running.delete(order.key);
    });
    return running;
  }

  #leave(running: Running, reason: unknown): void {
    if (!running.work.isBegun || this.#isEnding) running.stop.abort(reason);
    else running.patience = setTimeout(() => running.stop.abort(reason), LINGER_MS);
  }

  async #make(order: Order, { pace, signal, onStart }: MakeOptions): Promise<void> {
    const { pool, cache, scratch } = this.#options;
    const out = path.join(scratch, `${randomUUID()}.making`);
    const run = (): Promise<unknown> =>
      pool.run(order.task(out), { label: order.label, stallMs: order.stallMs, priority: pace, signal, onStart });
    try {
      await run().catch((error: unknown) => {
        if (signal.aborted || isFinal(error)) throw error;
        return run();
      });
      await cache.keep(order.key, out);
    } finally {
      for (const file of [out, `${out}.part`]) await rm(file, { force: true });
    }
  }
}

/** A crash or a hang gets a second try in another child. */
const isFinal = (error: unknown): boolean =>
  !(error instanceof TellcutError) || (error.code !== 'media.crashed' && error.code !== 'media.stuck');
