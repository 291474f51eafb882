import { digits } from '../chunk/wiring.ts';
import { drawn, type EffectGraph, laidOver, looped, mask } from './parts.ts';

/**
 * Darker corners, as a lens makes them: the fourth power of the cosine of the angle. A black sheet with that much
 * alpha lies over the picture: a tenth of the work of FFmpeg's `vignette`, whose dither runs on from frame to frame.
 */
export const vignette: EffectGraph = (wiring, input, amount, { size }) => {
  if (amount === 0) return input;
  const angle = digits(0.16 + 0.5 * amount);
  const reach = `hypot(X+0.5-W/2,Y+0.5-H/2)/hypot(W/2,H/2)`;
  const alpha = mask(wiring, size, `255*(1-pow(cos(${angle}*${reach}),4))`);
  const black = drawn(wiring, size, 'black', 'yuv420p');
  return laidOver(wiring, input, looped(wiring, wiring.add('alphamerge', {}, black, alpha)));
};
