import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';

/**
 * A look-up table of colours as `.cube` files hold it (Adobe's Cube LUT 1.0, and Resolve's input ranges): pure data.
 * Ours, because what npm has reads no limits: a file of a megabyte may announce any size.
 */
export type Cube = {
  readonly dimensions: 1 | 3;
  /** Points of each axis. */
  readonly size: number;
  /** What the first and the last point of an axis stand for, for red, green and blue. */
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
  /** Red, green, blue of each point; of three dimensions red runs fastest. */
  readonly values: Float32Array;
};

/** What a LUT may have at most. */
export const CUBE_LIMITS = { points3d: 64, points1d: 65_536, bytes: 16_000_000 } as const;

/** Values far outside of what a picture holds are a broken file. */
const MOST = 65_536;

/** Whether a text is a LUT rather than anything else. */
export const isCube = (head: string): boolean => /^[ \t]*LUT_[13]D_SIZE[ \t]+\d/m.test(head);

/**
 * Reads a LUT. `name` is what people call the file. Throws `media.lut_too_large`, `media.lut_unreadable` with the line
 * at fault.
 */
export function readCube(content: string, name: string): Cube {
  const file = shown(name);
  if (content.length > CUBE_LIMITS.bytes) throw fail('media.lut_too_large', { file, points: CUBE_LIMITS.points3d });
  const reading = new Reading(file);
  for (let from = 0, line = 1; from < content.length; line++) {
    const found = content.indexOf('\n', from);
    const to = found === -1 ? content.length : found;
    reading.take(content.slice(from, to).trim(), line);
    from = to + 1;
  }
  return reading.whole();
}

class Reading {
  readonly #file: string;
  #dimensions: 1 | 3 | null = null;
  #size = 0;
  #min: [number, number, number] = [0, 0, 0];
  #max: [number, number, number] = [1, 1, 1];
  #values = new Float32Array(0);
  #filled = 0;

  constructor(file: string) {
    this.#file = file;
  }

  take(text: string, line: number): void {
    if (text === '' || text.startsWith('#')) return;
    if (/^[-+.\d]/.test(text)) return this.#row(text, line);
    const [word = '', ...rest] = text.split(/\s+/);
    if (word === 'TITLE') return;
    const isOnce = word === 'LUT_1D_SIZE' || word === 'LUT_3D_SIZE';
    if (isOnce) return this.#begin(word === 'LUT_1D_SIZE' ? 1 : 3, rest, line);
    if (word === 'DOMAIN_MIN') this.#min = this.#three(rest, line);
    else if (word === 'DOMAIN_MAX') this.#max = this.#three(rest, line);
    else if (word === 'LUT_1D_INPUT_RANGE' || word === 'LUT_3D_INPUT_RANGE') {
      const [low, high] = [this.#number(rest[0], line), this.#number(rest[1], line)];
      [this.#min, this.#max] = [
        [low, low, low],
        [high, high, high],
      ];
    } else throw this.#wrong(line);
  }

  whole(): Cube {
    const isRange = this.#min.every((low, axis) => low < (this.#max[axis] ?? low));
    if (this.#dimensions === null || this.#filled !== this.#values.length || !isRange) throw this.#wrong(null);
    return { dimensions: this.#dimensions, size: this.#size, min: this.#min, max: this.#max, values: this.#values };
  }

  #begin(dimensions: 1 | 3, [given = '']: readonly string[], line: number): void {
    const size = /^\d{1,9}$/.test(given) ? Number(given) : 0;
    if (this.#dimensions !== null || size < 2) throw this.#wrong(line);
    const most = dimensions === 3 ? CUBE_LIMITS.points3d : CUBE_LIMITS.points1d;
    if (size > most) throw fail('media.lut_too_large', { file: this.#file, points: most });
    [this.#dimensions, this.#size] = [dimensions, size];
    this.#values = new Float32Array(3 * size ** dimensions);
  }

  #row(text: string, line: number): void {
    if (this.#filled >= this.#values.length) throw this.#wrong(line); // before its size, or one too many
    for (const value of this.#three(text.split(/\s+/), line)) this.#values[this.#filled++] = value;
  }

  #three(texts: readonly string[], line: number): [number, number, number] {
    if (texts.length !== 3) throw this.#wrong(line);
    return [this.#number(texts[0], line), this.#number(texts[1], line), this.#number(texts[2], line)];
  }

  #number(text: string | undefined, line: number): number {
    const value = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?$/.test(text ?? '') ? Number(text) : Number.NaN;
    if (!Number.isFinite(value) || Math.abs(value) > MOST) throw this.#wrong(line);
    return value;
  }

  #wrong(line: number | null): Error {
    return fail('media.lut_unreadable', { file: this.#file, line });
  }
}
