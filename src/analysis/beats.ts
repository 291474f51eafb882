import { Fft } from '../base/fft.ts';
import type { BeatFacts } from '../draft/facts.ts';
import type { AudioBlock } from '../media/types.ts';
import { barsOf, type Onsets } from './bars.ts';
import { localPeriods, tempoOf } from './tempo.ts';

/**
 * Where music has its beats: how much begins in each hundredth of a second (spectral flux over bands), how often that
 * repeats (src/analysis/tempo.ts), and the chain of moments that fits both best (Ellis, "Beat Tracking by Dynamic
 * Programming", 2007).
 */

/** Strengths per second. */
export const FRAMES_PER_SECOND = 100;
/** Every fourth sample of 48 kHz is heard: beats lie below 6 kHz. */
const DECIMATION = 4;
const SIZE = 512;
const BANDS = 24;
/** Sound begins to be seen in a window before its middle: times are later by this, in ms, as measured on clicks. */
const LATENCY_MS = 5;
/** Softer than this is nothing, in power per bin. */
const LEAST_POWER = 1e-9;
/** More than a day of beats is no music. */
const MOST_FRAMES = 24 * 3600 * FRAMES_PER_SECOND;

const WINDOW = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / SIZE));
/** Bands from 40 Hz to 6 kHz, each wider than the one below, as bins. */
const EDGES = Array.from({ length: BANDS + 1 }, (_, i) => {
  const bin = Math.round((40 * 150 ** (i / BANDS) * SIZE * DECIMATION) / 48_000);
  return Math.max(i + 1, Math.min(SIZE / 2, bin));
});
/** Bands of bass drums and basses. */
const LOW_BANDS = 5;
/** They carry the beat: what begins there counts so much more. */
const LOW_WEIGHT = 0.5;

/** Measures where sound begins. Stereo blocks at 48 kHz, in order; 12 bytes for each hundredth of a second are kept. */
export class BeatMeter {
  readonly #channels: number;
  readonly #hop: number;
  readonly #fft = new Fft(SIZE);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  readonly #held = new Float64Array(SIZE);
  readonly #levels: [Float64Array, Float64Array] = [new Float64Array(BANDS), new Float64Array(BANDS)];
  #strength = new Float32Array(6000);
  #low = new Float32Array(6000);
  #energy = new Float32Array(6000);
  #frames = 0;
  #filled = SIZE / 2;
  #sum = 0;
  #summed = 0;

  constructor(sampleRate: number, channels: number) {
    this.#channels = channels;
    this.#hop = sampleRate / DECIMATION / FRAMES_PER_SECOND;
  }

  add(block: AudioBlock): void {
    const channels = this.#channels;
    for (let i = 0; i < block.length; i += channels) {
      for (let channel = 0; channel < channels; channel++) this.#sum += block[i + channel] as number;
      if (++this.#summed < DECIMATION) continue;
      this.#held[this.#filled++] = this.#sum / (DECIMATION * channels);
      this.#sum = 0;
      this.#summed = 0;
      if (this.#filled === SIZE) this.#close();
    }
  }

  /** Beats, tempo and bars; no beats where there is no pulse. */
  result(): BeatFacts {
    const frames = this.#frames;
    return beatsOf({
      strength: this.#strength.subarray(0, frames),
      low: this.#low.subarray(0, frames),
      energy: this.#energy.subarray(0, frames),
    });
  }

  #close(): void {
    const [re, im] = [this.#re, this.#im];
    for (let i = 0; i < SIZE; i++) re[i] = (this.#held[i] as number) * (WINDOW[i] as number);
    im.fill(0);
    this.#fft.forward(re, im);
    const [now, before] = this.#frames % 2 === 0 ? this.#levels : [this.#levels[1], this.#levels[0]];
    let [strength, low, energy] = [0, 0, 0];
    for (let band = 0; band < BANDS; band++) {
      let power = 0;
      const [from, to] = [EDGES[band] as number, EDGES[band + 1] as number];
      for (let k = from; k < Math.max(to, from + 1); k++) power += (re[k] as number) ** 2 + (im[k] as number) ** 2;
      energy += power;
      now[band] = Math.log10(1 + power / (LEAST_POWER * SIZE * SIZE * 4000));
      const rise = Math.max(0, (now[band] as number) - (before[band] as number));
      strength += rise;
      if (band < LOW_BANDS) low += rise;
    }
    this.#keep(this.#frames === 0 ? 0 : strength + LOW_WEIGHT * low, this.#frames === 0 ? 0 : low, energy);
    this.#held.copyWithin(0, this.#hop);
    this.#filled = SIZE - this.#hop;
  }

  #keep(strength: number, low: number, energy: number): void {
    if (this.#frames >= MOST_FRAMES) return;
    if (this.#frames === this.#strength.length) {
      [this.#strength, this.#low, this.#energy] = [twice(this.#strength), twice(this.#low), twice(this.#energy)];
    }
    this.#strength[this.#frames] = strength;
    this.#low[this.#frames] = low;
    this.#energy[this.#frames] = energy;
    this.#frames++;
  }
}

function twice(from: Float32Array): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(from.length * 2);
  grown.set(from);
  return grown;
}

const NO_BEATS: BeatFacts = { bpm: null, confidence: 0, beats: [], downbeat: 0, drop: null };
/** With less than this the pulse is a coincidence: speech, noise and pads have up to 0.12. */
const LEAST_CONFIDENCE = 0.16;
/** Two beats at least make a tempo. */
const LEAST_SECONDS = 1.5;

/** The beats of a sound whose onsets were measured. Pure. */
export function beatsOf(onsets: Onsets): BeatFacts {
  const { strength } = onsets;
  if (strength.length < LEAST_SECONDS * FRAMES_PER_SECOND) return NO_BEATS;
  const pulse = evened(strength);
  const tempo = tempoOf(pulse);
  if (tempo === null || tempo.confidence < LEAST_CONFIDENCE) {
    return { ...NO_BEATS, confidence: tempo === null ? 0 : rounded(tempo.confidence, 100) };
  }
  const frames = chained(pulse, localPeriods(pulse, tempo.period));
  if (frames.length < 2) return NO_BEATS;
  const steps = frames.slice(1).map((frame, i) => frame - (frames[i] as number));
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? tempo.period;
  const usual = steps.filter((step) => Math.abs(step - middle) <= middle * 0.15);
  const mean = usual.reduce((sum, step) => sum + step, 0) / Math.max(1, usual.length);
  return {
    bpm: rounded((60 * FRAMES_PER_SECOND) / mean, 100),
    confidence: rounded(Math.min(1, tempo.confidence), 100),
    beats: frames.map((frame) => Math.max(0, Math.round((frame * 1000) / FRAMES_PER_SECOND + LATENCY_MS))),
    ...barsOf(frames, onsets, (frame) => Math.max(0, Math.round((frame * 1000) / FRAMES_PER_SECOND + LATENCY_MS))),
  };
}

const rounded = (value: number, per: number): number => Math.round(value * per) / per;

/** Strengths without what is usual around them, and of the same spread everywhere. */
function evened(strength: Float32Array): Float64Array {
  const half = Math.round(FRAMES_PER_SECOND * 1.5);
  const sums = new Float64Array(strength.length + 1);
  for (let i = 0; i < strength.length; i++) sums[i + 1] = (sums[i] as number) + (strength[i] as number);
  const whole = (sums[strength.length] as number) / strength.length;
  const out = new Float64Array(strength.length);
  for (let i = 0; i < strength.length; i++) {
    const [from, to] = [Math.max(0, i - half), Math.min(strength.length, i + half)];
    const mean = ((sums[to] as number) - (sums[from] as number)) / (to - from);
    // Near silence every rustle would count as a beat: what is far below the whole stays small.
    out[i] = Math.max(0, (strength[i] as number) - mean) / (mean + 0.3 * whole + 1e-9);
  }
  return out;
}

/** How dear it is to leave the tempo. */
const TIGHTNESS = 60;

/** The chain of frames with the most strength whose steps are about a period long. */
function chained(pulse: Float64Array, periodAt: Float64Array): number[] {
  const count = pulse.length;
  const score = new Float64Array(count);
  const from = new Int32Array(count).fill(-1);
  let most = 0;
  for (let t = 0; t < count; t++) most = Math.max(most, pulse[t] as number);
  for (let t = 0; t < count; t++) {
    const period = periodAt[t] as number;
    let best = 0;
    for (let step = Math.round(period * 0.6); step <= Math.round(period * 1.6) && step <= t; step++) {
      const off = Math.log(step / period);
      const value = (score[t - step] as number) - TIGHTNESS * off * off;
      if (value > best) {
        best = value;
        from[t] = t - step;
      }
    }
    score[t] = Math.min(pulse[t] as number, 0.5 * most) + best;
  }
  let at = count - 1;
  const last = Math.max(0, count - Math.ceil(periodAt[count - 1] as number) - 1);
  for (let t = last; t < count; t++) if ((score[t] as number) > (score[at] as number)) at = t;
  const frames: number[] = [];
  for (let t = at; t >= 0; t = from[t] as number) frames.push(t);
  return filledIn(frames.reverse(), periodAt);
}

/** The beats before the first that was found: music often begins softly. */
function filledIn(frames: readonly number[], periodAt: Float64Array): number[] {
  const [first] = frames;
  if (first === undefined) return [];
  const period = periodAt[first] as number;
  const before: number[] = [];
  for (let t = first - period; t >= -1; t -= period) before.push(Math.max(0, t));
  return [...before.reverse(), ...frames];
}
