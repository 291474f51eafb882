import { type MoodName, moodByWords, moodNamed } from '../../draft/mood-names.ts';
import { pieceOf } from '../../draft/music-form.ts';
import type { SoundPlan } from '../../protocol/sound.ts';
import { SOUND_RATE } from '../sound/plan-sound.ts';
import type { Levels } from './balance.ts';
import type { MusicSource } from './orders.ts';

/** A piece of music that a draft has composed: where it lies, its beats, and how loud it is once it can be heard. */
export type ComposedPiece = {
  readonly mood: string;
  readonly seed: number;
  /** ms of the timeline. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly bpm: number;
  /** When each falls, in ms of the timeline. */
  readonly beats: readonly number[];
  /** `peaks`: for each 1/`perSecond` s the largest level, 0–255. Null while it is not composed. */
  readonly waveform: { readonly perSecond: number; readonly peaks: readonly number[] } | null;
};

/** Levels are hundredths of a second; pages need no more than these, a second. */
const PER_SECOND = 25;
const GROUP = 100 / PER_SECOND;
/** Levels are means of short stretches: the peaks of music lie about so far above, as a factor. */
const CREST = 2;

/** The music that a plan has composed. `levelsOf`: null for what was not made yet. Pure. */
export function composedIn(
  { sounds }: Pick<SoundPlan, 'sounds'>,
  levelsOf: (source: MusicSource) => Levels | null,
): readonly ComposedPiece[] {
  return sounds.flatMap(({ source, start }): ComposedPiece[] => {
    if (source.kind !== 'music') return [];
    const { mood, seed, durationMs } = source;
    const startMs = (start * 1000) / SOUND_RATE;
    const name: MoodName = moodNamed(mood)?.name ?? moodByWords(mood) ?? 'lo-fi';
    const { bpm, beats } = pieceOf(name, seed, durationMs);
    const levels = levelsOf(source);
    return [
      {
        mood,
        seed,
        startMs,
        durationMs,
        bpm,
        beats: Array.from({ length: beats + 1 }, (_, i) => Math.round(startMs + (i * 60_000) / bpm)),
        waveform: levels === null ? null : { perSecond: PER_SECOND, peaks: peaksOf(levels) },
      },
    ];
  });
}

function peaksOf({ spoken }: Levels): number[] {
  return Array.from({ length: Math.ceil(spoken.length / GROUP) }, (_, i) => {
    const most = Math.max(...spoken.subarray(i * GROUP, (i + 1) * GROUP));
    return Math.min(255, Math.round(Math.sqrt(most) * CREST * 255));
  });
}
