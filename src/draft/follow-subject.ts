import type { MotionFacts } from './facts.ts';
import type { Keyframe } from './keyframes.ts';
import { reachedAt } from './ramp.ts';

/**
 * Where a camera operator would point a view that is smaller than the picture: it stands as long as the subject is well
 * inside, moves early and evenly when it would leave, and jumps only where the recording was cut.
 */

export type CameraPath = { readonly x?: readonly Keyframe[]; readonly y?: readonly Keyframe[] };

/** A part of the source (ms), and how it is played. */
export type Clock = {
  readonly from: number;
  readonly to: number;
  readonly duration: number;
  readonly speed: number;
  readonly ramp?: { readonly from: number; readonly to: number } | undefined;
  readonly isReverse: boolean;
};

/** Samples of the subject less sure than this on average (of the surest half) are a guess. */
const LEAST_SURE = 0.25;
/** The subject's edge stays this far inside the view, as a share of the view. */
const MARGIN = 0.09;
/** The share of the room to either side in which nothing happens: the rest is left for rounding off the moves. */
const DEAD_ZONE = 0.55;
/** Width of the rounding of starts and stops, and of the trust in single samples, in ms. */
const SOFT_MS = 260;
const TRUST_MS = 220;
/** Keyframes nearer to the path than this are left out, as a share of the view. */
const TOLERANCE = 0.0025;

type Sample = { readonly ms: number; readonly at: number; readonly half: number; readonly sure: number };

/** Keyframes for a placement that fills: `room` as multiples of the view on each axis. Null: no subject to be sure of. */
export function cameraPath(
  motion: MotionFacts,
  clock: Clock,
  { room, isMirrored }: { room: { x: number; y: number }; isMirrored: boolean },
): CameraPath | null {
  const seen = motion.subject.filter(([ms]) => ms >= clock.from - 150 && ms <= clock.to + 150);
  if (seen.length < 3 || !isSure(seen)) return null;
  const cuts = motion.cuts.filter((cut) => cut > clock.from && cut < clock.to);
  const along = (axis: 'x' | 'y'): readonly Keyframe[] | null => {
    if (room[axis] < 0.01) return null;
    const samples = seen.map(([ms, x, y, width, height, sure]): Sample => {
      const [at, size] = axis === 'x' ? [isMirrored ? 1 - x : x, width] : [y, height];
      return { ms, at, half: size / 2, sure };
    });
    return keyframesOf(samples, cuts, clock, room[axis]);
  };
  const [x, y] = [along('x'), along('y')];
  return { ...(x === null ? {} : { x }), ...(y === null ? {} : { y }) };
}

function isSure(seen: MotionFacts['subject']): boolean {
  const sure = seen.map((sample) => sample[5]).toSorted((a, b) => b - a);
  const best = sure.slice(0, Math.ceil(sure.length / 2));
  return best.reduce((sum, value) => sum + value, 0) / best.length >= LEAST_SURE;
}

function keyframesOf(
  samples: readonly Sample[],
  cuts: readonly number[],
  clock: Clock,
  room: number,
): readonly Keyframe[] {
  // The view in fractions of the picture: what the picture has more than the view is `room` views.
  const view = 1 / (1 + room);
  const edges = [Number.NEGATIVE_INFINITY, ...cuts, Number.POSITIVE_INFINITY];
  const made: Keyframe[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i] ?? 0, edges[i + 1] ?? 0];
    const own = samples.filter(({ ms }) => ms >= start && ms < end);
    if (own.length === 0) continue;
    const times = own.map(({ ms }) => ms);
    const path = pathThrough(own, times, view);
    const points = thinned(times, path, TOLERANCE * view);
    for (const [n, k] of points.entries()) {
      const isLast = n === points.length - 1;
      made.push({
        at: times[k] ?? 0,
        value: path[k] ?? 0.5,
        ease: isLast && end !== Number.POSITIVE_INFINITY ? 'hold' : 'linear',
      });
    }
  }
  // A centre of the view at fraction c of the picture puts the picture's middle at 0.5 + (0.5 - c)·(1 + room).
  const placed = made.map(({ at, value, ease }) => ({
    at: Math.round(reachedAt(clock, clock.isReverse ? clock.to - at : at - clock.from)),
    value: Math.round((0.5 + (0.5 - value) * (1 + room)) * 1e5) / 1e5,
    ease: clock.isReverse ? ('linear' as const) : ease,
  }));
  const rising = placed.toSorted((a, b) => a.at - b.at);
  return rising.filter((frame, i) => rising[i + 1]?.at !== frame.at).slice(0, 2000);
}

/** The middle of the view at each sample of one shot. */
function pathThrough(samples: readonly Sample[], times: readonly number[], view: number): Float64Array {
  const centres = averaged(samples, times);
  const [low, high] = [view / 2, 1 - view / 2];
  const inside = (n: number): number => Math.min(high, Math.max(low, n));
  const slack = samples.map(({ half }) => Math.max(0, view / 2 - half - MARGIN * view));
  const lows = centres.map((centre, i) => inside(centre - (slack[i] ?? 0) * DEAD_ZONE));
  const highs = centres.map((centre, i) => inside(centre + (slack[i] ?? 0) * DEAD_ZONE));
  const tight = tautString(times, lows, highs);
  const soft = softened(tight, times);
  // Rounding off must never cost the subject its edge.
  return soft.map((value, i) => {
    const most = (slack[i] ?? 0) + MARGIN * view * 0.5;
    const centre = centres[i] ?? 0.5;
    return inside(Math.min(centre + most, Math.max(centre - most, value)));
  });
}

/** Where the subject is, by a line through the samples around a moment, the surer the more: also at the ends it goes on. */
function averaged(samples: readonly Sample[], times: readonly number[]): Float64Array {
  return Float64Array.from(samples, (_, i) => {
    let [w, wt, wtt, wp, wtp] = [0, 0, 0, 0, 0];
    for (let k = Math.max(0, i - 6); k < Math.min(samples.length, i + 7); k++) {
      const t = ((times[k] ?? 0) - (times[i] ?? 0)) / TRUST_MS;
      const weight = Math.exp(-t * t) * (0.02 + (samples[k]?.sure ?? 0) ** 2);
      const at = samples[k]?.at ?? 0.5;
      w += weight;
      wt += weight * t;
      wtt += weight * t * t;
      wp += weight * at;
      wtp += weight * t * at;
    }
    const spread = w * wtt - wt * wt;
    return spread < 1e-9 ? wp / w : (wtt * wp - wt * wtp) / spread;
  });
}

/**
 * The shortest path through a tube (Davies and Kovac's taut string): straight where it can be, so that a camera stands, or
 * moves at one speed, and turns only at the edges of the tube.
 */
function tautString(times: readonly number[], lows: Float64Array, highs: Float64Array): Float64Array {
  const count = times.length;
  const out = new Float64Array(count);
  const middle = (i: number): number => ((lows[i] ?? 0) + (highs[i] ?? 0)) / 2;
  // The camera begins where it can stand longest.
  let [from, at] = [0, longestStand(lows, highs)];
  out[0] = at;
  while (from < count - 1) {
    let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    let [leastAt, mostAt] = [from + 1, from + 1];
    let next = -1;
    let value = 0;
    for (let k = from + 1; k < count; k++) {
      const span = (times[k] ?? 0) - (times[from] ?? 0);
      const up = ((highs[k] ?? 0) - at) / span;
      const down = ((lows[k] ?? 0) - at) / span;
      if (down > most) {
        [next, value] = [mostAt, highs[mostAt] ?? 0];
        break;
      }
      if (up < least) {
        [next, value] = [leastAt, lows[leastAt] ?? 0];
        break;
      }
      if (up <= most) [most, mostAt] = [up, k];
      if (down >= least) [least, leastAt] = [down, k];
    }
    if (next < 0) {
      // Free to the end: as still as it can be.
      const slope = least > 0 ? least : most < 0 ? most : 0;
      next = count - 1;
      value = at + slope * ((times[next] ?? 0) - (times[from] ?? 0));
    }
    const span = Math.max(1e-9, (times[next] ?? 0) - (times[from] ?? 0));
    for (let k = from + 1; k <= next; k++) out[k] = at + ((value - at) * ((times[k] ?? 0) - (times[from] ?? 0))) / span;
    [from, at] = [next, value];
  }
  return count === 1 ? Float64Array.of(middle(0)) : out;
}

/** The place from which a camera that stands keeps within the tube the longest. */
function longestStand(lows: Float64Array, highs: Float64Array): number {
  let [low, high] = [lows[0] ?? 0, highs[0] ?? 0];
  for (let i = 1; i < lows.length; i++) {
    const [nextLow, nextHigh] = [Math.max(low, lows[i] ?? 0), Math.min(high, highs[i] ?? 0)];
    if (nextLow > nextHigh) break;
    [low, high] = [nextLow, nextHigh];
  }
  return (low + high) / 2;
}

function softened(path: Float64Array, times: readonly number[]): Float64Array {
  return path.map((_, i) => {
    let [sum, weight] = [0, 0];
    for (let k = 0; k < path.length; k++) {
      const t = ((times[k] ?? 0) - (times[i] ?? 0)) / SOFT_MS;
      if (Math.abs(t) > 3) continue;
      const w = Math.exp((-t * t) / 2);
      sum += w * (path[k] ?? 0);
      weight += w;
    }
    return sum / weight;
  });
}

/** Indices of the points that a path needs (Douglas and Peucker). */
function thinned(times: readonly number[], path: Float64Array, tolerance: number): number[] {
  const kept = new Set([0, path.length - 1]);
  const stack: [number, number][] = [[0, path.length - 1]];
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    const [a, b] = part;
    let [worst, at] = [tolerance, -1];
    for (let k = a + 1; k < b; k++) {
      const t = ((times[k] ?? 0) - (times[a] ?? 0)) / ((times[b] ?? 1) - (times[a] ?? 0));
      const off = Math.abs((path[k] ?? 0) - ((path[a] ?? 0) + ((path[b] ?? 0) - (path[a] ?? 0)) * t));
      if (off > worst) [worst, at] = [off, k];
    }
    if (at < 0) continue;
    kept.add(at);
    stack.push([a, at], [at, b]);
  }
  return [...kept].toSorted((a, b) => a - b);
}
