import type { Rate } from '../base/time.ts';
import { addressOf } from './names.ts';
import { type Clip, mediaOf, mixAfter, mixBefore, type Timeline, type Track, type WrittenFile } from './timeline.ts';

/**
 * OpenTimelineIO's own JSON (schemas Timeline.1, Stack.1, Track.1, Clip.2, Gap.1, Transition.1, Marker.2). What it has no
 * words for, volumes and places on the picture, goes along as metadata under our name and is read back.
 */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function writeOtio(timeline: Timeline): WrittenFile[] {
  const { rate, tracks, markers } = timeline;
  const stack = {
    ...named('Stack.1', 'tracks'),
    children: tracks.map((track) => trackJson(timeline, track)),
    markers: markers.map(({ at, name }) => ({
      ...named('Marker.2', name),
      color: 'GREEN',
      comment: '',
      marked_range: range(at, 0, rate),
    })),
  };
  const root = {
    ...named('Timeline.1', timeline.name),
    metadata: { tellcut: { width: timeline.width, height: timeline.height, rate: [rate.num, rate.den] } },
    global_start_time: null,
    tracks: stack,
  };
  return [{ name: 'timeline.otio', text: `${JSON.stringify(root, null, 2)}\n` }];
}

const named = (schema: string, name: string): { OTIO_SCHEMA: string; name: string; metadata: Json } => ({
  OTIO_SCHEMA: schema,
  name,
  metadata: {},
});

/** Rates are decimals in OTIO: 30000/1001 is written as far as a double goes. */
const time = (value: number, { num, den }: Rate): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate: num / den, value });

const range = (start: number, duration: number, rate: Rate): Json => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(duration, rate),
});

function trackJson(timeline: Timeline, { kind, name, clips }: Track): Json {
  const { rate } = timeline;
  const children: Json[] = [];
  let cursor = 0;
  for (const clip of clips) {
    if (clip.start > cursor) children.push({ ...item('Gap.1', ''), source_range: range(0, clip.start - cursor, rate) });
    if (clip.mix !== null) children.push(mixJson(clip.mix, rate));
    children.push(clipJson(timeline, clip));
    cursor = clip.start + clip.length;
  }
  return {
    ...item('Track.1', name ?? ''),
    kind: kind === 'video' ? 'Video' : 'Audio',
    source_range: null,
    children,
  };
}

const item = (schema: string, name: string): { readonly [key: string]: Json } => ({
  ...named(schema, name),
  effects: [],
  markers: [],
  enabled: true,
  color: null,
});

const mixJson = ({ name, length }: NonNullable<Clip['mix']>, rate: Rate): Json => ({
  ...named('Transition.1', name),
  transition_type: name === 'fade' || name === 'dissolve' ? 'SMPTE_Dissolve' : 'Custom_Transition',
  metadata: { tellcut: { transition: name } },
  in_offset: time(mixBefore(length), rate),
  out_offset: time(mixAfter(length), rate),
});

function clipJson(timeline: Timeline, clip: Clip): Json {
  const { rate } = timeline;
  const file = mediaOf(timeline, clip.media);
  const media: Json = {
    ...named('ExternalReference.1', file.name),
    target_url: addressOf(file.name),
    available_range: file.length === null || file.isStill ? null : range(0, file.length, rate),
    available_image_bounds: null,
    metadata: {
      tellcut: {
        video: file.hasVideo,
        audio: file.hasAudio,
        still: file.isStill,
        size: file.size === null ? null : [file.size.width, file.size.height],
      },
    },
  };
  return {
    ...item('Clip.2', file.name),
    metadata: {
      tellcut: {
        volume: clip.volume,
        fade: [clip.fade.in, clip.fade.out],
        pose: { ...clip.pose },
        reverse: clip.reverse,
      },
    },
    source_range: range(clip.in, clip.length, rate),
    effects: effectsOf(clip),
    media_references: { DEFAULT_MEDIA: media },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

function effectsOf({ speed, reverse, freeze }: Clip): Json[] {
  if (freeze)
    return [{ ...named('FreezeFrame.1', 'freeze'), effect_name: 'FreezeFrame', time_scalar: 0, enabled: true }];
  if (speed === 1 && !reverse) return [];
  const scalar = reverse ? -speed : speed;
  return [{ ...named('LinearTimeWarp.1', 'speed'), effect_name: 'LinearTimeWarp', time_scalar: scalar, enabled: true }];
}
