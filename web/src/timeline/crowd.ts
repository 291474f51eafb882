import { endOf, type Piece } from './pieces.ts';

/**
 * Rows with hundreds of pieces in sight. An element for each would make the browser lay out and paint all of them in every
 * frame of a zoom; the narrow ones are painted on the row's canvas instead, and become an element when they are chosen. Pure.
 */

/** Pieces narrower than this have no grips and no name, in px. */
export const NARROW = 26;
/** So many elements of a row cost nothing that could be seen. */
const MANY = 40;
/** Where there are more, those narrower than this are painted, in px: at most as many as before are elements. */
const CROWDED = 56;

export type Stretch = {
  /** ms of the timeline. */
  readonly from: number;
  readonly to: number;
  /** Px for a second. */
  readonly scale: number;
};

export const isNarrow = ({ duration }: Pick<Piece, 'duration'>, scale: number): boolean =>
  (duration / 1000) * scale < NARROW;

/** Which pieces of a row are elements while a stretch of it is shown. `isKept`: those that are, wherever they lie. */
export function elementsIn(
  pieces: readonly Piece[],
  { from, to, scale }: Stretch,
  isKept: (piece: Piece) => boolean,
): { readonly elements: readonly Piece[]; readonly isCrowded: boolean } {
  const seen = pieces.filter((piece) => (endOf(piece) > from && piece.start < to) || isKept(piece));
  if (seen.length <= MANY) return { elements: seen, isCrowded: false };
  return {
    elements: seen.filter((piece) => (piece.duration / 1000) * scale >= CROWDED || isKept(piece)),
    isCrowded: true,
  };
}

/** The piece at a time, in ms: where several lie over one another, the last. */
export const pieceAt = (pieces: readonly Piece[], at: number): Piece | null =>
  pieces.findLast((piece) => piece.start <= at && endOf(piece) > at) ?? null;

/** Neighbours that are drawn as one: all narrow, each beginning where the one before it ends. Others stand alone. */
export function runsOf(pieces: readonly Piece[], scale: number): readonly (readonly Piece[])[] {
  const runs: Piece[][] = [];
  let open: Piece[] | null = null;
  for (const piece of pieces) {
    const last = open?.at(-1);
    if (!isNarrow(piece, scale)) {
      runs.push([piece]);
      open = null;
    } else if (open !== null && last !== undefined && Math.abs(piece.start - endOf(last)) < 1) open.push(piece);
    else {
      open = [piece];
      runs.push(open);
    }
  }
  return runs;
}
