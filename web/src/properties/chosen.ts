import { type EaseName, valueAt } from '../../../src/draft/eased.ts';
import type { KeyedProperty, Keyframes } from '../../../src/draft/keyframes.ts';
import type { WireAudioSegment, WireTextSegment, WireVideoSegment } from '../../../src/draft/wire-schema.ts';
import type { LatestState } from '../api/types.ts';
import { editByHand, type HandEdit } from '../state/session.ts';
import { useApp } from '../state/store.ts';
import { type Piece, pieceIn, type Row, rowsFor } from '../timeline/pieces.ts';

/** The piece that is chosen on the timeline, with all that the draft says of it. */

export type Wire = Partial<WireVideoSegment> & Partial<WireAudioSegment> & Partial<WireTextSegment>;
export type Chosen = { readonly piece: Piece; readonly row: Row; readonly place: number; readonly wire: Wire };

export function chosenIn(latest: LatestState | null, id: string | null): Chosen | null {
  const found = latest === null || id === null ? null : pieceIn(rowsFor(latest), id);
  if (latest === null || found === null) return null;
  for (const { sg = [] } of latest.state.draft.t as readonly { readonly sg?: readonly Wire[] }[]) {
    const wire = sg.find((segment) => segment.id === id);
    if (wire !== undefined) return { ...found, wire };
  }
  return null;
}

export function useChosen(): Chosen | null {
  const latest = useApp((app) => app.latest);
  const selected = useApp((app) => app.selected);
  return chosenIn(latest, selected);
}

/** Changes the piece by an operation that is worked out from the draft as it is when it is sent. */
export const change = (id: string, make: (chosen: Chosen) => HandEdit | null): Promise<boolean> =>
  editByHand((latest) => {
    const chosen = chosenIn(latest, id);
    const edit = chosen === null ? null : make(chosen);
    return edit === null ? null : [edit];
  });

/** Sets properties of the piece to exact values. */
export const adjust = (id: string, values: Readonly<Record<string, unknown>>): Promise<boolean> =>
  change(id, () => ({ op: 'adjust', what: id, ...values }));

export type Keyed = 'position' | 'scale' | 'rotate' | 'opacity' | 'volume';
export type Key = {
  readonly property: Keyed;
  readonly at: number;
  readonly value: number;
  readonly y: number;
  readonly ease: EaseName;
};

const FIRST: Readonly<Record<Keyed, KeyedProperty>> = {
  position: 'x',
  scale: 'scale',
  rotate: 'rotate',
  opacity: 'opacity',
  volume: 'volume',
};

/** The keyframes of a property, `at` in ms after the piece's start; of the position `value` is across, `y` down. */
export function keysOf({ kf }: Wire, property: Keyed): readonly Key[] {
  const frames = (kf as Keyframes | undefined)?.[FIRST[property]] ?? [];
  const down = (kf as Keyframes | undefined)?.y ?? [];
  return frames.map(({ at, value, ease }) => ({
    property,
    at,
    value,
    y: down.length === 0 ? 0.5 : valueAt(down, at),
    ease,
  }));
}

/** The value of a property at a time of the piece: by its keyframes, else as it is all the time. */
export function valueNow({ kf }: Wire, property: KeyedProperty, plain: number, ms: number): number {
  const frames = (kf as Keyframes | undefined)?.[property];
  return frames === undefined || frames.length === 0 ? plain : valueAt(frames, ms);
}

/** A keyframe that stands where the playhead does, as near as a frame. */
export const keyHere = (keys: readonly Key[], ms: number): Key | null =>
  keys.find(({ at }) => Math.abs(at - ms) <= 20) ?? null;
