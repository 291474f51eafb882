import type { Draft, VideoSegment } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { draftLength, mapMain } from '../draft/queries.ts';
import { freshId, isolate } from '../draft/ripple.ts';
import type { OperationContext } from './operation.ts';
import { placedIn, type Taken, type Window, within } from './window.ts';

type Arranging = {
  readonly cells: readonly Window[];
  readonly range: { readonly start: number; readonly end: number };
  readonly isKept: boolean;
  readonly context: OperationContext;
};

/** Shows the main track in the first cell for a stretch of time, and others in the cells after it. */
export function arranged(draft: Draft, others: readonly Taken[], { cells, range, isKept, context }: Arranging): Draft {
  const { facts } = context;
  const whole = range.start === 0 && range.end >= draftLength(draft);
  const cut = whole ? { draft, ids: null } : isolate(draft, range, facts);
  const [first] = cells;
  if (first === undefined) return draft;
  let after = mapMain(cut.draft, (s): VideoSegment => {
    if (cut.ids !== null && !cut.ids.has(s.id)) return s;
    return { ...s, placement: placedIn(facts.assets.get(s.asset), first, draft.canvas) };
  });
  for (const [i, { asset, segments }] of others.entries()) {
    const cell = cells[i + 1];
    if (cell === undefined) break;
    for (const piece of within(segments, range, { facts, isHeld: true })) {
      const [id, made] = freshId(after, 'seg');
      const placement = placedIn(asset, cell, draft.canvas);
      after = placeSegment(made, { ...piece, id, placement, volume: isKept ? piece.volume : 0 }, 'overlay');
    }
  }
  return after;
}

/** Whether somebody wants to hear the others, too, where several pictures are seen at once. */
export const keepsSound = (sound: string | boolean | undefined): boolean =>
  sound === true || /^(?:keep|all|both|on\b|yes|true)|保留|全部|都/i.test(String(sound ?? ''));
