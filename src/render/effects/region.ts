import type { Effect } from '../../draft/model.ts';
import type { Size } from '../chunk/geometry.ts';
import type { Wiring } from '../chunk/wiring.ts';
import { even, laidOver, shorterOf } from './parts.ts';

type RegionEffect = Extract<Effect, { kind: 'region' }>;

/** A part of the picture blurred or in squares, so that it cannot be read. */
export function region(wiring: Wiring, input: string, effect: RegionEffect, size: Size): string {
  const part = boxOf(effect, size);
  const [under, copy] = wiring.split(input);
  const cut = wiring.add('crop', { w: part.width, h: part.height, x: part.x, y: part.y, exact: 1 }, copy);
  return laidOver(wiring, under, hidden(wiring, cut, effect, { part, size }), { x: part.x, y: part.y });
}

/** Small parts lose as much as large ones: what hides them goes by the part's size and by the picture's. */
function hidden(
  wiring: Wiring,
  input: string,
  { how, amount }: RegionEffect,
  { part, size }: { readonly part: Size; readonly size: Size },
): string {
  const least = Math.min(shorterOf(size) * 0.05, shorterOf(part) * 0.25);
  const px = least * (0.4 + 1.2 * amount);
  if (how === 'blur') return wiring.soften(input, part, { across: Math.max(2, px), steps: 2 });
  const side = even(Math.max(4, px));
  return wiring.add('pixelize', { width: side, height: side, mode: 'avg' }, input);
}

/** In whole even px, within the picture. */
function boxOf({ x, y, width, height }: RegionEffect, size: Size): Size & { x: number; y: number } {
  const along = (from: number, length: number, all: number): [number, number] => {
    const start = Math.min(all - 2, 2 * Math.round((from * all) / 2));
    return [start, Math.min(all - start, even(length * all))];
  };
  const [left, across] = along(x, width, size.width);
  const [top, down] = along(y, height, size.height);
  return { x: left, y: top, width: across, height: down };
}
