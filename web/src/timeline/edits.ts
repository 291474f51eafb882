import { editByHand, type HandEdit } from '../state/session.ts';
import { get, set } from '../state/store.ts';
import { type Piece, pieceOf, type Row } from './pieces.ts';

/** Edits by hand: the operations that the agent has, on what is chosen. */

function onSelected(make: (piece: Piece, row: Row) => HandEdit | null): Promise<void> {
  const { selected } = get();
  if (selected === null) return Promise.resolve();
  return editByHand((latest) => {
    const found = pieceOf(latest, selected);
    const edit = found === null ? null : make(found.piece, found.row);
    return edit === null ? null : [edit];
  });
}

/** A stretch of the timeline in ms, cut out; what follows moves up. */
const cut = (from: number, to: number): HandEdit => ({ op: 'cut_range', from: from / 1000, to: to / 1000 });

export async function deleteSelected(): Promise<void> {
  await onSelected(({ id, clip, start, duration }) =>
    clip === null ? { op: 'delete', what: id } : cut(start, start + duration),
  );
  set({ selected: null });
}

/** Cuts the clip under the playhead in two. */
export const splitHere = (): Promise<void> => {
  const at = Math.round(get().time * 1000) / 1000;
  return editByHand(() => [{ op: 'split', at }]);
};

/** Moves the clip that the chosen piece is part of before or after its neighbour. */
export const moveSelected = (by: -1 | 1): Promise<void> =>
  onSelected(({ clip }, { pieces }) => {
    const count = Math.max(...pieces.map((piece) => piece.clip ?? 0));
    if (clip === null || clip + by < 1 || clip + by > count) return null;
    return { op: 'reorder', clip, to: clip + by };
  });

export const muteSelected = (): Promise<void> =>
  onSelected(({ clip }) => ({
    op: 'volume',
    level: 'mute',
    ...(clip === null ? { target: 'music' } : { clip }),
  }));

/** Pieces are not made shorter than this, in ms. */
const LEAST = 40;

/** Makes the chosen piece begin or end at a place of the timeline (ms); beyond its end, more of its source is shown. */
export const trimSelected = (edge: 'start' | 'end', at: number): Promise<void> =>
  onSelected(({ clip, start, duration }) => {
    const end = start + duration;
    if (clip === null || at < start + LEAST) return null;
    if (edge === 'end' && at > end) return { op: 'trim', clip, extend: (at - end) / 1000 };
    if (at > end - LEAST) return null;
    return edge === 'start' ? cut(start, at) : cut(at, end);
  });
