import { Random } from '../../base/random.ts';
import { captionHeight } from '../../captions/place.ts';
import type { Canvas } from '../../draft/model.ts';
import type { Tone } from './palettes.ts';
import type { Script } from './script.ts';

/**
 * Where on the picture the words of a scene stand: a part of the canvas (fractions of it), and to which side of that part
 * they lean. Upright pictures keep away from what the apps lay over them at the top, the bottom and the right.
 */
export type Frame = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly align: 'left' | 'center';
  readonly lean: 'top' | 'middle' | 'bottom';
};

/** `beside`: next to a photo that stands on its own; `over`: on a photo that fills the picture. */
export type FrameName = 'center' | 'left' | 'low' | 'high' | 'beside' | 'over' | 'overCenter';

const frame = (
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  align: Frame['align'],
  lean: Frame['lean'],
): Frame => ({ left, right, top, bottom, align, lean });

const FRAMES: Readonly<Record<'wide' | 'upright' | 'square', Readonly<Record<FrameName, Frame>>>> = {
  wide: {
    center: frame([0.16, 0.84], [0.1, 0.9], 'center', 'middle'),
    left: frame([0.085, 0.74], [0.12, 0.88], 'left', 'middle'),
    low: frame([0.085, 0.8], [0.3, 0.86], 'left', 'bottom'),
    high: frame([0.085, 0.8], [0.15, 0.8], 'left', 'top'),
    beside: frame([0.075, 0.47], [0.12, 0.88], 'left', 'middle'),
    over: frame([0.07, 0.78], [0.45, 0.88], 'left', 'bottom'),
    overCenter: frame([0.13, 0.87], [0.5, 0.88], 'center', 'bottom'),
  },
  upright: {
    center: frame([0.09, 0.91], [0.14, 0.76], 'center', 'middle'),
    left: frame([0.09, 0.9], [0.14, 0.76], 'left', 'middle'),
    low: frame([0.09, 0.88], [0.3, 0.74], 'left', 'bottom'),
    high: frame([0.09, 0.9], [0.17, 0.7], 'left', 'top'),
    beside: frame([0.09, 0.91], [0.575, 0.79], 'center', 'middle'),
    over: frame([0.09, 0.86], [0.4, 0.76], 'left', 'bottom'),
    overCenter: frame([0.09, 0.91], [0.45, 0.76], 'center', 'bottom'),
  },
  square: {
    center: frame([0.1, 0.9], [0.12, 0.88], 'center', 'middle'),
    left: frame([0.09, 0.88], [0.14, 0.86], 'left', 'middle'),
    low: frame([0.09, 0.88], [0.3, 0.86], 'left', 'bottom'),
    high: frame([0.09, 0.88], [0.13, 0.8], 'left', 'top'),
    beside: frame([0.1, 0.9], [0.64, 0.91], 'center', 'middle'),
    over: frame([0.08, 0.88], [0.45, 0.89], 'left', 'bottom'),
    overCenter: frame([0.1, 0.9], [0.5, 0.89], 'center', 'bottom'),
  },
};

export const shapeOf = ({ width, height }: Canvas): keyof typeof FRAMES =>
  height / width > 1.15 ? 'upright' : width / height > 1.15 ? 'wide' : 'square';

/** The frame of a name on a canvas; above where captions stand, where there are any. */
export function frameOn(name: FrameName, canvas: Canvas, isCaptioned: boolean): Frame {
  const found = FRAMES[shapeOf(canvas)][name];
  if (!isCaptioned) return found;
  const bottom = Math.min(found.bottom, captionHeight('bottom', canvas) - 0.1);
  return { ...found, bottom, top: Math.min(found.top, bottom - 0.3) };
}

/** Room for words in a frame, as shares of the canvas's shorter side. */
export const roomIn = (
  { left, right, top, bottom }: Frame,
  { width, height }: Canvas,
): { width: number; height: number } => ({
  width: ((right - left) * width) / Math.min(width, height),
  height: ((bottom - top) * height) / Math.min(width, height),
});

/** How the scenes of a film are composed: about its middle, or along its left side. */
export type Composition = 'center' | 'left';

const COMPOSITIONS: Readonly<Record<Tone, readonly Composition[]>> = {
  bold: ['left', 'center'],
  warm: ['left', 'center'],
  fresh: ['left', 'center'],
  calm: ['center', 'left'],
  party: ['center'],
  romantic: ['center'],
  tech: ['left', 'center'],
  food: ['left', 'center'],
  luxury: ['center', 'left'],
  dark: ['center', 'left'],
};

export function compositionOf({ tone, seed, design }: Script): Composition {
  const all = COMPOSITIONS[tone];
  return all[(Math.floor(new Random(seed, 'composition').next() * 2) + design) % all.length] ?? 'center';
}

/** Where lines and points stand, one after the other: neighbours never stand alike. */
const ROUNDS: Readonly<Record<Composition, readonly FrameName[]>> = {
  left: ['left', 'low', 'center', 'high'],
  center: ['center', 'low', 'center', 'left'],
};

export const roundOf = (composition: Composition, index: number): FrameName =>
  ROUNDS[composition][index % 4] ?? 'center';
