import type { Range } from '../base/time.ts';
import type { MotionFacts } from './facts.ts';
import type { Effect } from './model.ts';

/** How a picture is moved (fractions of its size), turned (clockwise degrees) and enlarged to stand where it should. */
export type Correction = { readonly x: number; readonly y: number; readonly rotate: number; readonly zoom: number };

/** Movements slower than this stay: they are what the camera was meant to do, in ms (the width of a Gaussian). */
const WIDTH_MS = 700;
/** The most that a picture is enlarged to hide its moved edges; what would need more is left in. */
const MOST_ZOOM = 1.18;
/** Turns beyond this are no shake, in degrees. */
const MOST_TURN = 4;

/** Room beside the part of a source that is used, for transitions that play on beyond it, in ms. */
const HANDLES_MS = 2600;

type Stabilize = Extract<Effect, { kind: 'stabilize' }>;

/**
 * Takes shake out of a part of a recording (ms of the source): the path that the camera took is smoothed by local lines (a
 * pan goes on, also at its ends), and each picture is moved from the one to the other. A stretch between two cuts is
 * smoothed on its own.
 */
export function steadied({ moves, times, cuts }: MotionFacts, amount: number, part: Range): Stabilize {
  const [xs, ys, turns] = [0, 1, 2].map((axis) => {
    const path = new Float64Array(moves.length);
    for (let i = 0, sum = 0; i < moves.length; i++) path[i] = sum += moves[i]?.[axis] ?? 0;
    return smoothed(path, times, cuts).map((value, i) => (value - (path[i] ?? 0)) * amount);
  }) as [Float64Array, Float64Array, Float64Array];
  const first = indexAt(times, part.start - HANDLES_MS);
  const last = indexAt(times, part.end + HANDLES_MS);
  const within = (path: Float64Array): Float64Array => path.subarray(first, last + 1);
  const zoom = zoomFor([within(xs), within(ys), within(turns)]);
  const room = (zoom - 1) / (2 * zoom);
  const limited = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
  const [from, to] = [times[first] ?? 0, times[last] ?? 0];
  const step = Math.max(1, last > first ? (to - from) / (last - first) : 1000);
  const path: number[] = [];
  for (let i = 0; i <= last - first; i++) {
    const at = indexAt(times, from + i * step + step / 4);
    const turn = limited(turns[at] ?? 0, MOST_TURN);
    const kept = turnRoom(turn) > room ? 0 : turn;
    const free = room - turnRoom(kept);
    const [x, y] = [limited(xs[at] ?? 0, free), limited(ys[at] ?? 0, free)];
    path.push(Math.round(x * 1e5), Math.round(y * 1e5), Math.round(kept * 1000));
  }
  return {
    kind: 'stabilize',
    amount,
    zoom,
    from: Math.round(from * 1000) / 1000,
    step: Math.round(step * 1e6) / 1e6,
    path,
  };
}

/** What a picture of the source needs, at a time in seconds. Beyond the path its ends stand. */
export function correctionAt({ zoom, from, step, path }: Stabilize, seconds: number): Correction {
  const count = Math.floor(path.length / 3);
  const i = 3 * Math.max(0, Math.min(count - 1, Math.floor((seconds * 1000 - from) / step + 0.2)));
  return { x: (path[i] ?? 0) / 1e5, y: (path[i + 1] ?? 0) / 1e5, rotate: (path[i + 2] ?? 0) / 1000, zoom };
}

/** The path of what is left of a clip (ms of the source). */
export function trimmedPath(effect: Stabilize, part: Range): Stabilize {
  const { from, step, path } = effect;
  const count = Math.floor(path.length / 3);
  const first = Math.max(0, Math.min(count - 1, Math.floor((part.start - HANDLES_MS - from) / step)));
  const end = Math.min(count, Math.ceil((part.end + HANDLES_MS - from) / step) + 1);
  if (count === 0 || (first === 0 && end === count)) return effect;
  return { ...effect, from: from + first * step, path: path.slice(3 * first, 3 * Math.max(first + 1, end)) };
}

/** The picture that shows at a time: the last one that has begun. */
function indexAt(times: readonly number[], ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= ms + 1) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** How far a turn about the middle bares an edge, as a fraction of the size: for the wider shapes that videos have. */
const turnRoom = (degrees: number): number => (Math.abs(Math.sin((degrees * Math.PI) / 180)) * 16) / 9 / 2;

/** Enough for all but the rarest jolts: one picture in a hundred may show less correction than it needs. */
function zoomFor([xs, ys, turns]: readonly [Float64Array, Float64Array, Float64Array]): number {
  const needs = Float64Array.from(xs, (x, i) => Math.max(Math.abs(x), Math.abs(ys[i] ?? 0)) + turnRoom(turns[i] ?? 0));
  const need = needs.toSorted()[Math.floor(needs.length * 0.99)] ?? 0;
  const zoom = need < 0.0005 ? 1 : 1 / Math.max(1 / MOST_ZOOM, 1 - 2 * need);
  return Math.round(zoom * 1e4) / 1e4;
}

/** A path smoothed by weighted local lines. */
function smoothed(path: Float64Array, times: readonly number[], cuts: readonly number[]): Float64Array {
  const out = new Float64Array(path.length);
  const edges = [...cuts.map((cut) => indexAt(times, cut)), path.length].filter((edge) => edge > 0);
  let start = 0;
  for (const end of edges) {
    for (let i = start; i < end; i++) out[i] = lineAt({ path, times, start, end }, i);
    start = end;
  }
  return out;
}

type Stretch = {
  readonly path: Float64Array;
  readonly times: readonly number[];
  readonly start: number;
  readonly end: number;
};

function lineAt({ path, times, start, end }: Stretch, at: number): number {
  const centre = times[at] ?? 0;
  let [w, wt, wtt, wp, wtp] = [0, 0, 0, 0, 0];
  const add = (i: number): boolean => {
    const t = (times[i] ?? 0) - centre;
    if (Math.abs(t) > 3 * WIDTH_MS) return false;
    const weight = Math.exp((-t * t) / (2 * WIDTH_MS * WIDTH_MS));
    w += weight;
    wt += weight * t;
    wtt += weight * t * t;
    wp += weight * (path[i] ?? 0);
    wtp += weight * t * (path[i] ?? 0);
    return true;
  };
  for (let i = at; i >= start && add(i); i--);
  for (let i = at + 1; i < end && add(i); i++);
  const spread = w * wtt - wt * wt;
  return spread < 1e-6 ? (path[at] ?? 0) : (wtt * wp - wt * wtp) / spread;
}
