import type { Effect } from '../../draft/model.ts';
import type { Size } from '../chunk/geometry.ts';
import { digits, type Wiring } from '../chunk/wiring.ts';

type KeyEffect = Extract<Effect, { kind: 'key' }>;

/** Largest distance between two colours in the plane of colour differences, in steps. */
const FARTHEST = 224;

/** Colour differences of a colour in BT.709, limited range. */
export function chromaOf(color: string): { readonly u: number; readonly v: number } {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return { u: 128 + (224 * (b - luma)) / 1.8556, v: 128 + (224 * (r - luma)) / 1.5748 };
}

/**
 * Makes what has the key's colour transparent and takes its reflection out of the rest. Works on the colour differences
 * alone, which have a quarter of the pixels: both tables (65,536 values each) are computed once, so that it costs 3 ms
 * for Full HD where FFmpeg's `chromakey` and `despill` take 120.
 */
export function key(wiring: Wiring, input: string, effect: KeyEffect, size: Size): string {
  const { u, v } = chromaOf(effect.color);
  const planes = wiring.add('extractplanes', { planes: 'y+u+v' }, input);
  const [uAlpha, uRest] = wiring.split(`${planes}:1`);
  const [vAlpha, vRest] = wiring.split(`${planes}:2`);
  const near = effect.similarity * FARTHEST * 0.5;
  const edge = Math.max(1, effect.softness * FARTHEST * 0.5);
  const far = `hypot(x-${digits(u)},y-${digits(v)})`;
  const alpha = wiring.add('lut2', { c0: `255*clip((${far}-${digits(near)})/${digits(edge)},0,1)` }, uAlpha, vAlpha);
  const large = wiring.add('scale', { w: size.width, h: size.height, flags: 'bilinear' }, alpha);
  const [u1, u2] = wiring.split(uRest);
  const [v1, v2] = wiring.split(vRest);
  const clean = [
    planes,
    wiring.add('lut2', { c0: unspilled('x', { u, v, spill: effect.spill }) }, u1, v1),
    wiring.add('lut2', { c0: unspilled('y', { u, v, spill: effect.spill }) }, u2, v2),
  ];
  const map = { map0s: 0, map0p: 0, map1s: 1, map1p: 0, map2s: 2, map2p: 0, map3s: 3, map3p: 0, format: 'yuva420p' };
  const merged = wiring.add('mergeplanes', map, ...clean, large);
  return wiring.add('setparams', { range: 'tv', colorspace: 'bt709' }, merged);
}

/** A colour difference without the part that points to the key's colour. */
function unspilled(plane: 'x' | 'y', { u, v, spill }: { u: number; v: number; spill: number }): string {
  const [du, dv] = [u - 128, v - 128];
  const length = Math.max(1, Math.hypot(du, dv));
  const [nu, nv] = [du / length, dv / length];
  const toward = `max(0,(x-128)*${digits(nu)}+(y-128)*${digits(nv)})`;
  return `clip(${plane}-${digits(spill)}*${toward}*${digits(plane === 'x' ? nu : nv)},16,240)`;
}
