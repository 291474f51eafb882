import { frameAt, type Ms, type Range, rateOf } from '../base/time.ts';
import type { Asset, Facts } from './facts.ts';
import type {
  AudioSegment,
  AudioTrack,
  Draft,
  Segment,
  TextSegment,
  Track,
  VideoSegment,
  VideoTrack,
} from './model.ts';

export const endOf = (segment: { readonly start: Ms; readonly duration: Ms }): Ms => segment.start + segment.duration;

export const rangeOf = (segment: { readonly start: Ms; readonly duration: Ms }): Range => ({
  start: segment.start,
  end: endOf(segment),
});

/** The track that sets the length: the first video track with the role `main`. Null in a draft without pictures. */
export function mainTrack(draft: Draft): VideoTrack | null {
  return draft.tracks.find((t): t is VideoTrack => t.type === 'video' && t.role === 'main') ?? null;
}

export function mainSegments(draft: Draft): readonly VideoSegment[] {
  return mainTrack(draft)?.segments ?? [];
}

/** Where the last of some segments ends; 0 for none. */
export function lastEnd(segments: readonly { readonly start: Ms; readonly duration: Ms }[]): Ms {
  return segments.reduce((most, segment) => Math.max(most, endOf(segment)), 0);
}

/** Length of the video: the end of the main track; without one, the end of the last thing that sounds or shows. */
export function draftLength(draft: Draft): Ms {
  const main = lastEnd(mainSegments(draft));
  return main > 0 ? main : draft.tracks.reduce((most, track) => Math.max(most, lastEnd(track.segments)), 0);
}

export function allSegments(draft: Draft): Segment[] {
  return draft.tracks.flatMap((track): readonly Segment[] => track.segments);
}

export function audioSegments(draft: Draft, role: AudioTrack['role']): AudioSegment[] {
  return draft.tracks.flatMap((t) => (t.type === 'audio' && t.role === role ? [...t.segments] : []));
}

/** Pictures over the main track: inserts, stickers, picture watermarks. */
export function overlaySegments(draft: Draft): VideoSegment[] {
  return draft.tracks.flatMap((t) => (t.type === 'video' && t.role === 'overlay' ? [...t.segments] : []));
}

export function textSegments(draft: Draft, role?: TextSegment['role']): TextSegment[] {
  const texts = draft.tracks.flatMap((t) => (t.type === 'text' ? [...t.segments] : []));
  return role === undefined ? texts : texts.filter((segment) => segment.role === role);
}

/** One frame of the draft in whole milliseconds, rounded up: nothing shorter can be seen. */
export function frameMs(draft: Draft): Ms {
  return Math.ceil(1000 / draft.canvas.fps);
}

/** The nearest place where a frame begins, so that a cut falls between frames. */
export function onFrame(ms: Ms, draft: Draft): Ms {
  const rate = rateOf(draft.canvas.fps);
  return Math.round((frameAt(ms, rate) * rate.den * 1000) / rate.num);
}

/** A picture that stands still has no source time: a photo, or a frame that was frozen. */
export function standsStill(segment: VideoSegment, facts: Facts): boolean {
  return segment.freeze || facts.assets.get(segment.asset)?.probe.kind === 'image';
}

/** Whether an asset brings sound of its own. */
export const hasSound = (asset: Asset | undefined): boolean => asset !== undefined && asset.probe.audio.length > 0;

/** How far speech must stand out of the noise to be told from it, in dB. */
const SPEECH_ABOVE_NOISE_DB = 6;

/**
 * Whether someone is likely to speak in an asset. Sound that was not measured counts as speech: stepping back for
 * nothing is a smaller fault than drowning words.
 */
export function mayHoldSpeech(asset: Asset | undefined): boolean {
  if (!hasSound(asset) || asset === undefined) return false;
  return asset.silence === null || asset.silence.speechDb - asset.silence.noiseDb >= SPEECH_ABOVE_NOISE_DB;
}

/** Whether the main track can be heard to speak, as far as we know. */
export function speechIsHeard(draft: Draft, facts: Facts): boolean {
  if (mainTrack(draft)?.muted === true) return false;
  return mainSegments(draft).some((s) => s.volume > 0 && !s.freeze && mayHoldSpeech(facts.assets.get(s.asset)));
}

/** Replaces one track, found by its id. */
export function withTrack(draft: Draft, track: Track): Draft {
  return { ...draft, tracks: draft.tracks.map((old) => (old.id === track.id ? track : old)) };
}

/** Changes segments of every track; null takes one away. A change must keep the kind of the segment. */
export function mapSegments(draft: Draft, change: (segment: Segment, track: Track) => Segment | null): Draft {
  const tracks = draft.tracks.map((track): Track => {
    const segments = track.segments.map((segment) => change(segment, track)).filter((segment) => segment !== null);
    return { ...track, segments } as Track; // every segment kept its kind
  });
  return { ...draft, tracks };
}

/** Changes segments of the main track in place: nothing may move or change its length. */
export function mapMain(draft: Draft, change: (segment: VideoSegment, index: number) => VideoSegment): Draft {
  const main = mainTrack(draft);
  return main === null ? draft : withTrack(draft, { ...main, segments: main.segments.map(change) });
}
