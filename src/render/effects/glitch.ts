import type { Wiring } from '../chunk/wiring.ts';
import { chance, type EffectGraph, even, laidOver, type Place, shorterOf, tickOf } from './parts.ts';

/** Frames for which one disturbance stands: as long as a field that was read wrongly. */
const HOLD = 3;

/** A signal that breaks up: in bursts, colours come apart and strips of the picture jump aside. */
export const glitch: EffectGraph = (wiring, input, amount, place) => {
  if (amount === 0) return input;
  const unit = even(shorterOf(place.size) * 0.012 * (0.5 + amount));
  const step = stepOf(wiring, place);
  let at = input;
  for (const [salt, times] of [
    [11, 1],
    [12, 2],
    [13, -3],
  ] as const) {
    const options = { cbh: -times * unit, crh: times * unit, edge: 'smear' };
    at = wiring.add('chromashift', { ...options, enable: during(step, salt, 0.16 + 0.22 * amount) }, at);
  }
  for (const salt of [21, 22, 23, 24]) at = strip(wiring, at, { salt, share: 0.2 + 0.35 * amount, unit, place });
  return at;
};

const stepOf = (wiring: Wiring, place: Place): string => `floor(${tickOf(wiring, place)}/${HOLD})`;

/** True in a share of the steps. */
const during = (step: string, salt: number, share: number): string => `lt(${chance(step, salt)},${share.toFixed(3)})`;

type Strip = { readonly salt: number; readonly share: number; readonly unit: number; readonly place: Place };

/** A strip of the picture somewhere else than it belongs, in some steps. */
function strip(wiring: Wiring, input: string, { salt, share, unit, place }: Strip): string {
  const { width, height } = place.size;
  const h = Math.min(height, even(height * (0.025 + 0.02 * (salt % 4))));
  const step = stepOf(wiring, place);
  const row = `(2*floor(${chance(step, salt)}*${(height - h) / 2}))`;
  const [sharp, copy] = wiring.split(input);
  const cut = wiring.add('crop', { w: width, h, x: 0, y: row }, copy);
  const aside = `(2*floor((${chance(step, salt + 40)}-0.5)*${unit * 5}))`;
  // Below the picture nothing of it is seen.
  const y = `if(${during(step, salt + 80, share)},${row},${height})`;
  return laidOver(wiring, sharp, cut, { x: aside, y });
}
