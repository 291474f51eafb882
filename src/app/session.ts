import type { DraftSummary } from '../agent/types.ts';
import { asRecorded, nextId, track, videoSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { withPaintings } from '../draft/painted-assets.ts';
import { audioSegments, lastEnd, mainSegments, mainTrack, textSegments } from '../draft/queries.ts';
import { settle } from '../draft/settle.ts';

/** An asset and where its bytes lie. The path stays here: drafts, plans and replies know assets by id only. */
export type StoredAsset = { readonly asset: Asset; readonly path: string; readonly hash: string };

/** The assets of one session, in the order in which they were added. */
export type Library = ReadonlyMap<string, StoredAsset>;

export function factsOf(library: Library): Facts {
  return { assets: withPaintings([...library].map(([id, stored]) => [id, stored.asset] as const)) };
}

/** The first draft of a library: its clips as they are, one after another. */
export const firstDraft = (library: Library): Draft => asRecorded([...library.values()].map(({ asset }) => asset));

/** A draft with these assets behind everything that is on the main track, as far as they can be seen. */
export function withAppended(draft: Draft, assets: readonly StoredAsset[], library: Library): Draft {
  const seen = assets.filter(({ asset }) => asset.probe.video !== null && asset.probe.kind !== 'audio');
  if (seen.length === 0) return draft;
  const main = mainTrack(draft);
  if (main === null && draft.tracks.length === 0) return firstDraft(new Map(seen.map((each) => [each.asset.id, each])));
  let next = draft;
  let trackId = main?.id ?? '';
  if (main === null) [trackId, next] = nextId(next, 'trk');
  const segments = [...(main?.segments ?? [])];
  for (const { asset } of seen) {
    let id: string;
    [id, next] = nextId(next, 'seg');
    segments.push(videoSegment(id, asset, lastEnd(segments)));
  }
  const made = { ...(main ?? track(trackId, 'video', 'main')), segments };
  const tracks = main === null ? [made, ...next.tracks] : next.tracks.map((each) => (each === main ? made : each));
  return settle({ ...next, tracks }, factsOf(library)).draft;
}

/** What the planner is told of a session: counts and lengths, never names of places or paths. */
export function contextOf(
  library: Library,
  draft: Draft,
): {
  videos: number;
  photos: number;
  audios: number;
  duration: number;
  size: string;
  files: string[];
} {
  const kinds = [...library.values()].map(({ asset }) => asset.probe.kind);
  const count = (kind: string): number => kinds.filter((k) => k === kind).length;
  const main = draft.tracks.find((t) => t.type === 'video' && t.role === 'main');
  const end = main?.segments.reduce((most, s) => Math.max(most, s.start + s.duration), 0) ?? 0;
  return {
    // Clips that we paint are clips to whoever speaks of them.
    videos: count('video') + (main?.segments.filter((s) => s.kind === 'video' && s.painting !== undefined).length ?? 0),
    photos: count('image'),
    audios: count('audio'),
    duration: end / 1000,
    size: `${draft.canvas.width}x${draft.canvas.height}`,
    files: [...library.values()].map(({ asset }) => asset.filename),
  };
}

/** What the planner may know of a draft, to resolve "the title" and "louder". */
export function summaryOf(draft: Draft): DraftSummary {
  return {
    clips: mainSegments(draft).length,
    music: audioSegments(draft, 'music').length > 0,
    titles: textSegments(draft, 'title').map(({ text }) => text),
    captions: textSegments(draft, 'caption').length > 0,
    transitions: mainSegments(draft).some(({ transition }) => transition !== null),
    ...(draft.film === undefined ? {} : { film: true }),
  };
}
