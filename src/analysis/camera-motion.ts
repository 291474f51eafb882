/**
 * How a camera moved between two small gray pictures: direct alignment (Lucas and Kanade's, inverse compositional, coarse
 * to fine). Only pixels with structure take part, and those that disagree (what moves by itself) lose their say. Our own:
 * the libraries of the field are native ones, and vidstab of FFmpeg, where it is built in, needs a file and a second pass.
 */

export type Gray = { readonly data: Float32Array; readonly width: number; readonly height: number };

/** How far the scene moved, in px of the finest level, and turned, in radians, clockwise about the middle. */
export type Move = { readonly x: number; readonly y: number; readonly turn: number };

/** Fewer px than this on the shorter side tell nothing. */
const SMALLEST = 12;
const MOST_STEPS = 8;
/** Of a level's pixels, this share with the strongest structure takes part, but no more than so many. */
const SHARE = 0.35;
const MOST_POINTS = 5000;
/** Structure weaker than this is noise, in steps of 255 per px. */
const LEAST_GRADIENT = 2;
/** Fewer points than this: nothing can be said. */
const LEAST_POINTS = 40;
/** A pixel that differs by this much (or by more than twice the usual) is something else, in steps of 255. */
const LEAST_SPREAD = 3;

/** A picture as levels of half the size each, finest first. */
export function pyramid(gray: Uint8Array, width: number, height: number): Gray[] {
  const levels: Gray[] = [{ data: Float32Array.from(gray), width, height }];
  for (;;) {
    const last = levels.at(-1) as Gray;
    if (Math.min(last.width, last.height) < 2 * SMALLEST) return levels;
    levels.push(halved(last));
  }
}

function halved({ data, width, height }: Gray): Gray {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x;
      out[y * w + x] =
        ((data[at] as number) +
          (data[at + 1] as number) +
          (data[at + width] as number) +
          (data[at + width + 1] as number)) /
        4;
    }
  }
  return { data: out, width: w, height: h };
}

/** Pixels of a level that tell something: where, how bright, and how brightness changes with each of the three movements. */
type Points = {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly value: Float32Array;
  readonly gx: Float32Array;
  readonly gy: Float32Array;
  readonly gt: Float32Array;
};

/** How far the scene has moved from one picture to the next one; null where nothing can be said. */
export function moveBetween(before: readonly Gray[], after: readonly Gray[]): Move | null {
  let [x, y, turn] = [0, 0, 0];
  let isKnown = false;
  for (let level = before.length - 1; level >= 0; level--) {
    const [from, to] = [before[level], after[level]];
    if (from === undefined || to === undefined) continue;
    [x, y] = [2 * x, 2 * y];
    const points = pointsOf(from);
    if (points === null) continue;
    const found = aligned(points, to, { x, y, turn });
    if (found === null) continue;
    isKnown = true;
    ({ x, y, turn } = found);
  }
  return isKnown ? { x, y, turn } : null;
}

/** Steps of the count by which the strongest points are found: of the square root of their energy. */
const STRENGTHS = 256;

function pointsOf({ data, width, height }: Gray): Points | null {
  const [mx, my] = [(width - 1) / 2, (height - 1) / 2];
  const strength = new Float32Array(width * height);
  const counts = new Uint32Array(STRENGTHS);
  let able = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const gx = ((data[at + 1] as number) - (data[at - 1] as number)) / 2;
      const gy = ((data[at + width] as number) - (data[at - width] as number)) / 2;
      const size = Math.sqrt(gx * gx + gy * gy);
      if (size < LEAST_GRADIENT) continue;
      strength[at] = size;
      able++;
      const step = Math.min(STRENGTHS - 1, Math.floor(size * 2));
      counts[step] = (counts[step] ?? 0) + 1;
    }
  }
  if (able < LEAST_POINTS) return null;
  const most = Math.min(MOST_POINTS, Math.max(LEAST_POINTS * 4, Math.floor(width * height * SHARE)));
  let step = STRENGTHS - 1;
  for (let sum = counts[step] ?? 0; step > 0 && sum < most; sum += counts[step] ?? 0) step--;
  const least = Math.max(LEAST_GRADIENT, step / 2);
  let count = 0;
  for (let at = 0; at < strength.length; at++) if ((strength[at] as number) >= least) count++;
  const made = (): Float32Array => new Float32Array(count);
  const points = { count, x: made(), y: made(), value: made(), gx: made(), gy: made(), gt: made() };
  let i = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if ((strength[at] as number) < least) continue;
      const gx = ((data[at + 1] as number) - (data[at - 1] as number)) / 2;
      const gy = ((data[at + width] as number) - (data[at - width] as number)) / 2;
      points.x[i] = x - mx;
      points.y[i] = y - my;
      points.value[i] = data[at] as number;
      points.gx[i] = gx;
      points.gy[i] = gy;
      points.gt[i] = gy * (x - mx) - gx * (y - my);
      i++;
    }
  }
  return points;
}

/** Refines a movement on one level. Null where the equations have no answer. */
function aligned(points: Points, to: Gray, start: Move): Move | null {
  let { x, y, turn } = start;
  const { count } = points;
  const error = new Float32Array(count);
  let spread = 40;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const seen = residuals(points, to, { x, y, cos, sin }, error);
    if (seen.inside < LEAST_POINTS) return step === 0 ? null : { x, y, turn };
    spread = Math.max(LEAST_SPREAD, Math.min(spread, 2 * seen.mean));
    const delta = solved(points, error, spread);
    if (delta === null) return null;
    // The template moved by `delta` is what we see: the picture moved the other way, seen along its present turn.
    turn -= delta.turn;
    x -= delta.x * cos - delta.y * sin;
    y -= delta.x * sin + delta.y * cos;
    if (Math.abs(delta.x) + Math.abs(delta.y) < 0.003 && Math.abs(delta.turn) < 2e-5) break;
  }
  const most = Math.min(to.width, to.height) / 2;
  return Math.abs(x) > most || Math.abs(y) > most || Math.abs(turn) > 0.5 ? null : { x, y, turn };
}

const OUTSIDE = 1e9;

/** Brightness of each point where it should be now, minus what it was. */
function residuals(
  { count, x: px, y: py, value }: Points,
  { data, width, height }: Gray,
  at: { x: number; y: number; cos: number; sin: number },
  error: Float32Array,
): { inside: number; mean: number } {
  const [mx, my] = [(width - 1) / 2, (height - 1) / 2];
  let [inside, sum] = [0, 0];
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [px[i] as number, py[i] as number];
    const sx = dx * at.cos - dy * at.sin + at.x + mx;
    const sy = dx * at.sin + dy * at.cos + at.y + my;
    if (!(sx >= 0 && sy >= 0 && sx < width - 1 && sy < height - 1)) {
      error[i] = OUTSIDE;
      continue;
    }
    const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
    const [fx, fy] = [sx - ix, sy - iy];
    const k = iy * width + ix;
    const top = (data[k] as number) * (1 - fx) + (data[k + 1] as number) * fx;
    const low = (data[k + width] as number) * (1 - fx) + (data[k + width + 1] as number) * fx;
    const e = top * (1 - fy) + low * fy - (value[i] as number);
    error[i] = e;
    sum += Math.abs(e);
    inside++;
  }
  return { inside, mean: inside === 0 ? 0 : sum / inside };
}

/** One Gauss–Newton step with Tukey's weights: beyond `3·spread` a point has no say. */
function solved(points: Points, error: Float32Array, spread: number): Move | null {
  const { count, gx, gy, gt } = points;
  const limit = 3 * spread;
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  let [p, q, r] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const value = error[i] as number;
    if (Math.abs(value) >= limit) continue;
    const ratio = value / limit;
    const weight = (1 - ratio * ratio) ** 2;
    const [x, y, t] = [gx[i] as number, gy[i] as number, gt[i] as number];
    a += weight * x * x;
    b += weight * x * y;
    c += weight * x * t;
    d += weight * y * y;
    e += weight * y * t;
    f += weight * t * t;
    p += weight * x * value;
    q += weight * y * value;
    r += weight * t * value;
  }
  // Cramer's rule for the symmetric 3×3 system.
  const [m0, m1, m2] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const det = a * m0 + b * m1 + c * m2;
  if (!(Math.abs(det) > 1e-6 * (a * d * f + 1))) return null;
  return {
    x: (m0 * p + m1 * q + m2 * r) / det,
    y: (m1 * p + (a * f - c * c) * q + (b * c - a * e) * r) / det,
    turn: (m2 * p + (b * c - a * e) * q + (a * d - b * b) * r) / det,
  };
}
