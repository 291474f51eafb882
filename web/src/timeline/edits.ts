import { editByHand, type HandEdit } from '../state/session.ts';
import { get, set } from '../state/store.ts';
import { type Piece, pieceOf } from './pieces.ts';

/** Edits by hand: the operations that the agent has, on what is chosen. */

function onSelected(make: (piece: Piece, count: number) => HandEdit | null): Promise<void> {
  const { selected } = get();
  if (selected === null) return Promise.resolve();
  return editByHand((latest) => {
    const found = pieceOf(latest, selected);
    const edit = found === null ? null : make(found.piece, found.row.pieces.length);
    return edit === null ? null : [edit];
  });
}

export async function deleteSelected(): Promise<void> {
  await onSelected(({ id, clip }) => (clip === null ? { op: 'delete', what: id } : { op: 'delete', clip }));
  set({ selected: null });
}

/** Cuts the clip under the playhead in two. */
export const splitHere = (): Promise<void> => {
  const at = Math.round(get().time * 1000) / 1000;
  return editByHand(() => [{ op: 'split', at }]);
};

export const moveSelected = (by: -1 | 1): Promise<void> =>
  onSelected(({ clip }, count) => {
    if (clip === null || clip + by < 1 || clip + by > count) return null;
    return { op: 'reorder', clip, to: clip + by };
  });

export const muteSelected = (): Promise<void> =>
  onSelected(({ clip }) =>
    clip === null ? { op: 'volume', target: 'music', level: 'mute' } : { op: 'volume', clip, level: 'mute' },
  );

/** Makes the chosen clip begin or end at a place of the timeline (ms); outside of it nothing happens. */
export const trimSelected = (edge: 'start' | 'end', at: number): Promise<void> =>
  onSelected(({ clip, start, duration }) => {
    const within = at - start;
    if (clip === null) return null;
    if (edge === 'end' && within > duration) return { op: 'trim', clip, extend: (within - duration) / 1000 };
    if (within <= 40 || within >= duration - 40) return null;
    return { op: 'trim', clip, [edge]: within / 1000 };
  });
