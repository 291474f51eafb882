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
    case 'clip':
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

type ClipDrag = Extract<Drag, { kind: 'clip' }>;

/** The clip under the hand where the hand is; the others where they would be. */
function reordered(pieces: readonly Piece[], which: Piece, { at, to }: ClipDrag): readonly Piece[] {
  const units = unitsOf(pieces);
  const own = units.find((unit) => unit.includes(which));
  if (own === undefined) return pieces;
  const clips = units.filter((unit) => unit !== own && unit[0]?.clip !== null);
  const order = clips.toSpliced(to - 1, 0, own);
  let next = 0;
  const placed = units.map((unit) => (unit[0]?.clip === null ? unit : (order[next++] ?? unit)));
  let cursor = 0;
  const starts = new Map<string, number>();
  for (const unit of placed) {
    const begin = unit[0]?.start ?? 0;
    for (const piece of unit) starts.set(piece.id, (unit === own ? at : cursor) + piece.start - begin);
    cursor += lengthOf(unit);
  }
  return pieces.map((piece) => ({ ...piece, start: starts.get(piece.id) ?? piece.start }));
}

/** Pieces of one clip together; what is no clip alone. */
function unitsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const units: Piece[][] = [];
  for (const piece of pieces) {
    const last = units.at(-1);
    if (piece.clip !== null && last?.[0]?.clip === piece.clip) last.push(piece);
    else units.push([piece]);
  }
  return units;
}

const lengthOf = (unit: readonly Piece[]): number => {
  const [first, last] = [unit[0], unit.at(-1)];
  return first === undefined || last === undefined ? 0 : endOf(last) - first.start;
};

/** Where a clip is dropped whose beginning was dragged to `at`: its number then. It goes before the first clip whose middle lies behind. */
export function placeOfClip(pieces: readonly Piece[], which: Piece, at: number): number {
  const units = unitsOf(pieces).filter((unit) => unit[0]?.clip !== null);
  const own = units.find((unit) => unit.includes(which)) ?? [];
  const others = units.filter((unit) => unit !== own);
  let cursor = 0;
  for (const [index, unit] of others.entries()) {
    if (at < cursor + lengthOf(unit) / 2) return index + 1;
    cursor += lengthOf(unit);
  }
  return others.length + 1;
}

/** The beginning of the clip that a piece is part of. */
export function clipStart(pieces: readonly Piece[], which: Piece): number {
  return pieces.find(({ clip }) => clip !== null && clip === which.clip)?.start ?? which.start;
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
