import { overlaps } from '../base/time.ts';
import { track } from './build.ts';
import type { AudioTrack, Draft, Segment, TextTrack, Track, VideoTrack } from './model.ts';
import { rangeOf } from './queries.ts';
import { freshId } from './ripple.ts';

/** The role of the track that a segment beside the main track belongs on. */
export type SideRole = Exclude<VideoTrack['role'], 'main'> | AudioTrack['role'] | TextTrack['role'];

const TYPE_OF: Record<SideRole, Track['type']> = {
  overlay: 'video',
  music: 'audio',
  voice: 'audio',
  sfx: 'audio',
  titles: 'text',
  captions: 'text',
};

/** Pictures below sounds below texts; among texts, later ones lie above. */
const ORDER: readonly Track['type'][] = ['video', 'audio', 'text'];

/** Puts a segment on the first track of its role that has room for it, or on a new one. The segment keeps its id. */
export function placeSegment(draft: Draft, segment: Segment, role: SideRole): Draft {
  const hasRoom = (t: Track): boolean =>
    t.type === TYPE_OF[role] && t.role === role && t.segments.every((s) => !overlaps(rangeOf(s), rangeOf(segment)));
  const found = draft.tracks.find(hasRoom);
  if (found !== undefined) {
    const segments = [...(found.segments as readonly Segment[]), segment].toSorted((a, b) => a.start - b.start);
    const filled = { ...found, segments } as Track; // the type was matched by `hasRoom`
    return { ...draft, tracks: draft.tracks.map((t) => (t === found ? filled : t)) };
  }
  const [id, made] = freshId(draft, 'trk');
  const empty = track(id, TYPE_OF[role], role as never); // `TYPE_OF` pairs role and type
  const filled = { ...empty, segments: [segment] } as unknown as Track;
  const rank = ORDER.indexOf(TYPE_OF[role]);
  const after = made.tracks.findLastIndex((t) => ORDER.indexOf(t.type) <= rank);
  return { ...made, tracks: made.tracks.toSpliced(after + 1, 0, filled) };
}

/** Takes tracks away that an edit has emptied; the main track, and one that carries a client's own keys, stay. */
export function dropEmptyTracks(draft: Draft): Draft {
  const stays = (t: Track): boolean => t.segments.length > 0 || t.extra !== undefined || t.role === 'main';
  return draft.tracks.every(stays) ? draft : { ...draft, tracks: draft.tracks.filter(stays) };
}
