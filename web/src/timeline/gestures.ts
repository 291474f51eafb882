import { useMedia } from '../media/details.ts';
import { type Drag, getStage, setStage } from '../state/stage.ts';
import { get, seekTo } from '../state/store.ts';
import { dropBefore, heightOfVolume, LEAST, snapPlaces, snapTo, volumeOfHeight } from './drag.ts';
import { beatsOf } from './draw.ts';
import { moveBy, movePiece, setVolume, trimBy } from './edits.ts';
import { timeline } from './handle.ts';
import { endOf, type Piece, type Row, rowsFor } from './pieces.ts';

/** Drags by mouse, finger or pen. Times in ms. */

/** A hand that moves less than this clicks, in px. */
const CLICK_PX = 4;
/** Edges hold on to what is nearer than this, in px. */
const SNAP_PX = 9;
/** Nearer than this to the side of the timeline, it scrolls along, in px. */
const SIDE_PX = 36;

type Grip = { readonly kind: Drag['kind']; readonly piece: Piece; readonly row: Row };

/** Where edges hold on: cuts, beats, the playhead. */
function places(ownId: string | null): readonly number[] {
  const { latest, time } = get();
  if (latest === null) return [];
  const rows = rowsFor(latest);
  const media = useMedia.getState();
  const beats = rows
    .filter(({ kind }) => kind === 'music' || kind === 'audio')
    .flatMap(({ pieces }) =>
      pieces.flatMap((piece) => beatsOf(piece, media[piece.source?.asset ?? '']?.details.beats ?? [])),
    );
  return snapPlaces(rows, ownId, [time * 1000, ...beats]);
}

/** The place that something at `at` holds on to, unless it shall not. */
function held(at: number, among: readonly number[], isFree: boolean): number | null {
  if (isFree || !getStage().isSnapping) return null;
  return snapTo(at, among, (SNAP_PX / timeline.scale) * 1000);
}

/** A time for the playhead at a place of the pointer; it holds on to cuts. */
export function timeUnder(x: number, rowsLeft: number, isFree = true): number {
  const at = Math.max(0, ((x - rowsLeft) / timeline.scale) * 1000);
  return (held(at, places(null), isFree) ?? at) / 1000;
}

/** Begins a drag with the pointer that is down; `onClick` is told when it was a click. */
export function beginDrag(event: React.PointerEvent<HTMLElement>, grip: Grip, onClick?: () => void): void {
  if (event.button !== 0) return;
  const element = event.currentTarget;
  const { pointerId } = event;
  const from = { x: event.clientX, y: event.clientY, scroll: timeline.scroller?.scrollLeft ?? 0 };
  const snaps = places(grip.piece.id);
  const tall = element.closest<HTMLElement>('.track')?.clientHeight ?? 48;
  let last = { x: from.x, y: from.y, isFree: event.altKey };
  let isMoved = false;
  let frame = 0;
  element.setPointerCapture(pointerId);

  const follow = (): void => {
    frame = 0;
    const byX = last.x - from.x + (timeline.scroller?.scrollLeft ?? 0) - from.scroll;
    const { drag, snappedAt } = dragOf(grip, {
      by: (byX / timeline.scale) * 1000,
      up: from.y - last.y,
      tall,
      snap: (at) => held(at, snaps, last.isFree),
    });
    setStage({ drag, snappedAt });
    if (drag.kind === 'start' || drag.kind === 'end') showEdge(grip.piece, drag.kind, drag.at);
    if (scrollAlong(last.x)) frame = requestAnimationFrame(follow);
  };
  const move = (moved: PointerEvent): void => {
    // Let go where nobody heard of it: over another program, or a menu.
    if (moved.pointerType === 'mouse' && moved.buttons === 0) return end(true);
    last = { x: moved.clientX, y: moved.clientY, isFree: moved.altKey };
    isMoved ||= Math.hypot(last.x - from.x, last.y - from.y) >= CLICK_PX;
    if (isMoved && frame === 0) frame = requestAnimationFrame(follow);
  };
  const end = (isDone: boolean): void => {
    cancelAnimationFrame(frame);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('lostpointercapture', cancel);
    document.removeEventListener('keydown', key, true);
    document.removeEventListener('pointerdown', other, true);
    if (element.hasPointerCapture(pointerId)) element.releasePointerCapture(pointerId);
    if (!isMoved) {
      if (isDone) onClick?.();
      return;
    }
    if (isDone && frame !== 0) follow();
    cancelAnimationFrame(frame);
    const { drag } = getStage();
    setStage({ snappedAt: null });
    // What the hand made stays in sight until the server has it.
    if (isDone && drag !== null) void letGo(drag, grip).finally(() => setStage({ drag: null }));
    else setStage({ drag: null });
  };
  const up = (): void => end(true);
  // A second finger zooms: nothing is dragged then.
  const other = (down: PointerEvent): void => {
    if (down.pointerId !== pointerId) end(false);
  };
  const cancel = (): void => end(false);
  const key = (pressed: KeyboardEvent): void => {
    if (pressed.key !== 'Escape') return;
    pressed.preventDefault();
    pressed.stopPropagation();
    end(false);
  };
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('lostpointercapture', cancel);
  document.addEventListener('keydown', key, true);
  document.addEventListener('pointerdown', other, true);
}

type Hand = {
  readonly by: number;
  /** Px upwards. */
  readonly up: number;
  readonly tall: number;
  readonly snap: (at: number) => number | null;
};

function dragOf({ kind, piece, row }: Grip, hand: Hand): { drag: Drag; snappedAt: number | null } {
  const { id } = piece;
  const begin = piece.start;
  const end = endOf(piece);
  if (kind === 'volume') {
    const level = volumeOfHeight(heightOfVolume(piece.volume ?? 1) + hand.up / hand.tall);
    return { drag: { kind, id, level }, snappedAt: null };
  }
  if (kind === 'start' || kind === 'end') {
    const wanted = (kind === 'start' ? begin : end) + hand.by;
    const limits = limitsOf(piece, kind);
    const at = Math.max(limits.least, Math.min(limits.most, hand.snap(wanted) ?? wanted));
    return { drag: { kind, id, at }, snappedAt: hand.snap(wanted) };
  }
  if (kind === 'piece') {
    const at = Math.max(0, begin + hand.by);
    return { drag: { kind, id, at, before: dropBefore(row.pieces, piece, at) }, snappedAt: null };
  }
  const first = hand.snap(begin + hand.by);
  const second = first === null ? hand.snap(end + hand.by) : null;
  const at = first ?? (second === null ? begin + hand.by : second - piece.duration);
  return { drag: { kind, id, at: Math.max(0, at) }, snappedAt: first ?? second };
}

/** How far an edge can go: not past the other one, and not beyond the source. */
function limitsOf(piece: Piece, edge: 'start' | 'end'): { least: number; most: number } {
  const { source } = piece;
  const end = endOf(piece);
  const file = get().latest?.state.video_infos.find(({ id }) => id === source?.asset);
  const isEndless = source === null || source.isStill || file === undefined;
  const before = isEndless ? Number.POSITIVE_INFINITY : source.in / source.speed;
  const after = isEndless
    ? Number.POSITIVE_INFINITY
    : Math.max(0, (file.duration * 1000 - source.in) / source.speed - piece.duration);
  const [back, ahead] = source?.isBackwards === true ? [after, before] : [before, after];
  return edge === 'start'
    ? { least: piece.start - back, most: end - LEAST }
    : { least: piece.start + LEAST, most: end + ahead };
}

/** Shows the picture at the edge that is moved, as far as it is on the timeline. */
function showEdge({ start, duration }: Piece, edge: 'start' | 'end', at: number): void {
  const shown = Math.max(start, Math.min(start + duration - 1, edge === 'end' ? at - 34 : at)) / 1000;
  if (Math.abs(shown - get().time) > 0.03) seekTo(shown);
}

function scrollAlong(x: number): boolean {
  const { scroller } = timeline;
  if (scroller === null) return false;
  const { left, right } = scroller.getBoundingClientRect();
  const by = x < left + SIDE_PX ? -10 : x > right - SIDE_PX ? 10 : 0;
  if (by !== 0) scroller.scrollLeft += by;
  return by !== 0;
}

function letGo(drag: Drag, { piece, row }: Grip): Promise<unknown> {
  switch (drag.kind) {
    case 'volume':
      return setVolume(drag.id, drag.level);
    case 'start':
      return trimBy(drag.id, 'start', Math.round(drag.at - piece.start));
    case 'end':
      return trimBy(drag.id, 'end', Math.round(drag.at - endOf(piece)));
    case 'piece':
      return movePiece(drag.id, drag.before);
    case 'side':
      return row.kind === 'video' ? Promise.resolve() : moveBy(drag.id, Math.round(drag.at - piece.start));
  }
}
