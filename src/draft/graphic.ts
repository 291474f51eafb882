import * as z from 'zod';
import { PARTICLE_NAMES } from './particle-names.ts';

/**
 * Graphics: shapes that are drawn, as data. They lie on text tracks and come, go and move as texts do; `x`,`y` of the
 * segment are the middle of the shape. Sizes are fractions of the canvas: `w` of its width, `h` of its height, line
 * widths of its shorter side.
 */

const Fraction = z.number().min(0).max(1);
const Colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);
const Width = z.number().min(0.0005).max(0.2);
const Way = z.number().min(-2).max(2);

const Stroke = z.strictObject({ color: Colour, width: Width }).nullable();

export const Graphic = z.discriminatedUnion('kind', [
  /** `radius`: of the corners, 1 is a half of the shorter side. */
  z.strictObject({
    kind: z.literal('rect'),
    w: Fraction,
    h: Fraction,
    radius: Fraction,
    fill: Colour.nullable(),
    stroke: Stroke,
    /** Full at this side and gone at the other: a shade behind words that lie on a picture. */
    from: z.enum(['top', 'bottom', 'left', 'right']).optional(),
  }),
  z.strictObject({ kind: z.literal('ellipse'), w: Fraction, h: Fraction, fill: Colour.nullable(), stroke: Stroke }),
  /** From `-dx/2, -dy/2` to `dx/2, dy/2` about the middle. */
  z.strictObject({ kind: z.literal('line'), dx: Way, dy: Way, color: Colour, width: Width }),
  /** The same way with a head at its end. */
  z.strictObject({ kind: z.literal('arrow'), dx: Way, dy: Way, color: Colour, width: Width }),
  /** A five-pointed star, or a heart, in a box of `w` of the shorter side. */
  z.strictObject({ kind: z.enum(['star', 'heart']), w: Fraction, fill: Colour }),
  /** A bar that fills from left to right while its segment lasts. */
  z.strictObject({
    kind: z.literal('progress'),
    w: Fraction,
    h: Fraction,
    radius: Fraction,
    fill: Colour,
    back: Colour,
  }),
  /** A box around the text and an arrow out of it to the point `dx`,`dy` from its middle, as fractions of the canvas. */
  z.strictObject({ kind: z.literal('callout'), dx: Way, dy: Way, fill: Colour, color: Colour }),
  /** A name, and below it in smaller letters a role (the second line of the text). */
  z.strictObject({
    kind: z.literal('lower-third'),
    design: z.enum(['bar', 'card', 'line', 'block']),
    fill: Colour,
    accent: Colour,
  }),
  /** What stands behind the words of a title template. */
  z.strictObject({
    kind: z.literal('plate'),
    design: z.enum(['band', 'block', 'underline', 'sides', 'frame', 'slash', 'dim', 'corner']),
    fill: Colour,
    accent: Colour,
  }),
  /**
   * What falls, rises or glows over the whole picture. `amount`: how much of it; `color`: instead of its own; `seed`: which
   * one of all of its kind.
   */
  z.strictObject({
    kind: z.literal('particles'),
    design: z.enum(PARTICLE_NAMES),
    amount: Fraction,
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/)
      .nullable(),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31),
  }),
]);

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
export type Graphic = Frozen<z.infer<typeof Graphic>>;

/** Kinds that are drawn around words; the others stand in their place. */
export const isAroundText = (
  graphic: Graphic,
): graphic is Extract<Graphic, { kind: 'callout' | 'lower-third' | 'plate' }> =>
  graphic.kind === 'callout' || graphic.kind === 'lower-third' || graphic.kind === 'plate';
