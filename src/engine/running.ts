/** Why a handler was stopped. `cancelled`: somebody wants no result. `draining`: another process goes on with it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly why: 'cancelled' | 'draining' | 'lost';

  constructor(why: Stopped['why']) {
    super(`the job was ${why === 'cancelled' ? 'cancelled' : why === 'lost' ? 'taken over' : 'interrupted'}`);
    this.why = why;
  }
}

type Entry = { readonly queue: string; readonly stop: AbortController; readonly ended: Promise<void> };

/** The jobs that this process is at. */
export class Running {
  readonly #jobs = new Map<string, Entry>();

  /** Runs a handler with a signal that `stop` trips; `outer` is the engine's own, for jobs that were lost. */
  async run<T>(
    job: { id: string; queue: string },
    outer: AbortSignal,
    handler: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    const lost = (): void => stop.abort(new Stopped('lost'));
    outer.addEventListener('abort', lost, { once: true });
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#jobs.set(job.id, { queue: job.queue, stop, ended });
    try {
      return await handler(stop.signal);
    } finally {
      outer.removeEventListener('abort', lost);
      this.#jobs.delete(job.id);
      end();
    }
  }

  cancel(ids: readonly string[]): void {
    for (const id of ids) this.#jobs.get(id)?.stop.abort(new Stopped('cancelled'));
  }

  /** What is running. */
  list(): { queue: string; id: string }[] {
    return [...this.#jobs].map(([id, { queue }]) => ({ queue, id }));
  }

  /** Stops everything, for another process to go on with. */
  interrupt(): void {
    for (const { stop } of this.#jobs.values()) stop.abort(new Stopped('draining'));
  }

  get count(): number {
    return this.#jobs.size;
  }

  /** Resolves when nothing runs any more, or after so many ms. */
  async idle(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), ms);
    });
    const all = Promise.all([...this.#jobs.values()].map(({ ended }) => ended)).then(() => true);
    const isIdle = await Promise.race([all, late]);
    clearTimeout(timer);
    return isIdle;
  }
}
