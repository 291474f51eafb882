import type { BeatFacts } from '../draft/facts.ts';

/** What a BeatMeter saw: for each hundredth of a second how much began, also in the bass, and how loud it was. */
export type Onsets = { readonly strength: Float32Array; readonly low: Float32Array; readonly energy: Float32Array };

/** A bar has so many beats: nearly all music that is cut to has four. */
const BAR = 4;
/** The bars before and after a drop that are compared. */
const BARS = 2;
/** A drop is louder than what was before by so much at least, in dB, and the bass comes in by so much. */
const LEAST_RISE_DB = 3;

/** Which beat begins a bar, and where the music drops. `frames`: its beats, `timeOf`: when they are. Pure. */
export function barsOf(
  frames: readonly number[],
  { low, strength, energy }: Onsets,
  timeOf: (frame: number) => number,
): Pick<BeatFacts, 'downbeat' | 'drop'> {
  const near = (row: Float32Array, frame: number): number => {
    let most = 0;
    for (let t = Math.round(frame) - 3; t <= Math.round(frame) + 4; t++) most = Math.max(most, row[t] ?? 0);
    return most;
  };
  const votes = new Float64Array(BAR);
  for (const [i, frame] of frames.entries())
    votes[i % BAR] = (votes[i % BAR] as number) + near(low, frame) + 0.3 * near(strength, frame);
  const downbeat = votes.indexOf(Math.max(...votes));
  return { downbeat, drop: dropOf(frames, energy, downbeat, timeOf) };
}

function dropOf(
  frames: readonly number[],
  energy: Float32Array,
  downbeat: number,
  timeOf: (frame: number) => number,
): number | null {
  const level = (from: number, to: number): number => {
    let sum = 0;
    const [a, b] = [Math.round(frames[from] ?? 0), Math.round(frames[to] ?? 0)];
    for (let t = a; t < b; t++) sum += energy[t] ?? 0;
    return 10 * Math.log10(sum / Math.max(1, b - a) + 1e-9);
  };
  const span = BAR * BARS;
  let loudest = Number.NEGATIVE_INFINITY;
  for (let i = downbeat; i + BAR < frames.length; i += BAR) loudest = Math.max(loudest, level(i, i + BAR));
  let [best, at] = [LEAST_RISE_DB, -1];
  for (let i = downbeat + BAR; i + span < frames.length; i += BAR) {
    const after = level(i, i + span);
    const rise = after - level(Math.max(0, i - span), i);
    // The fullest part begins there, not just any part after a quieter one.
    if (rise > best && after > loudest - 4) [best, at] = [rise, i];
  }
  return at < 0 ? null : timeOf(frames[at] ?? 0);
}
