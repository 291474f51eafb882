import { type KeyedProperty, keyedValue } from '../../draft/keyframes.ts';
import type { TextAnimation, TextSegment } from '../../draft/model.ts';

/**
 * How a text looks at one moment: moved by px, turned (clockwise degrees) and scaled about its middle, how much of it is
 * written (typewriter) or uncovered (wipe), 0–1, blurred by em; `flat`: its height as a share of its own.
 */
export type Pose = {
  readonly alpha: number;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly flat: number;
  readonly rotate: number;
  readonly written: number;
  readonly shown: number;
  readonly blur: number;
  /** Degrees on the colour wheel in place of the text's colour; null for its own. */
  readonly hue: number | null;
  /** What each letter or word does by itself; null when they stand together. */
  readonly units: Units | null;
};

/** `phase`: how far the whole animation is; of a loop, how far its round is. */
export type Units = { readonly by: 'letter' | 'word'; readonly name: string; readonly phase: number };

/** What one letter or word does. */
export type UnitPose = { readonly alpha: number; readonly y: number; readonly scale: number };

export const REST: Pose = {
  alpha: 1,
  x: 0,
  y: 0,
  scale: 1,
  flat: 1,
  rotate: 0,
  written: 1,
  shown: 1,
  blur: 0,
  hue: null,
  units: null,
};

/** The largest scale of a pop: its overshoot goes 10 % too far (easeOutBack with the usual 1.70158). */
export const LARGEST_SCALE = 1.1;
const OVERSHOOT = 1.70158;
/** A pop begins at this scale, a zoom at that one. */
const POP_FROM = 0.55;
const ZOOM_FROM = 1.8;
/** An elastic comes from this scale and swings as far as that. */
const ELASTIC_MOST = 1.42;
/** A drop falls from this many line heights. */
const DROP_FROM = 2.4;
/** How wide a letter's own share of an animation is, as a share of the whole. */
const UNIT_SHARE = 0.45;

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
const easeOut = (t: number): number => 1 - (1 - t) ** 3;
const easeOutBack = (t: number): number => 1 + (OVERSHOOT + 1) * (t - 1) ** 3 + OVERSHOOT * (t - 1) ** 2;
const elastic = (t: number): number =>
  t <= 0 ? 0 : t >= 1 ? 1 : 2 ** (-9 * t) * Math.sin(((t * 10 - 0.75) * 2 * Math.PI) / 3) + 1;
const bounce = (t: number): number => {
  const n = 7.5625;
  if (t < 1 / 2.75) return n * t * t;
  if (t < 2 / 2.75) return n * (t - 1.5 / 2.75) ** 2 + 0.75;
  if (t < 2.5 / 2.75) return n * (t - 2.25 / 2.75) ** 2 + 0.9375;
  return n * (t - 2.625 / 2.75) ** 2 + 0.984375;
};

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
  const left = segment.duration - ms;
  const pose =
    ms < lengths.in
      ? entering(segment.animateIn, clamp(ms / lengths.in), travel)
      : left < lengths.out
        ? leaving(segment.animateOut, clamp(left / lengths.out), travel)
        : REST;
  return segment.animateLoop === undefined ? pose : looped(pose, segment.animateLoop, ms, travel);
}

/** `t` runs from 0 (not there) to 1 (at rest). */
function entering({ name }: TextAnimation, t: number, travel: number): Pose {
  const quick = clamp(t * 3);
  switch (name) {
    case 'typewriter':
      return { ...REST, written: t };
    case 'pop':
      return { ...REST, alpha: quick, scale: POP_FROM + (1 - POP_FROM) * easeOutBack(t) };
    case 'zoom':
      return { ...REST, alpha: clamp(t * 2), scale: ZOOM_FROM + (1 - ZOOM_FROM) * easeOut(t) };
    case 'spin':
      return { ...REST, alpha: quick, rotate: -180 * (1 - easeOut(t)), scale: 0.3 + 0.7 * easeOut(t) };
    case 'drop':
      return { ...REST, alpha: clamp(t * 6), y: -DROP_FROM * travel * (1 - bounce(t)) };
    case 'flip':
      return { ...REST, alpha: clamp(t * 4), flat: Math.max(0.02, Math.sin((Math.PI / 2) * easeOut(t))) };
    case 'blur':
      return { ...REST, alpha: clamp(t * 1.5), blur: 0.6 * (1 - easeOut(t)), scale: 1.06 - 0.06 * easeOut(t) };
    case 'wipe':
      return { ...REST, shown: easeOut(t) };
    case 'elastic':
      return { ...REST, alpha: quick, scale: Math.max(0.05, elastic(t)) };
    case 'letters-fade':
    case 'letters-rise':
    case 'letters-drop':
    case 'letters-pop':
      return { ...REST, alpha: clamp(t * 8), units: t >= 1 ? null : { by: 'letter', name: name.slice(8), phase: t } };
    case 'words-fade':
    case 'words-rise':
    case 'words-pop':
      return { ...REST, alpha: clamp(t * 8), units: t >= 1 ? null : { by: 'word', name: name.slice(6), phase: t } };
    case 'none':
    case 'fade':
    case 'slide-up':
    case 'slide-down':
    case 'slide-left':
    case 'slide-right':
      return sliding(name, t, travel);
  }
}

/** Leaving is entering backwards, but a slide goes on in its own direction. */
function leaving(animation: TextAnimation, t: number, travel: number): Pose {
  return animation.name.startsWith('slide-') ? sliding(animation.name, t, -travel) : entering(animation, t, travel);
}

function sliding(name: TextAnimation['name'], t: number, travel: number): Pose {
  const rest = (1 - easeOut(t)) * travel;
  const alpha = name === 'none' ? 1 : clamp(name === 'fade' ? t * t * (3 - 2 * t) : t * 1.6);
  const [x, y] =
    name === 'slide-left'
      ? [rest, 0]
      : name === 'slide-right'
        ? [-rest, 0]
        : name === 'slide-up'
          ? [0, rest]
          : name === 'slide-down'
            ? [0, -rest]
            : [0, 0];
  return { ...REST, alpha, x, y };
}

type Loop = NonNullable<TextSegment['animateLoop']>;

/** Adds what a text does all the time. */
function looped(pose: Pose, { name, period }: Loop, ms: number, travel: number): Pose {
  const phase = (ms / period) % 1;
  const wave = Math.sin(2 * Math.PI * phase);
  switch (name) {
    case 'pulse':
      return { ...pose, scale: pose.scale * (1 + 0.045 * (1 - Math.cos(2 * Math.PI * phase))) };
    case 'wave':
      return pose.units === null ? { ...pose, units: { by: 'letter', name: 'wave', phase } } : pose;
    case 'shake': {
      // Three sines of different pace look like chance, and are the same each time.
      const by = 0.07 * travel;
      const turn = 2 * Math.PI * phase;
      return {
        ...pose,
        x: pose.x + by * (Math.sin(3 * turn) + 0.5 * Math.sin(7 * turn + 1)),
        y: pose.y + by * (Math.sin(4 * turn + 2) + 0.5 * Math.sin(6 * turn)),
        rotate: pose.rotate + 1.2 * Math.sin(5 * turn),
      };
    }
    case 'blink':
      return { ...pose, alpha: pose.alpha * (phase < 0.55 ? 1 : phase < 0.95 ? 0.12 : 0.6) };
    case 'float':
      return { ...pose, y: pose.y + 0.16 * travel * wave };
    case 'rainbow':
      return { ...pose, hue: Math.round((360 * phase) / 6) * 6 };
    case 'swing':
      return { ...pose, rotate: pose.rotate + 4 * wave };
    case 'jump':
      return { ...pose, y: pose.y - 0.45 * travel * Math.abs(Math.sin(Math.PI * phase)) };
  }
}

/** What unit `i` of `count` does. `travel`: px of a slide. */
export function unitPose({ name, phase }: Units, i: number, count: number, travel: number): UnitPose {
  if (name === 'wave') return { alpha: 1, y: 0.22 * travel * Math.sin(2 * Math.PI * (phase - i / 9)), scale: 1 };
  const start = count <= 1 ? 0 : (i / (count - 1)) * (1 - UNIT_SHARE);
  const t = clamp((phase - start) / UNIT_SHARE);
  const alpha = clamp(t * 2);
  if (name === 'rise') return { alpha, y: travel * 0.8 * (1 - easeOut(t)), scale: 1 };
  if (name === 'drop') return { alpha: clamp(t * 5), y: -travel * 1.6 * (1 - bounce(t)), scale: 1 };
  if (name === 'pop') return { alpha: clamp(t * 4), y: 0, scale: Math.max(0.05, easeOutBack(t)) };
  return { alpha: t, y: 0, scale: 1 };
}

/** How far the pose of a segment ever leaves its rest: what the picture must have room for. `turns`: it may lie askew. */
export function reachOf(segment: TextSegment, travel: number): { x: number; y: number; scale: number; turns: boolean } {
  const names: string[] = [segment.animateIn.name, segment.animateOut.name, `loop-${segment.animateLoop?.name ?? ''}`];
  const most = (table: Readonly<Record<string, number>>, least: number): number =>
    names.reduce((sum, name) => Math.max(sum, table[name] ?? least), least);
  return {
    x:
      travel *
      most({ 'slide-left': 1, 'slide-right': 1, 'loop-shake': 0.11 }, 0) *
      (names[2] === 'loop-shake' ? 1.11 : 1),
    y:
      travel *
        most(
          {
            'slide-up': 1,
            'slide-down': 1,
            drop: DROP_FROM,
            'letters-rise': 0.8,
            'words-rise': 0.8,
            'letters-drop': 1.6,
          },
          0,
        ) +
      travel * most({ 'loop-shake': 0.11, 'loop-float': 0.16, 'loop-jump': 0.45, 'loop-wave': 0.22 }, 0),
    scale:
      most(
        {
          pop: LARGEST_SCALE,
          zoom: ZOOM_FROM,
          elastic: ELASTIC_MOST,
          blur: 1.06,
          'letters-pop': LARGEST_SCALE,
          'words-pop': LARGEST_SCALE,
        },
        1,
      ) * (names[2] === 'loop-pulse' ? 1.09 : 1),
    turns: names.includes('spin') || names.includes('loop-swing') || names.includes('loop-shake'),
  };
}

/** Where keyframes put a text at a moment: moved by fractions of the canvas from its place, scaled, turned, how opaque. */
export type Keyed = {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly rotate: number;
  readonly opacity: number;
};

export function keyedAt({ keyframes, x, y, opacity }: TextSegment, ms: number): Keyed {
  const at = (property: KeyedProperty, plain: number): number => keyedValue(keyframes, property, plain, ms);
  return {
    x: at('x', x) - x,
    y: at('y', y) - y,
    scale: at('scale', 1),
    rotate: at('rotate', 0),
    opacity: at('opacity', opacity),
  };
}
