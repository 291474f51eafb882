import { get, seekTo, set } from '../state/store.ts';
import { timeline } from './handle.ts';
import { endOf, type Piece, pieceIn, rowsFor } from './pieces.ts';

/** Goes from the chosen piece to one beside it, as with the arrow keys: Tab stops at one piece of all. */
export function goTo(where: 'before' | 'after' | 'above' | 'below'): void {
  const { latest, selected } = get();
  if (latest === null || selected === null) return;
  const rows = rowsFor(latest);
  const found = pieceIn(rows, selected);
  if (found === null) return;
  const { row, piece, place } = found;
  const next =
    where === 'before' || where === 'after'
      ? row.pieces[place + (where === 'before' ? -1 : 1)]
      : nearest(rows[rows.indexOf(row) + (where === 'above' ? -1 : 1)]?.pieces ?? [], piece.start);
  if (next === undefined) return;
  set({ selected: next.id });
  seekTo(next.start / 1000);
  bringIntoSight(next);
  focusPiece(next.id);
}

/** Gives a piece the keyboard. It may have to become an element first. */
export function focusPiece(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      timeline.scroller?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true }),
    ),
  );
}

const nearest = (pieces: readonly Piece[], at: number): Piece | undefined =>
  pieces.find((piece) => piece.start <= at && endOf(piece) > at) ??
  pieces.toSorted((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0];

function bringIntoSight({ start, duration }: Piece): void {
  const { scroller, scale } = timeline;
  if (scroller === null) return;
  const from = (start / 1000) * scale;
  const to = from + Math.min(scroller.clientWidth / 2, (duration / 1000) * scale);
  if (from < scroller.scrollLeft) scroller.scrollLeft = from - 24;
  else if (to > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = to - scroller.clientWidth + 24;
}
