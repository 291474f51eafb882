/**
 * A voice that is nobody's: syllables of voiced and unvoiced sound with the rhythm, level and pauses of speech. The
 * demo and the tests use it, because no recording of a person can come with the package.
 */

export type Phrase = { readonly from: number; readonly to: number };

type Random = () => number;

/** -20 dBFS: how loud a well-placed microphone records a voice. */
const SPEECH_RMS = 0.1;
/** Even noise of this peak-to-peak size is at about -62 dBFS RMS. */
const ROOM_PEAK = 0.0027;

/** Formants (Hz) of five vowels of an adult voice; Peterson and Barney's averages, rounded. */
const VOWELS = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [530, 1840, 2480],
  [570, 840, 2410],
  [300, 870, 2240],
] as const;

/** A small seeded generator (mulberry32): the same seed gives the same sound on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Mono samples (-1…1) of `seconds` in which only the phrases are spoken, at about -20 dBFS RMS; between them there is a
 * room at about -62 dBFS. Phrase times are seconds.
 */
export function speakLike(
  phrases: readonly Phrase[],
  seconds: number,
  options: { sampleRate: number; seed: number },
): Float32Array {
  const { sampleRate, seed } = options;
  const random = seeded(seed);
  const out = new Float32Array(Math.round(seconds * sampleRate));
  for (const phrase of phrases) {
    let at = phrase.from;
    while (at < phrase.to - 0.03) {
      const length = Math.min(phrase.to - at, 0.12 + random() * 0.12);
      const progress = (at - phrase.from) / (phrase.to - phrase.from);
      addSyllable(out, { at, length, pitch: (128 - 26 * progress) * (0.94 + random() * 0.12), sampleRate, random });
      at += length;
    }
  }
  const gain = SPEECH_RMS / Math.max(1e-6, rmsWithin(out, phrases, sampleRate));
  // The soft limit keeps the sharpest pulses below full scale; the room is what a microphone hears of nobody.
  return out.map((sample) => 0.8 * Math.tanh((sample * gain) / 0.8) + (random() - 0.5) * ROOM_PEAK);
}

function rmsWithin(samples: Float32Array, phrases: readonly Phrase[], sampleRate: number): number {
  let sum = 0;
  let count = 0;
  for (const { from, to } of phrases) {
    for (const sample of samples.subarray(Math.round(from * sampleRate), Math.round(to * sampleRate))) {
      sum += sample * sample;
      count++;
    }
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

type Syllable = { at: number; length: number; pitch: number; sampleRate: number; random: Random };

function addSyllable(out: Float32Array, { at, length, pitch, sampleRate, random }: Syllable): void {
  const first = Math.round(at * sampleRate);
  const count = Math.min(Math.round(length * sampleRate), out.length - first);
  const voice = resonators(VOWELS[Math.floor(random() * VOWELS.length)] ?? VOWELS[0], sampleRate);
  const consonant = count * (0.12 + random() * 0.14);
  let phase = 0;
  for (let i = 0; i < count; i++) {
    phase += pitch / sampleRate;
    const pulse = phase >= 1 ? 1 : 0;
    phase %= 1;
    const breath = (random() - 0.5) * (i < consonant ? 0.5 : 0.02);
    const envelope = Math.min(1, i / (0.02 * sampleRate), (count - i) / (0.03 * sampleRate));
    const sample = out[first + i] ?? 0;
    out[first + i] = sample + envelope * (voice(pulse) * 0.62 + breath * 0.16);
  }
}

/** Three two-pole resonators in parallel: what a mouth does to the pulses of a throat. */
function resonators(formants: readonly number[], sampleRate: number): (x: number) => number {
  const poles = formants.map((hertz, i) => {
    const radius = Math.exp((-Math.PI * (70 + 40 * i)) / sampleRate);
    return {
      a1: 2 * radius * Math.cos((2 * Math.PI * hertz) / sampleRate),
      a2: -radius * radius,
      gain: 0.5 / (i + 1),
      y1: 0,
      y2: 0,
    };
  });
  return (x) => {
    let sum = 0;
    for (const p of poles) {
      const y = x * p.gain + p.a1 * p.y1 + p.a2 * p.y2;
      p.y2 = p.y1;
      p.y1 = y;
      sum += y;
    }
    return sum * 0.4;
  };
}
