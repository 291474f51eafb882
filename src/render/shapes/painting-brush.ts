import { type Canvas, createCanvas, ImageData, type SKRSContext2D } from '@napi-rs/canvas';
import { Random } from '../../base/random.ts';

export type Size = { readonly width: number; readonly height: number };

/** What one design draws with: `short` is the canvas's shorter side in px, `at` the time in seconds. */
export type Brush = Size & {
  readonly context: SKRSContext2D;
  readonly short: number;
  /** Four colours, whatever the painting says: what is missing is mixed of what is there. */
  readonly colors: readonly [string, string, string, string];
  readonly random: Random;
  /** Things keep to the right side: the left one belongs to words. Where it is not so, they keep to the edges all around. */
  readonly isAside: boolean;
};

/** Draws a picture for a moment. */
export type Draw = (at: number) => void;

const GRAIN = 256;
/** How dark or light a grain gets, 0–1: enough to hide the bands of 8 bits, and what paper has. */
export const FAINT = 0.03;
export const PAPER = 0.09;

/** Black and white noise, fainter and stronger grains mixed, to be laid over a picture. */
function grainTile(strength: number): Canvas {
  const tile = createCanvas(GRAIN, GRAIN);
  const random = new Random(7, 'grain');
  const data = new Uint8ClampedArray(GRAIN * GRAIN * 4);
  for (let at = 0; at < data.length; at += 4) {
    const grain = random.around();
    data.fill(grain < 0 ? 0 : 255, at, at + 3);
    data[at + 3] = Math.abs(grain) * 255 * strength;
  }
  tile.getContext('2d').putImageData(new ImageData(data, GRAIN, GRAIN), 0, 0);
  return tile;
}

const tiles = new Map<number, Canvas>();

export function withGrain(context: SKRSContext2D, { width, height }: Size, strength: number): void {
  const tile = tiles.get(strength) ?? grainTile(strength);
  tiles.set(strength, tile);
  const pattern = context.createPattern(tile, 'repeat');
  if (pattern === null) throw new Error('no pattern of a tile');
  context.fillStyle = pattern;
  context.fillRect(0, 0, width, height);
}

/** What stands still behind what moves: drawn once, with its grain, and copied from then on. */
export function once(brush: Brush, draw: (brush: Brush) => void): () => void {
  const kept = createCanvas(brush.width, brush.height);
  draw({ ...brush, context: kept.getContext('2d') });
  withGrain(kept.getContext('2d'), brush, FAINT);
  return () => {
    brush.context.drawImage(kept, 0, 0);
  };
}

const rgb = (color: string): [number, number, number] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number, number];

/** A colour between two; `share` 0 is the first. */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)];
  return `#${a
    .map((v, i) =>
      Math.round(v + ((b[i] ?? v) - v) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

export const alpha = (color: string, a: number): string => `rgba(${rgb(color).join(',')},${a})`;

export function fourOf(colors: readonly string[]): Brush['colors'] {
  const [a = '#101418', b = a, c = mixed(a, b, 0.5), d = mixed(b, c, 0.5)] = colors;
  return [a, b, c, d];
}

/** The ground of most designs: from one colour into another, from a corner to the one across. */
export function ground({ context, width, height, colors }: Brush, isTurned = false): void {
  const fill = context.createLinearGradient(isTurned ? width : 0, 0, isTurned ? 0 : width, height);
  fill.addColorStop(0, colors[0]);
  fill.addColorStop(1, colors[1]);
  context.fillStyle = fill;
  context.fillRect(0, 0, width, height);
}

/** A round light that fades to nothing at its edge. */
export function glow(
  { context }: Brush,
  color: string,
  at: { x: number; y: number; r: number; strength: number },
): void {
  const { x, y, r, strength } = at;
  const fill = context.createRadialGradient(x, y, 0, x, y, r);
  fill.addColorStop(0, alpha(color, strength));
  fill.addColorStop(0.5, alpha(color, strength * 0.45));
  fill.addColorStop(1, alpha(color, 0));
  context.fillStyle = fill;
  context.fillRect(x - r, y - r, 2 * r, 2 * r);
}

/** Where something that wanders without an end is: a round of `period` s about a middle. */
export const wander = (at: number, period: number, phase: number): number =>
  Math.sin((at / period + phase) * 2 * Math.PI);

export const remainder = (value: number, of: number): number => ((value % of) + of) % of;
