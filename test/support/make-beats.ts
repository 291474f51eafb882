/** The rate of all sounds that tests make. */
const RATE = 48_000;

export type BeatSpec = {
  readonly bpm: number;
  readonly seconds: number;
  /** clicks: a tick on every beat · drums: kick, snare and hats, eighths between the beats. */
  readonly kind: 'clicks' | 'drums';
  /** How late the eighth between two beats comes, as a share of a beat: 0 straight, 0.17 a triplet. */
  readonly swing?: number;
  /** By how much faster the end is than the beginning, as a share. */
  readonly drift?: number;
  readonly seed?: number;
};

/** Music of which every beat is known: stereo blocks at 48 kHz, and the times of its beats in ms. */
export function makeBeats(spec: BeatSpec): { blocks: Float32Array[]; beats: number[] } {
  const { bpm, seconds, kind, swing = 0, drift = 0, seed = 1 } = spec;
  const samples = new Float32Array(Math.round(seconds * RATE));
  const random = randomFrom(seed);
  const beats: number[] = [];
  for (let at = 0.25, beat = 0; at < seconds - 0.3; beat++) {
    const length = 60 / (bpm * (1 + (drift * at) / seconds));
    beats.push(at * 1000);
    if (kind === 'clicks') strike(samples, at, { hz: 1800, fall: 0.012, level: 0.6, noise: 0.3 }, random);
    else {
      const isBack = beat % 2 === 1;
      if (isBack) strike(samples, at, { hz: 190, fall: 0.09, level: 0.45, noise: 0.8 }, random);
      else strike(samples, at, { hz: 60, fall: 0.16, level: 0.9, noise: 0.05 }, random);
      strike(samples, at, { hz: 5200, fall: 0.03, level: 0.12, noise: 1 }, random);
      strike(samples, at + length * (0.5 + swing), { hz: 5200, fall: 0.03, level: 0.1, noise: 1 }, random);
    }
    at += length;
  }
  const stereo = new Float32Array(samples.length * 2);
  for (let i = 0; i < samples.length; i++) stereo[2 * i] = stereo[2 * i + 1] = samples[i] as number;
  const blocks: Float32Array[] = [];
  for (let at = 0; at < stereo.length; at += 9600) blocks.push(stereo.subarray(at, at + 9600));
  return { blocks, beats };
}

type Stroke = { readonly hz: number; readonly fall: number; readonly level: number; readonly noise: number };

function strike(samples: Float32Array, at: number, { hz, fall, level, noise }: Stroke, random: () => number): void {
  const first = Math.round(at * RATE);
  for (let i = 0; i < fall * 7 * RATE && first + i < samples.length; i++) {
    const t = i / RATE;
    const value = (1 - noise) * Math.sin(2 * Math.PI * hz * t) + noise * (2 * random() - 1);
    samples[first + i] = (samples[first + i] as number) + level * value * Math.exp(-t / fall) * Math.min(1, t / 0.001);
  }
}

/** How well beats were found: the harmonic mean of precision and recall, within 70 ms, as the field counts it. */
export function fMeasure(found: readonly number[], truth: readonly number[]): number {
  const used = new Set<number>();
  let hits = 0;
  for (const at of truth) {
    const i = found.findIndex((one, k) => !used.has(k) && Math.abs(one - at) <= 70);
    if (i < 0) continue;
    used.add(i);
    hits++;
  }
  return found.length + truth.length === 0 ? 1 : (2 * hits) / (found.length + truth.length);
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
