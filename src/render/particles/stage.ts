import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { Random } from '../../base/random.ts';

export type Size = { readonly width: number; readonly height: number };

/** What one design draws on, and how much of it. */
export type Stage = Size & {
  readonly context: SKRSContext2D;
  /** The canvas's shorter side in px: particles are as large on an upright picture as on a wide one. */
  readonly short: number;
  /** How many there are, as a factor of the usual number. */
  readonly amount: number;
  /** Instead of a design's own colours. */
  readonly color: string | null;
  readonly seed: number;
};

/** Draws the picture of a moment, in seconds; the canvas is empty before. */
export type Draw = (at: number) => void;

export type Design = (stage: Stage) => Draw;

/** So many particles, each with what chance gives it: more of them are the same ones and others besides. */
export function many<T>({ seed, amount }: Stage, name: string, usual: number, make: (random: Random) => T): T[] {
  return Array.from({ length: Math.max(1, Math.round(usual * amount)) }, (_, i) => make(new Random(seed, name, i)));
}

/** What chance gives particle `i` in its `round`th life. */
export const lifeOf = ({ seed }: Stage, name: string, i: number, round: number): Random =>
  new Random(seed, name, i, round);

export const remainder = (value: number, of: number): number => ((value % of) + of) % of;

/** A round of `period` s, from -1 to 1. */
export const swing = (at: number, period: number, phase: number): number =>
  Math.sin((at / period + phase) * 2 * Math.PI);

/** Where on a way from 0 to 1 that has a margin at both ends something is that goes on and on. */
export const along = (from: number, travelled: number, margin: number): number =>
  remainder(from + travelled, 1 + 2 * margin) - margin;

const channels = (color: string): [number, number, number] => [
  Number.parseInt(color.slice(1, 3), 16),
  Number.parseInt(color.slice(3, 5), 16),
  Number.parseInt(color.slice(5, 7), 16),
];

export const withAlpha = (color: string, alpha: number): string => `rgba(${channels(color).join(',')},${alpha})`;

/** A colour on the way to another; `share` 0 is the first. */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  const hex = a.map((v, i) =>
    Math.round(v + ((b[i] ?? v) - v) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

/** Shades of a colour: itself, lighter, much lighter, darker. */
export const shadesOf = (color: string): string[] => [
  color,
  mixed(color, '#ffffff', 0.35),
  mixed(color, '#ffffff', 0.65),
  mixed(color, '#000000', 0.25),
];

/** A particle's picture, drawn once: `paint` draws within a square of `px`. */
export function sprite(px: number, paint: (context: SKRSContext2D, px: number) => void): Canvas {
  const side = Math.max(2, Math.ceil(px));
  const canvas = createCanvas(side, side);
  paint(canvas.getContext('2d'), side);
  return canvas;
}

/** A round light: `stops` are how opaque it is from its middle to its edge. */
export const disc = (px: number, color: string, stops: readonly (readonly [at: number, alpha: number])[]): Canvas =>
  sprite(px, (context, side) => {
    const fill = context.createRadialGradient(side / 2, side / 2, 0, side / 2, side / 2, side / 2);
    for (const [at, alpha] of stops) fill.addColorStop(at, withAlpha(color, alpha));
    context.fillStyle = fill;
    context.fillRect(0, 0, side, side);
  });

/** Fades to nothing from the middle on. */
export const SOFT = [
  [0, 1],
  [0.25, 0.72],
  [0.55, 0.25],
  [1, 0],
] as const;

/** A small thing in focus: its edge is soft by a few pixels. */
export const CRISP = [
  [0, 1],
  [0.62, 0.95],
  [1, 0],
] as const;

/** A thing far out of focus: even, with a soft rim. */
export const BLURRED = [
  [0, 0.85],
  [0.6, 0.8],
  [0.85, 0.4],
  [1, 0],
] as const;

export type Put = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height?: number;
  /** In radians. */
  readonly turn?: number;
  readonly alpha: number;
};

/** Puts a sprite with its middle at a point. */
export function put(
  context: SKRSContext2D,
  picture: Canvas,
  { x, y, width, height = width, turn = 0, alpha }: Put,
): void {
  if (alpha <= 0.004) return;
  context.globalAlpha = Math.min(1, alpha);
  if (turn === 0) {
    context.drawImage(picture, x - width / 2, y - height / 2, width, height);
    return;
  }
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  context.setTransform(cos, sin, -sin, cos, x, y);
  context.drawImage(picture, -width / 2, -height / 2, width, height);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** A smaller canvas for what has no edge in it, laid over the whole: a fraction of the work. */
export function smaller(stage: Stage, factor: number): { stage: Stage; show: () => void } {
  const canvas = createCanvas(
    Math.max(8, Math.round(stage.width / factor)),
    Math.max(8, Math.round(stage.height / factor)),
  );
  const context = canvas.getContext('2d');
  const size = { width: canvas.width, height: canvas.height };
  return {
    stage: { ...stage, ...size, context, short: Math.min(size.width, size.height) },
    show: () => {
      stage.context.globalAlpha = 1;
      stage.context.imageSmoothingEnabled = true;
      // There is no edge in it: the finest way of enlarging looks the same and takes four times as long.
      stage.context.imageSmoothingQuality = 'low';
      stage.context.drawImage(canvas, 0, 0, stage.width, stage.height);
      context.clearRect(0, 0, size.width, size.height);
    },
  };
}
