import { SAMPLE_RATE } from './voice.ts';

/** Delay lines of a small room in ms; none is a multiple of another, so that echoes never line up. */
const LINES_MS = [29.7, 37.1, 41.1, 43.7, 53.3, 59.9, 67.7, 73.1] as const;
/** Time until the first reflection: keeps the direct sound clear. */
const PRE_DELAY_MS = 18;

/** How a room sounds: `size` multiplies its dimensions, `seconds` is its T60, `damp` 0–1 dulls the tail. */
export type Room = { readonly size: number; readonly seconds: number; readonly damp: number };

/** Stereo reverberation: a feedback network of eight lines mixed by a Hadamard matrix, which loses no energy itself. */
export class Reverb {
  readonly #lines: readonly Float64Array[];
  readonly #at = new Int32Array(8);
  readonly #gain: Float64Array;
  readonly #soft = new Float64Array(8);
  readonly #damp: number;
  readonly #pre: Float64Array;
  readonly #now = new Float64Array(8);
  #preAt = 0;
  #lowLeft = 0;
  #lowRight = 0;

  constructor(room: Room) {
    this.#lines = LINES_MS.map((ms) => new Float64Array(Math.round((ms * room.size * SAMPLE_RATE) / 1000)));
    this.#gain = Float64Array.from(this.#lines, (line) => 10 ** ((-3 * line.length) / (SAMPLE_RATE * room.seconds)));
    this.#damp = room.damp * 0.7;
    this.#pre = new Float64Array(2 * Math.round((PRE_DELAY_MS * SAMPLE_RATE) / 1000));
  }

  /** Adds the room's answer to what is in `left` and `right` to `outLeft` and `outRight`. */
  render(left: Float32Array, right: Float32Array, outLeft: Float32Array, outRight: Float32Array): void {
    const now = this.#now;
    const lines = this.#lines;
    for (let i = 0; i < left.length; i++) {
      const inLeft = this.#pre[this.#preAt] as number;
      const inRight = this.#pre[this.#preAt + 1] as number;
      // Bass in a reverb only makes mud: a high-pass at about 150 Hz before it.
      this.#lowLeft += 0.02 * ((left[i] as number) - this.#lowLeft);
      this.#lowRight += 0.02 * ((right[i] as number) - this.#lowRight);
      this.#pre[this.#preAt] = (left[i] as number) - this.#lowLeft;
      this.#pre[this.#preAt + 1] = (right[i] as number) - this.#lowRight;
      this.#preAt = (this.#preAt + 2) % this.#pre.length;
      for (let k = 0; k < 8; k++) {
        const out = (lines[k] as Float64Array)[this.#at[k] as number] as number;
        const soft = out + this.#damp * ((this.#soft[k] as number) - out);
        this.#soft[k] = Math.abs(soft) < 1e-15 ? 0 : soft;
        now[k] = soft * (this.#gain[k] as number);
      }
      const n = now;
      outLeft[i] =
        (outLeft[i] as number) + 0.35 * ((n[0] as number) - (n[2] as number) + (n[4] as number) - (n[6] as number));
      outRight[i] =
        (outRight[i] as number) + 0.35 * ((n[1] as number) - (n[3] as number) + (n[5] as number) - (n[7] as number));
      hadamard(now);
      for (let k = 0; k < 8; k++) {
        const line = lines[k] as Float64Array;
        const at = this.#at[k] as number;
        line[at] = (now[k] as number) + (k % 2 === 0 ? inLeft : inRight) * 0.5;
        this.#at[k] = at + 1 === line.length ? 0 : at + 1;
      }
    }
  }
}

/** Mixes eight values by the Hadamard matrix of order 8, scaled to keep their energy. */
function hadamard(v: Float64Array): void {
  for (let width = 1; width < 8; width *= 2) {
    for (let i = 0; i < 8; i += width * 2) {
      for (let k = i; k < i + width; k++) {
        const a = v[k] as number;
        const b = v[k + width] as number;
        v[k] = a + b;
        v[k + width] = a - b;
      }
    }
  }
  for (let k = 0; k < 8; k++) v[k] = (v[k] as number) * Math.SQRT1_2 * 0.5;
}

/** Echoes that alternate between the sides and grow duller: `seconds` apart, each `feedback` of the one before. */
export class Echo {
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  readonly #feedback: number;
  #at = 0;
  #softLeft = 0;
  #softRight = 0;

  constructor(seconds: number, feedback: number) {
    const frames = Math.max(1, Math.round(seconds * SAMPLE_RATE));
    this.#left = new Float64Array(frames);
    this.#right = new Float64Array(frames);
    this.#feedback = feedback;
  }

  render(left: Float32Array, right: Float32Array, outLeft: Float32Array, outRight: Float32Array): void {
    for (let i = 0; i < left.length; i++) {
      const l = this.#left[this.#at] as number;
      const r = this.#right[this.#at] as number;
      this.#softLeft += 0.35 * (l - this.#softLeft);
      this.#softRight += 0.35 * (r - this.#softRight);
      outLeft[i] = (outLeft[i] as number) + l;
      outRight[i] = (outRight[i] as number) + r;
      const fresh = ((left[i] as number) + (right[i] as number)) * 0.5;
      this.#left[this.#at] = flushed(fresh + this.#softRight * this.#feedback);
      this.#right[this.#at] = flushed(this.#softLeft * this.#feedback);
      this.#at = this.#at + 1 === this.#left.length ? 0 : this.#at + 1;
    }
  }
}

/** Denormal numbers are a hundred times slower and cannot be heard. */
const flushed = (value: number): number => (Math.abs(value) < 1e-15 ? 0 : value);
