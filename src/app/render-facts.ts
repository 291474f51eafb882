import type { FactName } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { measure } from './ingest.ts';
import type { Library } from './session.ts';
import type { Studio } from './studio.ts';

/**
 * The library with what rendering a draft needs to know of its assets beyond the probe: the noise of a recording that is
 * cleaned. From the cache as a rule: whoever asked for the cleaning had it measured.
 */
export async function withRenderFacts(
  studio: Studio,
  draft: Draft,
  library: Library,
  signal: AbortSignal,
): Promise<Library> {
  const wanted = wantedFacts(draft);
  if (wanted.size === 0) return library;
  const known = new Map(library);
  await Promise.all(
    [...wanted].map(async ([id, names]) => {
      const stored = library.get(id);
      if (stored !== undefined) known.set(id, await measure(studio, stored, names, signal));
    }),
  );
  return known;
}

function wantedFacts(draft: Draft): ReadonlyMap<string, readonly FactName[]> {
  const wanted = new Map<string, readonly FactName[]>();
  for (const track of draft.tracks) {
    if (track.type === 'text') continue;
    for (const segment of track.segments) {
      if ((segment.clean?.denoiseDb ?? 0) === 0) continue;
      if (segment.kind === 'video') wanted.set(segment.asset, ['noise']);
      else if (segment.source.kind === 'asset') wanted.set(segment.source.asset, ['noise']);
    }
  }
  return wanted;
}
