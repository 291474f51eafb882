import type { SilenceFacts } from '../draft/facts.ts';
import { SILENCE_DB, WINDOW_MS } from './levels.ts';

/** Nothing above this anywhere, in dBFS: there is no sound to speak of. A whisper recorded far too low has -60. */
const NOTHING_DB = -70;
/** At or under this, in dBFS, a window is digital silence: put there by a machine, it tells nothing of the room. */
const DIGITAL_DB = -85;
/** Speech stands this far above its background at least; with less the two cannot be told apart. */
const LEAST_CONTRAST_DB = 9;
/** Quiet sounds of speech, such as a final "s", lie up to so far under its level. */
const SPEECH_DEPTH_DB = 30;
/** The background's own fluctuation stays below this above its level. */
const NOISE_MARGIN_DB = 8;
/** Speech must rise this far above the threshold to begin, and reaches out to what is this far below it. */
const RISE_DB = 3;
const REACH_DB = 6;
/** Shorter sounds are clicks, shorter pauses are parts of words (stop consonants take up to 150 ms), in ms. */
const LEAST_SOUND_MS = 40;
const LEAST_PAUSE_MS = 200;
/**
 * The background is what the quietest stretches of this length do not exceed, in windows, and their share. They fit into
 * the closure before a "t" or "p", so that a recording without a long pause tells its background too.
 */
const STRETCH = 12;
const STRETCH_SHARE = 0.02;

/**
 * Pauses of at least 200 ms, by the levels of {@link LevelMeter}, relative to this recording's own speech and
 * background: the same at -50 dBFS as at 0, in a room with noise as in a studio. A recording without a sound is one
 * silence with `speechDb` = `noiseDb`; one where speech cannot be told from the background has none.
 */
export function findSilences(levels: readonly number[]): SilenceFacts {
  const whole: [number, number] = [0, levels.length * WINDOW_MS];
  const loudest = percentile(levels, 0.995);
  if (levels.length === 0 || loudest < NOTHING_DB) {
    const level = levels.length === 0 ? SILENCE_DB : loudest;
    return { silences: levels.length === 0 ? [] : [whole], speechDb: level, noiseDb: level, thresholdDb: NOTHING_DB };
  }
  const speechDb = speechLevel(levels, loudest);
  const noiseDb = noiseLevel(levels, speechDb);
  const middle = (noiseDb + speechDb) / 2;
  const thresholdDb = Math.max(speechDb - SPEECH_DEPTH_DB, Math.min(noiseDb + NOISE_MARGIN_DB, middle));
  if (speechDb - noiseDb < LEAST_CONTRAST_DB) return { silences: [], speechDb, noiseDb, thresholdDb };
  // Reaching out must not climb down into the background itself.
  const reach = Math.max(thresholdDb - REACH_DB, Math.min(thresholdDb, noiseDb + NOISE_MARGIN_DB / 2));
  const isSound = soundWindows(levels, Math.min(thresholdDb + RISE_DB, speechDb), reach);
  const silences = runs(isSound, false)
    .filter(([start, end]) => (end - start) * WINDOW_MS >= LEAST_PAUSE_MS)
    .map(([start, end]): [number, number] => [start * WINDOW_MS, end * WINDOW_MS]);
  return { silences, speechDb, noiseDb, thresholdDb };
}

/** The mean power of what is loud: first of everything, then of what is at most 10 dB under that (as EBU R128 gates). */
function speechLevel(levels: readonly number[], loudest: number): number {
  const capped = levels.map((level) => Math.min(level, loudest));
  const all = meanPower(capped.filter((level) => level > DIGITAL_DB));
  return meanPower(capped.filter((level) => level >= all - 10));
}

function meanPower(levels: readonly number[]): number {
  const sum = levels.reduce((total, level) => total + 10 ** (level / 10), 0);
  return 10 * Math.log10(sum / Math.max(1, levels.length));
}

/** How loud the quietest stretches are, where they belong to the room; digital silence where there are no others. */
function noiseLevel(levels: readonly number[], speechDb: number): number {
  const stretches: number[] = [];
  for (let at = 0; at + STRETCH <= levels.length; at += STRETCH / 3) {
    const stretch = levels.slice(at, at + STRETCH);
    if (Math.min(...stretch) > DIGITAL_DB) stretches.push(Math.max(...stretch));
  }
  const room = stretches.length === 0 ? speechDb : percentile(stretches, STRETCH_SHARE);
  const digital = levels.filter((level) => level <= DIGITAL_DB).length * WINDOW_MS;
  if (speechDb - room >= LEAST_CONTRAST_DB || digital < LEAST_PAUSE_MS) return room;
  return SILENCE_DB;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? SILENCE_DB;
}

/** Which windows sound: those over `high`, with their neighbours down to `low`, without clicks. */
function soundWindows(levels: readonly number[], high: number, low: number): boolean[] {
  const isSound = levels.map((level) => level > high);
  for (const [start, end] of runs(isSound, true)) {
    for (let at = start - 1; at >= 0 && (levels[at] ?? low) > low && isSound[at] !== true; at--) isSound[at] = true;
    for (let at = end; at < levels.length && (levels[at] ?? low) > low && isSound[at] !== true; at++)
      isSound[at] = true;
  }
  for (const [start, end] of runs(isSound, true)) {
    if ((end - start) * WINDOW_MS < LEAST_SOUND_MS) isSound.fill(false, start, end);
  }
  return isSound;
}

/** The half-open index ranges over which a list has one value. */
function runs(list: readonly boolean[], value: boolean): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  for (let at = 0; at <= list.length; at++) {
    if (at < list.length && list[at] === value) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      found.push([start, at]);
      start = -1;
    }
  }
  return found;
}
