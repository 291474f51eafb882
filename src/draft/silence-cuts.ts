import { type Ms, mergeRanges, type Range } from '../base/time.ts';

/** How pauses become cuts, all in ms. */
export type SilenceCutOptions = {
  /** Kept before speech begins: breath and soft consonants. */
  readonly marginBefore: Ms;
  /** Kept after speech ends: the last sound rings out. */
  readonly marginAfter: Ms;
  /** A cut shorter than this is not worth its jump. */
  readonly minCut: Ms;
  /** What would stay between two cuts, margins counted, for less than this is a click: it goes with them. */
  readonly minClip: Ms;
};

/** Chosen by ear and eye on recorded talks; the remaining pause is marginBefore + marginAfter. */
export const SILENCE_CUTS: SilenceCutOptions = { marginBefore: 120, marginAfter: 180, minCut: 400, minClip: 300 };

/**
 * What to cut out of a source of `duration` ms with these pauses: each pause less its margins, which at the beginning
 * and end of the source are kept on the inner side only. Sorted, disjoint, inside the source, whole milliseconds.
 */
export function cutsFromSilences(
  silences: readonly (readonly [number, number])[],
  duration: Ms,
  options: SilenceCutOptions = SILENCE_CUTS,
): Range[] {
  const inside = silences.map(([start, end]) => ({ start: Math.max(0, start), end: Math.min(duration, end) }));
  const cuts: Range[] = [];
  for (const pause of mergeRanges(inside)) {
    const start = pause.start <= 0 ? 0 : Math.ceil(pause.start + options.marginAfter);
    const end = pause.end >= duration ? Math.floor(duration) : Math.floor(pause.end - options.marginBefore);
    if (end - start >= options.minCut) cuts.push({ start, end });
  }
  return withoutSplinters(cuts, Math.floor(duration), options.minClip);
}

/** Joins cuts between which less than `least` would stay, also at the very beginning and end of the source. */
function withoutSplinters(cuts: readonly Range[], duration: Ms, least: Ms): Range[] {
  const first = cuts[0];
  const last = cuts.at(-1);
  if (first === undefined || last === undefined) return [];
  const splinters = cuts.slice(1).map((cut, i) => ({ start: cuts[i]?.end ?? cut.start, end: cut.start }));
  const edges = [
    { start: 0, end: first.start },
    { start: last.end, end: duration },
  ];
  return mergeRanges([...cuts, ...[...splinters, ...edges].filter((kept) => kept.end - kept.start < least)]);
}
