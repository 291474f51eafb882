import { fail } from '../base/errors.ts';
import { clock, type Ms } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, mainSegments, standsStill } from '../draft/queries.ts';
import { layOut, type Part, partsOf } from '../draft/ripple.ts';
import { done, type OperationContext, type Outcome } from './operation.ts';
import { lengthSaid, lengthsSaid, say } from './phrase.ts';
import { clipNamed, clipsSaid } from './resolve.ts';
import { lengthArgument } from './time-argument.ts';

type Extending = {
  /** A clip as people name it, or the id of one of its segments: then that one grows. */
  readonly clip: number | string;
  readonly more: number | string;
  readonly edge: 'start' | 'end';
};

/** Shows more of a clip's source at one of its ends; what lies after it moves on. */
export function extended(
  draft: Draft,
  { clip: wanted, more: length, edge }: Extending,
  context: OperationContext,
): Outcome {
  const { facts } = context;
  const clip = clipNamed(draft, wanted, context);
  const asked = lengthArgument(length);
  const named = clipsSaid([clip], facts);
  const own = clip.segments.find(({ id }) => id === wanted);
  const chosen = own ?? (edge === 'start' ? clip.segments[0] : clip.segments.at(-1));
  const segment = mainSegments(draft).find((each) => each.id === chosen?.id);
  if (segment === undefined) throw fail('draft.nothing_there', undefined);
  const more = Math.max(0, Math.min(asked, moreOf(segment, edge, facts)));
  if (more < 1)
    return done(
      draft,
      edge === 'start'
        ? say(
            '{named} begins with the first picture of its source already.',
            '{named}已经从素材开头播放，无法再向前延长。',
            {
              named,
            },
          )
        : say(
            '{named} is shown to its very end already; there is no more of it.',
            '{named}已经播放到素材末尾，无法再延长。',
            { named },
          ),
    );
  const after = layOut(
    draft,
    partsOf(draft).map((part) =>
      part.segment?.id === segment.id ? grown(part, segment, { more, edge, facts }) : part,
    ),
  );
  const notes =
    more < asked ? [say('Its source has only {more} more.', '素材只剩 {more}。', { more: lengthSaid(more) })] : [];
  const words = { named, more: lengthSaid(more) };
  return done(
    after,
    edge === 'start'
      ? say('Extended the beginning of {named} by {more}, {lengths}.', '{named}的开头延长了 {more}，{lengths}。', {
          ...words,
          lengths: lengthsSaid(draftLength(draft), draftLength(after)),
        })
      : say('Extended {named} by {more}; it now ends at {end}.', '{named}延长了 {more}，现在到 {end} 结束。', {
          ...words,
          end: clock(clip.range.end + more),
        }),
    notes,
  );
}

/** Whether an end of a segment shows earlier pictures of its source when it grows. */
const goesBack = (segment: VideoSegment, edge: 'start' | 'end'): boolean => (edge === 'start') !== segment.reverse;

/** How much more of its source there is at an end, in ms of the timeline. */
function moreOf(segment: VideoSegment, edge: 'start' | 'end', facts: Facts): Ms {
  if (standsStill(segment, facts)) return Infinity;
  const shown = segment.duration * segment.speed;
  const source = facts.assets.get(segment.asset)?.probe.duration ?? 0;
  return Math.floor((goesBack(segment, edge) ? segment.in : source - segment.in - shown) / segment.speed);
}

type Growing = { readonly more: Ms; readonly edge: 'start' | 'end'; readonly facts: Facts };

/** The old picture stays where it was in the part: what is new lies before or after it. */
function grown(part: Part, segment: VideoSegment, { more, edge, facts }: Growing): Part {
  const isEarlier = goesBack(segment, edge) && !standsStill(segment, facts);
  const start = isEarlier ? Math.max(0, segment.in - Math.round(more * segment.speed)) : segment.in;
  return {
    ...part,
    segment: { ...segment, in: start },
    duration: part.duration + more,
    ...(edge === 'start' ? { addedBefore: more } : { added: more }),
  };
}
