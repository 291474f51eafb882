import { createCanvas } from '@napi-rs/canvas';
import type { Graphic } from '../../draft/graphic.ts';
import type { TextSegment } from '../../draft/model.ts';
import { type ParticleName, USUAL_PARTICLES } from '../../draft/particle-names.ts';
import { keyedAt, poseAt } from '../text/motion.ts';
import { confetti, leaves, petals, rain, snow } from './falling.ts';
import { fireworks } from './fireworks.ts';
import { bokeh, dust, fog, particles, sparkles } from './floating.ts';
import { bubbles, embers, fire, hearts } from './rising.ts';
import type { Design, Size } from './stage.ts';

export type Particles = Extract<Graphic, { kind: 'particles' }>;

const DESIGNS: Readonly<Record<ParticleName, Design>> = {
  snow,
  rain,
  confetti,
  petals,
  leaves,
  bubbles,
  hearts,
  fire,
  embers,
  sparkles,
  particles,
  bokeh,
  dust,
  fog,
  fireworks,
};

/** Straight-alpha RGBA of the whole canvas. */
export type ParticlePicture = Size & { readonly data: Buffer; readonly left: 0; readonly top: 0 };

/**
 * Draws particles over the whole canvas. What is seen at a moment depends on nothing but the particles, the size and the
 * time since their segment began: chunks meet without a seam. Runs native code: only in the renderer's child processes.
 */
export function particlePainter(
  { design, amount, color, seed }: Particles,
  segment: TextSegment,
  { width, height }: Size,
): { at(ms: number): ParticlePicture | null } {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const stage = {
    context,
    width,
    height,
    short: Math.min(width, height),
    amount: amount / USUAL_PARTICLES,
    color,
    seed,
  };
  const draw = amount === 0 ? null : DESIGNS[design](stage);
  let last: { ms: number; picture: ParticlePicture | null } | null = null;
  return {
    at(ms) {
      if (last?.ms === ms) return last.picture;
      const opacity = (poseAt(segment, ms, 0)?.alpha ?? 0) * keyedAt(segment, ms).opacity;
      const isNothing = draw === null || Math.round(opacity * 255) === 0;
      last = { ms, picture: isNothing ? null : painted(draw, ms / 1000, opacity) };
      return last.picture;
    },
  };

  function painted(drawAt: (at: number) => void, seconds: number, opacity: number): ParticlePicture {
    context.resetTransform();
    context.globalAlpha = 1;
    context.clearRect(0, 0, width, height);
    drawAt(seconds);
    if (opacity < 1) {
      context.globalAlpha = 1;
      context.globalCompositeOperation = 'destination-in';
      context.fillStyle = `rgba(0,0,0,${opacity})`;
      context.fillRect(0, 0, width, height);
      context.globalCompositeOperation = 'source-over';
    }
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, left: 0, top: 0, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
  }
}
