import type { Ms } from '../../base/time.ts';
import type { AudioSegment, SoundCleaning, VideoSegment, VideoTrack } from '../../draft/model.ts';
import { transitionSpans } from '../../draft/transition-spans.ts';
import { isNextPart, pacedParts } from './paced.ts';

/** A crossing at one edge of a piece: where on the timeline it runs. */
export type Crossing = { readonly start: Ms; readonly end: Ms; readonly curve: 'power' | 'linear' };

/**
 * Segments of a video track that play on without a break, as one. `[coreStart, coreEnd)` is where they stand;
 * `[start, end)` is what is heard of them, with the handles that crossings need. Times in ms on the timeline.
 */
export type Piece = {
  /** The first segment: it says where in the source the piece begins (the last one does, when reversed). */
  readonly segment: VideoSegment;
  readonly coreStart: Ms;
  readonly coreEnd: Ms;
  readonly start: Ms;
  readonly end: Ms;
  /** Timeline ms of source that the core covers. */
  readonly sourceLength: Ms;
  readonly in: Crossing | null;
  readonly out: Crossing | null;
  readonly fadeIn: Ms;
  readonly fadeOut: Ms;
};

/** Where only the level changes within one take, it does so over this time, centred on the cut, in ms. */
const LEVEL_STEP_MS = 10;
/** In-points are whole ms: a speed may make them miss the exact place by this much. */
const SLACK_MS = 1;

/** The pieces of a track in the order in which they are heard. */
export function piecesOf(track: VideoTrack): Piece[] {
  const segments = track.segments.toSorted((a, b) => a.start - b.start).flatMap(pacedParts);
  const into = new Map(transitionSpans(track).map((span) => [span.into.id, span]));
  const pieces: Piece[] = [];
  for (const segment of segments) {
    const last = pieces.at(-1);
    const span = into.get(segment.id);
    const piece = pieceOf(segment);
    const goesOn = last !== undefined && span === undefined && isContinuous(last, segment);
    if (last === undefined) pieces.push(piece);
    else if (span !== undefined) {
      // A take that crosses into itself is one sound: at equal power it would swell by 3 dB.
      const curve = isContinuous(last, segment) ? 'linear' : 'power';
      const crossing = { start: span.start, end: span.end, curve } as const;
      pieces[pieces.length - 1] = { ...last, end: Math.max(last.end, span.end), out: crossing };
      pieces.push({ ...piece, start: Math.min(piece.start, span.start), in: crossing });
    } else if (goesOn && isLevel(last.segment, segment) && last.fadeOut === 0 && piece.fadeIn === 0) {
      pieces[pieces.length - 1] = joined(last, segment);
    } else if (isNextPart(last.segment, segment) || (goesOn && last.fadeOut === 0 && piece.fadeIn === 0)) {
      const half = LEVEL_STEP_MS / 2;
      const crossing = { start: segment.start - half, end: segment.start + half, curve: 'linear' } as const;
      pieces[pieces.length - 1] = { ...last, end: last.end + half, out: crossing };
      pieces.push({ ...piece, start: piece.start - half, in: crossing });
    } else pieces.push(piece);
  }
  return pieces;
}

function pieceOf(segment: VideoSegment): Piece {
  const end = segment.start + segment.duration;
  return {
    segment,
    coreStart: segment.start,
    coreEnd: end,
    start: segment.start,
    end,
    sourceLength: segment.duration,
    in: null,
    out: null,
    fadeIn: Math.min(segment.fade.in, segment.duration),
    fadeOut: Math.min(segment.fade.out, segment.duration),
  };
}

/** Whether a segment takes up its source exactly where the piece before it stops. */
function isContinuous(last: Piece, next: VideoSegment): boolean {
  const { segment } = last;
  if (last.coreEnd !== next.start || segment.asset !== next.asset || segment.speed !== next.speed) return false;
  if (segment.reverse !== next.reverse || segment.freeze || next.freeze) return false;
  const heard = last.sourceLength * segment.speed;
  const expected = segment.reverse ? segment.in - next.duration * next.speed : segment.in + heard;
  return Math.abs(next.in - expected) <= SLACK_MS && isCleanedAlike(segment, next) && isUnderAlike(segment, next);
}

const isUnderAlike = (a: VideoSegment, b: VideoSegment): boolean => (a.duckDb ?? 0) === (b.duckDb ?? 0);

type Cleaned = { readonly clean?: SoundCleaning | undefined };

const isCleanedAlike = (a: Cleaned, b: Cleaned): boolean =>
  (a.clean?.denoiseDb ?? 0) === (b.clean?.denoiseDb ?? 0) && (a.clean?.deEss ?? 0) === (b.clean?.deEss ?? 0);

function joined(last: Piece, next: VideoSegment): Piece {
  const end = next.start + next.duration;
  // Reversed, the later segment reaches further back into the source.
  const segment = last.segment.reverse ? { ...last.segment, in: next.in } : last.segment;
  return {
    ...last,
    segment,
    coreEnd: end,
    end: Math.max(last.end, end),
    sourceLength: last.sourceLength + next.duration,
    fadeOut: Math.min(next.fade.out, next.duration),
  };
}

/** Segments of a sound track, those that were split and play on as before put together again. */
export function rejoined(segments: readonly AudioSegment[]): AudioSegment[] {
  const joined: AudioSegment[] = [];
  for (const segment of segments.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || !playsOn(last, segment)) joined.push(segment);
    else {
      const fade = { in: last.fade.in, out: segment.fade.out };
      joined[joined.length - 1] = { ...last, duration: last.duration + segment.duration, fade };
    }
  }
  return joined;
}

/** Whether two segments have one level all the time. */
const isLevel = (a: VideoSegment | AudioSegment, b: VideoSegment | AudioSegment): boolean =>
  a.volume === b.volume && a.keyframes?.volume === undefined && b.keyframes?.volume === undefined;

function playsOn(last: AudioSegment, next: AudioSegment): boolean {
  if (last.start + last.duration !== next.start || last.fade.out > 0 || next.fade.in > 0) return false;
  if (!isLevel(last, next) || last.speed !== next.speed || last.duckDb !== next.duckDb) return false;
  if (!isCleanedAlike(last, next)) return false;
  const [a, b] = [last.source, next.source];
  // Music is composed anew for every length: the parts of one piece are one piece.
  if (a.kind === 'music') return b.kind === 'music' && a.mood === b.mood && a.seed === b.seed;
  if (a.kind === 'sfx')
    return b.kind === 'sfx' && a.name === b.name && Math.abs(b.in - a.in - last.duration) <= SLACK_MS;
  if (b.kind !== 'asset' || a.asset !== b.asset || a.loop || b.loop) return false;
  return Math.abs(b.in - a.in - last.duration * last.speed) <= SLACK_MS;
}
