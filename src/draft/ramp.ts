import type { Ms } from '../base/time.ts';
import type { VideoSegment } from './model.ts';

/**
 * Speed that changes evenly: the time of the source is a parabola of ours. `speed` of such a segment is the mean, so that
 * `duration * speed` is the source time that it shows, as of any other.
 */
type Paced = Pick<VideoSegment, 'duration' | 'speed' | 'ramp'>;

/** Source ms that a segment has played `ms` after its start; before its start and after its end it goes on as it was there. */
export function playedBy({ duration, speed, ramp }: Paced, ms: Ms): number {
  if (ramp === undefined) return ms * speed;
  const inside = Math.min(duration, Math.max(0, ms));
  const within = ramp.from * inside + ((ramp.to - ramp.from) * inside * inside) / (2 * duration);
  return within + (ms - inside) * (ms < 0 ? ramp.from : ramp.to);
}

/** When, in ms after its start, a segment has played so much of its source: the inverse of {@link playedBy}. */
export function reachedAt({ duration, speed, ramp }: Paced, played: Ms): Ms {
  if (ramp === undefined) return played / speed;
  if (played <= 0) return played / ramp.from;
  const whole = ((ramp.from + ramp.to) / 2) * duration;
  if (played >= whole) return duration + (played - whole) / ramp.to;
  const gain = (ramp.to - ramp.from) / duration;
  return (2 * played) / (ramp.from + Math.sqrt(ramp.from * ramp.from + 2 * gain * played));
}

/** Source time that a clip shows `after` ms after its beginning. */
export const sourceAt = (segment: Shown, after: Ms): Ms =>
  segment.reverse
    ? segment.in + segment.duration * segment.speed - playedBy(segment, after)
    : segment.in + playedBy(segment, after);

/** When, in ms after its beginning, a clip shows a moment of its source. */
export const shownAt = (segment: Shown, source: Ms): Ms =>
  reachedAt(segment, segment.reverse ? segment.in + segment.duration * segment.speed - source : source - segment.in);

type Shown = Pick<VideoSegment, 'in' | 'duration' | 'speed' | 'ramp' | 'reverse'>;

/**
 * Places of a clip before and after its pace changed, in ms after each beginning, rising: where both show the same
 * moment of the source. Null where the pace was even and is even: its two ends say it all.
 */
export function pacedAlong(before: Paced, after: Paced): readonly (readonly [Ms, Ms])[] | undefined {
  if (before.ramp === undefined && after.ramp === undefined) return undefined;
  const [old, now] = [playedBy(before, before.duration), playedBy(after, after.duration)];
  return steps(1).map(
    (share) => [Math.round(reachedAt(before, share * old)), Math.round(reachedAt(after, share * now))] as const,
  );
}

/** So finely is a change of speed followed: of ten seconds each stretch is a fifth of one, within which it is nearly even. */
const STEPS = 48;

/** Steps from nothing to a whole. */
export const steps = (whole: number): number[] => Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS) * whole);

/** Source time per time of ours, `ms` after the start of a segment. */
export function speedAt({ duration, speed, ramp }: Paced, ms: Ms): number {
  if (ramp === undefined) return speed;
  const share = Math.min(1, Math.max(0, ms / duration));
  return ramp.from + (ramp.to - ramp.from) * share;
}

const rounded = (speed: number): number => Math.round(speed * 1e6) / 1e6;

/** The speed of a part of a segment, from `from` to `to` ms after its start. */
export function slicedSpeed(segment: Paced, from: Ms, to: Ms): Pick<VideoSegment, 'speed' | 'ramp'> {
  if (segment.ramp === undefined) return { speed: segment.speed };
  return rampOf(speedAt(segment, from), speedAt(segment, to));
}

/** A ramp between two speeds, with the mean beside it. One between equal speeds is none. */
export function rampOf(
  from: number,
  to: number,
): { readonly speed: number; readonly ramp?: { from: number; to: number } } {
  const [a, b] = [rounded(from), rounded(to)];
  return a === b ? { speed: a } : { speed: rounded((a + b) / 2), ramp: { from: a, to: b } };
}

/** A segment at one speed, without the ramp that it had. */
export function unramped(segment: VideoSegment): VideoSegment {
  const { ramp: _, ...rest } = segment;
  return rest;
}
