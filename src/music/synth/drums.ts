import { Random } from '../../base/random.ts';
import { SAMPLE_RATE, type Voice } from './voice.ts';

export type DrumName =
  | 'kick'
  | 'softKick'
  | 'snare'
  | 'brush'
  | 'rim'
  | 'clap'
  | 'hat'
  | 'openHat'
  | 'shaker'
  | 'tom'
  | 'taiko'
  | 'boom'
  | 'tick'
  | 'crash'
  | 'riser'
  | 'heart';

/** Everything that a drum is made of: a tone that falls, and filtered noise. Times in seconds, Hz for pitches. */
type Recipe = {
  readonly length: number;
  readonly tone?: {
    readonly from: number;
    readonly to: number;
    readonly fall: number;
    readonly decay: number;
    readonly level: number;
  };
  readonly noise?: {
    readonly low: number;
    readonly high: number;
    readonly decay: number;
    readonly level: number;
    /** Bursts, ms apart, before the last (claps). */
    readonly bursts?: number;
    /** Rises instead of falling. */
    readonly swell?: boolean;
  };
  readonly click?: number;
};

const RECIPES: Record<DrumName, Recipe> = {
  kick: { length: 0.5, tone: { from: 170, to: 48, fall: 0.028, decay: 0.16, level: 1 }, click: 0.35 },
  softKick: { length: 0.4, tone: { from: 120, to: 52, fall: 0.03, decay: 0.12, level: 0.95 }, click: 0.08 },
  heart: { length: 0.6, tone: { from: 75, to: 42, fall: 0.05, decay: 0.16, level: 1 } },
  snare: {
    length: 0.35,
    tone: { from: 230, to: 175, fall: 0.02, decay: 0.07, level: 0.45 },
    noise: { low: 900, high: 9000, decay: 0.09, level: 0.6 },
  },
  brush: {
    length: 0.3,
    tone: { from: 200, to: 170, fall: 0.02, decay: 0.05, level: 0.3 },
    noise: { low: 500, high: 4200, decay: 0.075, level: 0.5 },
  },
  rim: {
    length: 0.12,
    tone: { from: 820, to: 760, fall: 0.01, decay: 0.014, level: 0.5 },
    noise: { low: 1500, high: 6000, decay: 0.012, level: 0.4 },
  },
  clap: { length: 0.4, noise: { low: 900, high: 6500, decay: 0.085, level: 0.75, bursts: 3 } },
  hat: { length: 0.12, noise: { low: 7000, high: 16000, decay: 0.022, level: 0.5 } },
  openHat: { length: 0.45, noise: { low: 6500, high: 16000, decay: 0.12, level: 0.42 } },
  shaker: { length: 0.14, noise: { low: 4500, high: 11000, decay: 0.03, level: 0.4 } },
  tom: {
    length: 0.6,
    tone: { from: 150, to: 92, fall: 0.05, decay: 0.18, level: 0.9 },
    noise: { low: 200, high: 2500, decay: 0.03, level: 0.15 },
  },
  taiko: {
    length: 1.4,
    tone: { from: 105, to: 58, fall: 0.06, decay: 0.38, level: 1 },
    noise: { low: 80, high: 1600, decay: 0.06, level: 0.4 },
  },
  boom: {
    length: 3,
    tone: { from: 62, to: 34, fall: 0.25, decay: 0.9, level: 1 },
    noise: { low: 40, high: 300, decay: 0.5, level: 0.4 },
  },
  tick: {
    length: 0.06,
    tone: { from: 2400, to: 2300, fall: 0.01, decay: 0.007, level: 0.35 },
    noise: { low: 4000, high: 12000, decay: 0.005, level: 0.3 },
  },
  crash: { length: 2.6, noise: { low: 3500, high: 15000, decay: 0.7, level: 0.4 } },
  riser: { length: 2, noise: { low: 800, high: 9000, decay: 0.6, level: 0.4, swell: true } },
};

const kits = new Map<DrumName, Float32Array>();

/** One stroke of a drum at full strength, mono. Made once per process, from a fixed seed. */
export function drumSound(name: DrumName): Float32Array {
  const known = kits.get(name);
  if (known !== undefined) return known;
  const recipe = RECIPES[name];
  const sound = new Float32Array(Math.round(recipe.length * SAMPLE_RATE));
  addTone(sound, recipe);
  addNoise(sound, recipe, new Random(1, 'drum', name));
  // The last tenth fades, so that no stroke ends in a step.
  const fade = Math.floor(sound.length / 10);
  for (let i = 0; i < fade; i++) sound[sound.length - 1 - i] = (sound[sound.length - 1 - i] as number) * (i / fade);
  kits.set(name, sound);
  return sound;
}

function addTone(sound: Float32Array, { tone, click }: Recipe): void {
  if (tone === undefined) return;
  let phase = 0;
  for (let i = 0; i < sound.length; i++) {
    const t = i / SAMPLE_RATE;
    const hz = tone.to + (tone.from - tone.to) * Math.exp(-t / tone.fall);
    phase += (2 * Math.PI * hz) / SAMPLE_RATE;
    const attack = Math.min(1, t / 0.0015);
    const body = Math.sin(phase) * Math.exp(-t / tone.decay) * tone.level * attack;
    sound[i] = (sound[i] as number) + body + (click ?? 0) * Math.sin(phase * 9) * Math.exp(-t / 0.003) * attack;
  }
}

function addNoise(sound: Float32Array, { noise, length }: Recipe, random: Random): void {
  if (noise === undefined) return;
  const lowA = 1 - Math.exp((-2 * Math.PI * noise.low) / SAMPLE_RATE);
  const highA = 1 - Math.exp((-2 * Math.PI * Math.min(noise.high, 20_000)) / SAMPLE_RATE);
  const bursts = noise.bursts ?? 0;
  const state = [0, 0, 0, 0];
  for (let i = 0; i < sound.length; i++) {
    const t = i / SAMPLE_RATE;
    // Two poles at each end make the band.
    let value = random.next() * 2 - 1;
    for (const k of [0, 1]) {
      state[k] = (state[k] as number) + highA * (value - (state[k] as number));
      value = state[k] as number;
    }
    for (const k of [2, 3]) {
      state[k] = (state[k] as number) + lowA * (value - (state[k] as number));
      value -= state[k] as number;
    }
    let shape = noise.swell === true ? (t / length) ** 2.5 : Math.exp(-t / noise.decay) * Math.min(1, t / 0.001);
    for (let burst = 0; burst < bursts; burst++) {
      const since = t - burst * 0.011;
      if (since >= 0 && since < 0.011) shape = Math.exp(-since / 0.005);
    }
    sound[i] = (sound[i] as number) + value * shape * noise.level * 1.8;
  }
}

/** A stroke that is playing. */
export class DrumVoice implements Voice {
  readonly #sound: Float32Array;
  readonly #left: number;
  readonly #right: number;
  #at = 0;

  constructor(name: DrumName, velocity: number, pan: number) {
    this.#sound = drumSound(name);
    this.#left = velocity * Math.min(1, 1 - pan);
    this.#right = velocity * Math.min(1, 1 + pan);
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): boolean {
    const end = Math.min(to, from + this.#sound.length - this.#at);
    for (let i = from; i < end; i++) {
      const value = this.#sound[this.#at++] as number;
      left[i] = (left[i] as number) + value * this.#left;
      right[i] = (right[i] as number) + value * this.#right;
    }
    return this.#at < this.#sound.length;
  }
}
