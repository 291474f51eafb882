import type { Received } from './receive.ts';

/** One file of an upload: it lies on our disk, or the reason why not. */
export type Arrived = { readonly filename: string } & ({ readonly received: Received } | { readonly error: unknown });

/** What came with one request. Disposing removes the files that nobody has moved away. */
export class Arrivals implements AsyncDisposable {
  readonly #files: Arrived[] = [];
  readonly #kept = new AsyncDisposableStack();
  readonly fields = new Map<string, string>();

  get files(): readonly Arrived[] {
    return this.#files;
  }

  add(file: Arrived): void {
    if ('received' in file) this.#kept.use(file.received);
    this.#files.push(file);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#kept.disposeAsync();
  }
}

/** Most files of one request. A phone's share sheet sends about thirty photos at once. */
export const MOST_FILES = 50;
