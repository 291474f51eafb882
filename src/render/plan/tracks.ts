import { frameAt, type Rate } from '../../base/time.ts';
import type { VideoSegment, VideoTrack } from '../../draft/model.ts';
import { type TransitionSpan, transitionSpans } from '../../draft/transition-spans.ts';
import { type Frames, fadesOf, framesOf } from './layer.ts';

/** A stretch of a video track: one segment, two in transition, or nothing. */
export type Stretch = Frames &
  (
    | { readonly kind: 'gap' }
    | { readonly kind: 'one'; readonly segment: VideoSegment; readonly fades: readonly TrackFade[] }
    | { readonly kind: 'pair'; readonly transition: TransitionSpan }
  );

/** A picture fade and the frames in which it runs. */
export type TrackFade = Frames & { readonly direction: 'in' | 'out' };

/**
 * A video track as stretches without a hole from frame 0 to its last segment's end. Where a transition runs, it stands
 * for the picture fade at that end of its segments.
 */
export function stretchesOf(track: VideoTrack, rate: Rate): Stretch[] {
  const transitions = transitionSpans(track)
    .map((transition) => ({ transition, first: frameAt(transition.start, rate), end: frameAt(transition.end, rate) }))
    .filter((pair) => pair.end > pair.first);
  const into = new Map(transitions.map((pair) => [pair.transition.into, pair]));
  const from = new Map(transitions.map((pair) => [pair.transition.from, pair]));
  const stretches: Stretch[] = [];
  let cursor = 0;
  const add = (stretch: Stretch): void => {
    const first = Math.max(cursor, stretch.first);
    if (stretch.end <= first) return;
    if (first > cursor) stretches.push({ kind: 'gap', first: cursor, end: first });
    stretches.push({ ...stretch, first });
    cursor = stretch.end;
  };
  for (const segment of track.segments.toSorted((a, b) => a.start - b.start)) {
    const [before, after] = [into.get(segment), from.get(segment)];
    if (before !== undefined) add({ kind: 'pair', ...before });
    const whole = framesOf(segment, rate);
    const fades = fadesOf(segment, rate).filter((f) => (f.direction === 'in' ? before : after) === undefined);
    add({ kind: 'one', segment, fades, first: before?.end ?? whole.first, end: after?.first ?? whole.end });
  }
  return stretches;
}

/** Frames at which what a track shows changes in kind. */
export function edgesOf(stretches: readonly Stretch[]): number[] {
  return stretches.flatMap((stretch) => [
    stretch.first,
    stretch.end,
    ...(stretch.kind === 'one' ? stretch.fades.flatMap((fade) => [fade.first, fade.end]) : []),
  ]);
}
