import * as z from 'zod';
import { MAX_MS } from '../base/time.ts';
import type { Asset } from './facts.ts';

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

/** A source without an end and without sound. It is painted at the size of the video, whatever size it says here. */
function paintedAsset(id: string): Asset {
  return {
    id,
    filename: `scene ${Number.parseInt(id.slice('painting_'.length), 36)}`,
    probe: {
      kind: 'video',
      format: 'painting',
      duration: MAX_MS,
      video: {
        codec: 'painting',
        width: 1920,
        height: 1080,
        codedWidth: 1920,
        codedHeight: 1080,
        rotation: 0,
        pixelAspect: 1,
        fps: 60,
        // There is a picture for every moment: nothing has to fall on frames of a source.
        variableRate: true,
        pixelFormat: 'yuv420p',
        bitDepth: 8,
        alpha: false,
        hdr: false,
        streamIndex: 0,
        startMs: 0,
        bitRate: null,
      },
      audio: [],
    },
    silence: null,
    loudness: null,
    waveform: null,
    scenes: null,
  };
}

/** Assets of a project, and beside them every painting for whoever asks for it by its id. Lists do not show them. */
class WithPaintings extends Map<string, Asset> {
  override get(id: string): Asset | undefined {
    return super.get(id) ?? (isPaintingId(id) ? paintedAsset(id) : undefined);
  }

  override has(id: string): boolean {
    return super.has(id) || isPaintingId(id);
  }
}

/** Facts about these assets, and about paintings. */
export const withPaintings = (assets: Iterable<readonly [string, Asset]>): ReadonlyMap<string, Asset> =>
  new WithPaintings(assets);
