/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export class Random {
  #state: number;

  /** `parts` name what the numbers are for, so that two uses of one seed do not run in step. */
  constructor(seed: number, ...parts: readonly (string | number)[]) {
    this.#state = mix(seed, parts.join('/'));
  }

  /** A number in [0, 1): mulberry32, which passes gjrand with 32 bits of state. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** About ±1, most often near 0. */
  around(): number {
    return this.next() + this.next() - 1;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

/** FNV-1a over a text, started from a number. */
function mix(seed: number, text: string): number {
  let hash = (seed ^ 0x811c9dc5) | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
