import { editByHand, type HandEdit } from '../state/session.ts';
import { get, set } from '../state/store.ts';
import { LEAST } from './drag.ts';
import { endOf, type Piece, pieceIn, type Row, rowsFor } from './pieces.ts';

/**
 * Edits by hand: the operations that the agent has, on one piece. Each is worked out from the draft as it is when it is
 * sent, so that what somebody else does at the same time counts too. Times in ms.
 */

type Found = { readonly piece: Piece; readonly row: Row };

function onPiece(id: string | null, make: (found: Found) => HandEdit | null): Promise<boolean> {
  if (id === null) return Promise.resolve(false);
  return editByHand((latest) => {
    const found = pieceIn(rowsFor(latest), id);
    const edit = found === null ? null : make(found);
    return edit === null ? null : [edit];
  });
}

const onSelected = (make: (found: Found) => HandEdit | null): Promise<boolean> => onPiece(get().selected, make);
const isMain = ({ kind }: Row): boolean => kind === 'video';

/** A stretch of the timeline cut out; what follows moves up. */
const cut = (from: number, to: number): HandEdit => ({ op: 'cut_range', from: from / 1000, to: to / 1000 });

export async function deleteSelected(): Promise<void> {
  await onSelected(({ piece, row }) =>
    isMain(row) ? cut(piece.start, endOf(piece)) : { op: 'delete', what: piece.id },
  );
  set({ selected: null });
}

/** Cuts the clip under the playhead in two: at the same picture of it, wherever it is by then. */
export function splitHere(): Promise<boolean> {
  const at = Math.round(get().time * 1000);
  const { latest } = get();
  const rows = latest === null ? [] : rowsFor(latest);
  const under = rows.find(isMain)?.pieces.find((piece) => piece.start <= at && endOf(piece) > at);
  if (under === undefined) return Promise.resolve(false);
  return onPiece(under.id, ({ piece }) => ({ op: 'split', at: (piece.start + at - under.start) / 1000 }));
}

/** Moves the chosen piece before or after its neighbour. */
export const moveSelected = (by: -1 | 1): Promise<boolean> =>
  onSelected(({ piece, row }) => {
    const beside = row.pieces[row.pieces.indexOf(piece) + by];
    if (piece.clip === null || beside === undefined || !isMain(row)) return null;
    return { op: 'reorder', clip: piece.id, to: `${by < 0 ? 'before' : 'after'} ${beside.id}` };
  });

/** Puts a piece before another, or at the end. */
export const movePiece = (which: string, before: string | null): Promise<boolean> =>
  onPiece(which, ({ piece, row: { pieces } }) => {
    const next = pieces[pieces.indexOf(piece) + 1];
    if ((next?.id ?? null) === before) return null;
    return { op: 'reorder', clip: piece.id, to: before === null ? 'end' : `before ${before}` };
  });

/** Moves what lies beside the clips. */
export const moveBy = (which: string, by: number): Promise<boolean> =>
  onPiece(which, ({ piece: { id, start } }) => ({ op: 'move', what: id, start: Math.max(0, start + by) / 1000 }));

/** The volume of a piece alone; 1 is as recorded. */
export const setVolume = (which: string | null, level: number): Promise<boolean> =>
  onPiece(which, ({ piece: { id, volume } }) =>
    volume === null || Math.abs(volume - level) < 0.005 ? null : { op: 'volume', level, target: id },
  );

/** Mutes the chosen piece, or lets it be heard again. */
export const muteSelected = (): Promise<boolean> =>
  onSelected(({ piece: { id, volume } }) =>
    volume === null ? null : { op: 'volume', level: volume === 0 ? 1 : 'mute', target: id },
  );

/** Moves an edge of a piece; beyond what it shows now, more of its source is shown. */
export const trimBy = (which: string | null, edge: 'start' | 'end', by: number): Promise<boolean> =>
  onPiece(which, ({ piece, row }) => {
    const [start, end] = [piece.start, endOf(piece)];
    const at = (edge === 'start' ? start : end) + by;
    if (by === 0 || (edge === 'start' ? at > end - LEAST : at < start + LEAST)) return null;
    if (!isMain(row)) {
      const range = edge === 'start' ? { start: Math.max(0, at), end } : { start, end: at };
      return { op: 'move', what: piece.id, start: range.start / 1000, end: range.end / 1000 };
    }
    const grows = edge === 'start' ? by < 0 : by > 0;
    if (grows) return { op: 'trim', clip: piece.id, extend: Math.abs(by) / 1000, edge };
    return edge === 'start' ? cut(start, at) : cut(at, end);
  });

/** Makes the chosen piece begin or end where the playhead stands. */
export function trimHere(edge: 'start' | 'end'): Promise<boolean> {
  const { latest, selected, time } = get();
  const found = latest === null || selected === null ? null : pieceIn(rowsFor(latest), selected);
  if (found === null) return Promise.resolve(false);
  const from = edge === 'start' ? found.piece.start : endOf(found.piece);
  return trimBy(found.piece.id, edge, Math.round(time * 1000) - from);
}

/** Takes stretches of the timeline out, in seconds. */
export const cutOut = (ranges: readonly { readonly from: number; readonly to: number }[]): Promise<boolean> =>
  // From the end on, so that the times of the others stay true.
  editByHand(() => ranges.toSorted((a, b) => b.from - a.from).map(({ from, to }) => ({ op: 'cut_range', from, to })));

/** Puts a file into the timeline, before the clip under the playhead ends: at the nearest cut, or at the end. */
export const addFile = (id: string, kind: 'clip' | 'music'): Promise<boolean> =>
  editByHand((latest) => {
    if (kind === 'music') {
      const name = latest.state.video_infos.find((file) => file.id === id)?.filename;
      return name === undefined ? null : [{ op: 'add_music', source: name }];
    }
    return [{ op: 'insert', source: id, position: 'end' }];
  });

/** Puts a file into the timeline where the playhead stands. */
export const insertHere = (id: string): Promise<boolean> => {
  const at = get().time;
  return editByHand(() => [{ op: 'insert', source: id, at }]);
};

/** Takes every clip of a file off the timeline. */
export const takeOff = (asset: string): Promise<boolean> =>
  editByHand((latest) => {
    const pieces = rowsFor(latest).flatMap((row) =>
      row.pieces.flatMap((piece) => (piece.source?.asset === asset ? [{ piece, row }] : [])),
    );
    const side = pieces.filter(({ row }) => !isMain(row)).map(({ piece }) => ({ op: 'delete', what: piece.id }));
    const main = pieces
      .filter(({ row }) => isMain(row))
      .toReversed()
      .map(({ piece }) => cut(piece.start, endOf(piece)));
    const edits: HandEdit[] = [...side, ...main];
    return edits.length === 0 ? null : edits;
  });
