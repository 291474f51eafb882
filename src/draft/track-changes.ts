import type { Ms } from '../base/time.ts';
import type { Draft, Track } from './model.ts';
import { lastEnd } from './queries.ts';

/** What a track holds: pieces on it, and where the last of them ends, in ms. */
export type TrackSize = { readonly count: number; readonly end: Ms };

/** A track that an edit made, changed (also where its size stays the same) or took away. */
export type TrackChange = {
  /** What is on it. */
  readonly role: Track['role'];
  /** Its own name; null: it has none. */
  readonly name: string | null;
  /** Null: it was not there. */
  readonly before: TrackSize | null;
  /** Null: it is gone. */
  readonly after: TrackSize | null;
};

/** What an edit changed, track by track, in the order of the draft afterwards; what it left alone is not told. */
export function trackChanges(before: Draft, after: Draft): TrackChange[] {
  const was = new Map(before.tracks.map((track) => [track.id, track]));
  const is = new Set(after.tracks.map(({ id }) => id));
  const changed = after.tracks.flatMap((track) => {
    const old = was.get(track.id);
    return old !== undefined && isSame(old, track) ? [] : [changeOf(old ?? null, track)];
  });
  const gone = before.tracks.filter(({ id }) => !is.has(id)).map((track) => changeOf(track, null));
  return [...changed, ...gone].filter((change) => change.before !== null || change.after !== null);
}

/** Drafts are data without functions or dates, and edits copy what they leave alone: equal text is an equal track. */
const isSame = (a: Track, b: Track): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function changeOf(before: Track | null, after: Track | null): TrackChange {
  const { role = 'main', name = null } = after ?? before ?? {};
  return { role, name, before: sizeOf(before), after: sizeOf(after) };
}

function sizeOf(track: Track | null): TrackSize | null {
  return track === null || track.segments.length === 0
    ? null
    : { count: track.segments.length, end: lastEnd(track.segments) };
}
