import type { CopiedStream, Facts } from '../../draft/facts.ts';
import type { Encoding, Span, StreamMatch } from '../../protocol/chunk.ts';
import { type CopyRange, copyRanges, type Placed, placedSpans } from './copy-ranges.ts';
import { canonical, chunkKey, ENGINE, type Hash } from './key.ts';
import type { Chunk, RenderPlan } from './plan.ts';

/** When packets are copied: never, where it can be no worse to look at nor much larger, or wherever it is possible. */
export type CopyPolicy = 'never' | 'alike' | 'always';

/** What became of the wish to copy. */
export type CopyOutcome =
  | { readonly kind: 'copied'; readonly frames: number }
  | { readonly kind: 'encoded'; readonly why: CopyObstacle };

/** Why a whole output is encoded. */
export type CopyObstacle =
  | 'not_wanted'
  | 'not_h264'
  | 'hardware'
  | 'limited_rate'
  | 'nothing_untouched'
  | 'too_little'
  | 'too_large'
  | 'long_groups'
  | 'colors'
  | 'no_free_id';

export type CopyPlan = RenderPlan & { readonly copy: CopyOutcome };

/** Share of the output below which copying does not pay for its seams, where it is not asked for. */
const LEAST_SHARE = 0.2;
/** Bits of a pixel that x264 veryfast spends at CRF 20 on a talk in Full HD (4 Mbit/s); it doubles with 6 steps less. */
const BITS_PER_PIXEL = 0.064;
/** A copied stream may be so many times as large as an encoded one would be about: nobody asked for a huge file. */
const MOST_TIMES = 2;
/** Groups of pictures beyond this make seeking in the output slow, in seconds: x264's own default is 250 frames. */
const LONGEST_S = 10.5;
/** A chunk of copied packets ends with the group of pictures that reaches this, in seconds or bytes. */
const CHUNK_S = 20;
const CHUNK_BYTES = 64 * 1024 * 1024;
/** What is encoded between copies is put together up to this, in seconds. */
const GROUPED_S = 4;

type Wish = { readonly policy: CopyPolicy; readonly hash: Hash };

/**
 * Puts copies of packets into a plan where its spans show a source untouched, and has everything else encoded so that
 * it joins with them. Pure. The answer says why where nothing is copied; the plan is then the one that came in.
 */
export function planCopies(plan: RenderPlan, facts: Facts, { policy, hash }: Wish): CopyPlan {
  const encoded = (why: CopyObstacle): CopyPlan => ({ ...plan, copy: { kind: 'encoded', why } });
  const { encoding } = plan;
  if (policy === 'never') return encoded('not_wanted');
  if (encoding.codec !== 'h264') return encoded('not_h264');
  if (encoding.hardware !== undefined) return encoded('hardware');
  if (encoding.maxBitRate !== null) return encoded('limited_rate');
  const spans = placedSpans(plan.chunks, facts, encoding);
  const streamOf = (asset: string): CopiedStream | null => facts.assets.get(asset)?.gops?.stream ?? null;
  const possible = copyRanges(spans, facts, encoding.rate);
  const ranges = withoutLonePictures(mostOfOneKind(possible, streamOf), plan);
  const stream = streamOf(ranges[0]?.asset ?? '');
  if (stream === null) return encoded('nothing_untouched');
  const frames = ranges.reduce((sum, range) => sum + range.end - range.first, 0);
  if (policy === 'alike') {
    const obstacle = unlike(ranges, facts, { plan, frames });
    if (obstacle !== null) return encoded(obstacle);
  }
  const isPure = spans.every(({ shown }) => shown !== null && kindOf(streamOf(shown.asset)) === kindOf(stream));
  if (!isPure && !isUsual(stream)) return encoded('colors');
  const match = matchOf(stream, isPure && !isUsual(stream));
  if (match === null) return encoded('no_free_id');
  const matched: Encoding = { ...(isPure ? edgesOf(plan, policy) : encoding), match };
  const pieces: Chunk[] = [
    ...ranges.flatMap((range) => copiesOf(range, { spans, stream, hash, encoding })),
    ...encodedBetween(spans, ranges, { encoding: matched, hash }),
  ];
  const chunks = pieces.toSorted((a, b) => a.first - b.first);
  return { ...plan, encoding: matched, chunks, copy: { kind: 'copied', frames } };
}

/** Streams with one such text can stand in one file beside each other. */
const kindOf = (stream: CopiedStream | null): string =>
  stream === null ? '' : canonical([stream.sps, stream.pps, stream.rate]);

/** The ranges of that kind of stream of which there is most. */
function mostOfOneKind(ranges: readonly CopyRange[], streamOf: (asset: string) => CopiedStream | null): CopyRange[] {
  const byKind = new Map<string, CopyRange[]>();
  for (const range of ranges) {
    const kind = kindOf(streamOf(range.asset));
    byKind.set(kind, [...(byKind.get(kind) ?? []), range]);
  }
  const framesOf = (list: readonly CopyRange[]): number => list.reduce((sum, { first, end }) => sum + end - first, 0);
  return [...byKind.values()].toSorted((a, b) => framesOf(b) - framesOf(a))[0] ?? [];
}

/**
 * A single encoded picture before a copy would be an IDR picture before another one, whose ids must differ (7.4.3):
 * the copy then begins with its next group, or is left out.
 */
function withoutLonePictures(ranges: readonly CopyRange[], { chunks }: RenderPlan): CopyRange[] {
  const kept: CopyRange[] = [];
  const start = chunks[0]?.first ?? 0;
  for (const range of ranges) {
    const before = kept.at(-1)?.end ?? start;
    if (range.first - before !== 1) kept.push(range);
    else {
      const [, next] = range.groups;
      if (next === undefined) continue;
      kept.push({
        ...range,
        frame: next.frame,
        first: range.first + next.frame - range.frame,
        groups: range.groups.slice(1),
      });
    }
  }
  return kept;
}

/** Why the result would not be as good as an encoded one, or much larger; null when it would be. */
function unlike(
  ranges: readonly CopyRange[],
  facts: Facts,
  { plan, frames }: { plan: RenderPlan; frames: number },
): CopyObstacle | null {
  const { encoding, rate } = plan;
  if (frames < plan.frames * LEAST_SHARE) return 'too_little';
  const groups = ranges.flatMap((range) => range.groups.map(({ bytes }) => bytes));
  const bits = (8 * groups.reduce((sum, bytes) => sum + bytes, 0)) / (frames * encoding.width * encoding.height);
  if (bits > MOST_TIMES * BITS_PER_PIXEL * 2 ** ((20 - encoding.crf) / 6)) return 'too_large';
  const longest = [...new Set(ranges.map(({ asset }) => asset))]
    .flatMap((asset) => facts.assets.get(asset)?.gops?.gops ?? [])
    .reduce((most, gop) => Math.max(most, gop.frames), 0);
  return (longest * rate.den) / rate.num > LONGEST_S ? 'long_groups' : null;
}

/**
 * Where nothing but the frames around cuts is encoded, bytes matter less than work: the next faster preset, two steps
 * finer, costs a quarter less (docs/decisions/0008-copy.md), and a piece between two copies is one group of pictures.
 * In source quality they matter least: the fastest preset is finer still at the same step, for half the work.
 */
function edgesOf({ encoding, rate }: RenderPlan, policy: CopyPolicy): Encoding {
  const { crf } = encoding;
  const isSlower = encoding.preset !== 'ultrafast' && encoding.preset !== 'superfast';
  const gop = Math.max(encoding.gop, Math.round((GROUPED_S * rate.num) / rate.den));
  if (policy === 'always') return { ...encoding, gop, preset: 'ultrafast' };
  return isSlower ? { ...encoding, gop, preset: 'superfast', crf: Math.max(1, crf - 2) } : { ...encoding, gop };
}

/** BT.709 in limited range, said or by the rule of players for HD: what everything else of ours is made in. */
function isUsual({ color, width, height }: CopiedStream): boolean {
  const isOurs = (value: number): boolean => value === 1 || value === 2;
  const isSaid = color.matrix === 1 || (color.matrix === 2 && Math.min(width, height) >= 720);
  return isSaid && !color.isFullRange && isOurs(color.primaries) && isOurs(color.transfer);
}

const PROFILES = new Map([
  [66, 'baseline'],
  [77, 'main'],
  [100, 'high'],
] as const);
/** Ids of sequence parameter sets end here (7.4.2.1.1). */
const IDS = 32;
/** B-frames that refer to each other need so many pictures kept. */
const PYRAMID = 4;

function matchOf(stream: CopiedStream, isRaw: boolean): StreamMatch | null {
  const { level, ids, color } = stream;
  const setId = Array.from({ length: IDS }, (_, id) => id).find((id) => !ids.includes(id));
  if (setId === undefined) return null;
  const buffer = Math.min(16, Math.max(1, stream.buffer));
  const deepest = stream.profile === 66 ? 0 : buffer >= PYRAMID ? 2 : 1;
  const reorder = Math.min(stream.reorder, deepest);
  const profile = PROFILES.get(stream.profile as 66 | 77 | 100) ?? 'high';
  return { setId, profile, level, reorder, buffer, color: { ...color }, isRaw };
}

type Copying = {
  readonly spans: readonly Placed[];
  readonly stream: CopiedStream;
  readonly hash: Hash;
  readonly encoding: Encoding;
};

/** A range as chunks: groups of pictures together, up to some seconds or bytes. */
function copiesOf(range: CopyRange, { spans, stream, hash, encoding }: Copying): Chunk[] {
  const most = (CHUNK_S * encoding.rate.num) / encoding.rate.den;
  const starts: CopyRange['groups'][number][] = [];
  let [frames, bytes] = [0, 0];
  for (const [i, group] of range.groups.entries()) {
    const last = starts.at(-1);
    if (last !== undefined) frames = group.frame - last.frame;
    if (i === 0 || frames >= most || bytes >= CHUNK_BYTES) {
      starts.push(group);
      bytes = 0;
    }
    bytes += group.bytes;
  }
  return starts.map((start, i) => {
    const first = range.first + (start.frame - range.frame);
    const next = starts[i + 1];
    const end = next === undefined ? range.end : range.first + (next.frame - range.frame);
    const copy = { asset: range.asset, frame: start.frame, pts: start.pts };
    const look = { asset: range.asset, frame: start.frame, frames: end - first, sets: [stream.sps, stream.pps] };
    const key = hash(canonical({ engine: ENGINE, copied: look }));
    return { key, first, frames: end - first, spans: sliced(spans, first, end), copy };
  });
}

/** The spans that show frames `[first, end)`, cut to them. Only what shows a source untouched is ever cut. */
function sliced(spans: readonly Placed[], first: number, end: number): Span[] {
  return spans
    .filter((placed) => placed.first < end && placed.end > first)
    .map((placed) => slice(placed, Math.max(first, placed.first), Math.min(end, placed.end)));
}

function slice({ span, first: start }: Placed, first: number, end: number): Span {
  const { base } = span;
  if (base.kind !== 'one' || first === start) return { ...span, frames: end - first };
  const at = Math.round((base.layer.at + base.layer.step * (first - start)) * 1e6) / 1e6;
  return { ...span, frames: end - first, base: { ...base, layer: { ...base.layer, at } } };
}

type Between = { readonly encoding: Encoding; readonly hash: Hash };

/** Everything outside the ranges as chunks: short pieces that follow each other together, the others as planned. */
function encodedBetween(spans: readonly Placed[], ranges: readonly CopyRange[], { encoding, hash }: Between): Chunk[] {
  const most = (GROUPED_S * encoding.rate.num) / encoding.rate.den;
  const groups: { first: number; end: number; chunk: number }[] = [];
  for (const piece of outside(spans, ranges)) {
    const last = groups.at(-1);
    const follows = last?.end === piece.first;
    if (follows && (last.chunk === piece.chunk || piece.end - last.first <= most)) {
      last.end = piece.end;
      last.chunk = piece.chunk;
    } else groups.push({ ...piece });
  }
  return groups.map(({ first, end }) => {
    const shown = sliced(spans, first, end);
    return { key: chunkKey(shown, encoding, hash), first, frames: end - first, spans: shown };
  });
}

function outside(
  spans: readonly Placed[],
  ranges: readonly CopyRange[],
): { first: number; end: number; chunk: number }[] {
  const pieces: { first: number; end: number; chunk: number }[] = [];
  let at = 0;
  for (const { first, end, chunk } of spans) {
    let cursor = first;
    while (at < ranges.length && (ranges[at]?.end ?? 0) <= first) at++;
    for (let i = at; i < ranges.length; i++) {
      const range = ranges[i];
      if (range === undefined || range.first >= end) break;
      if (range.first > cursor) pieces.push({ first: cursor, end: range.first, chunk });
      cursor = Math.max(cursor, Math.min(end, range.end));
    }
    if (cursor < end) pieces.push({ first: cursor, end, chunk });
  }
  return pieces;
}
