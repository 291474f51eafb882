import { frameAt, type Rate, secondsOfFrame } from '../../base/time.ts';
import { isLively } from '../../draft/effect-names.ts';
import type { Asset } from '../../draft/facts.ts';
import type { VideoSegment } from '../../draft/model.ts';
import { standsPainted } from '../../draft/painting.ts';
import type { Fade, Layer, Motion } from '../../protocol/chunk.ts';

/** Frames `[first, end)` of the output. */
export type Frames = { readonly first: number; readonly end: number };

/** The frames that show something placed at `start` for `duration` ms; none for less than half a frame. */
export function framesOf(place: { start: number; duration: number }, rate: Rate): Frames {
  return { first: frameAt(place.start, rate), end: frameAt(place.start + place.duration, rate) };
}

/**
 * The layer that shows `segment` from output frame `frame` on. Source time comes from the absolute frame, so that no
 * cut, seam or split moves a picture. The frame may lie outside the segment: a transition plays its handles.
 */
export function layerAt(segment: VideoSegment, asset: Asset, frame: number, rate: Rate): Layer {
  const { video } = asset.probe;
  const still = asset.probe.kind === 'image';
  return {
    // Whichever painting it is: equal pictures have equal keys.
    asset: segment.painting === undefined ? segment.asset : 'painting',
    ...(segment.painting === undefined ? {} : { painting: segment.painting }),
    still,
    ...clockOf(segment, asset, frame, rate),
    rotation: video?.rotation ?? 0,
    pixelAspect: video?.pixelAspect ?? 1,
    placement: { ...segment.placement, crop: { ...segment.placement.crop } },
    effects: segment.effects.filter((effect) => effect.kind !== 'motion' && effect.kind !== 'stabilize'),
    motion: motionOf(segment, frame, rate),
    fade: null,
    ...(segment.frame === undefined ? {} : { frame: segment.frame }),
    ...betweenOf(segment, asset),
    ...(segment.effects.some(isLively) ? { tick: tickOf(segment, frame, rate) } : {}),
  };
}

/** In-between pictures exist where a source of even rate plays slower than it was recorded. */
function betweenOf({ between, freeze }: VideoSegment, { probe }: Asset): Pick<Layer, 'between'> {
  if (between === undefined || freeze || probe.kind !== 'video' || probe.video === null) return {};
  const { fps, variableRate, hdr, alpha } = probe.video;
  return variableRate || hdr || alpha ? {} : { between: { how: between, fps } };
}

/**
 * Which frame of its clip an output frame is, counted so that it stays the same when something before it is cut: what
 * flickers and wobbles goes by it, and not by where a chunk begins.
 */
function tickOf(segment: VideoSegment, frame: number, rate: Rate): number {
  return frameAt(segment.in / segment.speed, rate) + frame - framesOf(segment, rate).first;
}

/** How far from the middle between two source frames a time may be and still count as "in the middle". */
const TIE = 1e-3;
/** Where in a frame of a steady source its time is put, in frames: off its edges, which containers round. */
const INSIDE = 0.25;
/** Times of drafts are rounded to milliseconds, and so may a container's be: a frame this near has begun, in seconds. */
const ROUNDED_S = 0.002;

type Clock = { readonly at: number; readonly step: number; readonly accel?: number };

function clockOf(segment: VideoSegment, asset: Asset, frame: number, rate: Rate): Clock {
  const { kind, video } = asset.probe;
  if (segment.painting !== undefined && standsPainted(segment.painting)) return { at: 0, step: 0 };
  if (kind === 'image' || video === null) return { at: 0, step: 0 };
  const { first, end } = framesOf(segment, rate);
  const perFrame = (segment.speed * rate.den) / rate.num;
  const sourceSteps = perFrame * video.fps;
  const isSteady = !video.variableRate && (segment.freeze || Math.abs(sourceSteps - Math.round(sourceSteps)) < 1e-6);
  const start = segment.start / 1000;
  // A cut never shows what lies before its in-point, even when its first frame begins a little before it does.
  const origin = isSteady ? start : Math.min(start, secondsOfFrame(first, rate));
  // Source times count from the first picture, for the readers, the facts and the sound alike (src/media/source-zero.ts).
  const sourceSeconds = (n: number): number => segment.in / 1000 + (secondsOfFrame(n, rate) - origin) * segment.speed;
  // A steady source keeps its phase: the same pictures are chosen, and the key survives a shift of the timeline.
  const settled = (at: number): number =>
    micro(isSteady ? (Math.floor(at * video.fps + 0.5 - TIE) + INSIDE) / video.fps : at + ROUNDED_S);
  if (segment.freeze) return { at: settled(segment.in / 1000), step: 0 };
  if (segment.ramp !== undefined) return rampClock(segment, frame - first, end - first, rate);
  if (segment.reverse) return { at: settled(sourceSeconds(first + end - 1 - frame)), step: -perFrame };
  return { at: settled(sourceSeconds(frame)), step: perFrame };
}

/** The clock of a speed that changes evenly, from frame `n` of the segment's `frames` on: its source time is a parabola. */
function rampClock(segment: VideoSegment, n: number, frames: number, rate: Rate): Clock {
  const { ramp, reverse } = segment;
  if (ramp === undefined) throw new Error('a segment without a ramp');
  const frame = rate.den / rate.num;
  const whole = frames * frame;
  const growth = (ramp.to - ramp.from) / whole;
  const elapsed = n * frame;
  const played = ramp.from * elapsed + (growth * elapsed * elapsed) / 2;
  const step = (ramp.from + growth * elapsed) * frame;
  const accel = growth * frame * frame;
  const start = segment.in / 1000 + ROUNDED_S;
  if (!reverse) return { at: micro(start + played), step, accel };
  // Backwards the first frame is the last that would have been shown.
  return { at: micro(start + Math.max(0, segment.speed * whole - frame) - played), step: -step, accel: -accel };
}

function motionOf(segment: VideoSegment, frame: number, rate: Rate): Motion | null {
  const motion = segment.effects.find((effect) => effect.kind === 'motion');
  if (motion === undefined) return null;
  const { first, end } = framesOf(segment, rate);
  const { from, to, ease } = motion;
  return { from: { ...from }, to: { ...to }, ease, elapsed: frame - first, frames: Math.max(1, end - first) };
}

/** A fade of a segment's picture: where it runs, in output frames. Two that would meet share the segment. */
export function fadesOf(segment: VideoSegment, rate: Rate): (Frames & { direction: Fade['direction'] })[] {
  const { in: fadeIn, out: fadeOut } = segment.pictureFade;
  const most = fadeIn > 0 && fadeOut > 0 ? segment.duration / 2 : segment.duration;
  const { first, end } = framesOf(segment, rate);
  const seconds = (ms: number): number => frameAt(Math.min(ms, most), rate);
  return [
    { direction: 'in' as const, first, end: first + seconds(fadeIn) },
    { direction: 'out' as const, first: end - seconds(fadeOut), end },
  ].filter((fade) => fade.end > fade.first);
}

/** The part of a segment's fades that is running at `frame`, or null. */
export function fadeAt(fades: readonly (Frames & { direction: Fade['direction'] })[], frame: number): Fade | null {
  const running = fades.find((fade) => fade.first <= frame && frame < fade.end);
  if (running === undefined) return null;
  return { direction: running.direction, elapsed: frame - running.first, frames: running.end - running.first };
}

const micro = (seconds: number): number => Math.round(seconds * 1e6) / 1e6 + 0;
