import * as z from 'zod';
import { MAX_MS } from '../base/time.ts';
import { EASES, type EaseName, type Keyframe, valueAt } from './eased.ts';

export { eased, type Keyframe, valueAt } from './eased.ts';

/**
 * Keyframes: values that change while a segment shows. Each is a pure function of the time after the segment's start,
 * so that a chunk, a preview and a seam all see the same picture.
 */

/** How a value gets from a keyframe to the next one. */
export const Ease = z.enum(EASES);

/** Times are ms after the segment's start; a keyframe may lie outside of what is left of a segment that was cut. */
const At = z.int().min(-MAX_MS).max(MAX_MS);
const keyed = (value: z.ZodNumber) => z.strictObject({ at: At, value, ease: Ease });
const list = (value: z.ZodNumber) => z.array(keyed(value)).min(1).max(2000).optional();

/** What may be animated. `x`, `y`: as in a placement; `scale`: as there; `opacity` and `volume` take the place of the segment's. */
export const Keyframes = z.strictObject({
  x: list(z.number().min(-2).max(3)),
  y: list(z.number().min(-2).max(3)),
  scale: list(z.number().min(0.01).max(20)),
  /** Clockwise degrees. */
  rotate: list(z.number().min(-3600).max(3600)),
  opacity: list(z.number().min(0).max(1)),
  volume: list(z.number().min(0).max(8)),
});

export type Ease = EaseName;
export type KeyedProperty = 'x' | 'y' | 'scale' | 'rotate' | 'opacity' | 'volume';
export type Keyframes = { readonly [P in KeyedProperty]?: readonly Keyframe[] | undefined };

/** Properties in the order in which they are written and told. */
export const KEYED: readonly KeyedProperty[] = ['x', 'y', 'scale', 'rotate', 'opacity', 'volume'];

/** What a value may be: a spring that goes too far must not turn a picture inside out. */
const LIMITS: Readonly<Partial<Record<KeyedProperty, readonly [number, number]>>> = {
  scale: [0.01, 20],
  opacity: [0, 1],
  volume: [0, 8],
};

/** The value of a property at a moment: by its keyframes within what it may be, or `plain` where it has none. */
export function keyedValue(
  keyframes: Keyframes | undefined,
  property: KeyedProperty,
  plain: number,
  ms: number,
): number {
  const frames = keyframes?.[property];
  if (frames === undefined || frames.length === 0) return plain;
  const [low, high] = LIMITS[property] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return Math.min(high, Math.max(low, valueAt(frames, ms)));
}

/** The property whose keyframes are not in order of time, each at a time of its own; null when all are. */
export function disordered(keyframes: Keyframes | undefined): KeyedProperty | null {
  if (keyframes === undefined) return null;
  const isWrong = (frames: readonly Keyframe[] = []): boolean =>
    frames.some((frame, i) => i > 0 && frame.at <= (frames[i - 1]?.at ?? 0));
  return KEYED.find((property) => isWrong(keyframes[property])) ?? null;
}

/** All keyframes `by` ms earlier: the beginning of the segment was cut away. */
export function earlier(keyframes: Keyframes, by: number): Keyframes {
  if (by === 0) return keyframes;
  return mapKeyed(keyframes, (frames) => frames.map((frame) => ({ ...frame, at: frame.at - by })));
}

/** The same keyframes at other times: `time` must rise. Of two that fall together the later one stays. */
export function retimed(keyframes: Keyframes, time: (at: number) => number): Keyframes {
  return mapKeyed(keyframes, (frames) => {
    const moved = frames.map((frame) => ({ ...frame, at: Math.round(time(frame.at)) }));
    return moved.filter((frame, i) => moved[i + 1]?.at !== frame.at);
  });
}

/** Changes the list of each property; an empty one goes. */
export function mapKeyed(
  keyframes: Keyframes,
  change: (frames: readonly Keyframe[], property: KeyedProperty) => readonly Keyframe[],
): Keyframes {
  const made: { [P in KeyedProperty]?: readonly Keyframe[] } = {};
  for (const property of KEYED) {
    const frames = keyframes[property];
    if (frames === undefined) continue;
    const changed = change(frames, property);
    if (changed.length > 0) made[property] = changed;
  }
  return made;
}

/** Something without its keyframes of some properties; without any left, it has none. */
export function withoutKeyframes<T extends { readonly keyframes?: Keyframes | undefined }>(
  of: T,
  ...properties: readonly KeyedProperty[]
): T {
  const { keyframes, ...rest } = of;
  if (keyframes === undefined || !properties.some((property) => keyframes[property] !== undefined)) return of;
  const left = mapKeyed(keyframes, (frames, property) => (properties.includes(property) ? [] : frames));
  return (Object.keys(left).length === 0 ? rest : { ...rest, keyframes: left }) as T; // only keyframes went
}

/** Whether anything of a picture moves. */
export const movesPicture = (keyframes: Keyframes | undefined): boolean =>
  keyframes !== undefined && KEYED.some((p) => p !== 'volume' && (keyframes[p]?.length ?? 0) > 0);

/** A list with one value set at a time: a keyframe that is there within a frame's time is replaced. */
export function withKeyframe(frames: readonly Keyframe[], frame: Keyframe, near = 20): readonly Keyframe[] {
  const others = frames.filter((other) => Math.abs(other.at - frame.at) > near);
  return [...others, frame].toSorted((a, b) => a.at - b.at);
}
