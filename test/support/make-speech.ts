/** The rate of all sounds that tests make. */
export const SOUND_RATE = 48_000;

/** Speech-like sound with pauses at known places. */
export type Speech = {
  readonly samples: Float32Array;
  /** Pauses in ms, longest silence between two words; nothing shorter than `leastPause` is listed. */
  readonly pauses: readonly (readonly [number, number])[];
};

export type SpeechSpec = {
  /** Alternating lengths in ms: words, pause, words, pause, … */
  readonly parts: readonly number[];
  /** RMS level of the words, in dBFS. */
  readonly db: number;
  /** RMS level of a steady background noise, in dBFS; null for none. */
  readonly noiseDb: number | null;
  readonly seed: number;
};

/** A voice: harmonics of a wandering pitch under a syllable envelope; consonants are bursts of noise. */
export function makeSpeech({ parts, db, noiseDb, seed }: SpeechSpec): Speech {
  const random = randomFrom(seed);
  const total = parts.reduce((sum, part) => sum + part, 0);
  const samples = new Float32Array(Math.round((total * SOUND_RATE) / 1000));
  const pauses: [number, number][] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) pauses.push([at, at + part]);
    else speak(samples, at, at + part, random);
    at += part;
  }
  setLevel(samples, parts, db);
  if (noiseDb !== null) {
    const peak = 10 ** (noiseDb / 20) * Math.sqrt(3);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + (random() * 2 - 1) * peak;
  }
  return { samples, pauses };
}

function speak(samples: Float32Array, from: number, to: number, random: () => number): void {
  const start = Math.round((from * SOUND_RATE) / 1000);
  const end = Math.round((to * SOUND_RATE) / 1000);
  let phase = 0;
  for (let at = start; at < end; ) {
    const syllable = Math.min(end - at, Math.round((0.12 + 0.12 * random()) * SOUND_RATE));
    const pitch = 140 + 80 * random();
    const stress = 0.6 + 0.4 * random();
    for (let i = 0; i < syllable; i++) {
      phase += (2 * Math.PI * pitch) / SOUND_RATE;
      // Syllables run into each other: between them the voice drops by some 14 dB, as in fluent speech.
      const envelope = 0.2 + 0.8 * Math.sin((Math.PI * i) / syllable);
      const voice =
        Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.5 * Math.sin(5 * phase) + 0.2 * Math.sin(11 * phase);
      samples[at + i] = stress * envelope * (voice + 0.15 * (random() * 2 - 1));
    }
    at += syllable;
  }
}

function setLevel(samples: Float32Array, parts: readonly number[], db: number): void {
  let energy = 0;
  for (const value of samples) energy += value * value;
  const spoken = parts.reduce((sum, part, index) => sum + (index % 2 === 0 ? part : 0), 0);
  const gain = 10 ** (db / 20) / Math.sqrt(energy / ((spoken * SOUND_RATE) / 1000));
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * gain;
}

/** Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
