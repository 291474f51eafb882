import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { lengthLabel } from '../base/time.ts';
import { isCard } from '../draft/clips.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, mainSegments, mapMain } from '../draft/queries.ts';
import { isolate } from '../draft/ripple.ts';
import type { WhereArgs } from './args.ts';
import { spanLabel } from './phrase.ts';
import { type ResolveContext, type Where, whereOf, whereSaid } from './resolve.ts';

/** The segments of the main track that an operation is about, in a draft that is cut where it must be. */
export type Selection = {
  readonly draft: Draft;
  readonly ids: ReadonlySet<string>;
  readonly where: Where;
  /** `the whole video`, `clip 2 (beach.mp4)`, `0:05–0:12`. */
  readonly said: Said;
};

/** Reads `clip`, `from`, `to`, `part`. A stretch in the middle of a clip is cut out of it first, which nobody sees. */
export function select(draft: Draft, args: WhereArgs, context: ResolveContext): Selection {
  const where = whereOf(draft, args, context);
  const said = whereSaid(where, context.facts);
  if (where.kind === 'range') {
    const isolated = isolate(draft, where.range, context.facts);
    if (isolated.ids.size === 0) {
      throw fail('draft.outside', { wanted: spanLabel(where.range), length: lengthLabel(draftLength(draft)) });
    }
    return { ...isolated, where, said };
  }
  const chosen =
    where.kind === 'clips'
      ? where.clips.flatMap((clip) => clip.segments)
      : mainSegments(draft).filter((segment) => !isCard(segment));
  return { draft, ids: new Set(chosen.map((segment) => segment.id)), where, said };
}

/** Changes the selected segments in place: nothing may move or change its length. */
export function changeSelected(selection: Selection, change: (segment: VideoSegment) => VideoSegment): Draft {
  return mapMain(selection.draft, (segment) => (selection.ids.has(segment.id) ? change(segment) : segment));
}
