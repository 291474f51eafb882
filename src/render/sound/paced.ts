import type { VideoSegment } from '../../draft/model.ts';
import { slicedSpeed } from '../../draft/ramp.ts';
import { sliceVideo } from '../../draft/slice.ts';

/**
 * A sound whose speed changes evenly is played as short parts of one speed each, which cross into each other: what is
 * heard is off by less than 2 ms from what is seen, also from 1x to 10x within a second.
 */
const PART_MS = 150;
/** Marks the parts of one segment; ids of drafts never have it. */
const MARK = '~';

/** A segment as its parts; itself where its speed stays. */
export function pacedParts(segment: VideoSegment): VideoSegment[] {
  if (segment.ramp === undefined) return [segment];
  const count = Math.max(2, Math.ceil(segment.duration / PART_MS));
  const edge = (i: number): number => Math.round((i * segment.duration) / count);
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [edge(i), edge(i + 1)];
    const part = sliceVideo({ ...segment, transition: null }, from, to, false);
    const { ramp: _ramp, ...plain } = part;
    const id = i === 0 ? segment.id : `${segment.id}${MARK}${i}`;
    return {
      ...plain,
      id,
      start: segment.start + from,
      speed: slicedSpeed(segment, from, to).speed,
      fade: { in: i === 0 ? segment.fade.in : 0, out: i === count - 1 ? segment.fade.out : 0 },
      transition: i === 0 ? segment.transition : null,
    };
  });
}

/** Whether the second is the next part of the same segment. */
export function isNextPart(before: VideoSegment, after: VideoSegment): boolean {
  const nameOf = ({ id }: VideoSegment): string => id.split(MARK)[0] ?? id;
  return after.id.includes(MARK) && nameOf(before) === nameOf(after);
}
