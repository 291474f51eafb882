import { fail } from '../base/errors.ts';
import { type Ms, mergeRanges, overlaps, type Range, subtractRanges } from '../base/time.ts';
import { nextId, track } from './build.ts';
import type { Facts } from './facts.ts';
import { follow, type Piece } from './follow.ts';
import type { Draft, VideoSegment } from './model.ts';
import {
  allSegments,
  draftLength,
  endOf,
  frameMs,
  lastEnd,
  mainSegments,
  mainTrack,
  standsStill,
  withTrack,
} from './queries.ts';
import { sliceVideo } from './slice.ts';

/**
 * One stretch of a main track that is being put together: a clip, or a hole where the background shows. `from` is
 * the stretch of the old timeline that it shows, null for something new; all else on the timeline follows it.
 */
export type Part = {
  readonly segment: VideoSegment | null;
  readonly duration: Ms;
  readonly from: Range | null;
  /** How much at its end is new, beyond what `from` showed. */
  readonly added?: Ms;
  /** How much at its beginning is new. */
  readonly addedBefore?: Ms;
  /** Where the pace changes within it: places of `from`, after its start, and where they are now; both rising. */
  readonly along?: readonly (readonly [from: Ms, to: Ms])[] | undefined;
  /** The stretch of the old timeline that something new shows once more: what is said there is said again. */
  readonly repeats?: Range;
};

/** The main track as it is, as parts without gaps between them. */
export function partsOf(draft: Draft): Part[] {
  const parts: Part[] = [];
  let cursor = 0;
  for (const segment of mainSegments(draft)) {
    if (segment.start > cursor) parts.push(hole(cursor, segment.start));
    parts.push({
      segment,
      duration: segment.duration,
      from: { start: segment.start, end: segment.start + segment.duration },
    });
    cursor = endOf(segment);
  }
  return parts;
}

function hole(start: Ms, end: Ms): Part {
  return { segment: null, duration: end - start, from: { start, end } };
}

/** A part that was not on the timeline before. */
export function newPart(segment: VideoSegment): Part {
  return { segment, duration: segment.duration, from: null };
}

/** The part of a part: `from` and `to` in ms after its beginning. */
export function slicePart(part: Part, from: Ms, to: Ms, facts: Facts): Part {
  if (from === 0 && to === part.duration) return part;
  const segment = part.segment === null ? null : sliceVideo(part.segment, from, to, standsStill(part.segment, facts));
  const scale = part.from === null ? 0 : (part.from.end - part.from.start) / part.duration;
  const shown =
    part.from === null
      ? null
      : { start: part.from.start + Math.round(from * scale), end: part.from.start + Math.round(to * scale) };
  return { segment, duration: to - from, from: shown };
}

/**
 * Lays parts end to end as the new main track. Titles, captions, effects and overlays go where the pictures under them
 * went, music takes the new length. Slices that share an id get ids of their own.
 */
export function layOut(draft: Draft, parts: readonly Part[]): Draft {
  const oldLength = draftLength(draft);
  let made = draft;
  const taken = new Set(allSegments(draft).map((segment) => segment.id));
  const placed = new Set<string>();
  const segments: VideoSegment[] = [];
  const pieces: Piece[] = [];
  const repeats: Piece[] = [];
  let cursor = 0;
  for (const part of parts) {
    if (part.segment !== null) {
      let { id } = part.segment;
      if (placed.has(id)) {
        do [id, made] = nextId(made, 'seg');
        while (taken.has(id));
      }
      placed.add(id);
      taken.add(id);
      segments.push({ ...part.segment, id, start: cursor, duration: part.duration });
    }
    if (part.from !== null) {
      const to = { start: cursor + (part.addedBefore ?? 0), end: cursor + part.duration - (part.added ?? 0) };
      pieces.push(...piecesOf(part.from, to, part.along));
    }
    if (part.repeats !== undefined)
      repeats.push({ from: part.repeats, to: { start: cursor, end: cursor + part.duration } });
    cursor += part.duration;
  }
  let main = mainTrack(made);
  if (main === null) {
    let trackId: string;
    [trackId, made] = freshId(made, 'trk');
    main = track(trackId, 'video', 'main');
    made = { ...made, tracks: [main, ...made.tracks] };
  }
  made = withTrack(made, { ...main, segments });
  return follow(made, pieces, { oldLength, newLength: lastEnd(segments), repeats });
}

/** A stretch and where it went; where the pace changes within it, in short stretches of an even one. */
function piecesOf(from: Range, to: Range, along: Part['along']): Piece[] {
  if (along === undefined) return [{ from, to }];
  return along.slice(1).flatMap(([old, now], i): Piece[] => {
    const [oldBefore, nowBefore] = along[i] ?? [0, 0];
    const piece = {
      from: { start: from.start + oldBefore, end: Math.min(from.end, from.start + old) },
      to: { start: to.start + nowBefore, end: Math.min(to.end, to.start + now) },
    };
    return piece.from.end > piece.from.start ? [piece] : [];
  });
}

/** An id that is not taken, also in a draft that came from elsewhere with ids like ours. */
export function freshId(draft: Draft, prefix: string): [string, Draft] {
  const taken = new Set([...draft.tracks.map((t) => t.id), ...allSegments(draft).map((s) => s.id)]);
  let [id, made] = nextId(draft, prefix);
  while (taken.has(id)) [id, made] = nextId(made, prefix);
  return [id, made];
}

/**
 * Takes ranges of the timeline out and closes up. A rest shorter than a frame goes with its cut. `operation` names
 * the cause in `draft.would_be_empty`, which is thrown when nothing would be left.
 */
export function removeRanges(draft: Draft, ranges: readonly Range[], facts: Facts, operation: string): Draft {
  const parts = partsWithout(draft, ranges, facts);
  if (!parts.some((part) => part.segment !== null)) throw fail('draft.would_be_empty', { operation });
  return layOut(draft, parts);
}

function partsWithout(draft: Draft, ranges: readonly Range[], facts: Facts): Part[] {
  const holes = mergeRanges(ranges);
  const least = frameMs(draft);
  let next = 0;
  return partsOf(draft).flatMap((part) => {
    const range = part.from;
    if (range === null) return [part];
    while (next < holes.length && (holes[next]?.end ?? 0) <= range.start) next++;
    const near: Range[] = [];
    for (let i = next; i < holes.length; i++) {
      const one = holes[i];
      if (one === undefined || one.start >= range.end) break;
      near.push(one);
    }
    if (near.length === 0) return [part];
    return subtractRanges(range, near)
      .filter((kept) => kept.end - kept.start >= least)
      .map((kept) => slicePart(part, kept.start - range.start, kept.end - range.start, facts));
  });
}

/** Keeps only one range of the timeline. */
export function keepRange(draft: Draft, keep: Range, facts: Facts, operation: string): Draft {
  const length = draftLength(draft);
  const rest = [
    { start: 0, end: keep.start },
    { start: keep.end, end: length },
  ];
  return removeRanges(draft, rest, facts, operation);
}

/** The parts with a cut at each of some places; a cut nearer than a frame to an edge is that edge. */
export function partsCutAt(draft: Draft, places: readonly Ms[], facts: Facts): Part[] {
  const least = frameMs(draft);
  const sorted = [...new Set(places)].toSorted((a, b) => a - b);
  return partsOf(draft).flatMap((part) => {
    const range = part.from;
    if (range === null) return [part];
    const inner: Ms[] = [];
    for (const at of sorted) {
      if (at >= (inner.at(-1) ?? range.start) + least && at <= range.end - least) inner.push(at);
    }
    const edges = [range.start, ...inner, range.end];
    return edges
      .slice(1)
      .map((end, i) => slicePart(part, (edges[i] ?? range.start) - range.start, end - range.start, facts));
  });
}

/** The draft cut at the edges of `range`, and the ids of the clips inside it. */
export function isolate(draft: Draft, range: Range, facts: Facts): { draft: Draft; ids: ReadonlySet<string> } {
  const cut = layOut(draft, partsCutAt(draft, [range.start, range.end], facts));
  const least = frameMs(draft);
  const inside = mainSegments(cut).filter((s) => {
    const own = { start: s.start, end: endOf(s) };
    return overlaps(own, range) && Math.min(own.end, range.end) - Math.max(own.start, range.start) >= least;
  });
  const isWithin = (s: VideoSegment): boolean => s.start >= range.start - least && endOf(s) <= range.end + least;
  return { draft: cut, ids: new Set(inside.filter(isWithin).map((s) => s.id)) };
}

/** Puts something new into the timeline at `at`, where the rest moves on; a clip that runs there is cut in two. */
export function insertAt(draft: Draft, at: Ms, segment: VideoSegment, facts: Facts): Draft {
  const parts = partsCutAt(draft, [at], facts);
  const index = parts.findIndex((part) => part.from !== null && part.from.start >= at - frameMs(draft) / 2);
  const place = index < 0 ? parts.length : index;
  return layOut(draft, parts.toSpliced(place, 0, newPart(segment)));
}
