import type { Said } from '../base/lang.ts';
import type { Ms } from '../base/time.ts';
import type { Facts } from './facts.ts';
import type { AudioSegment, Draft, Segment, TextSegment, Track, VideoSegment } from './model.ts';
import { dropEmptyTracks } from './place.ts';
import { draftLength, endOf, frameMs, lastEnd, mainSegments } from './queries.ts';
import { fittingFades, textLasting } from './slice.ts';

/** The shortest transition that is one, in ms (the model's own limit). */
export const LEAST_TRANSITION = 40;

/** Music fades out over this many ms at most, and over a quarter of a shorter piece. */
const MUSIC_FADE = 2000;

/**
 * Puts a draft in order after an edit: segments sorted, nothing beyond the end of the video, fades that fit, music that
 * never stops dead, transitions only where two clips meet and no longer than these allow. Says what it had to drop.
 */
export function settle(draft: Draft, facts: Facts): { draft: Draft; notes: Said[] } {
  const notes: Said[] = [];
  const sorted = { ...draft, tracks: draft.tracks.map((track) => inOrder(track)) };
  const length = draftLength(sorted);
  const bounded = lastEnd(mainSegments(sorted)) > 0;
  let dropped = 0;
  const tracks = sorted.tracks.map((track): Track => {
    if (track.type === 'video') {
      const within = track.segments.flatMap(
        (s) => fittingVideo(s, track.role === 'main' ? Infinity : length, facts) ?? [],
      );
      const fitted = fittingTransitions(within);
      if (track.role === 'main') dropped += fitted.dropped;
      return { ...track, segments: fitted.segments };
    }
    if (!bounded) return track;
    if (track.type === 'audio') {
      return {
        ...track,
        segments: track.segments.flatMap(
          (s) => fittingAudio(s, { length, music: track.role === 'music', facts }) ?? [],
        ),
      };
    }
    return { ...track, segments: track.segments.flatMap((s) => fittingText(s, length, frameMs(draft)) ?? []) };
  });
  if (dropped > 0) {
    notes.push({
      en: `${dropped === 1 ? 'One transition' : `${dropped} transitions`} went, because the clips there no longer meet or are too short.`,
      zh: `有 ${dropped} 处转场已去掉：那里的片段不再相接，或片段太短。`,
    });
  }
  const markers = draft.markers?.filter(({ at }) => !bounded || at < length);
  return { draft: dropEmptyTracks({ ...sorted, tracks, ...(markers === undefined ? {} : { markers }) }), notes };
}

/** Segments by start; where two would overlap, the earlier ends when the later begins, or goes when it has no time. */
function inOrder(track: Track): Track {
  const segments = (track.segments as readonly Segment[]).toSorted((a, b) => a.start - b.start);
  const kept: Segment[] = [];
  for (const segment of segments) {
    const last = kept.at(-1);
    if (last !== undefined && endOf(last) > segment.start) {
      const room = segment.start - last.start;
      if (room < 1) kept.pop();
      else kept[kept.length - 1] = last.kind === 'text' ? textLasting(last, room) : { ...last, duration: room };
    }
    kept.push(segment);
  }
  return { ...track, segments: kept } as Track; // only order and lengths changed
}

function fittingVideo(segment: VideoSegment, length: Ms, facts: Facts): VideoSegment | null {
  const probe = facts.assets.get(segment.asset)?.probe;
  let duration = Math.min(segment.duration, length - segment.start);
  let fitted = segment;
  if (probe?.kind === 'image' && segment.in !== 0) fitted = { ...fitted, in: 0 };
  else if (probe !== undefined && probe.kind !== 'image' && !segment.freeze && length !== Infinity) {
    duration = Math.min(duration, Math.floor((probe.duration - segment.in) / segment.speed));
  }
  if (duration < 1) return null;
  return {
    ...fitted,
    duration,
    fade: fittingFades(segment.fade, duration),
    pictureFade: fittingFades(segment.pictureFade, duration),
  };
}

type Bounds = { readonly length: Ms; readonly music: boolean; readonly facts: Facts };

function fittingAudio(segment: AudioSegment, { length, music, facts }: Bounds): AudioSegment | null {
  let duration = Math.min(segment.duration, length - segment.start);
  const { source } = segment;
  const asset = source.kind === 'asset' ? facts.assets.get(source.asset) : undefined;
  if (source.kind === 'asset' && asset !== undefined && !source.loop) {
    duration = Math.min(duration, Math.floor((asset.probe.duration - source.in) / segment.speed));
  }
  if (duration < 1) return null;
  const mustFade = music && segment.fade.out === 0 && segment.start + duration >= length - frameLike;
  const fade = mustFade ? { ...segment.fade, out: musicFade(duration) } : segment.fade;
  return { ...segment, duration, fade: fittingFades(fade, duration) };
}

/** Two ends nearer than this are the same end, in ms. */
const frameLike = 50;

/** How long a piece of music takes to fade out, in ms. */
export function musicFade(duration: Ms): Ms {
  return Math.min(MUSIC_FADE, Math.floor(duration / 4));
}

function fittingText(segment: TextSegment, length: Ms, least: Ms): TextSegment | null {
  const duration = Math.min(segment.duration, length - segment.start);
  return duration < Math.min(least, segment.duration) ? null : textLasting(segment, duration);
}

/** Half of a transition lies in each of the two clips: the longer half in the one that it leads into. */
export const leadIn = (duration: Ms): Ms => Math.ceil(duration / 2);
export const leadOut = (duration: Ms): Ms => Math.floor(duration / 2);

/**
 * Drops transitions where no clip comes right before, and shortens those whose halves do not fit into their clips
 * beside the transition at the other end.
 */
export function fittingTransitions(segments: readonly VideoSegment[]): { segments: VideoSegment[]; dropped: number } {
  let dropped = 0;
  const made: VideoSegment[] = [];
  for (const segment of segments) {
    const before = made.at(-1);
    if (segment.transition === null) {
      made.push(segment);
      continue;
    }
    const meets = before !== undefined && endOf(before) === segment.start;
    const roomBefore = before === undefined ? 0 : before.duration - leadIn(before.transition?.duration ?? 0);
    const room = meets ? Math.min(2 * roomBefore, 2 * segment.duration - 1) : 0;
    const duration = Math.min(segment.transition.duration, Math.max(0, room));
    if (duration < LEAST_TRANSITION) {
      dropped++;
      made.push({ ...segment, transition: null });
    } else made.push({ ...segment, transition: { ...segment.transition, duration } });
  }
  return { segments: made, dropped };
}
