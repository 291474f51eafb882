import { digits } from '../chunk/wiring.ts';
import { grain } from './grain.ts';
import { chance, drawn, type EffectGraph, even, laidOver, looped, mask, secondsOf, tickOf } from './parts.ts';
import { vignette } from './vignette.ts';

/** Swings that never meet again, in Hz: their sum is a hand and not a pendulum. */
const SWINGS = [
  [2.1, 5.3, 9.7],
  [2.7, 6.1, 8.9],
] as const;

/** A camera that is shaken: the picture is a little larger than its frame, which moves over it. */
export const shake: EffectGraph = (wiring, input, amount, place) => {
  if (amount === 0) return input;
  const { width, height } = place.size;
  const by = 1 + 0.09 * amount;
  const [w, h] = [even(width * by), even(height * by)];
  const large = wiring.add('scale', { w, h, flags: 'bicubic' }, input);
  const seconds = secondsOf(wiring, place);
  const swing = (room: number, [a, b, c]: readonly [number, number, number], phase: number): string => {
    const sum = [a, b, c].map((hz, i) => `sin(${digits(2 * Math.PI * hz)}*${seconds}+${phase + i})`);
    return `2*floor(${digits(room / 4)}*(1+(0.5*${sum[0]}+0.3*${sum[1]}+0.2*${sum[2]})))`;
  };
  const [x, y] = [swing(w - width, SWINGS[0], 0.3), swing(h - height, SWINGS[1], 1.7)];
  return wiring.add('crop', { w: width, h: height, x, y }, large);
};

/** Light that gets into the camera: warm patches that drift over the picture and breathe. */
export const lightLeak: EffectGraph = (wiring, input, amount, place) => {
  if (amount === 0) return input;
  const { width, height } = place.size;
  const seconds = secondsOf(wiring, place);
  const leaks = [
    { color: '0xffa04a', hz: 0.11, phase: 0, share: 1 },
    { color: '0xff7d86', hz: 0.17, phase: 2.2, share: 0.8 },
    { color: '0xffe2a8', hz: 0.23, phase: 4.1, share: 0.7 },
  ];
  let at = input;
  for (const { color, hz, phase, share } of leaks) {
    const size = { width: even(width * 0.9), height: even(height * 1.5) };
    const soft = `255*${digits(Math.min(1, 1.15 * amount * share))}*pow(max(0,1-hypot((X+0.5-W/2)/(W/2),(Y+0.5-H/2)/(H/2))),1.6)`;
    const patch = wiring.add('alphamerge', {}, drawn(wiring, size, color, 'yuv420p'), mask(wiring, size, soft, 12));
    const sway = (room: number, turn: number): string =>
      `(${digits(room)}*sin(${digits(2 * Math.PI * hz)}*${seconds}+${digits(phase + turn)}))`;
    const x = `2*floor((${digits(width / 2 - size.width / 2)}+${sway(width * 0.62, 0)})/2)`;
    const y = `2*floor((${digits(height / 2 - size.height / 2)}+${sway(height * 0.45, 1.3)})/2)`;
    at = laidOver(wiring, at, looped(wiring, patch), { x, y });
  }
  return at;
};

/** A reel of a hundred years ago: brownish, flickering, scratched, with dark corners. */
export const oldFilm: EffectGraph = (wiring, input, amount, place) => {
  if (amount === 0) return input;
  const { width, height } = place.size;
  const left = digits(1 - amount);
  const brown = wiring.table({ u: `117+(val-117)*${left}`, v: `139+(val-139)*${left}` }, input);
  const tick = tickOf(wiring, place);
  const flicker = `${digits(0.07 * amount)}*(${chance(`floor(${tick}/2)`, 31)}-0.5)`;
  let at = wiring.add('eq', { brightness: flicker, contrast: digits(1 + 0.12 * amount), eval: 'frame' }, brown);
  for (const salt of [33, 34, 35]) {
    const size = { width: even(width / 700), height };
    const scratch = wiring.add(
      'alphamerge',
      {},
      drawn(wiring, size, salt === 34 ? 'black' : '0xd8d0c0', 'yuv420p'),
      drawn(wiring, size, `gray`, 'gray'),
    );
    const step = `floor(${tick}/${7 + salt - 33})`;
    const x = `2*floor(${chance(step, salt)}*${width / 2}+2*${chance(tick, salt + 4)})`;
    const isSeen = `lt(${chance(step, salt + 8)},${digits(0.55 * amount)})`;
    at = laidOver(wiring, at, looped(wiring, scratch), { x, y: `if(${isSeen},0,${height})` });
  }
  return grain(wiring, vignette(wiring, at, 0.7 * amount, place), 0.55 * amount, place);
};

/** Light that is switched on and off: at most three flashes a second, the most that is safe to look at (WCAG 2.3.1). */
export const strobe: EffectGraph = (wiring, input, amount, place) => {
  const phase = `mod(${secondsOf(wiring, place)}*3,1)`;
  return wiring.add('eq', { brightness: `${digits(0.55 * amount)}*lt(${phase},0.25)`, eval: 'frame' }, input);
};
