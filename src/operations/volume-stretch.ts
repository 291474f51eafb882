import type { Range } from '../base/time.ts';
import { type Keyframe, keyedValue, withKeyframe } from '../draft/keyframes.ts';
import type { AudioSegment, Draft, VideoSegment } from '../draft/model.ts';
import { endOf, mapSegments } from '../draft/queries.ts';

/** How long a change of level takes, in ms: short enough to be sharp, long enough not to click. */
const STEP_MS = 40;

type Heard = AudioSegment | VideoSegment;

/** The volume of a sound times a factor that the new level is of the old one, keyframes and all. */
export function withVolume<S extends Heard>(segment: S, volume: number): S {
  const frames = segment.keyframes?.volume;
  if (frames === undefined || frames.length === 0) return { ...segment, volume };
  const factor = segment.volume > 0 ? volume / segment.volume : volume;
  return { ...segment, volume, keyframes: { ...segment.keyframes, volume: scaled(frames, factor) } };
}

const scaled = (frames: readonly Keyframe[], factor: number): Keyframe[] =>
  frames.map((frame) => ({ ...frame, value: Math.min(8, frame.value * factor) }));

/**
 * Sounds at another volume in a stretch of the timeline and as they were beside it: by keyframes, so that no clip is cut
 * in two. `change` makes the new volume of the one that is heard where the stretch begins.
 */
export function louderWithin(
  draft: Draft,
  ids: ReadonlySet<string>,
  range: Range,
  change: (present: number, segment: Heard) => number,
): { readonly draft: Draft; readonly volumes: readonly { readonly before: number; readonly after: number }[] } {
  const volumes: { before: number; after: number }[] = [];
  const after = mapSegments(draft, (segment) => {
    if (segment.kind === 'text' || !ids.has(segment.id)) return segment;
    if (segment.start >= range.end || endOf(segment) <= range.start) return segment;
    const from = Math.max(0, range.start - segment.start);
    const to = Math.min(segment.duration, range.end - segment.start);
    const level = (at: number): number => keyedValue(segment.keyframes, 'volume', segment.volume, at);
    const before = level(from);
    const next = change(before, segment);
    volumes.push({ before, after: next });
    if (from === 0 && to === segment.duration) return withVolume(segment, next);
    const [open, close] = [level(Math.max(0, from - STEP_MS)), level(Math.min(segment.duration, to + STEP_MS))];
    let frames = (segment.keyframes?.volume ?? []).filter(
      (frame) => frame.at < from - STEP_MS || frame.at > to + STEP_MS,
    );
    const set = (at: number, value: number): void => {
      frames = [...withKeyframe(frames, { at: Math.round(at), value, ease: 'linear' }, 0)];
    };
    if (from > STEP_MS) set(from - STEP_MS, open);
    set(from, next);
    set(to, next);
    if (to + STEP_MS < segment.duration) set(to + STEP_MS, close);
    return { ...segment, keyframes: { ...segment.keyframes, volume: frames } };
  });
  return { draft: after, volumes };
}
