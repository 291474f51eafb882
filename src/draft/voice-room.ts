import { overlaps } from '../base/time.ts';
import type { Draft } from './model.ts';
import { audioSegments, mapSegments, rangeOf } from './queries.ts';

/** The draft in which clips step back under no voice-over that is not there any more: they are voices again. */
export function withoutIdleDucking(draft: Draft): Draft {
  const voices = audioSegments(draft, 'voice').map(rangeOf);
  return mapSegments(draft, (segment) => {
    if (segment.kind !== 'video' || segment.duckDb === undefined) return segment;
    if (voices.some((voice) => overlaps(voice, rangeOf(segment)))) return segment;
    const { duckDb: _none, ...rest } = segment;
    return rest;
  });
}
