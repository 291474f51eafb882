import type { Rate } from '../../base/time.ts';
import { movesPicture } from '../../draft/keyframes.ts';
import type { VideoSegment } from '../../draft/model.ts';
import { type Frames, framesOf } from './layer.ts';

/** Frames of the main track between its cuts and transitions. `whole`: a transition, which is never divided. */
export type Body = Frames & { readonly segment: VideoSegment | null; readonly whole: boolean };

/** Length of a chunk in seconds: where a long shot is divided, and what a group of short ones aims at. */
const GRID_S = 3;
const ENOUGH_S = 2;
const MOST_S = 4;

/**
 * Divides the main track into chunks: `[first, end)` ranges of frames that cover it without a hole. Long shots are
 * divided on a grid of source time, so that chunks keep their contents when something before them is cut; a transition
 * stays whole; short pieces are grouped. Only the main track decides: a title that moves moves no chunk.
 */
export function chunkRanges(bodies: readonly Body[], rate: Rate): Frames[] {
  const fps = rate.num / rate.den;
  const ranges: Frames[] = [];
  let first: number | null = null;
  let end = 0;
  const close = (): void => {
    if (first !== null) ranges.push({ first, end });
    first = null;
  };
  for (const piece of bodies.flatMap((body) => divided(body, rate))) {
    if (first !== null && piece.end - first > MOST_S * fps) close();
    first ??= piece.first;
    end = piece.end;
    if (end - first >= ENOUGH_S * fps) close();
  }
  close();
  return ranges;
}

function divided(body: Body, rate: Rate): Frames[] {
  const fps = rate.num / rate.den;
  if (body.whole) return [body];
  if (body.end - body.first <= MOST_S * fps || body.segment === null || moves(body.segment)) return evenly(body, fps);
  const cuts = gridFrames(body.segment, rate).filter((frame) => frame > body.first && frame < body.end);
  const edges = [body.first, ...cuts, body.end];
  return edges.slice(1).map((end, i) => ({ first: edges[i] ?? body.first, end }));
}

/** A photo or a moving framing has no source grid to hold on to: its own beginning is the anchor. */
const moves = (segment: VideoSegment): boolean =>
  segment.freeze ||
  segment.ramp !== undefined ||
  movesPicture(segment.keyframes) ||
  segment.effects.some((effect) => effect.kind === 'motion');

function evenly(body: Frames, fps: number): Frames[] {
  const size = Math.max(1, Math.round(GRID_S * fps));
  const length = body.end - body.first;
  if (length <= MOST_S * fps) return [{ first: body.first, end: body.end }];
  const count = Math.ceil(length / size);
  return Array.from({ length: count }, (_, i) => ({
    first: body.first + i * size,
    end: Math.min(body.end, body.first + (i + 1) * size),
  }));
}

/** Output frames at which the source passes a multiple of the grid. */
function gridFrames(segment: VideoSegment, rate: Rate): number[] {
  const { first, end } = framesOf(segment, rate);
  const fps = rate.num / rate.den;
  const grid = GRID_S * segment.speed;
  const sourceLength = (segment.duration / 1000) * segment.speed;
  const from = segment.in / 1000;
  const frames: number[] = [];
  for (let k = Math.ceil(from / grid); k * grid < from + sourceLength; k++) {
    const offset = Math.round(((k * grid - from) / segment.speed) * fps);
    frames.push(segment.reverse ? end - offset : first + offset);
  }
  return frames.toSorted((a, b) => a - b);
}
