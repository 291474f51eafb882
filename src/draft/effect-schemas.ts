import * as z from 'zod';

/**
 * The shapes of picture effects that have more to say than a strength. A field that is left out is as the source has
 * it: drafts that were made before it existed stay as they were.
 */

const Fraction = z.number().min(0).max(1);
const Signed = z.number().min(-1).max(1);
const Hex = z.string().regex(/^#[0-9a-f]{6}$/);
const AssetId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/**
 * Colour correction; 0 is "as it is" and the range -1 … 1 unless said otherwise. `exposure` in stops (-3 … 3), `tint`
 * from green to magenta; `highlights` and `shadows` brighten the upper and lower tones; `lift`, `gamma`, `gain` move
 * black, the middle and white.
 */
export const ColorEffect = z.strictObject({
  kind: z.literal('color'),
  brightness: Signed,
  contrast: Signed,
  saturation: Signed,
  warmth: Signed,
  exposure: z.number().min(-3).max(3).optional(),
  tint: Signed.optional(),
  vibrance: Signed.optional(),
  highlights: Signed.optional(),
  shadows: Signed.optional(),
  lift: Signed.optional(),
  gamma: Signed.optional(),
  gain: Signed.optional(),
});

/** An effect by its name in src/draft/effect-names.ts; a name that nobody knows changes nothing. */
export const NamedEffect = z.strictObject({ kind: z.literal('effect'), name: z.string().max(40), amount: Fraction });

/** A part of the picture made unreadable: its left top corner and its size as fractions of what is seen of the clip. */
export const RegionEffect = z.strictObject({
  kind: z.literal('region'),
  how: z.enum(['blur', 'pixelate']),
  amount: Fraction,
  x: Fraction,
  y: Fraction,
  width: z.number().min(0.01).max(1),
  height: z.number().min(0.01).max(1),
});

/** The colours of a `.cube` file, an asset of the kind `lut`. */
export const LutEffect = z.strictObject({ kind: z.literal('lut'), asset: AssetId, amount: Fraction });

/**
 * One colour becomes transparent. `similarity`: how far from it in hue and saturation; `softness`: over how much more the
 * edge runs; `spill`: how much of its reflection is taken out of what stays.
 */
export const KeyEffect = z.strictObject({
  kind: z.literal('key'),
  color: Hex,
  similarity: Fraction,
  softness: Fraction,
  spill: Fraction,
});

/** Behind everything: a gradient from one colour to another, `angle` in clockwise degrees from "left to right". */
export const GradientBackground = z.strictObject({
  kind: z.literal('gradient'),
  from: Hex,
  to: Hex,
  angle: z.number().min(0).max(360),
});

/** Behind everything: a photo, or a video that plays again and again, filling the canvas. */
export const PictureBackground = z.strictObject({ kind: z.literal('picture'), asset: AssetId });

/** Source seconds per second at the beginning and at the end of a segment; in between it changes evenly. */
export const SpeedRamp = z.strictObject({ from: z.number().min(0.05).max(20), to: z.number().min(0.05).max(20) });
