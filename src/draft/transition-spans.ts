import type { Ms } from '../base/time.ts';
import type { VideoSegment, VideoTrack } from './model.ts';

/** Where a transition runs on the timeline: `[start, end)`, centred on `cut`, where `from` ends and `into` begins. */
export type TransitionSpan = {
  readonly name: string;
  readonly from: VideoSegment;
  readonly into: VideoSegment;
  readonly cut: Ms;
  readonly start: Ms;
  readonly end: Ms;
};

/** Under one frame at 25 fps a transition cannot be seen; it is a cut. */
const SHORTEST_MS = 40;

/**
 * The transitions of a track as picture and sound both play them. One that its neighbours have no room for is
 * shortened: it takes at most a whole neighbour, half of one that has a second transition at its other end. A
 * transition into a segment that touches no earlier one does not happen.
 */
export function transitionSpans(track: VideoTrack): TransitionSpan[] {
  const segments = track.segments.toSorted((a, b) => a.start - b.start);
  const leadsIn = segments.map((segment, i) => {
    const previous = segments[i - 1];
    return (
      segment.transition !== null && previous !== undefined && previous.start + previous.duration === segment.start
    );
  });
  return segments.flatMap((into, i) => {
    const from = segments[i - 1];
    if (from === undefined || into.transition === null || leadsIn[i] !== true) return [];
    const before = leadsIn[i - 1] === true ? from.duration / 2 : from.duration;
    const after = leadsIn[i + 1] === true ? into.duration / 2 : into.duration;
    const length = Math.floor(Math.min(into.transition.duration, 2 * before, 2 * after));
    if (length < SHORTEST_MS) return [];
    const start = into.start - Math.floor(length / 2);
    return [{ name: into.transition.name, from, into, cut: into.start, start, end: start + length }];
  });
}
