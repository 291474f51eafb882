import type { TextAnimation, TextSegment } from '../../draft/model.ts';

/** How a text looks at one moment: moved by px, scaled about its middle, and how much of it is written (0–1). */
export type Pose = {
  readonly alpha: number;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly written: number;
};

export const REST: Pose = { alpha: 1, x: 0, y: 0, scale: 1, written: 1 };

/** The largest scale of a pop: its overshoot goes 10 % too far (easeOutBack with the usual 1.70158). */
export const LARGEST_SCALE = 1.1;
const OVERSHOOT = 1.70158;
/** A pop begins at this scale. */
const POP_FROM = 0.55;

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
const easeOut = (t: number): number => 1 - (1 - t) ** 3;
const easeOutBack = (t: number): number => 1 + (OVERSHOOT + 1) * (t - 1) ** 3 + OVERSHOOT * (t - 1) ** 2;

/** Lengths of the two animations in ms; a segment too short for both shortens them alike. */
function lengthsOf(segment: TextSegment): { in: number; out: number } {
  const wish = (animation: TextAnimation): number => (animation.name === 'none' ? 0 : animation.duration);
  const both = wish(segment.animateIn) + wish(segment.animateOut);
  const share = both > segment.duration ? segment.duration / both : 1;
  return { in: wish(segment.animateIn) * share, out: wish(segment.animateOut) * share };
}

/** The pose at `ms` into the segment; null before it begins and from its end on. `travel`: px of a slide. */
export function poseAt(segment: TextSegment, ms: number, travel: number): Pose | null {
  if (ms < 0 || ms >= segment.duration) return null;
  const lengths = lengthsOf(segment);
  if (ms < lengths.in) return entering(segment.animateIn, clamp(ms / lengths.in), travel);
  const left = segment.duration - ms;
  if (left < lengths.out) return leaving(segment.animateOut, clamp(left / lengths.out), travel);
  return REST;
}

/** `t` runs from 0 (not there) to 1 (at rest). */
function entering({ name }: TextAnimation, t: number, travel: number): Pose {
  if (name === 'typewriter') return { ...REST, written: t };
  if (name === 'pop') return { ...REST, alpha: clamp(t * 3), scale: POP_FROM + (1 - POP_FROM) * easeOutBack(t) };
  return sliding(name, t, travel);
}

/** Leaving is entering backwards, but a slide goes on in its own direction. */
function leaving({ name }: TextAnimation, t: number, travel: number): Pose {
  if (name === 'typewriter' || name === 'pop') return entering({ name, duration: 0 }, t, travel);
  return sliding(name, t, -travel);
}

function sliding(name: TextAnimation['name'], t: number, travel: number): Pose {
  const rest = (1 - easeOut(t)) * travel;
  const alpha = name === 'none' ? 1 : clamp(name === 'fade' ? t * t * (3 - 2 * t) : t * 1.6);
  return { ...REST, alpha, ...shifted(name, rest) };
}

function shifted(name: TextAnimation['name'], by: number): { x: number; y: number } {
  switch (name) {
    case 'slide-up':
      return { x: 0, y: by };
    case 'slide-down':
      return { x: 0, y: -by };
    case 'slide-left':
      return { x: by, y: 0 };
    case 'slide-right':
      return { x: -by, y: 0 };
    case 'none':
    case 'fade':
    case 'pop':
    case 'typewriter':
      return { x: 0, y: 0 };
  }
}

/** How far the pose of a segment ever leaves its rest: what the picture must have room for. */
export function reachOf(segment: TextSegment, travel: number): { x: number; y: number; scale: number } {
  const names = [segment.animateIn.name, segment.animateOut.name];
  const has = (...wanted: string[]): boolean => names.some((name) => wanted.includes(name));
  return {
    x: has('slide-left', 'slide-right') ? travel : 0,
    y: has('slide-up', 'slide-down') ? travel : 0,
    scale: has('pop') ? LARGEST_SCALE : 1,
  };
}
