import { greyPng } from './png.ts';

/** Levels over time as a picture, small enough for an agent's context. */

const WIDTH = 1000;
const HEIGHT = 160;
const PAPER = 255;
const INK = 40;
const LINE = 205;
/** Steps of the lines in seconds: the first that leaves at most twelve of them. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];

/** Seconds between two vertical lines of the picture of so long a sound. */
export const stepOf = (seconds: number): number => STEPS.find((step) => seconds / step <= 12) ?? 14_400;

export type Levels = {
  readonly perSecond: number;
  /** The largest absolute sample of each 1/`perSecond` s, 0–255. */
  readonly peaks: readonly number[];
};

/** Peaks from left to right, mirrored at the middle, with a line for each {@link stepOf}. Pure. */
export function waveformPng({ perSecond, peaks }: Levels): Buffer {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(PAPER);
  const middle = HEIGHT / 2;
  const perPixel = peaks.length / WIDTH;
  const seconds = peaks.length / perSecond;
  for (let at = stepOf(seconds); at < seconds; at += stepOf(seconds))
    paint(pixels, Math.floor((at / seconds) * WIDTH), [0, HEIGHT - 1], LINE);
  for (let x = 0; x < WIDTH; x++) {
    const from = Math.floor(x * perPixel);
    const peak = Math.max(0, ...peaks.slice(from, Math.max(from + 1, Math.ceil((x + 1) * perPixel))));
    const half = Math.round((Math.min(255, peak) / 255) * (middle - 2));
    paint(pixels, x, [middle - half, middle + half], INK);
  }
  return greyPng({ width: WIDTH, height: HEIGHT, pixels });
}

function paint(pixels: Uint8Array, x: number, [from, to]: readonly [number, number], value: number): void {
  for (let y = from; y <= to; y++) pixels[y * WIDTH + x] = value;
}
