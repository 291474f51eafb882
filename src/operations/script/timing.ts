import { type MoodName } from '../../draft/mood-names.ts';
import { pieceOf } from '../../draft/music-form.ts';

/** Shorter than this nobody reads a scene, in ms; a number that counts down needs less. */
export const LEAST_SCENE = 900;

/** What a scene weighs when time is given out: by how much there is to read. */
export function weightOf(words: string, isNumber = false): number {
  if (isNumber) return 0.35;
  let letters = 0;
  for (const char of words)
    letters += /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(char) ? 2.4 : 1;
  return Math.min(2, Math.max(0.85, 0.7 + letters / 45));
}

/** `least`: how long each scene must be at the least, in ms; null where only reading it counts. */
export type Timing = {
  /** Scenes that follow each other like a clock: all of the same length. */
  readonly even?: readonly boolean[];
  readonly weights: readonly number[];
  readonly length: number;
  readonly music: { readonly mood: MoodName; readonly seed: number };
  readonly least?: readonly (number | null)[];
};

/**
 * Where scenes begin and end, in ms: `weights.length + 1` times from 0 to `length`. Cuts fall on beats of the music, on
 * the first beat of a bar where one is near, and leave each scene its least time. What is said is never cut off: where a
 * beat would be too early, the next one is taken, and where there is no time for that, the moment itself.
 */
export function cutsOf({ weights, length, music, least = [], even = [] }: Timing): number[] {
  const { bpm, offset } = pieceOf(music.mood, music.seed, length);
  const beat = 60_000 / bpm;
  const usual = Math.min(LEAST_SCENE, length / weights.length / 2);
  const leastOf = (i: number): number => least[i] ?? usual * Math.min(1, weights[i] ?? 1);
  const needed = weights.map((_, i) => least[i] ?? usual * 0.5);
  const spare = Math.max(0, length - weights.reduce((sum, _, i) => sum + (least[i] ?? 0), 0));
  // Where somebody speaks there is time to read already.
  const shares = weights.map((weight, i) => (typeof least[i] === 'number' ? weight * 0.3 : weight));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  // The clock ticks in whole beats, or in halves where there is no time for them.
  const tick = Math.min(...shares.filter((_, i) => even[i] === true)) * (length / whole);
  const ticked = tick < beat * 0.9 ? beat / 2 : Math.round(tick / beat) * beat;
  const cuts = [0];
  let wished = 0;
  for (const [i, share] of shares.slice(0, -1).entries()) {
    wished += (least[i] ?? 0) + (spare * share) / whole;
    const place = (wished - offset * 1000) / beat;
    const bar = Math.round(place / 4) * 4;
    const nearest = Math.abs(bar - place) <= 1 ? bar : Math.round(place);
    const earliest = (cuts.at(-1) ?? 0) + leastOf(i);
    const rest = needed.slice(i + 1).reduce((sum, one) => sum + one, 0);
    const latest = length - rest;
    const on = (n: number): number => Math.round(offset * 1000 + n * beat);
    const next = on(Math.ceil((earliest - offset * 1000) / beat));
    const isTick = even[i] === true && (cuts.at(-1) ?? 0) + ticked <= latest;
    const before = cuts.at(-1) ?? 0;
    const at = isTick ? before + ticked : on(nearest) >= earliest ? on(nearest) : next <= latest ? next : earliest;
    cuts.push(Math.round(Math.min(Math.max(latest, earliest), Math.max(earliest, at))));
  }
  return [...cuts, length];
}
