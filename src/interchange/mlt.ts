import { nominalOf } from './rate.ts';
import {
  type Clip,
  isHeard,
  lengthOfTimeline,
  mediaOf,
  mixAfter,
  mixBefore,
  type Timeline,
  type Track,
  type WrittenFile,
} from './timeline.ts';
import { type Element, element, writeXml } from './xml.ts';

/**
 * MLT XML: what `melt` plays and Kdenlive and Shotcut open. A dissolve is a small tractor of its own between two entries
 * of the playlist; tracks above the first are laid over it, sounds are added.
 */

const property = (name: string, value: string | number): Element => element('property', { name }, String(value));

export function writeMlt(timeline: Timeline): WrittenFile[] {
  const { rate, width, height, tracks } = timeline;
  const length = lengthOfTimeline(timeline);
  const making: Making = { timeline, producers: [], mixes: [] };
  const playlists = tracks.map((track, i) => playlist(making, track, `playlist${i}`));
  const profile = element('profile', {
    description: 'tellcut',
    width,
    height,
    progressive: 1,
    sample_aspect_num: 1,
    sample_aspect_den: 1,
    display_aspect_num: width,
    display_aspect_den: height,
    frame_rate_num: rate.num,
    frame_rate_den: rate.den,
    colorspace: 709,
  });
  const last = Math.max(0, length - 1);
  const black = element('producer', { id: 'black', in: 0, out: last }, [
    property('length', Math.max(1, length)),
    property('resource', 'black'),
    property('mlt_service', 'color'),
  ]);
  const multitrack = element('multitrack', {}, [
    element('track', { producer: 'black', in: 0, out: last }),
    ...tracks.map((track, i) =>
      element('track', { producer: `playlist${i}`, hide: track.kind === 'audio' ? 'video' : null }),
    ),
  ]);
  const layers = tracks.flatMap(({ kind }, i) => layering(kind, i + 1));
  const tractor = element('tractor', { id: 'main', in: 0, out: last }, [multitrack, ...layers]);
  const root = element('mlt', { LC_NUMERIC: 'C', producer: 'main' }, [
    profile,
    black,
    ...making.producers,
    ...making.mixes,
    ...playlists,
    tractor,
  ]);
  return [{ name: 'timeline.mlt', text: writeXml(root) }];
}

/** Sound of every track is added up; pictures lie over those below. */
function layering(kind: Track['kind'], track: number): Element[] {
  const mix = element('transition', {}, [
    property('mlt_service', 'mix'),
    property('a_track', 0),
    property('b_track', track),
    property('always_active', 1),
    property('sum', 1),
  ]);
  if (kind === 'audio') return [mix];
  const over = element('transition', {}, [
    property('mlt_service', 'composite'),
    property('a_track', 0),
    property('b_track', track),
    property('always_active', 1),
    property('progressive', 1),
    property('fill', 0),
  ]);
  return [mix, over];
}

type Making = { readonly timeline: Timeline; readonly producers: Element[]; readonly mixes: Element[] };

function playlist(making: Making, { clips }: Track, id: string): Element {
  const entries: Element[] = [];
  let cursor = 0;
  for (const [i, clip] of clips.entries()) {
    const before = clips[i - 1];
    if (clip.start > cursor) entries.push(element('blank', { length: clip.start - cursor }));
    const after = clips[i + 1]?.mix ?? null;
    const own = before === undefined ? null : clip.mix;
    if (own !== null && before !== undefined) {
      const name = `${id}-mix${i}`;
      making.mixes.push(mixing(making, { name, before, clip, length: own.length }));
      entries.push(element('entry', { producer: name, in: 0, out: own.length - 1 }));
    }
    const from = own === null ? 0 : mixAfter(own.length);
    const until = clip.length - (after === null ? 0 : mixBefore(after.length));
    if (until > from) entries.push(entry(making, clip, { from, until }));
    cursor = clip.start + clip.length;
  }
  return element('playlist', { id }, entries);
}

/** The end of one clip under the beginning of the next, for as long as the dissolve takes. */
function mixing(
  making: Making,
  { name, before, clip, length }: { name: string; before: Clip; clip: Clip; length: number },
): Element {
  const end = before.length;
  const a = cut(making, before, { from: end - mixBefore(length), until: end + mixAfter(length) });
  const b = cut(making, clip, { from: -mixBefore(length), until: mixAfter(length) });
  const track = ({ producer, from, until }: Cut): Element =>
    element('track', { producer, in: Math.max(0, from), out: Math.max(0, from) + until - from - 1 });
  const blend = (service: string): Element =>
    element('transition', { in: 0, out: length - 1 }, [
      property('a_track', 0),
      property('b_track', 1),
      property('mlt_service', service),
      ...(service === 'mix' ? [property('start', -1)] : []),
    ]);
  return element('tractor', { id: name, in: 0, out: length - 1 }, [
    element('multitrack', {}, [track(a), track(b)]),
    blend('luma'),
    blend('mix'),
  ]);
}

type Cut = { readonly producer: string; readonly from: number; readonly until: number };

function entry(making: Making, clip: Clip, span: { from: number; until: number }): Element {
  const { producer, from, until } = cut(making, clip, span);
  return element('entry', { producer, in: Math.max(0, from), out: Math.max(0, from) + (until - from) - 1 });
}

/** A stretch of a clip as frames of a producer, `from` and `until` counted from the start of the clip. */
function cut(making: Making, clip: Clip, { from, until }: { from: number; until: number }): Cut {
  const producer = producerOf(making, clip);
  if (clip.freeze) return { producer, from: 0, until: until - from };
  const file = mediaOf(making.timeline, clip.media);
  if (file.isStill) return { producer, from: 0, until: until - from };
  // A backward producer begins with the end of the file.
  const whole = Math.round((file.length ?? 0) / clip.speed);
  const first = clip.reverse
    ? whole - Math.round(clip.in / clip.speed) - clip.length
    : Math.round(clip.in / clip.speed);
  return { producer, from: first + from, until: first + until };
}

const gainOf = ({ volume }: Clip): string => String(Math.round(volume * 1e4) / 1e4);

/** A producer for each way in which a file is shown; the same way is made once. */
function producerOf({ timeline, producers }: Making, clip: Clip): string {
  const file = mediaOf(timeline, clip.media);
  const isPaced = clip.speed !== 1 || clip.reverse;
  const resource = isPaced ? `${clip.reverse ? '-' : ''}${clip.speed}:${file.name}` : file.name;
  const isMute = file.hasAudio && !isHeard(timeline, clip);
  const filters: Element[] = [];
  if (clip.volume !== 1 || isMute)
    filters.push(
      element('filter', {}, [property('mlt_service', 'volume'), property('gain', isMute ? '0' : gainOf(clip))]),
    );
  const still = file.isStill || clip.freeze;
  const length = still
    ? Math.max(lengthOfTimeline(timeline), 1) + nominalOf(timeline.rate)
    : Math.max(1, Math.ceil((file.length ?? 0) / clip.speed));
  const children = [
    property('length', length),
    property('resource', resource),
    ...(isPaced
      ? [property('mlt_service', 'timewarp'), property('warp_speed', clip.reverse ? -clip.speed : clip.speed)]
      : []),
    ...(isPaced ? [property('warp_resource', file.name), property('warp_pitch', 1)] : []),
    // The freeze filter of MLT 7.12 waits for itself for ever; this producer holds the frame as well.
    ...(clip.freeze ? [property('mlt_service', 'hold'), property('frame', clip.in)] : []),
    property('eof', 'pause'),
    ...filters,
  ];
  const same = JSON.stringify(children);
  const at = producers.findIndex((made) => JSON.stringify(made.children) === same);
  if (at >= 0) return `media${at}`;
  const id = `media${producers.length}`;
  producers.push(element('producer', { id, in: 0, out: length - 1 }, children));
  return id;
}
