import type { Random } from '../../base/random.ts';
import type { Style } from '../style.ts';
import { lowPass, SAMPLE_RATE } from './voice.ts';

/** The longest that a wobbling tape lags, in frames: about 8 ms. */
const LAG = 384;

/** What a recording medium does to the whole mix: colour, wobble, crackle, saturation. And it takes rumble away. */
export class Tape {
  readonly #how: Style['tape'];
  readonly #random: Random;
  readonly #filter = new Float64Array(4);
  readonly #left = new Float64Array(LAG * 2);
  readonly #right = new Float64Array(LAG * 2);
  readonly #work: Float64Array[] = [];
  readonly #rumble = new Float64Array(2);
  #crackle = 0;
  #crackleSide = 0;
  #hiss = 0;
  #frame = 0;

  constructor(how: Style['tape'], random: Random) {
    this.#how = how;
    this.#random = random;
  }

  render(left: Float32Array, right: Float32Array): void {
    const { tone, wobble, crackle, drive } = this.#how;
    if (wobble > 0) this.#wobble(left, right, wobble);
    if (crackle > 0) this.#dust(left, right, crackle);
    for (const [side, samples] of [left, right].entries()) {
      if (drive > 0) saturate(samples, drive);
      if (tone !== null) this.#soften(samples, side, tone);
      this.#liftRumble(samples, side);
    }
    this.#frame += left.length;
  }

  /** A low-pass at 28 Hz follows the signal and is taken away from it. */
  #liftRumble(samples: Float32Array, side: number): void {
    const a = 1 - Math.exp((-2 * Math.PI * 28) / SAMPLE_RATE);
    let state = this.#rumble[side] as number;
    for (let i = 0; i < samples.length; i++) {
      state += a * ((samples[i] as number) - state);
      samples[i] = (samples[i] as number) - state;
    }
    this.#rumble[side] = Math.abs(state) < 1e-15 ? 0 : state;
  }

  #soften(samples: Float32Array, side: number, hz: number): void {
    const work = this.#work[side] ?? new Float64Array(samples.length);
    this.#work[side] = work;
    for (let i = 0; i < samples.length; i++) work[i] = samples[i] as number;
    lowPass(work, samples.length, this.#filter, {
      offset: side * 2,
      g: Math.tan((Math.PI * hz) / SAMPLE_RATE),
      q: 0.72,
    });
    for (let i = 0; i < samples.length; i++) samples[i] = work[i] as number;
  }

  /** Two slow swings of speed, as worn tape machines have them (0.55 and 2.1 Hz). */
  #wobble(left: Float32Array, right: Float32Array, depth: number): void {
    const size = this.#left.length;
    for (let i = 0; i < left.length; i++) {
      const frame = this.#frame + i;
      const t = frame / SAMPLE_RATE;
      const lag = LAG / 2 + depth * (120 * Math.sin(2 * Math.PI * 0.55 * t) + 26 * Math.sin(2 * Math.PI * 2.1 * t + 1));
      const slot = frame % size;
      this.#left[slot] = left[i] as number;
      this.#right[slot] = right[i] as number;
      const at = frame - lag + size;
      const whole = Math.floor(at);
      const part = at - whole;
      const a = whole % size;
      const b = (whole + 1) % size;
      left[i] = (this.#left[a] as number) * (1 - part) + (this.#left[b] as number) * part;
      right[i] = (this.#right[a] as number) * (1 - part) + (this.#right[b] as number) * part;
    }
  }

  /** The crackle of a record: about nine specks a second, and a breath of noise. */
  #dust(left: Float32Array, right: Float32Array, amount: number): void {
    for (let i = 0; i < left.length; i++) {
      if (this.#random.chance(9 / SAMPLE_RATE)) {
        this.#crackle = this.#random.around() * 0.16 * amount;
        this.#crackleSide = this.#random.between(0.2, 0.8);
      }
      this.#crackle *= 0.86;
      this.#hiss += 0.12 * (this.#random.next() - 0.5 - this.#hiss);
      const noise = this.#hiss * 0.011 * amount;
      left[i] = (left[i] as number) + this.#crackle * this.#crackleSide + noise;
      right[i] = (right[i] as number) + this.#crackle * (1 - this.#crackleSide) + noise;
    }
  }
}

/** A soft bend at high levels: quiet sound passes as it is, loud sound gains warmth. */
function saturate(samples: Float32Array, drive: number): void {
  const push = 1 + 2 * drive;
  for (let i = 0; i < samples.length; i++) {
    const x = (samples[i] as number) * push;
    samples[i] = x / (1 + Math.abs(x) * drive * 0.5) / push;
  }
}
