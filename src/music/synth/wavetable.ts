/** Single cycles of band-limited waves, one for each octave, so that no partial ever folds back as an alias. */

export type WaveName = 'sine' | 'triangle' | 'saw' | 'square' | 'flute' | 'organ' | 'reed' | 'string';

/** Samples per cycle; one more is stored, equal to the first, so that interpolation needs no wrap. */
export const CYCLE = 2048;
/** Partials above this are left out, in Hz. */
const TOP_HZ = 18_000;
/** More partials than this cannot be told apart by ear, and the tables stay quick to make. */
const MOST_PARTIALS = 220;

/** Amplitude of the k-th partial, from 1. */
const PARTIALS: Record<WaveName, (k: number) => number> = {
  sine: (k) => (k === 1 ? 1 : 0),
  triangle: (k) => (k % 2 === 1 ? (k % 4 === 1 ? 1 : -1) / (k * k) : 0),
  saw: (k) => 0.6 / k,
  square: (k) => (k % 2 === 1 ? 0.8 / k : 0),
  flute: (k) => [0, 1, 0.28, 0.09, 0.04, 0.02][k] ?? 0,
  organ: (k) => [0, 0.8, 0.5, 0.22, 0.25, 0.05, 0.1, 0, 0.09][k] ?? 0,
  // A formant near the sixth partial gives a nasal tone; the exponent rolls the rest off.
  reed: (k) => (0.7 / k ** 1.15) * (1 + 1.5 * Math.exp(-(((k - 6) / 3) ** 2))),
  string: (k) => (0.6 / k ** 1.1) * (k % 5 === 0 ? 0.4 : 1) * (k % 2 === 0 ? 0.8 : 1),
};

const made = new Map<string, Float32Array>();

/** The cycle of a wave for notes up to `hz`. */
export function cycleOf(wave: WaveName, hz: number): Float32Array {
  const octave = Math.max(0, Math.ceil(Math.log2(Math.max(hz, 20) / 20)));
  const key = `${wave}/${octave}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const cycle = new Float32Array(CYCLE + 1);
  const count = Math.min(MOST_PARTIALS, Math.floor(TOP_HZ / (20 * 2 ** octave)));
  for (let k = 1; k <= Math.max(1, count); k++) {
    // Lanczos sigma factors keep the edge of a cut-off series from ringing.
    const sigma = count <= 1 ? 1 : Math.sin((Math.PI * k) / (count + 1)) / ((Math.PI * k) / (count + 1));
    const amplitude = PARTIALS[wave](k) * sigma;
    if (amplitude === 0) continue;
    for (let i = 0; i < CYCLE; i++)
      cycle[i] = (cycle[i] as number) + amplitude * Math.sin((2 * Math.PI * k * i) / CYCLE);
  }
  cycle[CYCLE] = cycle[0] as number;
  made.set(key, cycle);
  return cycle;
}
