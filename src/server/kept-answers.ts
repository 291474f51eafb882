/**
 * Answers that are asked for again and again while nothing changes: the text of each by whose it is, with the tag of what
 * it was made of. Making one anew is most of what it costs; asking whether the tag still holds is one read by a key.
 */
export class KeptAnswers {
  readonly #kept = new Map<string, { readonly tag: string; readonly text: string }>();
  readonly #mostLetters: number;
  #letters = 0;

  constructor(mostLetters = 8_000_000) {
    this.#mostLetters = mostLetters;
  }

  /** Whether there is one at all, of whatever tag. */
  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** The answer of this tag; null when it was made of something else. */
  read(key: string, tag: string): string | null {
    const found = this.#kept.get(key);
    if (found?.tag !== tag) return null;
    this.#kept.delete(key);
    this.#kept.set(key, found); // what was asked for last goes last
    return found.text;
  }

  /** Keeps an answer; those that nobody asked for longest go. One that would fill the place by itself is not kept. */
  keep(key: string, tag: string, text: string): void {
    this.#drop(key);
    if (text.length > this.#mostLetters / 8) return;
    this.#kept.set(key, { tag, text });
    this.#letters += text.length;
    for (const old of this.#kept.keys()) {
      if (this.#letters <= this.#mostLetters) return;
      this.#drop(old);
    }
  }

  #drop(key: string): void {
    this.#letters -= this.#kept.get(key)?.text.length ?? 0;
    this.#kept.delete(key);
  }
}
