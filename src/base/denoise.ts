import { Fft } from './fft.ts';

/**
 * Noise and sharp "s" sounds taken out of a recording of speech, on stereo blocks at 48 kHz. The noise is known: it was
 * measured in the recording's own pauses, so that nothing adapts and a read from any place gives the same samples.
 *
 * Ours, after FFmpeg's filters were measured on speech with pink noise 29 dB below it: afftdn at `nr=20` lowers the
 * pauses by 2 to 4 dB (6 with its gains smoothed, and then they warble: 6.4 dB of deviation instead of 1.6), anlmdn by
 * none. What follows is Ephraim and Malah's log-spectral amplitude estimator with Cohen's speech presence (OM-LSA,
 * 2001): where nobody speaks, everything is lowered by the same amount, and nothing warbles.
 */

/** What is done to a sound. */
export type Cleaning = {
  /** How far the noise goes down, in dB; 0 leaves it. */
  readonly denoiseDb: number;
  /** How far sharp "s" sounds go down: 0 not at all, 1 by {@link MOST_DE_ESS_DB}. */
  readonly deEss: number;
  /** The noise: {@link NOISE_BANDS} levels, from {@link NoiseMeter}; empty when it is not known. */
  readonly noise: readonly number[];
};

/** The rate that all of this runs at, in samples per second. */
export const CLEANING_RATE = 48_000;
/** Blocks begin on this grid of the source, in samples, or windows would lie elsewhere than in a read of the whole. */
export const CLEANING_GRID = 512;
/** So much is read before a place until the estimate has settled, in seconds. */
export const CLEANING_RUN_IN_S = 0.512;
/** The most that an "s" goes down, in dB: more lisps. */
export const MOST_DE_ESS_DB = 14;

const SIZE = 2048;
const HOP = CLEANING_GRID;
const BINS = SIZE / 2 + 1;
const HZ = CLEANING_RATE / SIZE;
/** Bands are single bins up to this one, where hum is; above they grow by an eighth of an octave or so. */
const SINGLE = 32;
const WIDE = 32;
/** How many numbers describe a noise. */
export const NOISE_BANDS = SINGLE + WIDE;
/** Nothing is softer than this, in dBFS per bin. */
const FLOOR_DB = -140;

const bandOf = Uint8Array.from({ length: BINS }, (_, bin) =>
  bin <= SINGLE
    ? Math.max(0, bin - 1)
    : Math.min(NOISE_BANDS - 1, SINGLE + Math.floor((Math.log(bin / SINGLE) / Math.log((BINS - 1) / SINGLE)) * WIDE)),
);
/** Square root of a Hann window: twice applied, four overlapping ones add up to 2. */
const WINDOW = Float64Array.from({ length: SIZE }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / SIZE));
const OVERLAP_SUM = 2;
/** Power of one bin of noise with a mean square of 1 over all bins: the window's energy. */
const BIN_POWER = WINDOW.reduce((sum, w) => sum + w * w, 0);

/** Measures the spectrum of what it is given: noise, from pauses. Stereo blocks at 48 kHz. */
export class NoiseMeter {
  readonly #fft = new Fft(SIZE);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  readonly #power = new Float64Array(BINS);
  readonly #held = new Float32Array(SIZE * 2);
  #filled = 0;
  #frames = 0;

  add(block: Float32Array): void {
    for (let at = 0; at < block.length; ) {
      const take = Math.min(block.length - at, this.#held.length - this.#filled);
      this.#held.set(block.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled < this.#held.length) return;
      this.#close();
      this.#held.copyWithin(0, HOP * 2);
      this.#filled -= HOP * 2;
    }
  }

  /** Forgets what is held: the next block does not follow the last one. */
  break(): void {
    this.#filled = 0;
  }

  /** Levels in dBFS, {@link NOISE_BANDS} of them; null when nothing as long as a window was heard. */
  result(): number[] | null {
    if (this.#frames === 0) return null;
    const sums = new Float64Array(NOISE_BANDS);
    const counts = new Float64Array(NOISE_BANDS);
    for (let bin = 1; bin < BINS; bin++) {
      const band = bandOf[bin] as number;
      sums[band] = (sums[band] as number) + (this.#power[bin] as number) / this.#frames;
      counts[band] = (counts[band] as number) + 1;
    }
    return Array.from(sums, (sum, band) => {
      const power = sum / Math.max(1, counts[band] as number);
      return Math.max(FLOOR_DB, Math.round(100 * Math.log10(power + 1e-14)) / 10);
    });
  }

  #close(): void {
    transformed(this.#fft, this.#held, this.#re, this.#im);
    for (let bin = 0; bin < BINS; bin++)
      this.#power[bin] = (this.#power[bin] as number) + powerAt(this.#re, this.#im, bin);
    this.#frames++;
  }
}

/** Puts a window of stereo samples into one transform: left as the real part, right as the imaginary one. */
function transformed(fft: Fft, samples: Float32Array, re: Float64Array, im: Float64Array): void {
  for (let i = 0; i < SIZE; i++) {
    const w = WINDOW[i] as number;
    re[i] = (samples[2 * i] as number) * w;
    im[i] = (samples[2 * i + 1] as number) * w;
  }
  fft.forward(re, im);
}

/** Mean power of both sides in a bin, relative to full scale. */
function powerAt(re: Float64Array, im: Float64Array, bin: number): number {
  const other = bin === 0 ? 0 : SIZE - bin;
  const here = (re[bin] as number) ** 2 + (im[bin] as number) ** 2;
  const there = (re[other] as number) ** 2 + (im[other] as number) ** 2;
  return (here + there) / (4 * BIN_POWER);
}

/**
 * Stereo blocks at 48 kHz, cleaned: as many frames as went in, each in its place. The first block begins on
 * {@link CLEANING_GRID} of its source.
 */
export function* cleaned(blocks: Iterable<Float32Array>, cleaning: Cleaning): Generator<Float32Array> {
  const cleaner = new Cleaner(cleaning);
  let [given, taken] = [0, 0];
  for (const block of blocks) {
    given += block.length;
    const out = cleaner.push(block);
    taken += out.length;
    if (out.length > 0) yield out;
  }
  while (taken < given) {
    const out = cleaner.push(new Float32Array(SIZE * 2)).subarray(0, given - taken);
    taken += out.length;
    yield out;
  }
}

class Cleaner {
  readonly #fft = new Fft(SIZE);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  readonly #gains = new Float64Array(BINS);
  readonly #powers = new Float64Array(BINS);
  readonly #speech: SpeechGains | null;
  readonly #deEss: number;
  /** The last window of input; what comes goes to its end. */
  readonly #input = new Float32Array(SIZE * 2);
  readonly #sum = new Float64Array(SIZE * 2);
  #fresh = 0;
  /** Frames of output that belong to the silence before the first sample. */
  #early = SIZE - HOP;

  constructor({ denoiseDb, deEss, noise }: Cleaning) {
    this.#speech = denoiseDb > 0 && noise.length === NOISE_BANDS ? new SpeechGains(denoiseDb, noise) : null;
    this.#deEss = deEss;
  }

  push(block: Float32Array): Float32Array {
    const hops = Math.floor((this.#fresh + block.length) / (HOP * 2));
    const out = new Float32Array(hops * HOP * 2);
    let filled = 0;
    for (let at = 0; at < block.length; ) {
      const take = Math.min(block.length - at, HOP * 2 - this.#fresh);
      this.#input.set(block.subarray(at, at + take), (SIZE - HOP) * 2 + this.#fresh);
      this.#fresh += take;
      at += take;
      if (this.#fresh < HOP * 2) break;
      this.#window();
      for (let i = 0; i < HOP * 2; i++) out[filled + i] = (this.#sum[i] as number) / OVERLAP_SUM;
      filled += HOP * 2;
      this.#sum.copyWithin(0, HOP * 2);
      this.#sum.fill(0, (SIZE - HOP) * 2);
      this.#input.copyWithin(0, HOP * 2);
      this.#fresh = 0;
    }
    const skip = Math.min(this.#early, filled / 2);
    this.#early -= skip;
    return out.subarray(skip * 2);
  }

  #window(): void {
    const re = this.#re;
    const im = this.#im;
    transformed(this.#fft, this.#input, re, im);
    for (let bin = 0; bin < BINS; bin++) this.#powers[bin] = powerAt(re, im, bin);
    this.#gains.fill(1);
    this.#speech?.apply(this.#powers, this.#gains);
    if (this.#deEss > 0) deEss(this.#powers, this.#gains, this.#deEss);
    for (let bin = 0; bin < BINS; bin++) {
      const gain = this.#gains[bin] as number;
      re[bin] = (re[bin] as number) * gain;
      im[bin] = (im[bin] as number) * gain;
      if (bin === 0 || bin === BINS - 1) continue;
      re[SIZE - bin] = (re[SIZE - bin] as number) * gain;
      im[SIZE - bin] = (im[SIZE - bin] as number) * gain;
    }
    this.#fft.inverse(re, im);
    for (let i = 0; i < SIZE; i++) {
      const w = WINDOW[i] as number;
      this.#sum[2 * i] = (this.#sum[2 * i] as number) + (re[i] as number) * w;
      this.#sum[2 * i + 1] = (this.#sum[2 * i + 1] as number) + (im[i] as number) * w;
    }
  }
}

/** Rumble below this goes with the noise, in Hz: hardly any voice reaches down there. */
const RUMBLE_HZ = 75;
const RUMBLE_BINS = Math.round((RUMBLE_HZ * 6) / HZ);
const RUMBLE = Float64Array.from({ length: RUMBLE_BINS }, (_, bin) => {
  const r = ((bin * HZ) / RUMBLE_HZ) ** 2;
  return r / Math.sqrt(1 + r * r);
});
/** The noise counts as so much more than it was measured: it varies. */
const OVER = 1.6;
/** How slowly the estimate of speech over noise changes, and its least value. */
const ALPHA = 0.96;
const LEAST_XI = 10 ** -2.5;
/** Speech is there when its estimate, smoothed, lies above; it is not below, in dB. */
const ABSENT_DB = -10;
const PRESENT_DB = -4;
const ZETA = 0.7;
/** Where speech is looked for in a window as a whole, as bins. */
const VOICE_BINS = [Math.round(150 / HZ), Math.round(5000 / HZ)] as const;
/** Bins on each side that vote on one. */
const NEAR = 1;
const WIDE_VOTE = 15;

class SpeechGains {
  /** One over the power of the noise. */
  readonly #inverse: Float64Array;
  readonly #least: number;
  readonly #logLeast: number;
  /** What the window before said about speech: its gain squared times its level over noise. */
  readonly #before = new Float64Array(BINS);
  readonly #zeta = new Float64Array(BINS);
  readonly #sums = new Float64Array(BINS + 1);
  readonly #xi = new Float64Array(BINS);

  constructor(denoiseDb: number, noise: readonly number[]) {
    this.#inverse = Float64Array.from(bandOf, (band) => 1 / (OVER * 10 ** ((noise[band] ?? FLOOR_DB) / 10) + 1e-14));
    this.#least = 10 ** (-denoiseDb / 20);
    this.#logLeast = Math.log(this.#least);
  }

  apply(powers: Float64Array, gains: Float64Array): void {
    for (let k = 0; k < BINS; k++) {
      const gamma = (powers[k] as number) * (this.#inverse[k] as number);
      const xi = Math.max(LEAST_XI, ALPHA * (this.#before[k] as number) + (1 - ALPHA) * Math.max(0, gamma - 1));
      this.#xi[k] = xi;
      this.#zeta[k] = ZETA * (this.#zeta[k] as number) + (1 - ZETA) * xi;
      this.#sums[k + 1] = (this.#sums[k] as number) + (this.#zeta[k] as number);
    }
    const whole = presence(this.#mean(VOICE_BINS[0], VOICE_BINS[1]));
    for (let k = 0; k < BINS; k++) {
      const gamma = Math.min(1e6, (powers[k] as number) * (this.#inverse[k] as number));
      const xi = this.#xi[k] as number;
      const wiener = xi / (1 + xi);
      const v = gamma * wiener;
      const amplitude = Math.min(1, wiener * liftOf(v));
      this.#before[k] = amplitude * amplitude * gamma;
      const near = whole === 0 ? 0 : whole * presence(this.#mean(k - NEAR, k + NEAR));
      const likely = near === 0 ? 0 : near * presence(this.#mean(k - WIDE_VOTE, k + WIDE_VOTE));
      gains[k] = this.#gainOf(amplitude, likely, (1 + xi) * (v > MOST_V ? 0 : (FALL[(v * STEPS) | 0] as number)));
    }
    for (let k = 0; k < RUMBLE_BINS; k++) gains[k] = (gains[k] as number) * (RUMBLE[k] as number);
  }

  /** Between the gain for speech and the one for noise, as likely as each is. */
  #gainOf(amplitude: number, likely: number, odds: number): number {
    const absent = Math.min(0.98, 1 - likely);
    const present = 1 / (1 + (absent / (1 - absent)) * odds);
    const speech = Math.max(this.#least, amplitude);
    if (present > 0.999) return speech;
    return Math.exp(present * Math.log(speech) + (1 - present) * this.#logLeast);
  }

  #mean(from: number, to: number): number {
    const a = Math.max(0, from);
    const b = Math.min(BINS - 1, to);
    return ((this.#sums[b + 1] as number) - (this.#sums[a] as number)) / (b + 1 - a);
  }
}

const [ABSENT, PRESENT] = [10 ** (ABSENT_DB / 10), 10 ** (PRESENT_DB / 10)];

function presence(zeta: number): number {
  if (zeta <= ABSENT) return 0;
  if (zeta >= PRESENT) return 1;
  return Math.log(zeta / ABSENT) / Math.log(PRESENT / ABSENT);
}

/** Tables over v, the likely level of speech over noise: logarithms for each bin would take three times as long. */
const MOST_V = 16;
const STEPS = 128;
const FALL = Float64Array.from({ length: MOST_V * STEPS + 1 }, (_, i) => Math.exp(-i / STEPS));
const LIFT = Float64Array.from({ length: MOST_V * STEPS + 1 }, (_, i) =>
  Math.exp(0.5 * exponentialIntegral((i + 0.5) / STEPS)),
);

/** By how much the amplitude of speech lies above Wiener's estimate: e to half the exponential integral from v on. */
function liftOf(v: number): number {
  if (v < 0.1) return 0.741 / Math.sqrt(Math.max(1e-6, v));
  return v >= MOST_V ? 1 : (LIFT[(v * STEPS) | 0] as number);
}

/** ∫ e^-t / t from v on, to a few per cent: two pieces are enough for a gain. */
function exponentialIntegral(v: number): number {
  return v < 1 ? -1.544 * Math.log10(v) + 0.166 : 10 ** (-0.52 * v - 0.26);
}

/** An "s" lies up here, the rest of a voice down there, as bins. */
const SHARP_BINS = [Math.round(4500 / HZ), Math.round(11_000 / HZ)] as const;
const ROUND_BINS = [Math.round(300 / HZ), Math.round(3500 / HZ)] as const;
/** It begins to be sharp when its part of the voice is so much stronger than the rest, and is fully so at the other, in dB. */
const SHARP_DB = [-4, 4] as const;
/** What is softer than this is no "s" but noise, in dBFS. */
const LEAST_SHARP_DB = -55;
/** The reduction sets in over these frequencies, as bins. */
const SLOPE_BINS = [Math.round(3200 / HZ), Math.round(5000 / HZ)] as const;

function deEss(powers: Float64Array, gains: Float64Array, amount: number): void {
  const sharp = energy(powers, SHARP_BINS);
  const rest = energy(powers, ROUND_BINS);
  if (10 * Math.log10(sharp + 1e-14) < LEAST_SHARP_DB) return;
  const over = 10 * Math.log10((sharp + 1e-14) / (rest + 1e-14));
  const t = Math.max(0, Math.min(1, (over - SHARP_DB[0]) / (SHARP_DB[1] - SHARP_DB[0])));
  const down = amount * MOST_DE_ESS_DB * t * t * (3 - 2 * t);
  if (down < 0.05) return;
  for (let k = SLOPE_BINS[0]; k < BINS; k++) {
    const share = Math.min(1, (k - SLOPE_BINS[0]) / (SLOPE_BINS[1] - SLOPE_BINS[0]));
    gains[k] = (gains[k] as number) * 10 ** ((-down * share) / 20);
  }
}

function energy(powers: Float64Array, [from, to]: readonly [number, number]): number {
  let sum = 0;
  for (let k = from; k <= to; k++) sum += powers[k] as number;
  return sum;
}
