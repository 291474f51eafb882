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
