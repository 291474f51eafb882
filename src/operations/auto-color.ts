import type { Asset } from '../draft/facts.ts';
import type { Effect } from '../draft/model.ts';

type ColorEffect = Extract<Effect, { kind: 'color' }>;

/** Words for a correction that is measured instead of named. */
export const isAuto = (words: string): boolean =>
  /^(?:auto\w*(?: colou?rs?| grade)?|correct\w*|balanced?|(?:auto )?(?:colou?r|white) ?(?:correct\w*|balance)|enhance\w*)$|^(?:自动(?:调色|校色|白平衡|优化)?|校色|白平衡)$/i.test(
    words.trim(),
  );

/** How much of a cast is taken out: the light of an evening is meant. */
const CAST = 0.4;
/** Where the middle of a well exposed picture lies, 0–1, and how far apart its dark and light are at least. */
const MIDDLE = 0.45;
const RANGE = 0.82;

const limited = (value: number, most: number): number =>
  Math.round(Math.min(most, Math.max(-most, value)) * 100) / 100 + 0;

/**
 * White balance, brightness and contrast of a clip by what its pictures hold: their mean is brought towards gray, their
 * middle towards the middle, and what is flat is spread. Half-way, and never far: a sunset stays one. Null for a clip
 * that nobody has looked at.
 */
export function autoColor(asset: Asset | undefined): Partial<ColorEffect> | null {
  const tones = asset?.palette?.tones;
  if (tones === undefined) return null;
  const [r, g, b] = tones.mean;
  // Colour differences of BT.709 in steps of 8 bits, as src/render/effects/tone.ts moves them.
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [blue, red] = [(-CAST * (b - luma) * 112) / 0.9278 / 255, (-CAST * (r - luma) * 112) / 0.7874 / 255];
  const warmth = (11 * blue - 9 * red) / -324;
  const tint = (-18 * red - 14 * blue) / -324;
  const middle = Math.min(0.95, Math.max(0.05, tones.middle));
  const brightness = -Math.log2(Math.log(MIDDLE) / Math.log(middle)) / 1.2;
  const spread = Math.max(0.1, tones.high - tones.low);
  return {
    warmth: limited(warmth, 0.3),
    tint: limited(tint, 0.12),
    brightness: limited(brightness * 0.5, 0.3),
    contrast: limited(Math.max(0, RANGE / spread - 1) * 0.5, 0.3),
  };
}
