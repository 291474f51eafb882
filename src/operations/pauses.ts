import { type Ms, overlaps, type Range } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { endOf, frameMs, hasSound, mainSegments, mayHoldSpeech, onFrame, standsStill } from '../draft/queries.ts';
import { shownAt } from '../draft/ramp.ts';
import { cutsFromSilences, type SilenceCutOptions } from '../draft/silence-cuts.ts';

/** The assets on the main track whose sound must be listened to before pauses can be found. */
export function assetsHeard(draft: Draft): string[] {
  return [...new Set(mainSegments(draft).flatMap((s) => (s.volume > 0 && !s.freeze ? [s.asset] : [])))];
}

/** Pauses found on the timeline, and the clips that cannot be judged. */
export type Pauses = {
  readonly cuts: readonly Range[];
  /** Whether any clip has sound at all. */
  readonly heard: boolean;
  /** Assets with sound where speech cannot be told from the background: they stay whole. */
  readonly unclear: readonly string[];
};

/**
 * Where pauses lie on the timeline as it is now: those of each source, seen through the in-point, speed and direction
 * of the segments that show it. Cuts fall between frames.
 */
export function pausesOf(draft: Draft, facts: Facts, options?: SilenceCutOptions): Pauses {
  const cuts: Range[] = [];
  const unclear = new Set<string>();
  let heard = false;
  const bySource = new Map<string, readonly Range[]>();
  for (const segment of mainSegments(draft)) {
    const asset = facts.assets.get(segment.asset);
    if (asset === undefined || !hasSound(asset) || segment.volume === 0 || standsStill(segment, facts)) continue;
    heard = true;
    if (asset.silence === null || !mayHoldSpeech(asset)) {
      unclear.add(segment.asset);
      continue;
    }
    const found = bySource.get(asset.id) ?? cutsFromSilences(asset.silence.silences, asset.probe.duration, options);
    bySource.set(asset.id, found);
    for (const cut of found) {
      const range = onTimeline(cut, segment);
      if (range === null) continue;
      const framed = { start: onFrame(range.start, draft), end: onFrame(range.end, draft) };
      const kept = { start: Math.max(framed.start, segment.start), end: Math.min(framed.end, endOf(segment)) };
      if (kept.end - kept.start >= frameMs(draft)) cuts.push(kept);
    }
  }
  return { cuts: cuts.toSorted((a, b) => a.start - b.start), heard, unclear: [...unclear] };
}

/** Where a stretch of a source shows in a segment, or null when it does not. */
export function onTimeline(source: Range, segment: VideoSegment): Range | null {
  const shown = { start: segment.in, end: segment.in + segment.duration * segment.speed };
  if (!overlaps(source, shown)) return null;
  const start = Math.max(source.start, shown.start);
  const end = Math.min(source.end, shown.end);
  const at = (ms: Ms): Ms => Math.round(shownAt(segment, ms));
  return segment.reverse
    ? { start: segment.start + at(end), end: segment.start + at(start) }
    : { start: segment.start + at(start), end: segment.start + at(end) };
}

/**
 * The words around a place: from the pause before it to the pause after it. Null when the sound there was not measured
 * or has no pause near on one of the sides.
 */
export function phraseAround(draft: Draft, at: Ms, most: Ms, facts: Facts): Range | null {
  const segment = mainSegments(draft).find((s) => s.start <= at && at < endOf(s));
  const silence = segment === undefined ? null : (facts.assets.get(segment.asset)?.silence ?? null);
  if (segment === undefined || silence === null || standsStill(segment, facts)) return null;
  const pauses = silence.silences.flatMap(([start, end]) => onTimeline({ start, end }, segment) ?? []);
  const before = pauses.findLast((pause) => pause.start <= at);
  const after = pauses.find((pause) => pause.end > at && pause.start > (before?.start ?? -1));
  const start = before === undefined ? segment.start : Math.min(before.end, at);
  const end = after === undefined ? endOf(segment) : after.start;
  return end - start > most || end <= start ? null : { start: onFrame(start, draft), end: onFrame(end, draft) };
}
