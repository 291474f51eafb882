import type { Ms, Range } from '../base/time.ts';
import type { Draft, VideoSegment } from './model.ts';
import { endOf, mainSegments } from './queries.ts';

/**
 * A clip as people count them: one piece of footage. Where pauses or other stretches were taken out of it, it is
 * several segments, and still "clip 2". A split, where nothing was taken out, makes two clips of one.
 */
export type Clip = { readonly asset: string; readonly segments: readonly VideoSegment[]; readonly range: Range };

/** Marks a segment as a title card of ours: it is no clip and is not counted. */
export const CARD_KEY = 'card';

export const isCard = (segment: VideoSegment): boolean => segment.extra?.[CARD_KEY] !== undefined;

/** The clips of the main track in order, title cards left out. */
export function clipsOf(draft: Draft): Clip[] {
  return clipsIn(mainSegments(draft));
}

/** The clips that some segments of one track make, title cards left out. */
export function clipsIn(segments: readonly VideoSegment[]): Clip[] {
  const clips: { asset: string; segments: VideoSegment[]; range: Range }[] = [];
  let last: VideoSegment | null = null;
  for (const segment of segments) {
    if (isCard(segment)) {
      last = null;
      continue;
    }
    const clip = clips.at(-1);
    if (clip !== undefined && last !== null && goesOn(last, segment)) {
      clip.segments.push(segment);
      clip.range = { start: clip.range.start, end: endOf(segment) };
    } else
      clips.push({ asset: segment.asset, segments: [segment], range: { start: segment.start, end: endOf(segment) } });
    last = segment;
  }
  return clips;
}

/** How much of the source lies between two segments, in ms; 0 or less when the second does not go on from the first. */
export function sourceGap(before: VideoSegment, after: VideoSegment): Ms {
  if (before.reverse) return before.in - Math.round(after.in + after.duration * after.speed);
  return after.in - Math.round(before.in + before.duration * before.speed);
}

/** Rounding of in-points, in ms. */
const ROUNDING = 2;

/** A frame that is held, and what moves on after it, belong to the clip that it was taken from. */
function goesOn(before: VideoSegment, after: VideoSegment): boolean {
  if (before.asset !== after.asset || endOf(before) !== after.start) return false;
  if (after.freeze) return true;
  if (before.freeze) return after.reverse || after.in >= before.in - ROUNDING;
  return before.reverse === after.reverse && sourceGap(before, after) > ROUNDING;
}
