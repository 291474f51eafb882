import type { Ms } from '../../base/time.ts';
import type { Asset } from '../../draft/facts.ts';
import type { Piece } from './pieces.ts';

/** The sound of an asset on the clock of its source, in seconds: which stream, where it begins and ends. */
export type SourceClock = {
  readonly stream: number;
  readonly begin: number;
  /** Infinity when the file does not say. */
  readonly end: number;
};

/**
 * The clock of an asset's first sound; null when it has none. It counts from the first picture, or from the first
 * sample where there is no picture, as readers do (src/media/source-zero.ts).
 */
export function clockOf(asset: Asset): SourceClock | null {
  const { audio, kind, video } = asset.probe;
  const [first] = audio;
  if (first === undefined || kind === 'image') return null;
  const zero = kind === 'video' && video !== null ? video.startMs : first.startMs;
  const begin = (first.startMs - zero) / 1000;
  const end = first.duration > 0 ? begin + first.duration / 1000 : Number.POSITIVE_INFINITY;
  return { stream: first.streamIndex, begin, end };
}

/** The part of a piece for which its source has sound: times on the timeline in ms, and where reading begins. */
export type Heard = { readonly start: Ms; readonly end: Ms; readonly from: number };

/** Trims a piece to what its source can give; null when that is nothing. */
export function withinSource(piece: Piece, clock: SourceClock): Heard | null {
  const { segment, coreStart } = piece;
  const { speed, reverse } = segment;
  const base = segment.in / 1000;
  const last = base + (piece.sourceLength / 1000) * speed;
  // Source seconds that the reader must give for the moment `ms` of the timeline.
  const sourceAt = (ms: Ms): number =>
    reverse ? last - ((ms - coreStart) / 1000) * speed : base + ((ms - coreStart) / 1000) * speed;
  const momentOf = (source: number): Ms => coreStart + ((reverse ? last - source : source - base) / speed) * 1000;
  const edges = [momentOf(clock.begin), momentOf(clock.end)];
  const start = Math.max(piece.start, Math.min(...edges));
  const end = Math.min(piece.end, Math.max(...edges));
  if (!(end > start)) return null;
  return { start, end, from: Math.max(clock.begin, Math.min(sourceAt(start), sourceAt(end))) };
}
