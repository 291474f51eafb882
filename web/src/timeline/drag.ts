import type { Drag } from '../state/stage.ts';
import { endOf, type Piece, type Row } from './pieces.ts';

/** What a drag would make of the timeline, and where it holds on to something. Pure. Times in ms. */

/** Pieces are not made shorter than this, in ms. */
export const LEAST = 40;

/** The row as it would be if the hand let go now; the same row where the drag is about another. */
export function rowDuring(row: Row, drag: Drag | null): Row {
  const moved = drag === null ? undefined : row.pieces.find(({ id }) => id === drag.id);
  if (drag === null || moved === undefined) return row;
  const isMain = row.kind === 'video';
  switch (drag.kind) {
    case 'start':
    case 'end':
      return { ...row, pieces: isMain ? rippled(row.pieces, moved, drag) : alone(row.pieces, moved, drag) };
    case 'side':
      return { ...row, pieces: changed(row.pieces, moved, { start: drag.at }) };
    case 'piece':
      return { ...row, pieces: reordered(row.pieces, moved, drag) };
    case 'volume':
      return { ...row, pieces: changed(row.pieces, moved, { volume: drag.level }) };
  }
}

const changed = (pieces: readonly Piece[], which: Piece, to: Partial<Piece>): readonly Piece[] =>
  pieces.map((piece) => (piece === which ? { ...piece, ...to } : piece));

type EdgeDrag = Extract<Drag, { kind: 'start' | 'end' }>;

/** A piece with another edge; it shows at each time what it showed before. */
function withEdge(piece: Piece, { kind, at }: EdgeDrag): Piece {
  const start = kind === 'start' ? Math.min(at, endOf(piece) - LEAST) : piece.start;
  const end = kind === 'end' ? Math.max(at, piece.start + LEAST) : endOf(piece);
  const { source } = piece;
  if (source === null || source.isStill) return { ...piece, start, duration: end - start };
  const skipped = source.isBackwards ? endOf(piece) - end : start - piece.start;
  return { ...piece, start, duration: end - start, source: { ...source, in: source.in + skipped * source.speed } };
}

const alone = (pieces: readonly Piece[], which: Piece, drag: EdgeDrag): readonly Piece[] =>
  pieces.map((piece) => (piece === which ? withEdge(piece, drag) : piece));

/** On the main track nothing is left empty: what comes after moves along. */
function rippled(pieces: readonly Piece[], which: Piece, drag: EdgeDrag): readonly Piece[] {
  const edged = withEdge(which, drag);
  const by = edged.duration - which.duration;
  return pieces.map((piece) => {
    if (piece === which) return { ...edged, start: which.start };
    return piece.start >= endOf(which) - 1 ? { ...piece, start: piece.start + by } : piece;
  });
}

type PieceDrag = Extract<Drag, { kind: 'piece' }>;

/** The piece under the hand where the hand is; the others where they would be. */
function reordered(pieces: readonly Piece[], which: Piece, { at, before }: PieceDrag): readonly Piece[] {
  const rest = pieces.filter((piece) => piece !== which);
  const place = rest.findIndex(({ id }) => id === before);
  const order = rest.toSpliced(place < 0 ? rest.length : place, 0, which);
  let cursor = 0;
  const starts = new Map<Piece, number>();
  for (const piece of order) {
    starts.set(piece, piece === which ? at : cursor);
    cursor += piece.duration;
  }
  return pieces.map((piece) => ({ ...piece, start: starts.get(piece) ?? piece.start }));
}

/**
 * Before which piece one is dropped whose beginning was dragged to `at`: the first whose middle lies behind. Null: at the
 * end.
 */
export function dropBefore(pieces: readonly Piece[], which: Piece, at: number): string | null {
  let cursor = 0;
  for (const piece of pieces) {
    if (piece === which) continue;
    if (at < cursor + piece.duration / 2) return piece.id;
    cursor += piece.duration;
  }
  return null;
}

/** The nearest of some places within reach of `at`; null when none is. */
export function snapTo(at: number, places: readonly number[], reach: number): number | null {
  let best: number | null = null;
  for (const place of places)
    if (Math.abs(place - at) <= reach && (best === null || Math.abs(place - at) < Math.abs(best - at))) best = place;
  return best;
}

/** What edges hold on to: the ends of all pieces but one's own, the beginning, and more that is given. */
export function snapPlaces(rows: readonly Row[], ownId: string | null, more: readonly number[]): readonly number[] {
  const edges = rows.flatMap(({ kind, pieces }) =>
    kind === 'captions' ? [] : pieces.flatMap((piece) => (piece.id === ownId ? [] : [piece.start, endOf(piece)])),
  );
  return [...new Set([0, ...edges, ...more])];
}

/** Where the line of a volume of 1 stands, as a share of the piece's height: its middle stays free to be taken by. */
const FULL_HEIGHT = 0.75;
export const MOST_VOLUME = 2;

/** How high the line of a volume stands, from 0 to 1. */
export const heightOfVolume = (volume: number): number =>
  volume <= 1 ? volume * FULL_HEIGHT : Math.min(1, FULL_HEIGHT + (volume - 1) * (1 - FULL_HEIGHT));

/** The volume of a height; near 1 it is 1, which is where most want to be. */
export function volumeOfHeight(height: number): number {
  const volume = height <= FULL_HEIGHT ? height / FULL_HEIGHT : 1 + (height - FULL_HEIGHT) / (1 - FULL_HEIGHT);
  const within = Math.max(0, Math.min(MOST_VOLUME, volume));
  return Math.abs(within - 1) < 0.04 ? 1 : Math.round(within * 100) / 100;
}
