import { digits } from '../chunk/wiring.ts';
import { type EffectGraph, shorterOf } from './parts.ts';

/** Highlights bleed softly into their surroundings. Colours stay those of the sharp picture; only its brightness spreads. */
export const glow: EffectGraph = (wiring, input, amount, { size }) => {
  if (amount === 0) return input;
  const [sharp, copy] = wiring.split(input);
  const soft = wiring.soften(copy, size, { across: shorterOf(size) / 45 });
  return wiring.add('blend', { c0_mode: 'lighten', c0_opacity: digits(0.7 * amount) }, sharp, soft);
};

/** How far a picture is out of focus: at full strength nothing of it can be read. */
export const blur: EffectGraph = (wiring, input, amount, { size }) =>
  amount === 0 ? input : wiring.soften(input, size, { across: amount * shorterOf(size) * 0.04 });

export const sharpen: EffectGraph = (wiring, input, amount) =>
  wiring.add('unsharp', { lx: 5, ly: 5, la: digits(amount * 1.6), ca: 0 }, input);
