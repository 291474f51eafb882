import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Rate } from '../base/time.ts';
import { leftOut } from './features.ts';
import { fileNameOf } from './names.ts';
import { rateFrom } from './rate.ts';
import {
  type Clip,
  emptyTimeline,
  type Marker,
  type Media,
  PLAIN_POSE,
  plainClip,
  type Read,
  type Timeline,
  type Track,
} from './timeline.ts';

/** OTIO of any program: schemas are taken by their names, whatever their numbers; what is unknown is counted and left. */

const MOST = { items: 20_000, depth: 32 } as const;

const Time = z.object({ rate: z.number(), value: z.number() });
const TimeRange = z.object({ start_time: Time, duration: Time });
const Item = z.looseObject({
  OTIO_SCHEMA: z.string().max(100),
  name: z.string().max(2000).nullish(),
  source_range: TimeRange.nullish(),
  children: z.array(z.unknown()).max(MOST.items).nullish(),
  effects: z.array(z.unknown()).max(1000).nullish(),
  markers: z.array(z.unknown()).max(MOST.items).nullish(),
  metadata: z.unknown().optional(),
});
type Item = z.infer<typeof Item>;

const Reference = z.looseObject({
  OTIO_SCHEMA: z.string(),
  name: z.string().nullish(),
  target_url: z.string().max(4096).nullish(),
  available_range: TimeRange.nullish(),
  metadata: z.unknown().optional(),
});

const OurClip = z.object({
  volume: z.number().min(0).max(8),
  fade: z.tuple([z.number().min(0), z.number().min(0)]),
  pose: z.object({
    x: z.number().min(-2).max(3),
    y: z.number().min(-2).max(3),
    scale: z.number().min(0.01).max(20),
    rotate: z.number().min(-360).max(360),
    opacity: z.number().min(0).max(1),
  }),
  reverse: z.boolean(),
});
const OurMedia = z.object({
  video: z.boolean(),
  audio: z.boolean(),
  still: z.boolean(),
  size: z.tuple([z.number(), z.number()]).nullable(),
});
const OurTimeline = z.object({
  width: z.int().min(16).max(7680),
  height: z.int().min(16).max(7680),
  rate: z.tuple([z.int().positive(), z.int().positive()]),
});

/** What somebody wrote into `metadata` under our name, where it is what we write. */
function ours<T>(metadata: unknown, schema: z.ZodType<T>): T | null {
  const found = z.looseObject({ tellcut: schema }).safeParse(metadata);
  return found.success ? (found.data.tellcut as T) : null;
}

type Reading = {
  readonly rate: Rate;
  readonly media: Map<string, Media>;
  readonly strange: Map<string, number>;
  readonly markers: Marker[];
  count: number;
};

const unreadable = (why: string): Error => fail('interchange.unreadable', { format: 'OTIO', why });

export function readOtio(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw fail('interchange.unreadable', { format: 'OTIO', why: 'it is not JSON' }, { cause: error });
  }
  const root = Item.safeParse(json);
  if (!root.success) throw unreadable('it has no OTIO_SCHEMA');
  const isTimeline = root.data.OTIO_SCHEMA.startsWith('Timeline.');
  const stack = Item.safeParse(isTimeline ? root.data['tracks'] : json);
  if (!stack.success || !/^(?:Stack|Track)\./.test(stack.data.OTIO_SCHEMA))
    throw unreadable('there is no timeline in it');
  const own = ours(root.data.metadata, OurTimeline);
  const rate = (own === null ? null : rateFrom(own.rate[0], own.rate[1])) ?? firstRate(stack.data, 0);
  if (rate === null) throw unreadable('no time in it has a usable rate');
  const reading: Reading = { rate, media: new Map(), strange: new Map(), markers: [], count: 0 };
  takeMarkers(stack.data, 0, reading);
  const isTrack = stack.data.OTIO_SCHEMA.startsWith('Track.');
  const tracks = (isTrack ? [stack.data] : itemsOf(stack.data)).flatMap((track) => trackOf(track, reading) ?? []);
  const timeline: Timeline = {
    ...emptyTimeline(root.data.name ?? 'timeline', rate),
    ...(own === null ? {} : { width: own.width, height: own.height, sized: true }),
    media: [...reading.media.values()],
    tracks,
    markers: reading.markers.toSorted((a, b) => a.at - b.at),
  };
  return { timeline, losses: leftOut(reading.strange) };
}

function itemsOf({ children }: Item): Item[] {
  return (children ?? []).flatMap((child) => {
    const item = Item.safeParse(child);
    return item.success ? [item.data] : [];
  });
}

/** The rate of the first clip's own range: what is cut counts by it. */
function firstRate(item: Item, depth: number): Rate | null {
  const { source_range: range } = item;
  if (range !== null && range !== undefined && /^(?:Clip|Gap)\./.test(item.OTIO_SCHEMA))
    return rateFrom(range.duration.rate);
  if (depth > MOST.depth) return null;
  for (const child of itemsOf(item)) {
    const found = firstRate(child, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Frames of ours for a time at any rate. */
const frames = ({ value, rate: own }: z.infer<typeof Time>, { num, den }: Rate): number => {
  const exact = rateFrom(own) ?? { num: 1, den: 1 };
  return Math.round((value * exact.den * num) / (exact.num * den));
};

function takeMarkers(item: Item, at: number, { rate, markers }: Reading): void {
  for (const raw of item.markers ?? []) {
    const marker = z.looseObject({ name: z.string().nullish(), marked_range: TimeRange }).safeParse(raw);
    if (!marker.success) continue;
    const { name, marked_range: where } = marker.data;
    markers.push({
      at: Math.max(0, at + frames(where.start_time, rate)),
      name: (name ?? '').slice(0, 200) || `Chapter ${markers.length + 1}`,
    });
  }
}

function trackOf(track: Item, reading: Reading): Track | null {
  if (!track.OTIO_SCHEMA.startsWith('Track.')) {
    note(reading, track);
    return null;
  }
  const clips: Clip[] = [];
  let cursor = 0;
  let mix: Clip['mix'] = null;
  for (const item of itemsOf(track)) {
    if (++reading.count > MOST.items) throw unreadable('it has too many clips');
    const kind = item.OTIO_SCHEMA.split('.')[0];
    if (kind === 'Transition') {
      mix = mixOf(item, reading.rate);
      continue;
    }
    const length = lengthOf(item, reading.rate);
    const clip = kind === 'Clip' && length > 0 ? clipOf(item, { start: cursor, length }, reading) : null;
    if (clip !== null) clips.push(clips.length > 0 ? { ...clip, mix } : clip);
    else if (kind !== 'Gap') note(reading, item);
    mix = null;
    cursor += length;
  }
  const isAudio = textOf(track['kind']).toLowerCase() === 'audio';
  const name = (track.name ?? '').slice(0, 200);
  return clips.length === 0 ? null : { kind: isAudio ? 'audio' : 'video', name: name === '' ? null : name, clips };
}

const note = ({ strange }: Reading, { OTIO_SCHEMA: schema }: Item): void => {
  const kind = schema.split('.')[0]?.slice(0, 40) ?? '';
  strange.set(kind, (strange.get(kind) ?? 0) + 1);
};

function mixOf(item: Item, rate: Rate): Clip['mix'] {
  const offsets = z.looseObject({ in_offset: Time, out_offset: Time }).safeParse(item);
  if (!offsets.success) return null;
  const length = frames(offsets.data.in_offset, rate) + frames(offsets.data.out_offset, rate);
  const own = ours(item.metadata, z.object({ transition: z.string().max(40) }));
  return length < 1 ? null : { name: own?.transition ?? 'fade', length };
}

/** A clip without a range of its own plays its whole file. */
function rangeOf(item: Item): z.infer<typeof TimeRange> | null {
  return item.source_range ?? referenceOf(item)?.available_range ?? null;
}

const lengthOf = (item: Item, rate: Rate): number => {
  const range = rangeOf(item);
  return range === null ? 0 : Math.max(0, frames(range.duration, rate));
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function referenceOf(item: Item): z.infer<typeof Reference> | null {
  const several = item['media_references'];
  const key = textOf(item['active_media_reference_key']) || 'DEFAULT_MEDIA';
  const one =
    typeof several === 'object' && several !== null && Object.hasOwn(several, key)
      ? (several as Record<string, unknown>)[key]
      : item['media_reference'];
  const parsed = Reference.safeParse(one);
  return parsed.success ? parsed.data : null;
}

function clipOf(item: Item, at: { start: number; length: number }, reading: Reading): Clip | null {
  const { rate } = reading;
  const reference = referenceOf(item);
  const name = fileNameOf(reference?.target_url ?? '') || (item.name ?? '').slice(0, 255);
  if (name === '') return null;
  const available = reference?.available_range ?? null;
  const zero = available === null ? 0 : frames(available.start_time, rate);
  const about = ours(reference?.metadata, OurMedia);
  if (!reading.media.has(name)) {
    reading.media.set(name, {
      name,
      length: about?.still === true ? 0 : available === null ? null : frames(available.duration, rate),
      hasVideo: about?.video ?? true,
      hasAudio: about?.audio ?? true,
      isStill: about?.still ?? false,
      size: about?.size === null || about === null ? null : { width: about.size[0], height: about.size[1] },
    });
  }
  const range = rangeOf(item);
  const own = ours(item.metadata, OurClip);
  const from = range === null ? 0 : frames(range.start_time, rate) - zero;
  return {
    ...plainClip(name, { ...at, in: Math.max(0, from) }),
    ...paceOf(item, reading),
    ...(own === null
      ? { pose: PLAIN_POSE }
      : { volume: own.volume, fade: { in: own.fade[0], out: own.fade[1] }, pose: own.pose }),
  };
}

function paceOf(item: Item, reading: Reading): Partial<Clip> {
  let pace: Partial<Clip> = {};
  for (const raw of item.effects ?? []) {
    const effect = z.looseObject({ OTIO_SCHEMA: z.string(), time_scalar: z.number().optional() }).safeParse(raw);
    if (!effect.success) continue;
    const kind = effect.data.OTIO_SCHEMA.split('.')[0] ?? '';
    const scalar = effect.data.time_scalar ?? 1;
    if (kind === 'FreezeFrame' || (kind === 'LinearTimeWarp' && scalar === 0)) pace = { freeze: true };
    else if (kind === 'LinearTimeWarp')
      pace = { speed: Math.min(20, Math.max(0.05, Math.abs(scalar))), reverse: scalar < 0 };
    else note(reading, { OTIO_SCHEMA: kind } as Item);
  }
  return pace;
}
