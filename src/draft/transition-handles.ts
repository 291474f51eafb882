import type { Ms } from '../base/time.ts';
import { sourceGap } from './clips.ts';
import type { Facts } from './facts.ts';
import type { Draft, VideoSegment } from './model.ts';
import { endOf, mainSegments, standsStill } from './queries.ts';
import { layOut, type Part, partsOf, slicePart } from './ripple.ts';

/**
 * A handle is source beyond the point where a clip is cut: the picture and sound that a transition needs on each side.
 * After pauses are removed, the pauses are the handles.
 */

/** Below this a transition reads as a flicker: the cut stays a cut. In ms. */
const LEAST = 100;

/** A transition covers at most this share of the shorter clip beside it, so that the two ends of a clip never meet. */
const SHARE = 0.8;

/** How much of a clip may be given up at one end to make a handle. */
const TRIM_SHARE = 1 / 4;

/** The transition wanted at one cut: into the segment with this id. */
export type WantedTransition = { readonly into: string; readonly name: string; readonly duration: Ms };

export type PlacedTransitions = {
  readonly draft: Draft;
  readonly placed: number;
  readonly shortened: number;
  /** Clips that gave up an end, because their source has nothing beyond it. */
  readonly trimmed: number;
  /** Cuts that stayed cuts: too little of the clips there. */
  readonly skipped: number;
};

/**
 * Puts transitions on cuts of the main track, centred on the cut. Where a source has no handle, the clip is shortened
 * by up to a quarter to make one and what follows moves up; where that is not enough, the transition is shortened.
 */
export function placeTransitions(draft: Draft, wanted: readonly WantedTransition[], facts: Facts): PlacedTransitions {
  const segments = mainSegments(draft);
  const byInto = new Map(wanted.map((one) => [one.into, one]));
  const trims = new Map<string, { head: Ms; tail: Ms }>();
  const given = new Map<string, Ms>();
  let shortened = 0;
  let skipped = 0;
  const trimOf = (id: string): { head: Ms; tail: Ms } => trims.get(id) ?? { head: 0, tail: 0 };
  for (const [i, into] of segments.entries()) {
    const one = byInto.get(into.id);
    const from = segments[i - 1];
    if (one === undefined || from === undefined) continue;
    const fit = endOf(from) === into.start ? fitAt(from, into, { wanted: one.duration, facts }) : null;
    if (fit === null) {
      skipped++;
      continue;
    }
    if (fit.duration < one.duration - 1) shortened++;
    given.set(into.id, fit.duration);
    trims.set(from.id, { ...trimOf(from.id), tail: fit.tail });
    trims.set(into.id, { ...trimOf(into.id), head: fit.head });
  }
  const parts = partsOf(draft).map((part): Part => {
    if (part.segment === null) return part;
    const { head, tail } = trimOf(part.segment.id);
    const sliced = slicePart(part, head, part.duration - tail, facts);
    const one = byInto.get(part.segment.id);
    const duration = given.get(part.segment.id);
    if (one === undefined || sliced.segment === null) {
      return sliced.segment === null
        ? sliced
        : { ...sliced, segment: { ...sliced.segment, transition: part.segment.transition } };
    }
    const transition = duration === undefined ? null : { name: one.name, duration };
    return { ...sliced, segment: { ...sliced.segment, transition } };
  });
  const trimmed = [...trims.values()].filter(({ head, tail }) => head + tail > 0).length;
  return { draft: layOut(draft, parts), placed: given.size, shortened, trimmed, skipped };
}

type Fit = { readonly duration: Ms; readonly head: Ms; readonly tail: Ms };

/** The longest transition up to the wanted one that a cut allows, and what each clip gives up for it. */
function fitAt(from: VideoSegment, into: VideoSegment, { wanted, facts }: { wanted: Ms; facts: Facts }): Fit | null {
  const after = handleAfter(from, facts);
  const before = handleBefore(into, facts);
  const gap = from.asset === into.asset && !standsStill(from, facts) ? sourceGap(from, into) : 0;
  // Over a pause that was cut out of one recording, the transition must not reach the words beyond the pause.
  const within = gap > 2 ? (2 * gap) / Math.max(from.speed, into.speed) : Infinity;
  const most = Math.min(wanted, within, SHARE * Math.min(from.duration, into.duration));
  const half = most / 2;
  const tail = Math.floor(Math.min(Math.max(0, Math.ceil(half) - after), from.duration * TRIM_SHARE));
  const head = Math.floor(Math.min(Math.max(0, Math.ceil(half) - before), into.duration * TRIM_SHARE));
  const room = SHARE * Math.min(from.duration - tail, into.duration - head);
  const duration = Math.floor(Math.min(most, room, 2 * (after + tail), 2 * (before + head)));
  return duration < LEAST ? null : { duration, head, tail };
}

/** How long a clip could go on past its end, in ms of the timeline. A picture that stands still can for ever. */
function handleAfter(segment: VideoSegment, facts: Facts): Ms {
  return segment.reverse && !standsStill(segment, facts) ? headOf(segment) : restOf(segment, facts);
}

function handleBefore(segment: VideoSegment, facts: Facts): Ms {
  if (standsStill(segment, facts)) return Infinity;
  return segment.reverse ? restOf(segment, facts) : headOf(segment);
}

const headOf = (segment: VideoSegment): Ms => Math.floor(segment.in / segment.speed);

function restOf(segment: VideoSegment, facts: Facts): Ms {
  const asset = facts.assets.get(segment.asset);
  if (standsStill(segment, facts) || asset === undefined) return Infinity;
  const end = segment.in + segment.duration * segment.speed;
  return Math.max(0, Math.floor((asset.probe.duration - end) / segment.speed));
}
