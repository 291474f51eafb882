import { pictureFromRgba } from '../../src/media/picture.ts';
import type { Picture } from '../../src/media/types.ts';

/** A scene before a camera: how far it is moved (px) and turned (degrees, clockwise) in a picture, and a ball in it. */
export type Scene = {
  readonly width: number;
  readonly height: number;
  /** Where the scene lies in picture `n`. */
  readonly camera: (n: number) => { readonly x: number; readonly y: number; readonly turn: number };
  /** The ball's middle and radius as fractions of the width, in the scene; null for none. */
  readonly ball?: (n: number) => { readonly x: number; readonly y: number; readonly radius: number };
  /** Noise of the sensor, in steps of 255. */
  readonly noise?: number;
};

/** Chance that is the same each time, 0–1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Shake as hands make it: sums of sines of uneven pace, in px. */
export const shaking =
  (size: number): ((n: number) => { x: number; y: number; turn: number }) =>
  (n) => ({
    x: size * (Math.sin(n * 1.9) + 0.7 * Math.sin(n * 0.83 + 1) + 0.5 * Math.sin(n * 2.7 + 2)),
    y: size * (Math.sin(n * 1.3 + 0.5) + 0.6 * Math.sin(n * 2.3) + 0.4 * Math.sin(n * 0.71 + 3)),
    turn: 0.05 * size * Math.sin(n * 1.1 + 1),
  });

/** The pictures of a scene: a wall of soft spots, a red ball before it. Dispose of each. */
export function* picturesOfScene(
  scene: Scene,
  count: number,
  fps = 30,
): Generator<{ picture: Picture; seconds: number }> {
  const { width, height } = scene;
  const wall = makeWall(256);
  const random = chance(7);
  for (let n = 0; n < count; n++) {
    const { x, y, turn } = scene.camera(n);
    const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const rgba = Buffer.alloc(width * height * 4, 255);
    const ball = scene.ball?.(n);
    for (let py = 0; py < height; py++) {
      for (let px = 0; px < width; px++) {
        const [dx, dy] = [px - (width - 1) / 2 - x, py - (height - 1) / 2 - y];
        const [sx, sy] = [dx * cos + dy * sin + width / 2, -dx * sin + dy * cos + height / 2];
        const shade = wall((sx * 640) / width, (sy * 640) / width) + (random() - 0.5) * 2 * (scene.noise ?? 0);
        const isBall = ball !== undefined && Math.hypot(sx - ball.x * width, sy - ball.y * width) < ball.radius * width;
        const at = (py * width + px) * 4;
        rgba[at] = isBall ? 225 : Math.max(0, Math.min(255, shade));
        rgba[at + 1] = isBall ? 40 : Math.max(0, Math.min(255, shade * 0.95));
        rgba[at + 2] = isBall ? 30 : Math.max(0, Math.min(255, shade * 0.9));
      }
    }
    using picture = pictureFromRgba(rgba, width, height);
    yield { picture, seconds: n / fps };
  }
}

/** Brightness at any place: spots of several sizes, without end. */
function makeWall(size: number): (x: number, y: number) => number {
  const random = chance(3);
  const grid = Float32Array.from({ length: size * size }, () => random());
  const at = (x: number, y: number): number => grid[(y & (size - 1)) * size + (x & (size - 1))] ?? 0;
  const soft = (x: number, y: number): number => {
    const [ix, iy] = [Math.floor(x), Math.floor(y)];
    const ease = (t: number): number => t * t * (3 - 2 * t);
    const [fx, fy] = [ease(x - ix), ease(y - iy)];
    const top = at(ix, iy) * (1 - fx) + at(ix + 1, iy) * fx;
    const low = at(ix, iy + 1) * (1 - fx) + at(ix + 1, iy + 1) * fx;
    return top * (1 - fy) + low * fy;
  };
  return (x, y) =>
    40 + 170 * (0.5 * soft(x / 60, y / 60) + 0.3 * soft(x / 22 + 40, y / 22) + 0.2 * soft(x / 9, y / 9 + 70));
}
