/** The curves between keyframes: apart from their schema, for pages that draw them. */

/** How a value gets from one keyframe to the next. `hold` jumps when the next one comes. */
export const EASES = [
  'linear',
  'ease-in',
  'ease-out',
  'ease-in-out',
  'cubic',
  'back',
  'bounce',
  'elastic',
  'hold',
] as const;

export type EaseName = (typeof EASES)[number];
/** `at`: ms after the segment's start. */
export type Keyframe = { readonly at: number; readonly value: number; readonly ease: EaseName };

const bounceOut = (t: number): number => {
  const n = 7.5625;
  if (t < 1 / 2.75) return n * t * t;
  if (t < 2 / 2.75) return n * (t - 1.5 / 2.75) ** 2 + 0.75;
  if (t < 2.5 / 2.75) return n * (t - 2.25 / 2.75) ** 2 + 0.9375;
  return n * (t - 2.625 / 2.75) ** 2 + 0.984375;
};

/** The usual curves (Robert Penner's): from 0 at `t` = 0 to 1 at `t` = 1; `back` and `elastic` overshoot. */
export function eased(ease: EaseName, t: number): number {
  switch (ease) {
    case 'linear':
      return t;
    case 'ease-in':
      return t * t;
    case 'ease-out':
      return 1 - (1 - t) ** 2;
    case 'ease-in-out':
      return t * t * (3 - 2 * t);
    case 'cubic':
      return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
    case 'back':
      return 1 + 2.70158 * (t - 1) ** 3 + 1.70158 * (t - 1) ** 2;
    case 'bounce':
      return bounceOut(t);
    case 'elastic':
      return t <= 0 || t >= 1 ? t : 2 ** (-10 * t) * Math.sin(((t * 10 - 0.75) * 2 * Math.PI) / 3) + 1;
    case 'hold':
      return t < 1 ? 0 : 1;
  }
}

/** The value at `ms` after the segment's start: the first one before the first keyframe, the last one after the last. */
export function valueAt(frames: readonly Keyframe[], ms: number): number {
  let [low, high] = [0, frames.length];
  // The first keyframe that lies after `ms`.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] as Keyframe).at <= ms) low = middle + 1;
    else high = middle;
  }
  const before = frames[low - 1];
  const after = frames[low];
  if (before === undefined) return (after as Keyframe).value;
  if (after === undefined) return before.value;
  const t = (ms - before.at) / (after.at - before.at);
  return before.value + (after.value - before.value) * eased(before.ease, t);
}
