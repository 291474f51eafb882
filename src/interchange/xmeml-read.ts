import { fail } from '../base/errors.ts';
import { transitionByWords } from '../draft/transition-names.ts';
import { leftOut } from './features.ts';
import { fileNameOf } from './names.ts';
import { rateFrom } from './rate.ts';
import {
  type Clip,
  clipEnd,
  emptyTimeline,
  type Marker,
  type Media,
  mixBefore,
  PLAIN_POSE,
  plainClip,
  type Read,
  type Track,
} from './timeline.ts';
import { allOf, childOf, parseXml, textAt, type XmlNode } from './xml.ts';

/** Final Cut Pro 7's XML of any program: the first sequence. Items at a transition may leave their edge to it (-1). */

type Reading = {
  readonly files: ReadonlyMap<string, Media>;
  readonly strange: Map<string, number>;
};

/** Ids of items and the sounds that are linked to pictures. */
type Sounds = ReadonlyMap<string, XmlNode>;

const unreadable = (why: string): Error => fail('interchange.unreadable', { format: 'Final Cut 7 XML', why });

export function readXmeml(text: string): Read {
  const root = parseXml(text, 'Final Cut 7 XML');
  const sequence = root.name === 'xmeml' ? allOf(root, 'sequence')[0] : undefined;
  const media = sequence === undefined ? null : childOf(sequence, 'media');
  if (sequence === undefined || media === null) throw unreadable('there is no sequence in it');
  const timebase = Number(textAt(sequence, 'rate', 'timebase'));
  const isNtsc = textAt(sequence, 'rate', 'ntsc')?.toUpperCase() === 'TRUE';
  const rate = rateFrom(isNtsc ? timebase * 1000 : timebase, isNtsc ? 1001 : 1);
  if (rate === null) throw unreadable('its frame rate is not given');
  const reading: Reading = { files: filesOf(sequence), strange: new Map() };
  const videoTracks = (childOf(media, 'video')?.children ?? []).filter(({ name }) => name === 'track');
  const audioTracks = (childOf(media, 'audio')?.children ?? []).filter(({ name }) => name === 'track');
  const audioItems = audioTracks.map((track) => itemsOf(track));
  const sounds: Sounds = new Map(audioItems.flat().map((item) => [item.attributes['id'] ?? '', item]));
  const heard = new Set<XmlNode>();
  const video = videoTracks.flatMap((track) => trackOf(track, 'video', { reading, sounds, heard }));
  const rest = audioTracks.flatMap((track) => trackOf(track, 'audio', { reading, sounds, heard }));
  const markers = sequence.children.filter(({ name }) => name === 'marker').flatMap(markerOf);
  const sizes = allOf(childOf(media, 'video') ?? media, 'samplecharacteristics')[0];
  const tracks = [...video, ...rest];
  const used = new Set(tracks.flatMap(({ clips }) => clips.map((clip) => clip.media)));
  const timeline = {
    ...emptyTimeline((textAt(sequence, 'name') ?? '').slice(0, 200) || 'timeline', rate),
    width: sizeOf(sizes, 'width', 1920),
    height: sizeOf(sizes, 'height', 1080),
    sized: true,
    media: [...new Map([...reading.files.values()].map((file) => [file.name, file])).values()].filter(({ name }) =>
      used.has(name),
    ),
    tracks,
    markers: markers.toSorted((a, b) => a.at - b.at),
  };
  return { timeline, losses: leftOut(reading.strange) };
}

function sizeOf(node: XmlNode | undefined, name: string, usual: number): number {
  const value = node === undefined ? Number.NaN : Number(textAt(node, name));
  return Number.isInteger(value) && value >= 16 && value <= 7680 ? value : usual;
}

const whole = (node: XmlNode, name: string): number | null => {
  const text = textAt(node, name);
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) < 1e9 ? Math.round(value) : null;
};

/** Files by id: a file is described once and named by its id everywhere else. */
function filesOf(sequence: XmlNode): Map<string, Media> {
  const files = new Map<string, Media>();
  for (const node of allOf(sequence, 'file')) {
    const id = node.attributes['id'] ?? '';
    if (node.children.length === 0 || files.has(id)) continue;
    const name = fileNameOf(textAt(node, 'pathurl') ?? '') || (textAt(node, 'name') ?? '').slice(0, 255);
    const media = childOf(node, 'media');
    const video = media === null ? null : childOf(media, 'video');
    const isStill = video !== null && textAt(video, 'stillframe') !== null;
    files.set(id, {
      name: name || id,
      length: isStill ? 0 : whole(node, 'duration'),
      hasVideo: media === null || video !== null,
      hasAudio: media === null || childOf(media, 'audio') !== null,
      isStill,
      size: null,
    });
  }
  return files;
}

const itemsOf = (track: XmlNode): XmlNode[] => track.children.filter(({ name }) => name === 'clipitem');

type Around = { readonly reading: Reading; readonly sounds: Sounds; readonly heard: Set<XmlNode> };

function trackOf(track: XmlNode, kind: Track['kind'], around: Around): Track[] {
  if (textAt(track, 'enabled')?.toUpperCase() === 'FALSE') return [];
  const clips: Clip[] = [];
  const parts = track.children.filter(({ name }) => ['clipitem', 'transitionitem', 'generatoritem'].includes(name));
  for (const [i, item] of parts.entries()) {
    if (item.name === 'transitionitem') continue;
    if (item.name === 'generatoritem') {
      note(around.reading, textAt(item, 'name') ?? 'generator');
      continue;
    }
    if (kind === 'audio' && around.heard.has(item)) continue;
    const clip = clipOf(item, kind, { before: parts[i - 1] ?? null, after: parts[i + 1] ?? null, around });
    if (clip === null) continue;
    const last = clips.at(-1);
    const meets = last !== undefined && clipEnd(last) === clip.start;
    clips.push(meets ? clip : { ...clip, mix: null });
  }
  return clips.length === 0 ? [] : [{ kind, name: null, clips: clips.toSorted((a, b) => a.start - b.start) }];
}

const note = ({ strange }: Reading, name: string): void => {
  const known = name.slice(0, 60) || 'effect';
  strange.set(known, (strange.get(known) ?? 0) + 1);
};

type Beside = { readonly before: XmlNode | null; readonly after: XmlNode | null; readonly around: Around };

function clipOf(item: XmlNode, kind: Track['kind'], { before, after, around }: Beside): Clip | null {
  const { reading } = around;
  const file = reading.files.get(childOf(item, 'file')?.attributes['id'] ?? '');
  if (file === undefined) {
    note(reading, textAt(item, 'name') ?? 'clip');
    return null;
  }
  if (textAt(item, 'enabled')?.toUpperCase() === 'FALSE') return null;
  const mixed = before?.name === 'transitionitem' ? mixOf(before) : null;
  const next = after?.name === 'transitionitem' ? mixOf(after) : null;
  let from = whole(item, 'in') ?? 0;
  let start = whole(item, 'start') ?? -1;
  let end = whole(item, 'end') ?? -1;
  // An edge of -1 lies in the transition there, and the clip's in and out reach through it.
  if (start < 0 && mixed !== null) {
    start = mixed.cut;
    from += mixed.cut - mixed.from;
  }
  if (end < 0 && next !== null) end = next.cut;
  const out = whole(item, 'out');
  if (end < 0 && start >= 0 && out !== null) end = start + out - from;
  if (start < 0 || end <= start) return null;
  const sound = kind === 'audio' ? item : soundOf(item, around);
  return {
    ...plainClip(file.name, { start, length: end - start, in: from }),
    ...paceOf(item, from, reading),
    ...(file.isStill ? { in: 0 } : {}),
    pose: kind === 'video' ? poseOf(item, reading) : PLAIN_POSE,
    volume: sound === null ? (file.hasAudio ? 0 : 1) : volumeOf(sound),
    mix: kind === 'audio' || mixed === null ? null : { name: mixed.name, length: mixed.length },
  };
}

/** The item of a picture's own sound: linked to it, or, without links, of the same file at the same place. */
function soundOf(item: XmlNode, { sounds, heard }: Around): XmlNode | null {
  const linked = item.children.filter(({ name }) => name === 'link').map((link) => textAt(link, 'linkclipref') ?? '');
  const file = childOf(item, 'file')?.attributes['id'];
  let found: XmlNode | null = null;
  for (const [id, sound] of sounds) {
    const isLoose = childOf(sound, 'link') === null;
    const isSame =
      childOf(sound, 'file')?.attributes['id'] === file && textAt(sound, 'start') === textAt(item, 'start');
    if (!linked.includes(id) && !(isLoose && isSame)) continue;
    heard.add(sound); // every channel of it
    found ??= sound;
  }
  return found;
}

function mixOf(node: XmlNode): { name: string; length: number; cut: number; from: number } | null {
  const [start, end] = [whole(node, 'start'), whole(node, 'end')];
  if (start === null || end === null || end <= start) return null;
  const words = textAt(node, 'effect', 'name') ?? '';
  const name = /^cross dissolve$/i.test(words) ? 'fade' : (transitionByWords(words.slice(0, 60))?.name ?? 'fade');
  const alignment = textAt(node, 'alignment') ?? 'center';
  const length = end - start;
  const cut = alignment.startsWith('start') ? start : alignment.startsWith('end') ? end : start + mixBefore(length);
  return { name, length, cut, from: start };
}

const effectsOf = (item: XmlNode): XmlNode[] =>
  item.children.filter(({ name }) => name === 'filter').flatMap((filter) => childOf(filter, 'effect') ?? []);

/** The value of a parameter of an effect. */
const parameter = (effect: XmlNode, id: string): XmlNode | null => {
  const found = effect.children.find((node) => node.name === 'parameter' && textAt(node, 'parameterid') === id);
  return found === undefined ? null : childOf(found, 'value');
};

const numberOf = (node: XmlNode | null): number | null => {
  const value = node === null || node.text === '' ? Number.NaN : Number(node.text);
  return Number.isFinite(value) ? value : null;
};

function paceOf(item: XmlNode, from: number, reading: Reading): Partial<Clip> {
  const remap = effectsOf(item).find((effect) => textAt(effect, 'effectid') === 'timeremap');
  if (remap === undefined) return {};
  if (numberOf(parameter(remap, 'variablespeed')) === 1) note(reading, 'variable speed');
  const percent = numberOf(parameter(remap, 'speed')) ?? 100;
  if (percent === 0) return { freeze: true, in: from };
  const speed = Math.min(20, Math.max(0.05, Math.round(Math.abs(percent) * 100) / 1e4));
  const reverse = percent < 0 || parameter(remap, 'reverse')?.text.toUpperCase() === 'TRUE';
  return { speed, reverse, in: Math.round(from * speed) };
}

function volumeOf(item: XmlNode): number {
  const levels = effectsOf(item).find((effect) => textAt(effect, 'effectid') === 'audiolevels');
  const level = levels === undefined ? 1 : (numberOf(parameter(levels, 'level')) ?? 1);
  return Math.min(8, Math.max(0, level));
}

const clamped = (value: number | null, usual: number, low: number, high: number): number =>
  value === null ? usual : Math.min(high, Math.max(low, Math.round(value * 1e4) / 1e4));

function poseOf(item: XmlNode, reading: Reading): Clip['pose'] {
  let pose = PLAIN_POSE;
  for (const effect of effectsOf(item)) {
    const id = textAt(effect, 'effectid') ?? '';
    if (id === 'basic') {
      const center = parameter(effect, 'center');
      const along = (name: string): number | null => (center === null ? null : numberOf(childOf(center, name)));
      pose = {
        ...pose,
        x: clamped((along('horiz') ?? 0) + 0.5, 0.5, -2, 3),
        y: clamped((along('vert') ?? 0) + 0.5, 0.5, -2, 3),
        scale: clamped((numberOf(parameter(effect, 'scale')) ?? 100) / 100, 1, 0.01, 20),
        rotate: clamped(numberOf(parameter(effect, 'rotation')), 0, -360, 360),
      };
    } else if (id === 'opacity') {
      pose = { ...pose, opacity: clamped((numberOf(parameter(effect, 'opacity')) ?? 100) / 100, 1, 0, 1) };
    } else if (id !== 'timeremap' && id !== 'audiolevels') note(reading, textAt(effect, 'name') ?? id);
  }
  return pose;
}

function markerOf(node: XmlNode): Marker[] {
  const at = whole(node, 'in');
  const name = (textAt(node, 'name') || textAt(node, 'comment') || '').slice(0, 200);
  return at === null || at < 0 || name === '' ? [] : [{ at, name }];
}
