import { call } from '../api/http.ts';
import { get } from '../state/store.ts';
import { type Details, useMedia } from './details.ts';

/** Music that the draft has composed has no file: its beats and levels belong to the draft. */

type Piece = {
  readonly mood: string;
  readonly seed: number;
  readonly start_ms: number;
  readonly duration_ms: number;
  readonly beats: readonly number[];
  readonly waveform: { readonly per_second: number; readonly peaks: readonly number[] } | null;
};

/** What stands for all that is composed of one mood and seed where a file's id would be: a recording of the whole timeline. */
export const composedId = (mood: string, seed: number): string => `music ${mood} ${seed}`;

export const isComposed = (id: string): boolean => id.startsWith('music ');

let asked = '';

/** Asks for the music of the session that is shown, again when the draft or what can be heard of it has changed. */
export async function wantComposed(): Promise<void> {
  const { sessionId, pulse } = get();
  const place = `${sessionId ?? ''} ${pulse?.revision ?? ''} ${pulse?.preview?.id ?? ''}`;
  if (sessionId === null || place === asked) return;
  asked = place;
  try {
    const { pieces } = await call<{ pieces: readonly Piece[] }>('GET', `/api/web/sessions/${sessionId}/music`);
    if (get().sessionId !== sessionId) return;
    useMedia.setState(
      Object.fromEntries(recordings(pieces).map(([id, details]) => [id, { details, picture: null }] as const)),
    );
  } catch {
    // Drawn without; asked for again when something has changed.
  }
}

/** Pieces of one mood and seed as one recording, its time that of the timeline. Pure. */
export function recordings(pieces: readonly Piece[]): readonly (readonly [string, Details])[] {
  const alike = Map.groupBy(pieces, ({ mood, seed }) => composedId(mood, seed));
  return [...alike].map(([id, parts]) => {
    const perSecond = parts.find(({ waveform }) => waveform !== null)?.waveform?.per_second ?? null;
    const end = Math.max(...parts.map((part) => part.start_ms + part.duration_ms));
    const peaks = perSecond === null ? [] : Array.from({ length: Math.ceil((end / 1000) * perSecond) }, () => 0);
    for (const { start_ms: start, waveform } of parts)
      if (perSecond !== null)
        for (const [i, peak] of (waveform?.peaks ?? []).entries()) {
          const at = Math.round((start / 1000) * perSecond) + i;
          if (at < peaks.length) peaks[at] = peak;
        }
    const details: Details = {
      strip: null,
      waveform: perSecond === null ? null : { per_second: perSecond, peaks },
      words: null,
      loudness_lufs: null,
      beats: parts.flatMap(({ beats }) => beats).toSorted((a, b) => a - b),
      complete: parts.every(({ waveform }) => waveform !== null),
    };
    return [id, details] as const;
  });
}
