import { clipsIn } from '../../../src/draft/clips.ts';
import type { VideoSegment } from '../../../src/draft/model.ts';
import type { LatestState } from '../api/types.ts';
import { say } from '../words.ts';
import { TRACK_NUMBERS } from './track-numbers.ts';

/** One segment as the timeline draws it. Times in ms. */
export type Piece = {
  readonly id: string;
  readonly start: number;
  readonly duration: number;
  readonly name: string;
  readonly transition: string | null;
  /** Number of the clip that it is part of, from 1, as operations and people count; null: it is none. */
  readonly clip: number | null;
};

export type Row = {
  readonly id: string;
  readonly kind: 'video' | 'audio' | 'text';
  readonly label: string;
  readonly pieces: readonly Piece[];
};

type WireSegment = {
  readonly id?: string;
  readonly s?: number;
  readonly d: number;
  readonly i?: number;
  readonly sp?: number;
  readonly rv?: boolean;
  readonly fz?: boolean;
  readonly card?: unknown;
  readonly a?: string;
  readonly tx?: string;
  readonly mood?: string;
  readonly m?: { readonly name?: unknown };
  readonly tr?: { readonly n: string } | null;
};
type WireTrack = {
  readonly id?: string;
  readonly tt: number;
  readonly r?: string;
  readonly nm?: string | null;
  readonly sg?: readonly WireSegment[];
};

/** The rows of the timeline, as a person reads them: titles over pictures over sounds. */
export function rowsOf({ state }: LatestState): readonly Row[] {
  const names = new Map(state.video_infos.map(({ id, filename }) => [id, filename]));
  const tracks = state.draft.t as unknown as readonly WireTrack[];
  const rows = tracks.flatMap((track, index): Row[] => {
    const kind = TRACK_NUMBERS[track.tt];
    if (kind === undefined || (track.sg ?? []).length === 0) return [];
    const isMain = kind === 'video' && track.r !== 'overlay';
    const clips = isMain ? clipNumbers(track.sg ?? []) : null;
    let end = 0;
    const pieces = (track.sg ?? []).map((segment, place): Piece => {
      const start = segment.s ?? end;
      end = start + segment.d;
      return {
        id: segment.id ?? `${index}-${place}`,
        start,
        duration: segment.d,
        name: nameOf(segment, names),
        transition: segment.tr?.n ?? null,
        clip: clips?.get(place) ?? null,
      };
    });
    return [{ id: track.id ?? String(index), kind, label: track.nm ?? labelOf(kind, track.r), pieces }];
  });
  const rank = { text: 0, video: 1, audio: 2 } as const;
  return rows.toSorted((a, b) => rank[a.kind] - rank[b.kind]);
}

/** Which clip each segment of the main track belongs to, by its place; title cards belong to none. */
function clipNumbers(segments: readonly WireSegment[]): ReadonlyMap<number, number> {
  let end = 0;
  const plain = segments.map((segment, place) => {
    const start = segment.s ?? end;
    end = start + segment.d;
    const { card } = segment;
    return {
      id: String(place),
      start,
      duration: segment.d,
      asset: segment.a ?? '',
      in: segment.i ?? 0,
      speed: segment.sp ?? 1,
      reverse: segment.rv === true,
      freeze: segment.fz === true,
      ...(card === undefined ? {} : { extra: { card } }),
    };
  });
  // Clips are told by these fields alone.
  const clips = clipsIn(plain as unknown as readonly VideoSegment[]);
  return new Map(clips.flatMap((clip, index) => clip.segments.map(({ id }) => [Number(id), index + 1] as const)));
}

function nameOf(segment: WireSegment, names: ReadonlyMap<string, string>): string {
  if (segment.tx !== undefined) return segment.tx;
  const file = segment.a === undefined ? undefined : names.get(segment.a);
  const name = segment.m?.name;
  return file ?? (typeof name === 'string' ? name : (segment.mood ?? ''));
}

function labelOf(kind: Row['kind'], role: string | undefined): string {
  if (kind === 'video') return say(role === 'overlay' ? 'timeline.overlay' : 'timeline.video');
  if (kind === 'audio') return say(role === 'music' ? 'timeline.music' : 'timeline.audio');
  return say(role === 'captions' ? 'timeline.captions' : 'timeline.text');
}

/** A segment by its id, with its row. */
export function pieceOf(latest: LatestState, id: string): { readonly row: Row; readonly piece: Piece } | null {
  for (const row of rowsOf(latest)) {
    const piece = row.pieces.find((each) => each.id === id);
    if (piece !== undefined) return { row, piece };
  }
  return null;
}
