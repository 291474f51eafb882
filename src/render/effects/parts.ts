import type { Size } from '../chunk/geometry.ts';
import type { LutFile, Wiring } from '../chunk/wiring.ts';

/**
 * What effects are made of. An effect that changes with time is a function of the tick, which counts frames of the clip
 * and not of the chunk: however a video is parted into chunks, each frame comes out the same.
 */
export type Place = {
  /** Of the picture that the effect works on, in px. */
  readonly size: Size;
  /** The tick of the graph's first frame. */
  readonly tick: number;
  /** LUTs by asset id. */
  readonly luts?: ReadonlyMap<string, LutFile> | undefined;
};

/** Adds an effect behind `input` (in the working format, without alpha) and returns the last node. */
export type EffectGraph = (wiring: Wiring, input: string, amount: number, place: Place) => string;

export const shorterOf = ({ width, height }: Size): number => Math.min(width, height);

/** An even number of px, at least 2. */
export const even = (px: number): number => Math.max(2, 2 * Math.round(px / 2));

/**
 * The tick of a frame, as an expression. It goes by the clock: filters that take two pictures run ahead with one of them,
 * and their frame counter with it.
 */
export const tickOf = ({ rate }: Pick<Wiring, 'rate'>, { tick }: Place): string =>
  `(round(t*${rate.num}/${rate.den})+${tick})`;

/** Seconds of the clip, as an expression: what sways keeps its pace at any frame rate. */
export const secondsOf = (wiring: Wiring, place: Place): string =>
  `(${tickOf(wiring, place)}*${wiring.rate.den}/${wiring.rate.num})`;

/** A number in 0–1 that looks random and depends on nothing but `value`; `salt` tells several of them apart. */
export const chance = (value: string, salt: number): string => `mod(abs(sin((${value}+${salt})*12.9898)*43758.5453),1)`;

/** A picture that is drawn once and shown for ever: what uses it must end with its other input (`shortest`). */
export const looped = (wiring: Wiring, input: string): string => wiring.add('loop', { loop: -1, size: 1 }, input);

/** One picture of one colour, not looped yet. Colours are FFmpeg's. */
export function drawn(wiring: Wiring, { width, height }: Size, color: string, format: string): string {
  const { num, den } = wiring.rate;
  const rate = `${num}/${den}`;
  // Half a frame long, so that it is one frame at any rate.
  const made = wiring.add('color', {
    color,
    size: `${width}x${height}`,
    rate,
    duration: (den / (2 * num)).toFixed(9),
  });
  return wiring.add('format', { pix_fmts: format }, made);
}

/** Lays a still picture with an alpha channel over another for as long as that one lasts. */
export const laidOver = (
  wiring: Wiring,
  under: string,
  over: string,
  at: Readonly<Record<'x' | 'y', string | number>> = { x: 0, y: 0 },
): string => {
  const isFixed = typeof at.x === 'number' && typeof at.y === 'number';
  return wiring.add(
    'overlay',
    { x: at.x, y: at.y, eval: isFixed ? 'init' : 'frame', format: 'yuv420', shortest: 1 },
    under,
    over,
  );
};

/** Works on brightness alone, or on colours alone: the other planes pass by as they are. */
export function byPlanes(
  wiring: Wiring,
  input: string,
  change: (planes: { readonly y: string; readonly u: string; readonly v: string }) => {
    readonly y: string;
    readonly u: string;
    readonly v: string;
  },
): string {
  const planes = wiring.add('extractplanes', { planes: 'y+u+v' }, input);
  const { y, u, v } = change({ y: planes, u: `${planes}:1`, v: `${planes}:2` });
  const map = { map0s: 0, map0p: 0, map1s: 1, map1p: 0, map2s: 2, map2p: 0, format: 'yuv420p' };
  return wiring.add('setparams', { range: 'tv', colorspace: 'bt709' }, wiring.add('mergeplanes', map, y, u, v));
}

/** A mask of the picture's size from an expression in fractions: computed small, scaled up smoothly. 0–255. */
export function mask(wiring: Wiring, size: Size, lum: string, smaller = 8): string {
  const small = { width: even(size.width / smaller), height: even(size.height / smaller) };
  const plain = drawn(wiring, small, 'black', 'gray');
  const shaped = wiring.add('geq', { lum }, plain);
  return wiring.add('scale', { w: size.width, h: size.height, flags: 'bicubic' }, shaped);
}
