import * as z from 'zod';

/**
 * Paintings: clips that have no file, because we paint their pictures ourselves. They stand on video tracks as any clip
 * does, with an asset id of their own kind: whatever is done to a clip (cut, sped up, turned, graded) is done to them.
 */

/** What is painted. `plain`, `gradient` and `paper` stand still, the others move slowly and without an end. */
export const PAINTINGS = [
  'plain',
  'gradient',
  'flow',
  'bokeh',
  'paper',
  'confetti',
  'waves',
  'circles',
  'rays',
  'split',
  'leaves',
  'peaks',
  'balloons',
  'grid',
  'arcs',
] as const;

export type PaintingName = (typeof PAINTINGS)[number];

/** `colors`: the ground, what it runs into, and accents; `seed`: which one of all pictures of that kind. */
export const Painting = z.strictObject({
  design: z.enum(PAINTINGS),
  colors: z
    .array(z.string().regex(/^#[0-9a-f]{6}$/))
    .min(2)
    .max(4),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31),
});

export type Painting = {
  readonly design: PaintingName;
  readonly colors: readonly string[];
  readonly seed: number;
};

const PAINTED = /^painting_[a-z0-9]{1,16}$/;

/** The `n`th id of an asset that is painted. */
export const paintingId = (n: number): string => `painting_${n.toString(36)}`;

export const isPaintingId = (asset: string): boolean => PAINTED.test(asset);

/** Whether every picture of a painting is the same. */
export const standsPainted = ({ design }: Painting): boolean =>
  design === 'plain' || design === 'gradient' || design === 'paper';
