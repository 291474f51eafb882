/** Shares of the whole: encoding is nearly all of the work, sound runs beside it, joining copies. */
export const SHARE = { frames: 0.92, sound: 0.05, join: 0.03 };

/** Adds up the parts of a render to a fraction that never falls, even when a part is begun anew. */
export class Progress {
  readonly #total: number;
  readonly #tell: (fraction: number) => void;
  readonly #frames = new Map<string, number>();
  #sound = 0;
  #joined = 0;
  #told = -1;

  constructor(totalFrames: number, tell: (fraction: number) => void) {
    this.#total = totalFrames;
    this.#tell = tell;
  }

  /** `count` frames of a part are done. */
  frames(part: string, count: number): void {
    this.#frames.set(part, count);
    this.#update();
  }

  sound(fraction: number): void {
    this.#sound = fraction;
    this.#update();
  }

  join(fraction: number): void {
    this.#joined = fraction;
    this.#update();
  }

  #update(): void {
    let frames = 0;
    for (const count of this.#frames.values()) frames += count;
    const done = (frames / this.#total) * SHARE.frames + this.#sound * SHARE.sound + this.#joined * SHARE.join;
    const fraction = Math.min(1, Math.round(done * 1e4) / 1e4);
    if (fraction <= this.#told) return;
    this.#told = fraction;
    this.#tell(fraction);
  }
}
