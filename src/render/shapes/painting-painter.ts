import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { Random } from '../../base/random.ts';
import type { Painting, PaintingName } from '../../draft/painting.ts';
import { type Brush, type Draw, FAINT, fourOf, type Size, withGrain } from './painting-brush.ts';
import { GROUNDS } from './painting-grounds.ts';
import { MOTIFS } from './painting-motifs.ts';

const DESIGNS: Readonly<Record<PaintingName, (brush: Brush) => Draw>> = { ...GROUNDS, ...MOTIFS };

/**
 * Paints a painting: straight RGBA for any moment, in seconds. A pure function of the painting, the size and the time,
 * so that chunks meet without a seam. Runs native code: only in the renderer's child processes.
 */
export function paintingPainter(painting: Painting, { width, height }: Size): (seconds: number) => Uint8Array {
  const stage = createCanvas(width, height);
  const context = stage.getContext('2d');
  const soft = SOFT.has(painting.design) ? softCanvas({ width, height }) : null;
  const on = soft ?? stage;
  const draw = DESIGNS[painting.design]({
    context: on.getContext('2d'),
    width: on.width,
    height: on.height,
    short: Math.min(on.width, on.height),
    colors: fourOf(painting.colors),
    random: new Random(painting.seed, painting.design),
    isAside: painting.seed % 2 === 1,
  });
  return (seconds) => {
    draw(seconds);
    if (soft !== null) {
      // An enlarged picture ends softly: what was painted before must not shine through its edge.
      context.fillStyle = painting.colors[0] ?? '#000000';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      context.drawImage(soft, 0, 0, width, height);
      withGrain(context, { width, height }, FAINT);
    }
    // Everything is covered: premultiplied bytes, which cost no conversion, are the straight ones.
    const data = stage.data();
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  };
}

/** Designs without an edge in them: painted small and enlarged they look the same and take a tenth of the time. */
const SOFT: ReadonlySet<PaintingName> = new Set(['flow', 'gradient']);
const SMALL = 4;

const softCanvas = ({ width, height }: Size): Canvas =>
  createCanvas(Math.max(8, Math.round(width / SMALL)), Math.max(8, Math.round(height / SMALL)));
