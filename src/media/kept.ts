import { statSync } from 'node:fs';

/** How long a thing is kept that nobody asks for again, in ms: files that stay open cannot be removed everywhere. */
const IDLE_MS = 5000;

/**
 * What is dear to open and may be wanted again by the next task: lent by key, closed when there are too many, or when
 * nothing has been asked for in a while.
 */
export class Kept<T extends Disposable> {
  readonly #most: number;
  readonly #idle: { readonly key: string; readonly value: T }[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(most: number) {
    this.#most = most;
  }

  /** The one that was given back last under this key; it is the caller's until it comes back. */
  take(key: string): T | null {
    const at = this.#idle.findLastIndex((kept) => kept.key === key);
    if (at < 0) return null;
    this.#watch();
    return this.#idle.splice(at, 1)[0]?.value ?? null;
  }

  give(key: string, value: T): void {
    this.#idle.push({ key, value });
    while (this.#idle.length > this.#most) this.#idle.shift()?.value[Symbol.dispose]();
    this.#watch();
  }

  clear(): void {
    for (const { value } of this.#idle.splice(0)) value[Symbol.dispose]();
  }

  #watch(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.clear();
    }, IDLE_MS);
    this.#timer.unref();
  }
}

/** A key for what is open of a file: another one when somebody writes to it. */
export function fileKey(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return [file, found?.dev, found?.ino, found?.size, found?.mtimeMs].join('\n');
}
