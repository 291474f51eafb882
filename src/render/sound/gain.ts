import type { Loudness } from '../../base/loudness.ts';

/** Quiet recordings are raised by so much at most, or their noise would be all that is heard, in dB. */
export const MOST_BOOST_DB = 20;
/** What is softer than this as a whole is the noise of a room: it stays as it is, in LUFS. */
const NOTHING_BUT_NOISE_LUFS = -55;
/** Noise hardly varies: softer than the first and varying less than the second, it stays as it is too, in LUFS, LU. */
const SOFT_LUFS = -40;
const STEADY_LU = 3;
/** The gain towards a loudness before limiting takes some away, in dB: 0 for what is nothing but noise. */
export function gainTowards(targetLufs: number, { integrated, range }: Pick<Loudness, 'integrated' | 'range'>): number {
  if (integrated === null || integrated < NOTHING_BUT_NOISE_LUFS) return 0;
  if (integrated < SOFT_LUFS && (range ?? STEADY_LU) < STEADY_LU) return 0;
  return Math.min(MOST_BOOST_DB, targetLufs - integrated);
}
