import type { Rate } from '../../base/time.ts';
import type { CopiedStream, Facts, GopFacts } from '../../draft/facts.ts';
import type { Encoding, Layer, Span } from '../../protocol/chunk.ts';
import type { Frames } from './layer.ts';
import type { Chunk } from './plan.ts';

/** A span of a plan with its place in the output, the chunk it came in, and the source frame it shows untouched. */
export type Placed = Frames & {
  readonly span: Span;
  readonly chunk: number;
  readonly shown: { readonly asset: string; readonly frame: number } | null;
};

/** Frames `[first, end)` of the output that are `frame` and the following ones of a source, in whole packets. */
export type CopyRange = Frames & {
  readonly asset: string;
  readonly frame: number;
  /** Where groups of pictures begin within it, as numbers of the source, with their packet's timestamp and bytes. */
  readonly groups: readonly { readonly frame: number; readonly pts: number; readonly bytes: number }[];
};

/** Shorter copies are not worth a seam, in seconds. */
const SHORTEST_S = 0.25;

/** How near to the place that plans give to frames of a steady source a time must be, in frames (src/render/plan/layer.ts). */
const NEAR = 0.05;
const INSIDE = 0.25;

/** The spans of a plan's chunks in the order of the output. */
export function placedSpans(chunks: readonly Chunk[], facts: Facts, encoding: Encoding): Placed[] {
  return chunks.flatMap((chunk, index) => {
    let first = chunk.first;
    return chunk.spans.map((span): Placed => {
      const placed = { first, end: first + span.frames, span, chunk: index, shown: shownBy(span, facts, encoding) };
      first += span.frames;
      return placed;
    });
  });
}

/** The frames of a stream that a span shows as they are; null when anything is done to them. */
function shownBy({ base, over, fade }: Span, facts: Facts, encoding: Encoding): Placed['shown'] {
  if (base.kind !== 'one' || over.length > 0 || fade !== null || !isUntouched(base.layer)) return null;
  const { asset, at, step } = base.layer;
  const gops = facts.assets.get(asset)?.gops ?? null;
  const stream = gops?.refusal === null ? gops.stream : null;
  if (stream === null || !fits(stream, encoding)) return null;
  const fps = stream.rate.num / stream.rate.den;
  const frame = Math.round(at * fps - INSIDE);
  const isSteady = Math.abs(step * fps - 1) < 1e-6 && Math.abs(at * fps - INSIDE - frame) < NEAR;
  return isSteady && frame >= 0 ? { asset, frame } : null;
}

const sameRate = (a: Rate, b: Rate): boolean => a.num * b.den === b.num * a.den;

const fits = (stream: CopiedStream, { width, height, rate }: Encoding): boolean =>
  stream.width === width && stream.height === height && sameRate(stream.rate, rate);

function isUntouched(layer: Layer): boolean {
  const { placement, effects, motion, fade, rotation, pixelAspect, still } = layer;
  const { x, y, scale, rotate, flipH, flipV, opacity, crop } = placement;
  const isMade =
    layer.poses !== undefined ||
    layer.accel !== undefined ||
    layer.frame !== undefined ||
    still ||
    rotation !== 0 ||
    pixelAspect !== 1 ||
    effects.length > 0 ||
    motion !== null ||
    fade !== null;
  const isMoved = x !== 0.5 || y !== 0.5 || scale !== 1 || rotate !== 0 || flipH || flipV || opacity !== 1;
  return !isMade && !isMoved && Object.values(crop).every((side) => side === 0);
}

type Run = Frames & { readonly asset: string; readonly frame: number };

/** What can be copied of these spans: whole groups of pictures, the last one up to where it may end. */
export function copyRanges(spans: readonly Placed[], facts: Facts, rate: Rate): CopyRange[] {
  const shortest = Math.max(2, Math.round((SHORTEST_S * rate.num) / rate.den));
  return runsOf(spans)
    .flatMap((run) => rangesOf(run, facts.assets.get(run.asset)?.gops?.gops ?? []))
    .filter((range) => range.end - range.first >= shortest);
}

/** Spans that play on in the source are one run, whatever divided them. */
function runsOf(spans: readonly Placed[]): Run[] {
  const runs: Run[] = [];
  for (const { first, end, shown } of spans) {
    const last = runs.at(-1);
    const goesOn = shown !== null && last?.end === first && last.asset === shown.asset;
    if (shown === null) continue;
    if (goesOn && shown.frame === last.frame + (last.end - last.first)) runs[runs.length - 1] = { ...last, end };
    else runs.push({ first, end, ...shown });
  }
  return runs;
}

type Gop = GopFacts['gops'][number];

function rangesOf(run: Run, gops: readonly Gop[]): CopyRange[] {
  const ranges: CopyRange[] = [];
  const sourceEnd = run.frame + (run.end - run.first);
  let open: { frame: number; end: number; groups: CopyRange['groups'][number][] } | null = null;
  const close = (): void => {
    if (open === null) return;
    const { frame, end, groups } = open;
    const first = run.first + (frame - run.frame);
    ranges.push({ asset: run.asset, frame, groups, first, end: first + (end - frame) });
    open = null;
  };
  for (let i = firstFrom(gops, run.frame); i < gops.length; i++) {
    const gop = gops[i];
    if (gop === undefined || gop.first >= sourceEnd) break;
    const frames = gop.refusal === null ? lengthWithin(gop, sourceEnd - gop.first) : 0;
    if (frames === 0 || (open !== null && open.end !== gop.first)) close();
    if (frames === 0) continue;
    open ??= { frame: gop.first, end: gop.first, groups: [] };
    open.groups.push({ frame: gop.first, pts: gop.pts, bytes: gop.bytes });
    open.end = gop.first + frames;
    if (frames < gop.frames) close();
  }
  close();
  return ranges;
}

/** How many pictures of a group may be copied when `most` are shown: all, or up to where it may end; never only one. */
function lengthWithin(gop: Gop, most: number): number {
  if (gop.frames <= most) return gop.frames;
  return gop.ends.findLast((end) => end <= most && end >= 2) ?? 0;
}

/** Index of the first group that begins at or after a frame. */
function firstFrom(gops: readonly Gop[], frame: number): number {
  let [low, high] = [0, gops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gops[middle]?.first ?? 0) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}
