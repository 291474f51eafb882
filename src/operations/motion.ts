import type { Effect, VideoSegment } from '../draft/model.ts';
import { withEffect } from './strength.ts';

export type Motion = Extract<Effect, { kind: 'motion' }>;

const CENTRE = { x: 0.5, y: 0.5 };

/** Where the eye travels from one picture to the next, so that neighbours never move alike. Fractions of the picture. */
const PATHS: readonly (readonly [{ x: number; y: number }, { x: number; y: number }, 'in' | 'out'])[] = [
  [CENTRE, { x: 0.56, y: 0.45 }, 'in'],
  [{ x: 0.44, y: 0.46 }, CENTRE, 'out'],
  [{ x: 0.46, y: 0.54 }, { x: 0.54, y: 0.47 }, 'in'],
  [{ x: 0.56, y: 0.5 }, { x: 0.45, y: 0.5 }, 'out'],
];

/** A slow drift with a slight zoom, another one for each `index`. `zoom`: how far it goes (1.12 is gentle). */
export function drift(index: number, zoom: number): Motion {
  const [from, to, way] = PATHS[index % PATHS.length] ?? [CENTRE, CENTRE, 'in'];
  // Seen from this close, the centre can move as far as the zoom leaves room at the sides.
  const near = (place: { x: number; y: number }, z: number): Motion['from'] => {
    const room = 0.5 - 0.5 / z;
    const held = (n: number): number => Math.round(Math.min(0.5 + room, Math.max(0.5 - room, n)) * 1000) / 1000;
    return { zoom: z, x: held(place.x), y: held(place.y) };
  };
  const base = 1 + (zoom - 1) * 0.25;
  return way === 'in'
    ? { kind: 'motion', from: near(from, base), to: near(to, zoom), ease: 'linear' }
    : { kind: 'motion', from: near(from, zoom), to: near(to, base), ease: 'linear' };
}

/** A straight zoom on the middle from one size to another. */
export function zoomed(from: number, to: number, ease: Motion['ease'] = 'smooth'): Motion {
  return { kind: 'motion', from: { zoom: from, ...CENTRE }, to: { zoom: to, ...CENTRE }, ease };
}

export const withMotion = (segment: VideoSegment, motion: Motion): VideoSegment => withEffect(segment, motion);

export function withoutMotion(segment: VideoSegment): VideoSegment {
  return { ...segment, effects: segment.effects.filter((effect) => effect.kind !== 'motion') };
}

export const motionOf = (segment: VideoSegment): Motion | null =>
  segment.effects.find((effect): effect is Motion => effect.kind === 'motion') ?? null;

/** The same move, stronger or weaker by a factor of how far it goes. */
export function scaledMotion(motion: Motion, factor: number): Motion {
  const scaled = (end: Motion['from']): Motion['from'] => ({
    zoom: Math.min(10, Math.max(1, 1 + (end.zoom - 1) * factor)),
    x: 0.5 + (end.x - 0.5) * Math.min(1, factor),
    y: 0.5 + (end.y - 0.5) * Math.min(1, factor),
  });
  return { ...motion, from: scaled(motion.from), to: scaled(motion.to) };
}
