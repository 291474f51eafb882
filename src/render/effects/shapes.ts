import { digits } from '../chunk/wiring.ts';
import { type EffectGraph, even, laidOver, shorterOf } from './parts.ts';

/** Squares of one colour. */
export const pixelate: EffectGraph = (wiring, input, amount, { size }) => {
  const side = even(shorterOf(size) * 0.1 * amount);
  return amount === 0 ? input : wiring.add('pixelize', { width: side, height: side, mode: 'avg' }, input);
};

/** The left half, and its mirror image on the right. */
export const mirror: EffectGraph = (wiring, input, _amount, { size: { width, height } }) => {
  const half = 2 * Math.floor(width / 4);
  const [under, copy] = wiring.split(input);
  const left = wiring.add('hflip', {}, wiring.add('crop', { w: half, h: height, x: 0, y: 0 }, copy));
  return laidOver(wiring, under, left, { x: width - half, y: 0 });
};

/** The top left quarter, mirrored to the right and down. */
export const kaleidoscope: EffectGraph = (wiring, input, amount, place) => {
  const { width, height } = place.size;
  const half = 2 * Math.floor(height / 4);
  const [under, copy] = wiring.split(mirror(wiring, input, amount, place));
  const top = wiring.add('vflip', {}, wiring.add('crop', { w: width, h: half, x: 0, y: 0 }, copy));
  return laidOver(wiring, under, top, { x: 0, y: height - half });
};

/** Red and blue do not meet, as behind a cheap lens. */
export const aberration: EffectGraph = (wiring, input, amount, { size }) => {
  const px = Math.max(1, Math.round(shorterOf(size) * 0.009 * amount));
  return amount === 0 ? input : wiring.add('chromashift', { cbh: -px, crh: px, edge: 'smear' }, input);
};

/** Light and colours turned round. */
export const invert: EffectGraph = (wiring, input, amount) => {
  const mixed = (turned: string): string => `val+(${turned}-val)*${digits(amount)}`;
  return wiring.table({ y: mixed('(251-clip(val,16,235))'), u: mixed('(256-val)'), v: mixed('(256-val)') }, input);
};

/** Few steps of brightness, strong colours. */
export const posterize: EffectGraph = (wiring, input, amount) => {
  if (amount === 0) return input;
  const steps = Math.round(12 - 9 * amount);
  const stepped = `16+219*round(clip((val-16)/219,0,1)*${steps})/${steps}`;
  const strong = `clip(128+(val-128)*${digits(1 + 0.5 * amount)},16,240)`;
  return wiring.table({ y: stepped, u: strong, v: strong }, input);
};
