import { clipsIn } from '../../../src/draft/clips.ts';
import type { VideoSegment } from '../../../src/draft/model.ts';
import type { LatestState } from '../api/types.ts';
import { composedId, isComposed } from '../media/composed.ts';
import { say } from '../words.ts';
import { TRACK_NUMBERS } from './track-numbers.ts';

/** Which stretch of which file a piece shows. `in` in ms of the source. */
export type Source = {
  readonly asset: string;
  readonly in: number;
  readonly speed: number;
  readonly isBackwards: boolean;
  /** One picture for the whole time. */
  readonly isStill: boolean;
};

/** One segment as the timeline draws it. Times in ms. */
export type Piece = {
  readonly id: string;
  readonly start: number;
  readonly duration: number;
  readonly name: string;
  readonly transition: { readonly name: string; readonly duration: number } | null;
  /** Number of the clip that it is part of, from 1, as operations and people count; null: it is none. */
  readonly clip: number | null;
  readonly source: Source | null;
  /** 1 is as recorded; null: it has no sound. */
  readonly volume: number | null;
  /** Of what is painted and has no file; null: it shows something else. */
  readonly colors: readonly string[] | null;
  /** Sound fades, in ms. */
  readonly fades: readonly [number, number];
};

export type RowKind = 'video' | 'overlay' | 'audio' | 'music' | 'text' | 'captions';

export type Row = {
  readonly id: string;
  readonly kind: RowKind;
  readonly label: string;
  readonly isMuted: boolean;
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
  readonly vo?: number;
  readonly fa?: readonly [number, number];
  readonly card?: unknown;
  readonly a?: string;
  readonly tx?: string;
  readonly mood?: string;
  readonly seed?: number;
  readonly sfx?: string;
  /** A painting: src/draft/painting.ts. */
  readonly pn?: { readonly design: string; readonly colors: readonly string[] };
  readonly m?: { readonly name?: unknown };
  readonly tr?: { readonly n: string; readonly d: number } | null;
};
type WireTrack = {
  readonly id?: string;
  readonly tt: number;
  readonly r?: string;
  readonly nm?: string | null;
  readonly mu?: boolean;
  readonly sg?: readonly WireSegment[];
};

type File = LatestState['state']['video_infos'][number];
type Files = ReadonlyMap<string, File>;

const RANK: Readonly<Record<RowKind, number>> = { text: 0, captions: 1, overlay: 2, video: 3, audio: 4, music: 5 };

/** The rows of the timeline, as a person reads them: titles over pictures over sounds. */
export function rowsOf({ state }: LatestState): readonly Row[] {
  const files: Files = new Map(state.video_infos.map((file) => [file.id, file]));
  const tracks = state.draft.t as unknown as readonly WireTrack[];
  const rows = tracks.flatMap((track, index): Row[] => {
    const type = TRACK_NUMBERS[track.tt];
    const segments = track.sg ?? [];
    if (type === undefined || segments.length === 0) return [];
    const kind = kindOf(type, track.r);
    const clips = kind === 'video' ? clipNumbers(segments) : null;
    let end = 0;
    const pieces = segments.map((segment, place): Piece => {
      const start = segment.s ?? end;
      end = start + segment.d;
      return {
        id: segment.id ?? `${index}-${place}`,
        start,
        duration: segment.d,
        name: nameOf(segment, files),
        transition:
          segment.tr === undefined || segment.tr === null ? null : { name: segment.tr.n, duration: segment.tr.d },
        clip: clips?.get(place) ?? null,
        source: sourceOf(segment, start, files),
        volume: hasSound(segment, type, files) ? (segment.vo ?? 1) : null,
        colors: segment.pn?.colors ?? null,
        fades: segment.fa ?? NO_FADES,
      };
    });
    const label = track.nm ?? say(`timeline.${kind}`);
    return [{ id: track.id ?? String(index), kind, label, isMuted: track.mu === true, pieces }];
  });
  return rows.toSorted((a, b) => RANK[a.kind] - RANK[b.kind]);
}

/** Whether an asset is made by us and no file of the project: composed music, paintings. */
export const isOwn = (asset: string): boolean => isComposed(asset) || asset.startsWith('painting_');

const NO_FADES = [0, 0] as const;

function kindOf(type: 'video' | 'audio' | 'text', role: string | undefined): RowKind {
  if (type === 'video') return role === 'overlay' ? 'overlay' : 'video';
  if (type === 'audio') return role === 'music' ? 'music' : 'audio';
  return role === 'captions' ? 'captions' : 'text';
}

function sourceOf({ a, i = 0, sp = 1, rv, fz, mood, seed }: WireSegment, start: number, files: Files): Source | null {
  if (a === undefined)
    return mood === undefined
      ? null
      : { asset: composedId(mood, seed ?? 1), in: start, speed: 1, isBackwards: false, isStill: false };
  return {
    asset: a,
    in: i,
    speed: sp,
    isBackwards: rv === true,
    isStill: fz === true || files.get(a)?.file_type === 'image',
  };
}

function hasSound({ a, fz }: WireSegment, type: 'video' | 'audio' | 'text', files: Files): boolean {
  if (type === 'text' || fz === true) return false;
  return type === 'audio' || (a !== undefined && files.get(a)?.has_audio === true);
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

function nameOf(segment: WireSegment, files: Files): string {
  if (segment.tx !== undefined) return segment.tx;
  const file = segment.a === undefined ? undefined : files.get(segment.a)?.filename;
  const name = segment.m?.name;
  return file ?? (typeof name === 'string' ? name : (segment.mood ?? segment.sfx ?? segment.pn?.design ?? ''));
}

/** A segment by its id, with its row. */
export function pieceIn(
  rows: readonly Row[],
  id: string,
): { readonly row: Row; readonly piece: Piece; readonly place: number } | null {
  for (const row of rows) {
    const place = row.pieces.findIndex((each) => each.id === id);
    const piece = row.pieces[place];
    if (piece !== undefined) return { row, piece, place };
  }
  return null;
}

export const endOf = ({ start, duration }: Pick<Piece, 'start' | 'duration'>): number => start + duration;

/** The rows of a state, worked out once for it. */
export function rowsFor(latest: LatestState): readonly Row[] {
  let rows = known.get(latest);
  if (rows === undefined) {
    rows = rowsOf(latest);
    known.set(latest, rows);
  }
  return rows;
}

/** How long the video is, in ms. */
export function lengthOf(latest: LatestState): number {
  const last = rowsFor(latest)
    .find(({ kind }) => kind === 'video')
    ?.pieces.at(-1);
  return last === undefined ? 0 : endOf(last);
}

const known = new WeakMap<LatestState, readonly Row[]>();
