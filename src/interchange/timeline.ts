import type { Said } from '../base/lang.ts';
import type { Rate } from '../base/time.ts';
import type { Cue } from '../captions/cue.ts';
import type { FileLook } from '../captions/write.ts';
import type { Feature } from './feature-names.ts';

/**
 * A timeline as all formats can say it: clips of files on tracks, counted in frames of one exact rate. What is on a draft
 * beside that is in `beyond`, so that every writer's losses can be told.
 */

/** A file that clips show, under the name that it goes by; never a path. */
export type Media = {
  readonly name: string;
  /** Length in frames of the timeline; null: not known. A photo has 0. */
  readonly length: number | null;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
  readonly isStill: boolean;
  /** Size in px as seen; null: not known. */
  readonly size: { readonly width: number; readonly height: number } | null;
};

/** In frames. Half of it lies before the cut; the longer half after it. */
export type Mix = { readonly name: string; readonly length: number };

/** Where a picture lies, as fractions of the canvas; `scale` multiplies the fitted size. */
export type Pose = {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Clockwise degrees. */
  readonly rotate: number;
  readonly opacity: number;
};

export const PLAIN_POSE: Pose = { x: 0.5, y: 0.5, scale: 1, rotate: 0, opacity: 1 };

/** A stretch of a file on a track. Times in frames of the timeline's rate. */
export type Clip = {
  /** Name of its file: one of `Timeline.media`. */
  readonly media: string;
  readonly start: number;
  readonly length: number;
  /** Where in the source it begins, the source counted in frames of the timeline's rate too. */
  readonly in: number;
  /** Source time per timeline time; always above 0. */
  readonly speed: number;
  readonly reverse: boolean;
  /** Shows the picture at `in` all the time. */
  readonly freeze: boolean;
  /** Factor; 1 as recorded. */
  readonly volume: number;
  /** Fades of sound, in frames. */
  readonly fade: { readonly in: number; readonly out: number };
  readonly pose: Pose;
  /** From the clip before it, which ends where it begins. */
  readonly mix: Mix | null;
};

/** Tracks in the order of the draft: later ones lie on top. The first one with pictures carries the story. */
export type Track = { readonly kind: 'video' | 'audio'; readonly name: string | null; readonly clips: readonly Clip[] };

/** Words on the picture. Size: height of a line as a fraction of the canvas's shorter side. */
export type Title = {
  readonly text: string;
  readonly start: number;
  readonly length: number;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
  readonly bold: boolean;
};

/** A place with a name: a chapter. */
export type Marker = { readonly at: number; readonly name: string };

export type Timeline = {
  readonly name: string;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  /** False: the file that it was read from says no size. */
  readonly sized: boolean;
  readonly media: readonly Media[];
  readonly tracks: readonly Track[];
  readonly titles: readonly Title[];
  /** In ms: captions files count so. */
  readonly captions: readonly Cue[];
  readonly captionLook: FileLook | null;
  readonly markers: readonly Marker[];
  /** What else there is and how often, for telling what a format cannot hold. */
  readonly beyond: ReadonlyMap<Feature, number>;
};

/** A file that was read: its timeline, and what in it we had no place for. */
export type Read = { readonly timeline: Timeline; readonly losses: readonly Said[] };

/** A file to be written, by its name within the folder that the timeline goes to. */
export type WrittenFile = { readonly name: string; readonly text: string };

export const clipEnd = (clip: { readonly start: number; readonly length: number }): number => clip.start + clip.length;

/** A clip with nothing done to it. */
export function plainClip(media: string, at: { start: number; length: number; in: number }): Clip {
  const plain = { speed: 1, reverse: false, freeze: false, volume: 1, fade: { in: 0, out: 0 } };
  return { media, ...at, ...plain, pose: PLAIN_POSE, mix: null };
}

/** An empty timeline, for readers to fill. */
export function emptyTimeline(name: string, rate: Rate): Timeline {
  return {
    name,
    rate,
    width: 1920,
    height: 1080,
    sized: false,
    media: [],
    tracks: [],
    titles: [],
    captions: [],
    captionLook: null,
    markers: [],
    beyond: new Map(),
  };
}

/** The last frame of anything that plays, exclusive. */
export function lengthOfTimeline({ tracks, titles }: Timeline): number {
  const main = mainOf(tracks);
  const ends = (main === null ? tracks : [main]).flatMap(({ clips }) => clips.map(clipEnd));
  return Math.max(0, ...(ends.length === 0 ? titles.map(clipEnd) : ends));
}

/** The track that carries the story: the first one with pictures. */
export const mainOf = (tracks: readonly Track[]): Track | null => tracks.find(({ kind }) => kind === 'video') ?? null;

/** Half of a mix before the cut and half after it. */
export const mixBefore = (length: number): number => Math.floor(length / 2);
export const mixAfter = (length: number): number => Math.ceil(length / 2);

/** The file that a clip shows. */
export function mediaOf(timeline: Timeline, name: string): Media {
  const found = timeline.media.find((media) => media.name === name);
  if (found === undefined) throw new Error(`a clip shows "${name}", which is no file of its timeline`);
  return found;
}

/** How many frames of source a clip plays. */
export const sourceLength = (clip: Clip): number => (clip.freeze ? 0 : clip.length * clip.speed);

/** Whether a clip's own sound is heard. */
export const isHeard = (timeline: Timeline, clip: Clip): boolean =>
  clip.volume > 0 && mediaOf(timeline, clip.media).hasAudio && !clip.freeze;
