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

/**
 * Where scenes begin and end, in ms: `weights.length + 1` times from 0 to `length`. Cuts fall on beats of the music, on
 * the first beat of a bar where one is near, and leave each scene its least time.
 */
export function cutsOf(weights: readonly number[], length: number, music: { mood: MoodName; seed: number }): number[] {
  const { bpm, offset } = pieceOf(music.mood, music.seed, length);
  const beat = 60_000 / bpm;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const cuts = [0];
  let sum = 0;
  for (const [i, weight] of weights.slice(0, -1).entries()) {
    sum += weight;
    const wished = (sum / whole) * length;
    const place = (wished - offset * 1000) / beat;
    const bar = Math.round(place / 4) * 4;
    const nearest = Math.abs(bar - place) <= 1 ? bar : Math.round(place);
    const at = Math.round(offset * 1000 + nearest * beat);
    const least = (cuts.at(-1) ?? 0) + Math.min(LEAST_SCENE, length / weights.length / 2) * Math.min(1, weight);
    const most = length - (weights.length - 1 - i) * Math.min(LEAST_SCENE, length / weights.length / 2) * 0.5;
    cuts.push(Math.round(Math.min(most, Math.max(least, at))));
  }
  return [...cuts, length];
}
