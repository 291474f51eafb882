import type { Making, Order, Wish } from './making.ts';

/**
 * Makes what a player will probably ask for next, one part at a time, so that a worker stays free for what it does ask
 * for. A new list ends what is no longer on it.
 */
export class Ahead {
  readonly #making: Pick<Making, 'take'>;
  #waiting: Order[] = [];
  #current: { readonly key: string; readonly stop: AbortController } | null = null;
  #isRunning = false;

  constructor(making: Pick<Making, 'take'>) {
    this.#making = making;
  }

  /** Whether a part is on the list or being made for it. */
  expects(key: string): boolean {
    return this.#current?.key === key || this.#waiting.some((order) => order.key === key);
  }

  /** Replaces the list. */
  want(orders: readonly Order[]): void {
    if (this.#current !== null && !orders.some(({ key }) => key === this.#current?.key)) this.#current.stop.abort();
    this.#waiting = orders.filter(({ key }) => key !== this.#current?.key);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const stop = new AbortController();
      this.#current = { key: next.key, stop };
      const wish: Wish = { priority: 'soon', signal: stop.signal };
      // Nobody asked for it: who does will hear why it fails.
      await this.#making.take(next, wish, () => undefined).catch(() => undefined);
      this.#current = null;
    }
    this.#isRunning = false;
  }
}
