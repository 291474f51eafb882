import { Random } from '../../base/random.ts';
import type { Envelope, FmPatch, Note, Patch, StringPatch, WavePatch } from './patch.ts';
import { CYCLE, cycleOf } from './wavetable.ts';

export const SAMPLE_RATE = 48_000;

/** One sounding note. */
export interface Voice {
  /** Adds frames `[from, to)` of a chunk to both sides; false when it has died away. */
  render(left: Float32Array, right: Float32Array, from: number, to: number): boolean;
}

/** Starts a note. `seed` varies phases and plucks a little. */
export function voiceOf(patch: Patch, note: Note, seed: number): Voice {
  if (patch.kind === 'wave') return new WaveVoice(patch, note, seed);
  return patch.kind === 'fm' ? new FmVoice(patch, note) : new StringVoice(patch, note, seed);
}

export const hzOf = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** Time constants after which a note is gone: e^-7.5 is -65 dB. */
const GONE = 7.5;

/** Level of an envelope `t` seconds after the note began, for a note held for `held` seconds. */
function levelAt(envelope: Envelope, t: number, held: number): number {
  const at = Math.min(t, held);
  const level =
    at < envelope.attack
      ? at / envelope.attack
      : envelope.sustain + (1 - envelope.sustain) * Math.exp(-(at - envelope.attack) / envelope.decay);
  return t <= held ? level : level * Math.exp(-(t - held) / envelope.release);
}

/** When a note with an envelope is over, in frames. */
function endOf(envelope: Envelope, length: number): number {
  const released = length + envelope.release * GONE * SAMPLE_RATE;
  const decayed = (envelope.attack + envelope.decay * GONE) * SAMPLE_RATE;
  return Math.ceil(envelope.sustain === 0 ? Math.min(released, decayed) : released);
}

/** Gains of the two sides for a place between them, at equal power. */
const sides = (pan: number): [number, number] => {
  const angle = ((Math.max(-1, Math.min(1, pan)) + 1) * Math.PI) / 4;
  return [Math.cos(angle) * Math.SQRT2, Math.sin(angle) * Math.SQRT2];
};

class WaveVoice implements Voice {
  readonly #patch: WavePatch;
  readonly #length: number;
  readonly #end: number;
  readonly #gain: readonly [number, number];
  readonly #level: number;
  readonly #cycle: Float32Array;
  readonly #phase: Float64Array;
  readonly #step: Float64Array;
  /** State of the two low-pass filters, two numbers each. */
  readonly #filter = new Float64Array(4);
  readonly #openness: number;
  #frame = 0;

  constructor(patch: WavePatch, note: Note, seed: number) {
    const random = new Random(seed, 'wave', note.midi);
    this.#patch = patch;
    this.#length = note.length;
    this.#end = endOf(patch.envelope, note.length);
    this.#gain = sides(note.pan);
    this.#level = note.velocity / Math.sqrt(patch.unison);
    this.#openness = 0.5 + 0.5 * note.velocity;
    const hz = hzOf(note.midi);
    this.#cycle = cycleOf(patch.wave, hz * 1.05);
    this.#phase = Float64Array.from({ length: patch.unison }, () => random.next() * CYCLE);
    this.#step = Float64Array.from({ length: patch.unison }, (_, i) => {
      const place = patch.unison === 1 ? 0 : (2 * i) / (patch.unison - 1) - 1;
      return (hz * 2 ** ((place * patch.cents) / 1200) * CYCLE) / SAMPLE_RATE;
    });
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): boolean {
    const { envelope, tremolo, vibrato, unison, width } = this.#patch;
    const frames = to - from;
    const t0 = this.#frame / SAMPLE_RATE;
    const t1 = (this.#frame + frames) / SAMPLE_RATE;
    const held = this.#length / SAMPLE_RATE;
    const last = this.#frame + frames >= this.#end;
    const shake = tremolo === null ? 1 : 1 - tremolo.depth * (0.5 + 0.5 * Math.sin(2 * Math.PI * tremolo.rate * t0));
    const shake1 = tremolo === null ? 1 : 1 - tremolo.depth * (0.5 + 0.5 * Math.sin(2 * Math.PI * tremolo.rate * t1));
    const a0 = levelAt(envelope, t0, held) * this.#level * shake;
    const a1 = last ? 0 : levelAt(envelope, t1, held) * this.#level * shake1;
    // Vibrato sets in after a moment, as players do it.
    const bend =
      vibrato === null ? 1 : 1 + vibrato.depth * Math.min(1, t0 / 0.4) * Math.sin(2 * Math.PI * vibrato.rate * t0);
    const near = (1 + width) / 2;
    const far = 1 - near;
    oddEven(this.#cycle, this.#phase, this.#step, { bend, frames, unison });
    this.#filterBoth(t0, frames, unison > 1);
    const [gl, gr] = this.#gain;
    const slope = (a1 - a0) / frames;
    for (let i = 0; i < frames; i++) {
      const a = EVEN[i] as number;
      const b = unison > 1 ? (ODD[i] as number) : a;
      const level = a0 + slope * i;
      left[from + i] = (left[from + i] as number) + (a * near + b * far) * level * gl;
      right[from + i] = (right[from + i] as number) + (b * near + a * far) * level * gr;
    }
    this.#frame += frames;
    return !last;
  }

  #filterBoth(t: number, frames: number, both: boolean): void {
    const filter = this.#patch.filter;
    if (filter === null) return;
    const opened = filter.octaves * this.#openness * Math.exp(-t / filter.decay);
    const hz = Math.min(16_000, filter.hz * 2 ** opened);
    const g = Math.tan((Math.PI * hz) / SAMPLE_RATE);
    lowPass(EVEN, frames, this.#filter, { offset: 0, g, q: filter.q });
    if (both) lowPass(ODD, frames, this.#filter, { offset: 2, g, q: filter.q });
  }
}

/** The largest chunk that voices render at once. */
export const CHUNK = 64;
const EVEN = new Float64Array(CHUNK);
const ODD = new Float64Array(CHUNK);

/** Sums even oscillators into EVEN and odd ones into ODD. */
function oddEven(
  cycle: Float32Array,
  phases: Float64Array,
  steps: Float64Array,
  how: { bend: number; frames: number; unison: number },
): void {
  const { bend, frames, unison } = how;
  EVEN.fill(0);
  ODD.fill(0);
  for (let o = 0; o < unison; o++) {
    const out = o % 2 === 0 ? EVEN : ODD;
    let phase = phases[o] as number;
    const step = (steps[o] as number) * bend;
    for (let i = 0; i < frames; i++) {
      const whole = phase | 0;
      const here = cycle[whole] as number;
      out[i] = (out[i] as number) + here + ((cycle[whole + 1] as number) - here) * (phase - whole);
      phase += step;
      if (phase >= CYCLE) phase -= CYCLE;
    }
    phases[o] = phase;
  }
}

/** State-variable low-pass with trapezoidal integration: stays stable while its frequency moves. */
export function lowPass(
  samples: Float64Array,
  frames: number,
  state: Float64Array,
  how: { offset: number; g: number; q: number },
): void {
  const { offset, g, q } = how;
  const k = 1 / q;
  const a1 = 1 / (1 + g * (g + k));
  const a2 = g * a1;
  const a3 = g * a2;
  let s1 = state[offset] as number;
  let s2 = state[offset + 1] as number;
  for (let i = 0; i < frames; i++) {
    const v3 = (samples[i] as number) - s2;
    const v1 = a1 * s1 + a2 * v3;
    const v2 = s2 + a2 * s1 + a3 * v3;
    s1 = 2 * v1 - s1;
    s2 = 2 * v2 - s2;
    samples[i] = v2;
  }
  state[offset] = s1;
  state[offset + 1] = s2;
}

class FmVoice implements Voice {
  readonly #patch: FmPatch;
  readonly #length: number;
  readonly #end: number;
  readonly #gain: readonly [number, number];
  readonly #velocity: number;
  readonly #sine = cycleOf('sine', 20);
  readonly #step: number;
  #carrier = 0;
  #modulator = 0;
  #ping = 0;
  #frame = 0;

  constructor(patch: FmPatch, note: Note) {
    this.#patch = patch;
    this.#length = note.length;
    this.#end = endOf(patch.envelope, note.length);
    this.#gain = sides(note.pan);
    this.#velocity = note.velocity;
    this.#step = (hzOf(note.midi) * CYCLE) / SAMPLE_RATE;
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): boolean {
    const { envelope, index, indexDecay, ratio, tine, tremolo } = this.#patch;
    const frames = to - from;
    const t0 = this.#frame / SAMPLE_RATE;
    const t1 = (this.#frame + frames) / SAMPLE_RATE;
    const held = this.#length / SAMPLE_RATE;
    const last = this.#frame + frames >= this.#end;
    const a0 = levelAt(envelope, t0, held) * this.#velocity;
    const a1 = last ? 0 : levelAt(envelope, t1, held) * this.#velocity;
    // High notes take less bend, or they turn shrill.
    const dim = Math.min(1, 14 / this.#step) * (0.4 + 0.6 * this.#velocity);
    const m = ((index * Math.exp(-t0 / indexDecay) * CYCLE) / (2 * Math.PI)) * dim;
    const p = tine * Math.exp(-t0 / 0.05) * dim;
    const sway = tremolo === null ? 0 : tremolo.depth * Math.sin(2 * Math.PI * tremolo.rate * t0);
    const gl = this.#gain[0] * (1 + sway);
    const gr = this.#gain[1] * (1 - sway);
    const sine = this.#sine;
    const slope = (a1 - a0) / frames;
    for (let i = 0; i < frames; i++) {
      const modulator = sine[this.#modulator | 0] as number;
      let at = (this.#carrier + m * modulator) % CYCLE;
      if (at < 0) at += CYCLE;
      const whole = at | 0;
      const here = sine[whole] as number;
      const value = here + ((sine[whole + 1] as number) - here) * (at - whole) + p * (sine[this.#ping | 0] as number);
      const level = (a0 + slope * i) * value;
      left[from + i] = (left[from + i] as number) + level * gl;
      right[from + i] = (right[from + i] as number) + level * gr;
      this.#carrier = (this.#carrier + this.#step) % CYCLE;
      this.#modulator = (this.#modulator + this.#step * ratio) % CYCLE;
      // The ping of an electric piano's tine lies about three octaves and a fifth above the note.
      this.#ping = (this.#ping + this.#step * 12.1) % CYCLE;
    }
    this.#frame += frames;
    return !last;
  }
}

/** A finger lets go within 1.5 ms: at once would be a click. In frames. */
const PLUCK = 72;

class StringVoice implements Voice {
  readonly #line: Float64Array;
  readonly #gain: readonly [number, number];
  readonly #length: number;
  readonly #end: number;
  readonly #release: number;
  readonly #blend: number;
  readonly #loss: number;
  readonly #tune: number;
  #at = 0;
  #before = 0;
  #allPassIn = 0;
  #allPassOut = 0;
  #frame = 0;

  constructor(patch: StringPatch, note: Note, seed: number) {
    const random = new Random(seed, 'pluck', note.midi);
    const hz = hzOf(note.midi);
    this.#gain = sides(note.pan);
    this.#length = note.length;
    this.#release = patch.release;
    this.#end = note.length + Math.ceil(patch.release * GONE * SAMPLE_RATE);
    // The loop's own filter delays by `blend` samples; an all-pass makes up the fraction, so that it is in tune.
    this.#blend = 0.5 - 0.42 * patch.bright;
    const delay = SAMPLE_RATE / hz - this.#blend;
    const whole = Math.max(2, Math.floor(delay - 0.3));
    const fraction = delay - whole;
    this.#tune = (1 - fraction) / (1 + fraction);
    const ring = patch.ring * Math.min(2, Math.sqrt(261.6 / hz));
    this.#loss = 10 ** (-3 / (hz * ring));
    this.#line = pluck(whole, patch, note.velocity, random);
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): boolean {
    const frames = to - from;
    const [gl, gr] = this.#gain;
    const line = this.#line;
    const last = this.#frame + frames >= this.#end;
    const fade = (frame: number): number =>
      frame <= this.#length
        ? Math.min(1, frame / PLUCK)
        : Math.exp(-(frame - this.#length) / (this.#release * SAMPLE_RATE));
    const a0 = fade(this.#frame);
    const slope = ((last ? 0 : fade(this.#frame + frames)) - a0) / frames;
    for (let i = 0; i < frames; i++) {
      const out = line[this.#at] as number;
      const soft = ((1 - this.#blend) * out + this.#blend * this.#before) * this.#loss;
      this.#before = out;
      const tuned = this.#tune * (soft - this.#allPassOut) + this.#allPassIn;
      this.#allPassIn = soft;
      this.#allPassOut = tuned;
      line[this.#at] = Math.abs(tuned) < 1e-12 ? 0 : tuned;
      this.#at = this.#at + 1 === line.length ? 0 : this.#at + 1;
      const value = out * (a0 + slope * i);
      left[from + i] = (left[from + i] as number) + value * gl;
      right[from + i] = (right[from + i] as number) + value * gr;
    }
    this.#frame += frames;
    return !last;
  }
}

/** The string's shape when it is let go: noise, dulled by softness, with the notches of the place of the finger. */
function pluck(size: number, patch: StringPatch, velocity: number, random: Random): Float64Array {
  const noise = Float64Array.from({ length: size }, () => random.next() * 2 - 1);
  const notch = Math.max(1, Math.round(size * patch.pluckAt));
  const line = new Float64Array(size);
  const dull = 0.75 - 0.5 * patch.bright * (0.5 + 0.5 * velocity);
  let state = 0;
  let soft = 0;
  // Twice around, so that the filters start with the state that they end with.
  for (let i = 0; i < size * 2; i++) {
    const combed = (noise[i % size] as number) - (noise[(i + size - notch) % size] as number);
    state = (1 - dull) * combed + dull * state;
    soft = (1 - dull) * state + dull * soft;
    line[i % size] = soft;
  }
  const mean = line.reduce((sum, value) => sum + value, 0) / size;
  const power = Math.sqrt(line.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size);
  return line.map((value) => ((value - mean) / Math.max(1e-9, power)) * 0.45 * velocity);
}
