import type { Ms } from '../base/time.ts';
import type { Facts } from './facts.ts';
import type { AudioSegment, Draft } from './model.ts';
import { moodByWords, moodNamed } from './mood-names.ts';
import { pieceOf } from './music-form.ts';
import { audioSegments, draftLength, endOf, mainSegments } from './queries.ts';
import { shownAt } from './ramp.ts';

/** Where beats fall on the timeline, in ms, rising; `bars`: those that begin a bar; `drop`: where it gets full. */
export type BeatGrid = {
  readonly bpm: number;
  readonly beats: readonly Ms[];
  readonly bars: readonly Ms[];
  readonly drop: Ms | null;
};

/** The end of a looped file crosses into its beginning for so long (src/render/sound/players.ts), in ms. */
const LOOP_CROSS_MS = 50;
/** Music that reaches so near to the end goes to the end, in ms. */
const AT_THE_END = 120;
/** A pulse that is less sure than this is not cut to when it is only in the clips' own sound. */
const LEAST_SURE = 0.3;

/**
 * The beats of the music of a draft, as they will be when the video is `length` long: composed music is composed to its
 * length. Null where there is no music, or none with a beat.
 */
export function gridOfMusic(draft: Draft, facts: Facts, length: Ms): BeatGrid | null {
  const pieces = joinedMusic(audioSegments(draft, 'music')).toSorted((a, b) => b.duration - a.duration);
  for (const piece of pieces) {
    const isToTheEnd = endOf(piece) >= draftLength(draft) - AT_THE_END;
    const fitted = isToTheEnd ? { ...piece, duration: Math.max(1, length - piece.start) } : piece;
    const grid = gridOfPiece(fitted, facts);
    if (grid !== null) return grid;
  }
  return null;
}

/** The beats of what the clips themselves sound like; null where they have none that is sure. */
export function gridOfClips(draft: Draft, facts: Facts): BeatGrid | null {
  const beats: Ms[] = [];
  const bars: Ms[] = [];
  let drop: Ms | null = null;
  let bpm = 0;
  for (const segment of mainSegments(draft)) {
    const known = facts.assets.get(segment.asset)?.beats ?? null;
    if (known?.bpm == null || known.confidence < LEAST_SURE || segment.volume === 0 || segment.reverse) continue;
    bpm ||= known.bpm / segment.speed;
    const place = (at: Ms): Ms => segment.start + shownAt(segment, at);
    const isInside = (at: Ms): boolean => at >= segment.start && at < endOf(segment);
    for (const [i, at] of known.beats.entries()) {
      if (!isInside(place(at))) continue;
      beats.push(place(at));
      if ((i - known.downbeat) % 4 === 0) bars.push(place(at));
    }
    if (known.drop !== null && isInside(place(known.drop))) drop ??= place(known.drop);
  }
  return beats.length < 2 ? null : { bpm, beats, bars, drop };
}

/** Composed music that was split plays on as one piece. */
function joinedMusic(segments: readonly AudioSegment[]): AudioSegment[] {
  const joined: AudioSegment[] = [];
  for (const segment of segments.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    const [a, b] = [last?.source, segment.source];
    const goesOn = a?.kind === 'music' && b.kind === 'music' && a.mood === b.mood && a.seed === b.seed;
    if (last !== undefined && goesOn && endOf(last) === segment.start)
      joined[joined.length - 1] = { ...last, duration: last.duration + segment.duration };
    else joined.push(segment);
  }
  return joined;
}

function gridOfPiece(piece: AudioSegment, facts: Facts): BeatGrid | null {
  const { source, start } = piece;
  if (source.kind === 'sfx') return null;
  if (source.kind === 'music') {
    const mood = moodNamed(source.mood)?.name ?? moodByWords(source.mood) ?? 'lo-fi';
    const form = pieceOf(mood, source.seed, piece.duration);
    const beat = 60_000 / form.bpm;
    const first = start + form.offset * 1000;
    const barAt = (bar: number): Ms => first + bar * 4 * beat;
    const full = form.bars.findIndex((bar, i) => i > 0 && bar.section === 'c' && bar.place === 0);
    return {
      bpm: form.bpm,
      beats: Array.from({ length: form.beats + 1 }, (_, i) => start + i * beat),
      bars: Array.from({ length: form.bars.length + 1 }, (_, i) => barAt(i)).filter((at) => at >= start),
      drop: full < 0 ? null : barAt(full),
    };
  }
  const asset = facts.assets.get(source.asset);
  const known = asset?.beats ?? null;
  if (asset === undefined || known?.bpm == null || known.beats.length < 2) return null;
  const beats: Ms[] = [];
  const bars: Ms[] = [];
  const pass = (asset.probe.duration - source.in) / piece.speed - LOOP_CROSS_MS;
  const passes = source.loop && pass > 0 ? Math.ceil(piece.duration / pass) : 1;
  for (let p = 0; p < passes && beats.length < MOST_BEATS; p++) {
    for (const [i, at] of known.beats.entries()) {
      const place = start + p * pass + (at - source.in) / piece.speed;
      if (at < source.in || place >= start + Math.min(piece.duration, passes === 1 ? piece.duration : (p + 1) * pass))
        continue;
      beats.push(place);
      if ((i - known.downbeat) % 4 === 0) bars.push(place);
    }
  }
  const drop = known.drop === null ? null : start + (known.drop - source.in) / piece.speed;
  if (beats.length < 2) return null;
  return { bpm: known.bpm * piece.speed, beats, bars, drop: drop !== null && drop > start ? drop : null };
}

/** A short loop under a long video has no more beats than this. */
const MOST_BEATS = 100_000;

/** The index of the first beat at or after a time. */
export function beatAfter(beats: readonly Ms[], at: Ms): number {
  let [low, high] = [0, beats.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beats[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
