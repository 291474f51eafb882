/**
 * Answers that are asked for again and again while nothing changes: the bytes of each by whose it is, with the tag of what
 * it was made of. Making one anew is most of what it costs; asking whether the tag still holds is one read by a key. Bytes
 * and not text, which would be turned into bytes at each answer.
 */
export class KeptAnswers {
  readonly #kept = new Map<string, { readonly tag: string; readonly body: Buffer }>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes = 8_000_000) {
    this.#mostBytes = mostBytes;
  }

  /** Whether there is one at all, of whatever tag. */
  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** The answer of this tag; null when it was made of something else. */
  read(key: string, tag: string): Buffer | null {
    const found = this.#kept.get(key);
    if (found?.tag !== tag) return null;
    this.#kept.delete(key);
    this.#kept.set(key, found); // what was asked for last goes last
    return found.body;
  }

  /** Keeps an answer; those that nobody asked for longest go. One that would fill the place by itself is not kept. */
  keep(key: string, tag: string, body: Buffer): void {
    this.#drop(key);
    if (body.length > this.#mostBytes / 8) return;
    this.#kept.set(key, { tag, body });
    this.#bytes += body.length;
    for (const old of this.#kept.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#drop(old);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.body.length ?? 0;
    this.#kept.delete(key);
  }
}
