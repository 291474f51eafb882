import type { PaletteFacts } from '../draft/facts.ts';
import { toRgb } from '../media/picture.ts';
import type { Picture } from '../media/types.ts';

/** Pictures are looked at in this size. */
const WIDTH = 48;
const HEIGHT = 27;
/** How many colours a palette has, and how far apart they are at least (Euclid in RGB, 0–441). */
const COLOURS = 5;
const APART = 60;
/** Levels per channel of the first, coarse count. */
const LEVELS = 8;

/**
 * The colours of some pictures: those that most of them is made of, and before them those that strike the eye. Counted
 * in coarse boxes, each told by the mean of what fell into it.
 */
export function paletteOf(pictures: Iterable<Picture>): PaletteFacts {
  const boxes = new Map<number, { count: number; r: number; g: number; b: number }>();
  let all = 0;
  const sums = [0, 0, 0];
  const lights = new Uint32Array(256);
  for (const picture of pictures) {
    const data = toRgb(picture, WIDTH, HEIGHT);
    for (let i = 0; i + 2 < data.length; i += 3) {
      const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
      const level = (value: number): number => Math.floor((value * LEVELS) / 256);
      const key = (level(r) * LEVELS + level(g)) * LEVELS + level(b);
      const box = boxes.get(key) ?? { count: 0, r: 0, g: 0, b: 0 };
      boxes.set(key, { count: box.count + 1, r: box.r + r, g: box.g + g, b: box.b + b });
      all++;
      for (const [c, value] of [r, g, b].entries()) sums[c] = (sums[c] ?? 0) + value;
      const light = Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b);
      lights[light] = (lights[light] ?? 0) + 1;
    }
  }
  const found = [...boxes.values()].map(({ count, r, g, b }) => {
    const rgb = [r / count, g / count, b / count] as const;
    const share = count / Math.max(1, all);
    return { rgb, share, weight: Math.sqrt(share) * (0.25 + saturation(rgb)) };
  });
  const chosen: typeof found = [];
  for (const one of found.toSorted((a, b) => b.weight - a.weight)) {
    if (chosen.length >= COLOURS) break;
    const isNew = chosen.every(
      ({ rgb }) => Math.hypot(rgb[0] - one.rgb[0], rgb[1] - one.rgb[1], rgb[2] - one.rgb[2]) >= APART,
    );
    if (isNew && one.share > 0.002) chosen.push(one);
  }
  const mean = (c: number): number => Math.round(((sums[c] ?? 0) / Math.max(1, all)) * 10) / 10;
  const below = (share: number): number => {
    let sum = 0;
    const at = lights.findIndex((count) => (sum += count) >= share * all);
    return Math.round((Math.max(0, at) / 255) * 1000) / 1000;
  };
  const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0');
  return {
    colors: chosen.map(({ rgb, share }) => ({
      color: `#${rgb.map(hex).join('')}`,
      share: Math.round(share * 1000) / 1000,
    })),
    ...(all === 0
      ? {}
      : {
          tones: {
            mean: [mean(0), mean(1), mean(2)] as const,
            low: below(0.05),
            middle: below(0.5),
            high: below(0.95),
          },
        }),
  };
}

/** How colourful, 0–1: the chroma, so that neither near-black nor near-white counts as a colour. */
const saturation = ([r, g, b]: readonly [number, number, number]): number =>
  (Math.max(r, g, b) - Math.min(r, g, b)) / 255;
