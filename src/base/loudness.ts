import { PEAK_LATENCY, PeakDetector } from './true-peak.ts';

/**
 * EBU R128 / ITU-R BS.1770-5: integrated loudness (LUFS), loudness range (LU, EBU Tech 3342) and true peak (dBTP).
 * A number is null where there is nothing to measure: silence, or less sound than the measure's window.
 */
export type Loudness = {
  readonly integrated: number | null;
  readonly range: number | null;
  readonly truePeak: number | null;
};

/** What is quieter counts as silence (BS.1770-5, absolute gate), in LUFS. */
const SILENCE_LUFS = -70;
/** Sub-blocks of 100 ms: 4 make a momentary block of 400 ms, 30 a short-term one of 3 s. */
const SUB_BLOCKS_PER_SECOND = 10;
const MOMENTARY = 4;
const SHORT_TERM = 30;

/** Loudness of a mean square after K-weighting; -0.691 makes a 997 Hz sine at 0 dBFS in one channel read -3.01. */
export const lufsOf = (meanSquare: number): number => -0.691 + 10 * Math.log10(meanSquare);
const meanSquareOf = (lufs: number): number => 10 ** ((lufs + 0.691) / 10);

/** A second-order filter in direct form II transposed; coefficients are normalised to a0 = 1. */
type Biquad = { readonly b: readonly [number, number, number]; readonly a: readonly [number, number] };

/** The two stages of K-weighting for any sample rate: BS.1770's analogue prototypes, as libebur128 derives them. */
function kWeighting(sampleRate: number): readonly [Biquad, Biquad] {
  const shelf = ((): Biquad => {
    const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
    const q = 0.7071752369554196;
    const high = 10 ** (3.999843853973347 / 20);
    const band = high ** 0.4996667741545416;
    const a0 = 1 + k / q + k * k;
    const b = [(high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0];
    return { b: b as [number, number, number], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] };
  })();
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return [shelf, { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] }];
}

/** Measures a stream of interleaved samples in blocks of any size. Memory: ten numbers per second of sound. */
export class LoudnessMeter {
  readonly #channels: number;
  readonly #subBlock: number;
  readonly #filters: readonly [Biquad, Biquad];
  /** Four delay elements per channel, two for each stage. */
  readonly #state: Float64Array;
  readonly #energies: number[] = [];
  readonly #peaks: PeakDetector;
  #scratch = new Float64Array(0);
  #energy = 0;
  #filled = 0;
  #peak = 0;

  constructor(sampleRate: number, channels: number) {
    this.#channels = channels;
    this.#subBlock = Math.round(sampleRate / SUB_BLOCKS_PER_SECOND);
    this.#filters = kWeighting(sampleRate);
    this.#state = new Float64Array(channels * 4);
    this.#peaks = new PeakDetector(channels);
  }

  add(block: Float32Array): void {
    const frames = block.length / this.#channels;
    this.#trackPeak(block, frames);
    for (let at = 0; at < frames; ) {
      const take = Math.min(frames - at, this.#subBlock - this.#filled);
      for (let channel = 0; channel < this.#channels; channel++) this.#weigh(block, at, take, channel);
      at += take;
      this.#filled += take;
      if (this.#filled === this.#subBlock) this.#closeSubBlock();
    }
  }

  /** What the samples so far amount to. Reading does not disturb the measurement. */
  result(): Loudness {
    return {
      ...loudnessOf(this.#energies),
      truePeak: this.#peak === 0 ? null : 20 * Math.log10(this.#peak),
    };
  }

  /** Momentary loudness (400 ms windows, every 100 ms) in LUFS; -Infinity for digital silence. */
  momentary(): number[] {
    return slidingMeans(this.#energies, MOMENTARY).map(lufsOf);
  }

  /** K-weighted energy of each tenth of a second, summed over the channels. */
  energies(): readonly number[] {
    return this.#energies;
  }

  #trackPeak(block: Float32Array, frames: number): void {
    if (this.#scratch.length < frames) this.#scratch = new Float64Array(frames);
    this.#peaks.detect(block, this.#scratch, this.#peak);
    for (let i = 0; i < frames; i++) this.#peak = Math.max(this.#peak, this.#scratch[i] as number);
    // The detector lags: samples still on their way to it count as they are.
    const from = Math.max(0, frames - PEAK_LATENCY) * this.#channels;
    for (let i = from; i < block.length; i++) this.#peak = Math.max(this.#peak, Math.abs(block[i] as number));
  }

  #closeSubBlock(): void {
    this.#energies.push(this.#energy / this.#subBlock);
    this.#energy = 0;
    this.#filled = 0;
  }

  #weigh(block: Float32Array, from: number, count: number, channel: number): void {
    const [one, two] = this.#filters;
    const [b0, b1, b2] = one.b;
    const [a1, a2] = one.a;
    const [c1, c2] = two.a;
    const state = this.#state;
    const base = channel * 4;
    let s0 = state[base] as number;
    let s1 = state[base + 1] as number;
    let s2 = state[base + 2] as number;
    let s3 = state[base + 3] as number;
    let sum = 0;
    const step = this.#channels;
    for (let i = from * step + channel, end = (from + count) * step; i < end; i += step) {
      const x = block[i] as number;
      const y = b0 * x + s0;
      s0 = b1 * x - a1 * y + s1;
      s1 = b2 * x - a2 * y;
      const z = y + s2;
      s2 = -2 * y - c1 * z + s3;
      s3 = y - c2 * z;
      sum += z * z;
    }
    // Denormal numbers are a hundred times slower and mean nothing.
    state[base] = Math.abs(s0) < 1e-30 ? 0 : s0;
    state[base + 1] = Math.abs(s1) < 1e-30 ? 0 : s1;
    state[base + 2] = Math.abs(s2) < 1e-30 ? 0 : s2;
    state[base + 3] = Math.abs(s3) < 1e-30 ? 0 : s3;
    this.#energy += sum;
  }
}

/** Measures finished blocks in one go. */
export function measureBlocks(blocks: Iterable<Float32Array>, sampleRate: number, channels: number): Loudness {
  const meter = new LoudnessMeter(sampleRate, channels);
  for (const block of blocks) meter.add(block);
  return meter.result();
}

/** Loudness without peaks of energies as {@link LoudnessMeter.energies} gives them. */
export function loudnessOf(energies: Iterable<number>): Omit<Loudness, 'truePeak'> {
  const all = [...energies];
  const integrated = gatedMean(slidingMeans(all, MOMENTARY), -10);
  return {
    integrated: integrated === null ? null : lufsOf(integrated),
    range: rangeOf(slidingMeans(all, SHORT_TERM)),
  };
}

function slidingMeans(energies: readonly number[], width: number): number[] {
  const means: number[] = [];
  let sum = 0;
  energies.forEach((energy, i) => {
    sum += energy;
    if (i >= width) sum -= energies[i - width] ?? 0;
    if (i >= width - 1) means.push(Math.max(0, sum) / width);
  });
  return means;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of what passes the absolute gate and the gate `relativeLu` under the mean of that; null when nothing does. */
function gatedMean(energies: readonly number[], relativeLu: number): number | null {
  const loud = energies.filter((energy) => energy > meanSquareOf(SILENCE_LUFS));
  if (loud.length === 0) return null;
  const gate = mean(loud) * 10 ** (relativeLu / 10);
  return mean(loud.filter((energy) => energy >= gate));
}

/** EBU Tech 3342: between the 10th and the 95th percentile of short-term loudness, gated 20 LU under its mean. */
function rangeOf(energies: readonly number[]): number | null {
  const loud = energies.filter((energy) => energy > meanSquareOf(SILENCE_LUFS));
  if (loud.length === 0) return null;
  const gate = mean(loud) * 10 ** (-20 / 10);
  const kept = loud.filter((energy) => energy >= gate).toSorted((a, b) => a - b);
  const at = (share: number): number => lufsOf(kept[Math.round((kept.length - 1) * share)] ?? 1);
  return at(0.95) - at(0.1);
}
