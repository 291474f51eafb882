import { fail } from '../base/errors.ts';
import type { Rate } from '../base/time.ts';
import type { Cue } from '../captions/cue.ts';
import { transitionByWords } from '../draft/transition-names.ts';
import { leftOut } from './features.ts';
import { fileNameOf } from './names.ts';
import { frameOfRational, msOfFrame, rateFrom } from './rate.ts';
import {
  type Clip,
  clipEnd,
  emptyTimeline,
  type Marker,
  type Media,
  PLAIN_POSE,
  plainClip,
  type Read,
  type Title,
  type Track,
} from './timeline.ts';
import { allOf, childOf, parseXml, type XmlNode } from './xml.ts';

/** FCPXML of any version: the first project's storyline, what is connected to it, and how clips are retimed. */

type Asset = { readonly name: string; readonly start: number };

type Reading = {
  readonly rate: Rate;
  readonly height: number;
  readonly width: number;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly media: Map<string, Media>;
  readonly lanes: Map<number, Clip[]>;
  readonly titles: Title[];
  readonly captions: Cue[];
  readonly markers: Marker[];
  readonly strange: Map<string, number>;
};

const unreadable = (why: string): Error => fail('interchange.unreadable', { format: 'FCPXML', why });

const CLIPS = new Set(['asset-clip', 'clip', 'video', 'audio', 'ref-clip', 'sync-clip', 'mc-clip']);
/** Adjustments that are read. */
const READ = new Set(['adjust-volume', 'adjust-transform', 'adjust-blend', 'adjust-conform']);

export function readFcpxml(text: string): Read {
  const root = parseXml(text, 'FCPXML');
  if (root.name !== 'fcpxml') throw unreadable('its root is not fcpxml');
  const sequence =
    allOf(root, 'project').map((project) => childOf(project, 'sequence'))[0] ?? allOf(root, 'sequence')[0];
  const spine = sequence === undefined || sequence === null ? null : childOf(sequence, 'spine');
  if (sequence === undefined || sequence === null || spine === null) throw unreadable('there is no project in it');
  const resources = childOf(root, 'resources');
  const formats = new Map(
    (resources === null ? [] : allOf(resources, 'format')).map((one) => [one.attributes['id'], one]),
  );
  const format = formats.get(sequence.attributes['format']);
  const rate = rateOfFormat(format);
  if (rate === null) throw unreadable('its frame rate is not given');
  const [width, height] = [sizeOf(format, 'width', 1920), sizeOf(format, 'height', 1080)];
  const { assets, media } = assetsOf(resources, rate);
  const reading: Reading = {
    rate,
    width,
    height,
    assets,
    media,
    lanes: new Map(),
    titles: [],
    captions: [],
    markers: [],
    strange: new Map(),
  };
  const tcStart = timeOf(sequence, 'tcStart', rate) ?? 0;
  walkSpine(spine, { reading, lane: 0, zero: spineZero(spine, tcStart, rate), at: 0 });
  const project = allOf(root, 'project')[0];
  const lanes = [...reading.lanes].toSorted(([a], [b]) => order(a) - order(b));
  const tracks = lanes.map(([lane, clips]): Track => {
    const kind = lane < 0 || clips.every((clip) => media.get(clip.media)?.hasVideo === false) ? 'audio' : 'video';
    return { kind, name: null, clips: clips.toSorted((a, b) => a.start - b.start) };
  });
  const used = new Set(tracks.flatMap(({ clips }) => clips.map((clip) => clip.media)));
  const timeline = {
    ...emptyTimeline(project?.attributes['name']?.slice(0, 200) ?? 'timeline', rate),
    width,
    height,
    sized: true,
    media: [...media.values()].filter(({ name }) => used.has(name)),
    tracks: tracks.flatMap(apart),
    titles: reading.titles,
    captions: reading.captions.toSorted((a, b) => a.start - b.start),
    markers: reading.markers.toSorted((a, b) => a.at - b.at),
  };
  return { timeline, losses: leftOut(reading.strange) };
}

/** The storyline first, then what lies over it, then sounds. */
const order = (lane: number): number => (lane >= 0 ? lane : 1000 - lane);

/** Clips of one lane may overlap where they hang on different parts of the storyline: each track holds what does not. */
function apart(track: Track): Track[] {
  const tracks: Clip[][] = [];
  for (const clip of track.clips) {
    const free = tracks.find((clips) => clipEnd(clips.at(-1) ?? { start: 0, length: 0 }) <= clip.start);
    if (free === undefined) tracks.push([clip]);
    else free.push(clip);
  }
  return tracks.map((clips) => ({ ...track, clips }));
}

function rateOfFormat(format: XmlNode | undefined): Rate | null {
  const parts = /^(\d{1,9})(?:\/(\d{1,9}))?s$/.exec(format?.attributes['frameDuration'] ?? '');
  if (parts !== null) return rateFrom(Number(parts[2] ?? 1), Number(parts[1]));
  const named = /p(\d{2,6})$/.exec(format?.attributes['name'] ?? '');
  const fps = named === null ? null : Number(named[1]);
  return fps === null ? null : rateFrom(fps > 999 ? fps / 100 : fps);
}

function sizeOf(format: XmlNode | undefined, key: string, usual: number): number {
  const value = Number(format?.attributes[key]);
  return Number.isInteger(value) && value >= 16 && value <= 7680 ? value : usual;
}

function assetsOf(resources: XmlNode | null, rate: Rate): { assets: Map<string, Asset>; media: Map<string, Media> } {
  const assets = new Map<string, Asset>();
  const media = new Map<string, Media>();
  for (const node of resources === null ? [] : allOf(resources, 'asset')) {
    const { id = '', name: label = '', src = '' } = node.attributes;
    const name = fileNameOf(childOf(node, 'media-rep')?.attributes['src'] ?? src) || label.slice(0, 255) || id;
    const length = timeOf(node, 'duration', rate);
    assets.set(id, { name, start: timeOf(node, 'start', rate) ?? 0 });
    const hasVideo = node.attributes['hasVideo'] === '1';
    media.set(name, {
      name,
      length,
      hasVideo,
      hasAudio: node.attributes['hasAudio'] === '1',
      isStill: hasVideo && length === 0,
      size: null,
    });
  }
  return { assets, media };
}

function timeOf(node: XmlNode, key: string, rate: Rate): number | null {
  const text = node.attributes[key];
  return text === undefined ? null : frameOfRational(text, rate);
}

/** Offsets in a storyline count from the sequence's first timecode where the first of them says so. */
function spineZero(spine: XmlNode, tcStart: number, rate: Rate): number {
  const first = spine.children.find(({ name }) => name !== 'transition');
  const offset = first === undefined ? null : timeOf(first, 'offset', rate);
  return offset !== null && offset >= tcStart ? tcStart : 0;
}

type Walk = { readonly reading: Reading; readonly lane: number; readonly zero: number; readonly at: number };

/** Storylines, the main one and connected ones: parts follow each other unless they say where they are. */
function walkSpine(spine: XmlNode, { reading, lane, zero, at }: Walk): void {
  const { rate } = reading;
  let cursor = at;
  let mix: Clip['mix'] = null;
  for (const node of spine.children) {
    if (node.name === 'transition') {
      mix = mixOf(node, rate);
      continue;
    }
    const offset = timeOf(node, 'offset', rate);
    const start = offset === null ? cursor : offset - zero + at;
    const length = lengthOf(node, reading);
    take(node, { reading, lane, start: Math.max(0, start), length, mix });
    mix = null;
    cursor = start + length;
  }
}

function mixOf(node: XmlNode, rate: Rate): Clip['mix'] {
  const length = timeOf(node, 'duration', rate) ?? 0;
  const words = (node.attributes['name'] ?? '').slice(0, 60);
  const name = /^cross dissolve$/i.test(words) ? 'fade' : (transitionByWords(words)?.name ?? 'fade');
  return length < 1 ? null : { name, length };
}

/** A clip without a length plays its whole file. */
function lengthOf(node: XmlNode, { rate, assets, media }: Reading): number {
  const own = timeOf(node, 'duration', rate);
  if (own !== null) return Math.max(0, own);
  const asset = assets.get(node.attributes['ref'] ?? '');
  return asset === undefined ? 0 : (media.get(asset.name)?.length ?? 0);
}

type Taking = {
  readonly reading: Reading;
  readonly lane: number;
  readonly start: number;
  readonly length: number;
  readonly mix: Clip['mix'];
};

function take(node: XmlNode, { reading, lane, start, length, mix }: Taking): void {
  const { rate, strange } = reading;
  const local = timeOf(node, 'start', rate) ?? startOfFile(node, reading);
  if (node.attributes['enabled'] !== '0' && length > 0) {
    if (CLIPS.has(node.name)) takeClip(node, { reading, lane, start, length, mix });
    else if (node.name === 'title') takeTitle(node, reading, { start, length });
    else if (node.name === 'caption') takeCaption(node, reading, { start, length });
    else if (node.name !== 'gap') strange.set(node.name, (strange.get(node.name) ?? 0) + 1);
  }
  for (const child of node.children) {
    const isAnchored = child.attributes['lane'] !== undefined;
    const offset = timeOf(child, 'offset', rate);
    const at = start + (offset === null ? 0 : offset - local);
    const childLane = lane + (Number.parseInt(child.attributes['lane'] ?? '0', 10) || 0);
    if (child.name === 'spine' && isAnchored)
      walkSpine(child, { reading, lane: childLane, zero: 0, at: Math.max(0, at) });
    else if (isAnchored)
      take(child, { reading, lane: childLane, start: Math.max(0, at), length: lengthOf(child, reading), mix: null });
    else if (child.name === 'chapter-marker' || child.name === 'marker')
      takeMarker(child, reading, { start, local, length });
    else if (/^(?:filter|adjust|audio-channel|object)/.test(child.name) && !READ.has(child.name))
      strange.set(child.name, (strange.get(child.name) ?? 0) + 1);
  }
}

/** A clip without a start begins where its file's own clock begins. */
const startOfFile = (node: XmlNode, { assets }: Reading): number =>
  assets.get(node.attributes['ref'] ?? '')?.start ?? 0;

function takeMarker(
  node: XmlNode,
  { rate, markers }: Reading,
  at: { start: number; local: number; length: number },
): void {
  const own = timeOf(node, 'start', rate);
  const name = (node.attributes['value'] ?? '').slice(0, 200);
  if (own === null || name === '') return;
  const place = own - at.local;
  if (place >= 0 && place < at.length) markers.push({ at: at.start + place, name });
}

function takeClip(node: XmlNode, { reading, lane, start, length, mix }: Taking): void {
  const { assets, media, rate, lanes, strange } = reading;
  // A `clip` holds its file's own element inside.
  const inner = node.name === 'clip' ? [...allOf(node, 'video'), ...allOf(node, 'audio')][0] : node;
  const asset = assets.get(inner?.attributes['ref'] ?? '');
  if (asset === undefined) {
    strange.set(node.name, (strange.get(node.name) ?? 0) + 1);
    return;
  }
  const local = timeOf(node, 'start', rate) ?? asset.start;
  const map = childOf(node, 'timeMap');
  const file = media.get(asset.name);
  const clip: Clip = {
    ...plainClip(asset.name, { start, length, in: file?.isStill === true ? 0 : Math.max(0, local - asset.start) }),
    ...(map === null ? {} : paceOf(map, { local, length, zero: asset.start, rate, strange })),
    ...soundOf(node, rate),
    pose: poseOf(node, reading),
    mix,
  };
  const clips = lanes.get(lane) ?? [];
  const before = clips.at(-1);
  const meets = before !== undefined && clipEnd(before) === start;
  lanes.set(lane, [...clips, meets ? clip : { ...clip, mix: null }]);
}

type Pacing = { local: number; length: number; zero: number; rate: Rate; strange: Map<string, number> };

/** One speed from the first and the last point that the clip plays; a curve is counted as left out. */
function paceOf(map: XmlNode, { local, length, zero, rate, strange }: Pacing): Partial<Clip> {
  const fine = { num: rate.num * 1000, den: rate.den };
  const points = map.children.flatMap(({ attributes }) => {
    const [time, value] = [attributes['time'] ?? '', attributes['value'] ?? ''].map((text) =>
      frameOfRational(text, fine),
    );
    return time === null || value === null || time === undefined || value === undefined
      ? []
      : [{ time: time / 1000, value: value / 1000 }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.time <= first.time) return {};
  if (points.length > 2) strange.set('timeMap curve', (strange.get('timeMap curve') ?? 0) + 1);
  const slope = (last.value - first.value) / (last.time - first.time);
  const at = (time: number): number => first.value + (time - first.time) * slope - zero;
  if (Math.abs(slope) < 0.001) return { freeze: true, in: Math.max(0, Math.round(first.value - zero)) };
  const from = slope > 0 ? at(local) : at(local + length);
  const speed = Math.round(Math.abs(slope) * 1e4) / 1e4;
  return { speed: Math.min(20, Math.max(0.05, speed)), reverse: slope < 0, in: Math.max(0, Math.round(from)) };
}

function soundOf(node: XmlNode, rate: Rate): Pick<Clip, 'volume' | 'fade'> {
  const volume = childOf(node, 'adjust-volume');
  const db = Number.parseFloat(volume?.attributes['amount'] ?? '0');
  const fade = (name: string): number => {
    const found = volume === null ? undefined : allOf(volume, name)[0];
    return found === undefined ? 0 : Math.max(0, timeOf(found, 'duration', rate) ?? 0);
  };
  const gain = Number.isFinite(db) ? (db <= -96 ? 0 : Math.min(8, Math.round(10 ** (db / 20) * 1e4) / 1e4)) : 1;
  const isMute = node.attributes['srcEnable'] === 'video';
  return { volume: isMute ? 0 : gain, fade: { in: fade('fadeIn'), out: fade('fadeOut') } };
}

const clamped = (value: number, low: number, high: number): number =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, Math.round(value * 1e4) / 1e4)) : (low + high) / 2;

function poseOf(node: XmlNode, { width, height }: Reading): Clip['pose'] {
  const moved = childOf(node, 'adjust-transform');
  const blend = childOf(node, 'adjust-blend');
  const opacity = blend === null ? 1 : clamped(Number(blend.attributes['amount'] ?? 1), 0, 1);
  if (moved === null) return { ...PLAIN_POSE, opacity };
  const [x = 0, y = 0] = (moved.attributes['position'] ?? '0 0').split(' ').map(Number);
  const [scale = 1] = (moved.attributes['scale'] ?? '1 1').split(' ').map(Number);
  return {
    x: clamped(0.5 + x / 100 / (width / height), -2, 3),
    y: clamped(0.5 - y / 100, -2, 3),
    scale: clamped(scale, 0.01, 20),
    rotate: clamped(-Number(moved.attributes['rotation'] ?? 0), -360, 360),
    opacity,
  };
}

/** The words of a title or a caption: all runs of its text. */
const wordsOf = (node: XmlNode): string =>
  node.children
    .filter(({ name }) => name === 'text')
    .map(
      (text) =>
        text.text ||
        allOf(text, 'text-style')
          .map((run) => run.text)
          .join(''),
    )
    .join('\n')
    .trim()
    .slice(0, 2000);

function takeTitle(node: XmlNode, { titles, width, height }: Reading, at: { start: number; length: number }): void {
  const text = wordsOf(node);
  if (text === '') return;
  const style = allOf(node, 'text-style-def').flatMap((def) => def.children)[0]?.attributes ?? {};
  const position = allOf(node, 'param').find(({ attributes }) => attributes['name'] === 'Position');
  const [x = 0, y = 0] = (position?.attributes['value'] ?? '0 0').split(' ').map(Number);
  const size = Number(style['fontSize'] ?? 0) / Math.min(width, height);
  titles.push({
    text,
    ...at,
    x: clamped(0.5 + x / width, 0, 1),
    y: clamped(0.5 - y / height, 0, 1),
    size: size > 0 ? clamped(size, 0.01, 0.5) : 0.08,
    color: hexOf(style['fontColor'] ?? ''),
    bold: style['bold'] === '1',
  });
}

function hexOf(text: string): string {
  const parts = text.split(' ').slice(0, 3).map(Number);
  if (parts.length < 3 || parts.some((part) => !(part >= 0 && part <= 1))) return '#ffffff';
  return `#${parts
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function takeCaption(
  node: XmlNode,
  { captions, rate }: Reading,
  { start, length }: { start: number; length: number },
): void {
  const text = wordsOf(node);
  if (text !== '' && captions.length < 5000)
    captions.push({ start: msOfFrame(start, rate), end: msOfFrame(start + length, rate), text });
}
