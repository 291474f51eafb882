import { addressOf } from './names.ts';
import { nominalOf } from './rate.ts';
import {
  type Clip,
  clipEnd,
  isHeard,
  lengthOfTimeline,
  type Media,
  mediaOf,
  mixAfter,
  mixBefore,
  type Timeline,
  type Track,
  type WrittenFile,
} from './timeline.ts';
import { type Element, element, leaf, writeXml } from './xml.ts';

/**
 * Final Cut Pro 7's XML (xmeml 5), which Premiere Pro, Resolve and most others read. Rates are a whole number and whether it
 * is slowed by 1000/1001. A clip's sound is an item of its own, linked to the picture. Retimed clips count their in and out
 * on the retimed clock.
 */

type Making = { readonly timeline: Timeline; readonly seen: Set<string> };

export function writeXmeml(timeline: Timeline): WrittenFile[] {
  const { name, tracks, markers, width, height } = timeline;
  const making: Making = { timeline, seen: new Set() };
  const length = lengthOfTimeline(timeline);
  const video = tracks.flatMap((track, t) => (track.kind === 'video' ? [videoTrack(making, track, t)] : []));
  const audio = tracks.flatMap((track, t) => {
    const made = audioTrack(making, track, t);
    return made === null ? [] : [made];
  });
  const format = element('format', {}, [
    element('samplecharacteristics', {}, [
      rateOf(timeline),
      leaf('width', width),
      leaf('height', height),
      leaf('pixelaspectratio', 'square'),
      leaf('fielddominance', 'none'),
    ]),
  ]);
  const sequence = element('sequence', { id: 'sequence-1' }, [
    leaf('name', name),
    leaf('duration', length),
    rateOf(timeline),
    element('timecode', {}, [
      rateOf(timeline),
      leaf('string', '00:00:00:00'),
      leaf('frame', 0),
      leaf('displayformat', 'NDF'),
    ]),
    element('media', {}, [element('video', {}, [format, ...video]), element('audio', {}, audio)]),
    ...markers.map((marker) =>
      element('marker', {}, [leaf('comment', ''), leaf('name', marker.name), leaf('in', marker.at), leaf('out', -1)]),
    ),
  ]);
  return [{ name: 'timeline.xml', text: writeXml(element('xmeml', { version: '5' }, [sequence]), 'xmeml') }];
}

function rateOf({ rate }: Timeline): Element {
  return element('rate', {}, [leaf('timebase', nominalOf(rate)), leaf('ntsc', rate.den === 1001 ? 'TRUE' : 'FALSE')]);
}

function videoTrack(making: Making, { clips }: Track, t: number): Element {
  const items = clips.flatMap((clip, i) => {
    const item = clipItem(making, clip, { kind: 'video', t, i });
    return clip.mix === null || i === 0 ? [item] : [mixItem(making, clip), item];
  });
  return element('track', {}, [...items, leaf('enabled', 'TRUE'), leaf('locked', 'FALSE')]);
}

/** The sounds of a track: of pictures their own, linked to them. Null where nothing sounds. */
function audioTrack(making: Making, { kind, clips }: Track, t: number): Element | null {
  const items = clips.flatMap((clip, i) =>
    kind === 'audio' || isHeard(making.timeline, clip) ? [clipItem(making, clip, { kind: 'audio', t, i })] : [],
  );
  if (items.length === 0) return null;
  return element('track', {}, [
    ...items,
    leaf('enabled', 'TRUE'),
    leaf('locked', 'FALSE'),
    leaf('outputchannelindex', 1),
  ]);
}

type Which = { readonly kind: 'video' | 'audio'; readonly t: number; readonly i: number };

const idOf = ({ kind, t, i }: Which): string => `${kind}-${t + 1}-${i + 1}`;

function clipItem(making: Making, clip: Clip, which: Which): Element {
  const { timeline } = making;
  const file = mediaOf(timeline, clip.media);
  const from = clip.freeze ? clip.in : Math.round(clip.in / clip.speed);
  const isLinked = which.kind === 'video' ? isHeard(timeline, clip) : timeline.tracks[which.t]?.kind === 'video';
  const links = isLinked
    ? (['video', 'audio'] as const).map((kind) =>
        element('link', {}, [leaf('linkclipref', idOf({ ...which, kind })), leaf('mediatype', kind)]),
      )
    : [];
  const filters = [
    ...(clip.speed !== 1 || clip.reverse || clip.freeze ? [timeRemap(clip)] : []),
    ...(which.kind === 'audio' && clip.volume !== 1 ? [levels(clip)] : []),
    ...(which.kind === 'video' ? motion(clip) : []),
  ];
  return element('clipitem', { id: idOf(which) }, [
    leaf('name', file.name),
    leaf('enabled', 'TRUE'),
    leaf(
      'duration',
      file.length === null || file.isStill ? clip.length : Math.max(1, Math.round(file.length / clip.speed)),
    ),
    rateOf(timeline),
    leaf('start', clip.start),
    leaf('end', clipEnd(clip)),
    leaf('in', from),
    leaf('out', from + clip.length),
    fileElement(making, file),
    ...(which.kind === 'audio'
      ? [element('sourcetrack', {}, [leaf('mediatype', 'audio'), leaf('trackindex', 1)])]
      : []),
    ...filters,
    ...links,
  ]);
}

/** A file is described where it is met first and named by its id from then on. */
function fileElement({ timeline, seen }: Making, file: Media): Element {
  const id = `file-${timeline.media.indexOf(file) + 1}`;
  if (seen.has(id)) return element('file', { id });
  seen.add(id);
  const picture = file.size ?? { width: timeline.width, height: timeline.height };
  const video = element('video', {}, [
    element('samplecharacteristics', {}, [leaf('width', picture.width), leaf('height', picture.height)]),
    ...(file.isStill ? [leaf('stillframe', 'TRUE')] : []),
  ]);
  return element('file', { id }, [
    leaf('name', file.name),
    leaf('pathurl', addressOf(file.name)),
    rateOf(timeline),
    leaf('duration', file.isStill ? 1 : (file.length ?? lengthOfTimeline(timeline))),
    element('media', {}, [
      ...(file.hasVideo ? [video] : []),
      ...(file.hasAudio ? [element('audio', {}, [leaf('channelcount', 2)])] : []),
    ]),
  ]);
}

const parameter = (id: string, name: string, value: string | number | Element[]): Element =>
  element('parameter', {}, [
    leaf('parameterid', id),
    leaf('name', name),
    typeof value === 'object' ? element('value', {}, value) : leaf('value', value),
  ]);

const effect = (id: string, name: string, kind: 'video' | 'audio', parameters: readonly Element[]): Element =>
  element('filter', {}, [
    element('effect', {}, [
      leaf('name', name),
      leaf('effectid', id),
      leaf('effectcategory', id === 'timeremap' ? 'motion' : kind),
      leaf('effecttype', kind === 'audio' ? 'audiolevels' : 'motion'),
      leaf('mediatype', kind),
      ...parameters,
    ]),
  ]);

const timeRemap = ({ speed, reverse, freeze }: Clip): Element =>
  effect('timeremap', 'Time Remap', 'video', [
    parameter('variablespeed', 'variablespeed', 0),
    parameter('speed', 'speed', freeze ? 0 : Math.round(speed * 1e4) / 100),
    parameter('reverse', 'reverse', reverse ? 'TRUE' : 'FALSE'),
    parameter('frameblending', 'frameblending', 'FALSE'),
  ]);

const levels = ({ volume }: Clip): Element =>
  effect('audiolevels', 'Audio Levels', 'audio', [parameter('level', 'Level', Math.round(volume * 1e4) / 1e4)]);

/** The centre counts from the middle of the canvas, in halves of its size. */
function motion({ pose }: Clip): Element[] {
  const made: Element[] = [];
  if (pose.x !== 0.5 || pose.y !== 0.5 || pose.scale !== 1 || pose.rotate !== 0)
    made.push(
      effect('basic', 'Basic Motion', 'video', [
        parameter('scale', 'Scale', Math.round(pose.scale * 1e4) / 100),
        parameter('rotation', 'Rotation', pose.rotate),
        parameter('center', 'Center', [leaf('horiz', round(pose.x - 0.5)), leaf('vert', round(pose.y - 0.5))]),
      ]),
    );
  if (pose.opacity !== 1)
    made.push(
      effect('opacity', 'Opacity', 'video', [
        parameter('opacity', 'opacity', Math.round(pose.opacity * 100 * 1e4) / 1e4),
      ]),
    );
  return made;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function mixItem({ timeline }: Making, { mix, start }: Clip): Element {
  const { name, length } = mix ?? { name: 'fade', length: 0 };
  const isPlain = name === 'fade' || name === 'dissolve';
  return element('transitionitem', {}, [
    leaf('start', start - mixBefore(length)),
    leaf('end', start + mixAfter(length)),
    leaf('alignment', 'center'),
    rateOf(timeline),
    element('effect', {}, [
      leaf('name', isPlain ? 'Cross Dissolve' : name),
      leaf('effectid', 'Cross Dissolve'),
      leaf('effectcategory', 'Dissolve'),
      leaf('effecttype', 'transition'),
      leaf('mediatype', 'video'),
    ]),
  ]);
}
