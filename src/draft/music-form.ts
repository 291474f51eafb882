import { Random } from '../base/random.ts';
import type { MoodName } from './mood-names.ts';

/**
 * The form of the music that we compose, apart from its notes: where its beats and sections lie. An edit that cuts to the
 * beat asks here and hears nothing; src/music plays what this says.
 */

/** Sections of a piece: intro, verse, chorus, climax, break, outro, and the last chord. */
export type Section = 'i' | 'a' | 'b' | 'c' | 'k' | 'o' | 'e';

/** The tempi of a mood, and how long its last chord rings when the piece is long enough, in seconds. */
export type Tempo = { readonly bpm: readonly [number, number]; readonly tail: number };

export const TEMPI: Readonly<Record<MoodName, Tempo>> = {
  'lo-fi': { bpm: [72, 84], tail: 4.5 },
  upbeat: { bpm: [114, 126], tail: 2.8 },
  cinematic: { bpm: [76, 88], tail: 6 },
  ambient: { bpm: [58, 68], tail: 8 },
  corporate: { bpm: [100, 112], tail: 3.8 },
  acoustic: { bpm: [88, 102], tail: 4 },
  electronic: { bpm: [120, 128], tail: 3.6 },
  suspense: { bpm: [84, 96], tail: 5.5 },
};

/** The form of a piece: the same for everybody who asks. */
export const pieceOf = (mood: MoodName, seed: number, durationMs: number): Form =>
  formOf(TEMPI[mood], durationMs / 1000, new Random(seed, 'form', mood));

/** One bar of the plan. `place` counts bars within its section, `visit` how often this kind of section came before. */
export type Bar = {
  readonly section: Section;
  readonly place: number;
  readonly length: number;
  readonly visit: number;
};

/** The whole piece in time: the last chord falls after `beats` beats and rings to the end. */
export type Form = {
  readonly bpm: number;
  readonly beats: number;
  /** Seconds before the first bar begins: below 0 when a short piece starts inside its first bar. */
  readonly offset: number;
  readonly bars: readonly Bar[];
  readonly seconds: number;
};

/** A piece shorter than this cannot hold a tempo's own bars: it is counted in beats, in seconds. */
const SHORT_S = 12;

/** Fits a piece to its length: the tempo gives by a few per cent so that the last chord has its time to ring. */
export function formOf(style: Tempo, seconds: number, random: Random): Form {
  const wished = random.between(style.bpm[0], style.bpm[1]);
  const ring = Math.min(style.tail, Math.max(0.9, seconds * 0.22));
  const unit = seconds < SHORT_S ? 1 : 4;
  const count = Math.max(1, Math.round(((seconds - ring) * wished) / 60 / unit)) * unit;
  // Short pieces bend by a quarter at most, long ones by a hair: nobody hears either.
  const bend = unit === 1 ? 1.25 : 1.1;
  const exact = (count * 60) / Math.max(0.5, seconds - ring);
  const bpm = Math.min(wished * bend, Math.max(wished / bend, exact));
  const beats = Math.min(count, Math.max(1, Math.floor(((seconds - 0.6) * bpm) / 60)));
  const bars = Math.ceil(beats / 4);
  return { bpm, beats, offset: -((bars * 4 - beats) * 60) / bpm, bars: sectionsOf(bars), seconds };
}

/** The order in which sections come, again and again after the first round, with their lengths in bars. */
const ROUND: readonly (readonly [Section, number])[] = [
  ['a', 8],
  ['b', 8],
  ['a', 8],
  ['c', 8],
  ['k', 4],
  ['b', 8],
  ['c', 8],
];

function sectionsOf(count: number): Bar[] {
  const intro = count < 6 ? 0 : count < 14 ? 2 : 4;
  const outro = count < 6 ? 0 : count < 20 ? 2 : 4;
  const list: [Section, number][] = intro > 0 ? [['i', intro]] : [];
  let left = count - intro - outro;
  // A piece with room for one section only plays its fuller one second.
  const short = left <= 12;
  for (let i = 0; left > 0; i++) {
    const [section, length] = short
      ? (['b', Math.max(1, left)] as const)
      : (ROUND[i % ROUND.length] ?? (['a', 8] as const));
    // A rest of fewer than four bars makes the section before it longer.
    const take = left - length < 4 ? left : length;
    if (short && left >= 8) {
      list.push(['a', left - 4], ['b', 4]);
      left = 0;
    } else {
      list.push([section, Math.min(take, left)]);
      left -= take;
    }
  }
  if (outro > 0) list.push(['o', outro]);
  const visits = new Map<Section, number>();
  return list.flatMap(([section, length]) => {
    const visit = visits.get(section) ?? 0;
    visits.set(section, visit + 1);
    return Array.from({ length }, (_, place) => ({ section, place, length, visit }));
  });
}
