import { digits } from '../chunk/wiring.ts';
import { byPlanes, chance, drawn, type EffectGraph, looped, tickOf } from './parts.ts';

/** How far the sheet of grain is moved about, in px: two frames hardly ever show the same part of it. */
const ROOM = 256;

/**
 * Grain lives in brightness only, as on film. One sheet of it is drawn, larger than the picture, and each frame looks at
 * another part of it. (FFmpeg's `noise` on the picture itself counts on from frame to frame, so that a chunk that begins
 * elsewhere looks different.)
 */
export const grain: EffectGraph = (wiring, input, amount, place) => {
  const strength = Math.round(52 * amount);
  if (strength === 0) return input;
  const { width, height } = place.size;
  const plain = drawn(wiring, { width: width + ROOM, height: height + ROOM }, 'gray', 'gray');
  const sheet = wiring.add('noise', { all_strength: strength, all_flags: 'u', all_seed: 20_777 }, plain);
  const tick = tickOf(wiring, place);
  const at = (salt: number): string => `floor(${ROOM}*${chance(tick, salt)})`;
  const part = wiring.add('crop', { w: width, h: height, x: at(1), y: at(2), exact: 1 }, looped(wiring, sheet));
  return byPlanes(wiring, input, ({ y, u, v }) => ({
    y: wiring.table(LIMITS, wiring.add('blend', { c0_mode: 'grainmerge', shortest: 1 }, y, part)),
    u,
    v,
  }));
};

/** Black stays black enough: limited range has nothing below 16. */
const LIMITS = { y: `clip(val,16,${digits(235)})` };
