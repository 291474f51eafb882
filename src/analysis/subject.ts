import type { Gray, Move } from './camera-motion.ts';

/** Where something stands out in a picture: middle and size as fractions of it, and how sure that is, 0–1. */
export type Subject = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly sure: number;
};

export type Found = Subject & { readonly ms: number };

/** A picture in which the subject is looked for. */
export type Look = {
  readonly ms: number;
  /** One level of it, and how the scene moved since the look before, in px of that level. */
  readonly gray: Gray;
  readonly camera: Move;
  /** The same picture in colour, at 48×27 or so. */
  readonly rgb: { readonly data: Uint8Array; readonly width: number; readonly height: number };
};

/** The map of what stands out has this many cells across. */
const CELLS = 48;
/** A cell that changed by less than this over the noise has not moved, in steps of 255. */
const LEAST_CHANGE = 4;
/** How much each trait counts beside movement. */
const WEIGHTS = { motion: 1, colour: 0.3, skin: 0.25, detail: 0.12 } as const;
/** Where nothing tells, people film what is in the middle; slightly above it in portraits. */
const CENTRE = 0.06;
/** How far from the last place something is believed to be the same subject, as a fraction of the picture. */
const NEAR = 0.3;

/**
 * Follows what the eye follows: what moves by itself (the camera's own movement taken out), stands out in colour, looks
 * like skin, has detail. Our own, without a model file; libraries for this are models or browser code.
 */
export class SubjectFinder {
  /** The picture before the one that waits, and the one that waits for what comes after it. */
  #before: Look | null = null;
  #waiting: Look | null = null;
  #last: Subject | null = null;

  /**
   * Takes the next picture and tells where the subject is in the one before it: what moved shows against both of its
   * neighbours, evenly before and behind, where one alone would draw it to where it was. Null for the first of a shot.
   */
  next(look: Look): Found | null {
    const found = this.#waiting === null ? null : this.#find(this.#waiting, look);
    this.#before = this.#waiting;
    this.#waiting = look;
    return found;
  }

  /** Ends a shot: where the subject is in its last picture. Nothing of it counts for the next one. */
  end(): Found | null {
    const found = this.#waiting === null ? null : this.#find(this.#waiting, null);
    this.#before = null;
    this.#waiting = null;
    this.#last = null;
    return found;
  }

  #find(look: Look, after: Look | null): Found {
    const { gray, rgb } = look;
    const rows = Math.max(4, Math.round((CELLS * gray.height) / gray.width));
    const grid = { columns: CELLS, rows };
    const map = new Float32Array(CELLS * rows);
    const seen: Changed[] = [];
    if (this.#before !== null) seen.push(changes(this.#before.gray, gray, look.camera, grid));
    if (after !== null) seen.push(changes(after.gray, gray, turnedBack(after.camera), grid));
    const motion = seen.reduce((most, { energy }) => Math.max(most, energy), 0);
    for (const { map: changed } of seen) {
      for (let i = 0; i < map.length; i++) map[i] = (map[i] ?? 0) + (WEIGHTS.motion / seen.length) * (changed[i] ?? 0);
    }
    addColour(map, rgb, rows);
    const found = this.#centre(map, rows, motion);
    this.#last = found;
    return { ms: look.ms, ...found };
  }

  #centre(map: Float32Array, rows: number, motion: number): Subject {
    const last = this.#last;
    const near = (u: number, v: number): number => {
      const centred = 1 - Math.min(1, Math.hypot(u - 0.5, (v - 0.45) * 0.7));
      if (last === null || last.sure < 0.2) return 0.7 + 0.3 * centred;
      const distance = Math.hypot(u - last.x, v - last.y) / NEAR;
      return 0.25 + 0.75 * Math.exp(-distance * distance);
    };
    let peak = 0;
    const weighted = new Float32Array(map.length);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < CELLS; column++) {
        const i = row * CELLS + column;
        const [u, v] = [(column + 0.5) / CELLS, (row + 0.5) / rows];
        weighted[i] = (map[i] ?? 0) * near(u, v) + CENTRE * 0.1 * near(u, v);
        peak = Math.max(peak, weighted[i] ?? 0);
      }
    }
    return momentsOf(weighted, { rows, peak, motion });
  }
}

/** Middle and spread of the cells that stand out, and how much of everything they hold. */
function momentsOf(map: Float32Array, { rows, peak, motion }: { rows: number; peak: number; motion: number }): Subject {
  const least = peak * 0.4;
  let [sum, all, sx, sy, sxx, syy] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < CELLS; column++) {
      const value = map[row * CELLS + column] ?? 0;
      all += value;
      if (value < least) continue;
      const weight = value - least * 0.5;
      const [u, v] = [(column + 0.5) / CELLS, (row + 0.5) / rows];
      sum += weight;
      sx += weight * u;
      sy += weight * v;
      sxx += weight * u * u;
      syy += weight * v * v;
    }
  }
  if (sum <= 0) return { x: 0.5, y: 0.5, width: 0.3, height: 0.5, sure: 0 };
  const [x, y] = [sx / sum, sy / sum];
  // An even spread has this much more than its standard deviation on each side.
  const reach = 2 * Math.sqrt(3);
  const width = Math.min(1, reach * Math.sqrt(Math.max(0, sxx / sum - x * x)) + 1 / CELLS);
  const height = Math.min(1, reach * Math.sqrt(Math.max(0, syy / sum - y * y)) + 1 / rows);
  // Small, and well above everything else, is sure; what moves by itself surer still.
  const compact = Math.max(0, 1 - 2 * width * height);
  const contrast = all === 0 ? 0 : Math.min(1, Math.max(0, Math.log2((peak * map.length) / all) / 4));
  const sure = compact * contrast * (0.5 + 0.5 * Math.min(1, motion * 20));
  return { x, y, width, height, sure };
}

type Changed = { readonly map: Float32Array; readonly energy: number };

const turnedBack = ({ x, y, turn }: Move): Move => ({ x: -x, y: -y, turn: -turn });

type Grid = { readonly columns: number; readonly rows: number };

/** How much each cell changed beyond what the camera and the noise account for, 0–1, and the share of cells that did. */
function changes(
  before: Gray,
  after: Gray,
  { x, y, turn }: Move,
  { columns, rows }: Grid,
): { map: Float32Array; energy: number } {
  const { width, height } = after;
  const [mx, my] = [(width - 1) / 2, (height - 1) / 2];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const sums = new Float32Array(columns * rows);
  const counts = new Float32Array(columns * rows);
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      // Where this pixel was before the camera moved.
      const [dx, dy] = [px - mx - x, py - my - y];
      const sx = dx * cos + dy * sin + mx;
      const sy = -dx * sin + dy * cos + my;
      if (!(sx >= 1 && sy >= 1 && sx < width - 2 && sy < height - 2)) continue;
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - ix, sy - iy];
      const k = iy * width + ix;
      const top = (before.data[k] as number) * (1 - fx) + (before.data[k + 1] as number) * fx;
      const low = (before.data[k + width] as number) * (1 - fx) + (before.data[k + width + 1] as number) * fx;
      const cell = Math.floor((py * rows) / height) * columns + Math.floor((px * columns) / width);
      sums[cell] = (sums[cell] ?? 0) + Math.abs((after.data[py * width + px] as number) - top * (1 - fy) - low * fy);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const means = sums.map((sum, i) => ((counts[i] ?? 0) === 0 ? 0 : sum / (counts[i] ?? 1)));
  const usual = means.toSorted()[Math.floor(means.length * 0.5)] ?? 0;
  const least = LEAST_CHANGE + 2 * usual;
  let moving = 0;
  const map = means.map((mean) => {
    if (mean <= least) return 0;
    moving++;
    return Math.min(1, (mean - least) / 40 + 0.25);
  });
  return { map, energy: moving / map.length };
}

/** Adds what differs in colour from the whole, looks like skin, or has detail. */
function addColour(map: Float32Array, rgb: { data: Uint8Array; width: number; height: number }, rows: number): void {
  const { data, width, height } = rgb;
  const count = width * height;
  const mean = [0, 0, 0];
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) mean[c] = (mean[c] ?? 0) + (data[3 * i + c] ?? 0) / count;
  for (let row = 0; row < rows; row++) {
    const y = Math.min(height - 1, Math.floor(((row + 0.5) * height) / rows));
    for (let column = 0; column < CELLS; column++) {
      const x = Math.min(width - 1, Math.floor(((column + 0.5) * width) / CELLS));
      const k = 3 * (y * width + x);
      const [r, g, b] = [data[k] ?? 0, data[k + 1] ?? 0, data[k + 2] ?? 0];
      const apart = Math.hypot(r - (mean[0] ?? 0), g - (mean[1] ?? 0), b - (mean[2] ?? 0)) / 255;
      const right = 3 * (y * width + Math.min(width - 1, x + 1));
      const detail =
        Math.abs(r - (data[right] ?? 0)) + Math.abs(g - (data[right + 1] ?? 0)) + Math.abs(b - (data[right + 2] ?? 0));
      const at = row * CELLS + column;
      const colour = WEIGHTS.colour * Math.max(0, apart - 0.18);
      const skin = isSkin(r, g, b) ? WEIGHTS.skin : 0;
      map[at] = (map[at] ?? 0) + colour + skin + WEIGHTS.detail * Math.min(1, detail / 300);
    }
  }
}

/** Chroma of skin of every tone lies in one small field (Chai and Ngan's bounds for Cb and Cr). */
function isSkin(r: number, g: number, b: number): boolean {
  const cb = 128 - 0.169 * r - 0.331 * g + 0.5 * b;
  const cr = 128 + 0.5 * r - 0.419 * g - 0.081 * b;
  return cb >= 77 && cb <= 127 && cr >= 136 && cr <= 173 && r > 50;
}
