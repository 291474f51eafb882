import type { Ms } from '../base/time.ts';
import { earlier } from './keyframes.ts';
import type { AudioSegment, Effect, Fades, TextSegment, VideoSegment } from './model.ts';
import { playedBy, slicedSpeed, unramped } from './ramp.ts';
import { trimmedPath } from './steady.ts';

type Motion = Extract<Effect, { kind: 'motion' }>;

/** Fades cut down so that both fit into `duration`, in proportion. */
export function fittingFades(fades: Fades, duration: Ms): Fades {
  const sum = fades.in + fades.out;
  if (sum <= duration) return fades;
  const fadeIn = Math.floor((fades.in * duration) / sum);
  return { in: fadeIn, out: Math.min(fades.out, duration - fadeIn) };
}

/** A fade belongs to an edge: a slice keeps it only where it keeps that edge. */
function slicedFades(fades: Fades, edges: { first: boolean; last: boolean }, duration: Ms): Fades {
  return fittingFades({ in: edges.first ? fades.in : 0, out: edges.last ? fades.out : 0 }, duration);
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

function motionAt(motion: Motion, t: number): Motion['from'] {
  const eased = motion.ease === 'smooth' ? t * t * (3 - 2 * t) : t;
  const { from, to } = motion;
  return { zoom: mix(from.zoom, to.zoom, eased), x: mix(from.x, to.x, eased), y: mix(from.y, to.y, eased) };
}

/** A slow move goes on over a cut inside it: each slice takes its share of the way. */
function slicedEffect(effect: Effect, from: number, to: number): Effect {
  if (effect.kind !== 'motion' || (from === 0 && to === 1)) return effect;
  return { ...effect, from: motionAt(effect, from), to: motionAt(effect, to), ease: 'linear' };
}

/**
 * The part of a clip from `from` to `to`, in ms after its own start; `still` says that it has no source time. Start
 * and id stay: who places the slice gives it new ones. The transition stays only with the clip's own beginning.
 */
export function sliceVideo(segment: VideoSegment, from: Ms, to: Ms, still: boolean): VideoSegment {
  if (from === 0 && to === segment.duration) return segment;
  const duration = to - from;
  const edges = { first: from === 0, last: to === segment.duration };
  const skipped = segment.reverse
    ? playedBy(segment, segment.duration) - playedBy(segment, to)
    : playedBy(segment, from);
  const source = still ? segment.in : segment.in + Math.round(skipped);
  const pace = slicedSpeed(segment, from, to);
  return {
    ...(segment.ramp === undefined ? segment : unramped(segment)),
    ...pace,
    duration,
    in: source,
    fade: slicedFades(segment.fade, edges, duration),
    pictureFade: slicedFades(segment.pictureFade, edges, duration),
    effects: segment.effects.map((e) =>
      e.kind === 'stabilize'
        ? trimmedPath(e, { start: source, end: source + duration * pace.speed })
        : slicedEffect(e, from / segment.duration, to / segment.duration),
    ),
    transition: edges.first ? segment.transition : null,
    ...(segment.keyframes === undefined ? {} : { keyframes: earlier(segment.keyframes, from) }),
  };
}

/** The part of a sound from `from` to `to`, in ms after its own start. Composed music has no in-point: it is made anew. */
export function sliceAudio(segment: AudioSegment, from: Ms, to: Ms): AudioSegment {
  if (from === 0 && to === segment.duration) return segment;
  const duration = to - from;
  const edges = { first: from === 0, last: to === segment.duration };
  const source =
    segment.source.kind !== 'music'
      ? { ...segment.source, in: segment.source.in + Math.round(from * segment.speed) }
      : segment.source;
  const keyframes = segment.keyframes === undefined ? {} : { keyframes: earlier(segment.keyframes, from) };
  return { ...segment, ...keyframes, duration, source, fade: slicedFades(segment.fade, edges, duration) };
}

/** A text that lasts `duration`, with animations that fit into it. */
export function textLasting(segment: TextSegment, duration: Ms): TextSegment {
  const half = Math.floor(duration / 2);
  const fitting = (a: TextSegment['animateIn']): TextSegment['animateIn'] =>
    a.duration <= half ? a : { ...a, duration: half };
  return { ...segment, duration, animateIn: fitting(segment.animateIn), animateOut: fitting(segment.animateOut) };
}
