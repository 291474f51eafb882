import { MAX_MS } from '../base/time.ts';
import type { Asset } from './facts.ts';
import type { AudioSegment, Canvas, Draft, Placement, TextSegment, TextStyle, Track, VideoSegment } from './model.ts';

/** The next free id of a draft and the draft that has given it out. Pure: the same draft gives the same id. */
export function nextId(draft: Draft, prefix: string): [string, Draft] {
  const serial = draft.serial + 1;
  return [`${prefix}_${serial.toString(36)}`, { ...draft, serial }];
}

export const PLAIN_PLACEMENT: Placement = {
  fit: 'fit',
  x: 0.5,
  y: 0.5,
  scale: 1,
  rotate: 0,
  flipH: false,
  flipV: false,
  opacity: 1,
  crop: { left: 0, top: 0, right: 0, bottom: 0 },
};

export const TITLE_STYLE: TextStyle = {
  font: 'display',
  weight: 'bold',
  italic: false,
  size: 0.11,
  color: '#ffffff',
  outline: null,
  shadow: true,
  box: null,
  align: 'center',
  upper: false,
};

/** An empty draft on a canvas, mastered to -14 LUFS, the level that platforms play at. */
export function emptyDraft(canvas: Canvas): Draft {
  return { schema: 1, serial: 0, canvas, tracks: [], master: { targetLufs: -14, peakDb: -1 } };
}

/** How long a photo stands when nobody said, in ms. */
export const PHOTO_MS = 4000;

/** A segment that shows an asset whole, from its beginning. */
export function videoSegment(id: string, asset: Asset, start: number): VideoSegment {
  const isStill = asset.probe.kind === 'image';
  return plainSegment({
    id,
    asset: asset.id,
    start,
    duration: isStill ? PHOTO_MS : Math.min(MAX_MS, Math.max(1, Math.floor(asset.probe.duration))),
  });
}

/** A segment as it is recorded: nothing done to its picture, its sound or its pace. */
export function plainSegment(place: Pick<VideoSegment, 'id' | 'asset' | 'start' | 'duration'>): VideoSegment {
  return {
    ...place,
    kind: 'video',
    in: 0,
    speed: 1,
    reverse: false,
    freeze: false,
    volume: 1,
    fade: { in: 0, out: 0 },
    pictureFade: { in: 0, out: 0 },
    placement: PLAIN_PLACEMENT,
    effects: [],
    transition: null,
  };
}

export function audioSegment(
  id: string,
  source: AudioSegment['source'],
  at: { start: number; duration: number },
): AudioSegment {
  return { id, kind: 'audio', source, ...at, speed: 1, volume: 1, fade: { in: 0, out: 0 }, duckDb: 0 };
}

/** A title in the middle of the canvas that fades in and out. */
export function textSegment(id: string, text: string, at: { start: number; duration: number }): TextSegment {
  return {
    id,
    kind: 'text',
    role: 'title',
    text,
    ...at,
    x: 0.5,
    y: 0.5,
    maxWidth: 0.86,
    opacity: 1,
    style: TITLE_STYLE,
    animateIn: { name: 'fade', duration: 400 },
    animateOut: { name: 'fade', duration: 400 },
  };
}

export function track<T extends Track['type']>(
  id: string,
  type: T,
  role: Extract<Track, { type: T }>['role'],
): Extract<Track, { type: T }> {
  const made = { id, type, role, name: null, muted: false, volume: 1, segments: [] };
  return made as unknown as Extract<Track, { type: T }>; // the three variants differ only in `role` and `segments`
}

/** Sizes of the canvas for each shape that has a name, in px. */
export const CANVAS_OF: Record<string, { width: number; height: number }> = {
  '16:9': { width: 1920, height: 1080 },
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1080, height: 1080 },
  '4:5': { width: 1080, height: 1350 },
  '4:3': { width: 1440, height: 1080 },
  '3:4': { width: 1080, height: 1440 },
  '21:9': { width: 2520, height: 1080 },
};

/**
 * The canvas for a set of assets: the first video's own size and rate (at most 1080p and 60 fps, even numbers), a
 * 16:9 or 9:16 Full HD at 30 fps for photos and sounds. Where shapes are mixed, a blurred copy fills what a picture
 * leaves open: bars look like a mistake.
 */
export function canvasFor(assets: readonly Asset[]): Canvas {
  const first =
    assets.find((a) => a.probe.kind === 'video' && !ANIMATED.test(a.probe.format)) ??
    assets.find((a) => a.probe.kind === 'image') ??
    assets.find((a) => a.probe.video !== null);
  const size = sizeFor(first);
  const shape = size.width / size.height;
  const isMixed = assets.some(({ probe: { video } }) => {
    return video !== null && Math.abs(Math.log(video.width / video.height / shape)) > SHAPE_TOLERANCE;
  });
  return { ...size, background: isMixed ? { kind: 'blur' } : { kind: 'color', color: '#000000' } };
}

/** Containers of animated pictures: beside films and photos they are guests and do not set the size. */
const ANIMATED = /gif|webp/;

/** Shapes that differ by less than this (as a logarithm: about 6 %) leave bars too thin to matter. */
const SHAPE_TOLERANCE = 0.06;

function sizeFor(first: Asset | undefined): { width: number; height: number; fps: number } {
  const video = first?.probe.video;
  if (video === undefined || video === null) return { width: 1920, height: 1080, fps: 30 };
  if (first?.probe.kind === 'image') {
    return { ...(video.height > video.width ? { width: 1080, height: 1920 } : { width: 1920, height: 1080 }), fps: 30 };
  }
  const scale = Math.min(1, 1080 / Math.min(video.width, video.height), 1920 / Math.max(video.width, video.height));
  const even = (n: number): number => Math.max(16, 2 * Math.round((n * scale) / 2));
  return { width: even(video.width), height: even(video.height), fps: steadyRate(video.fps, video.variableRate) };
}

/** Rates that files are made in, in frames per second. */
const RATES = [23.976, 24, 25, 29.97, 30, 50, 59.94, 60] as const;

/** The standard rate nearest to a measured one; halves anything over 60. A variable rate becomes a constant one. */
export function steadyRate(fps: number, variable: boolean): number {
  let wanted = fps;
  while (wanted > 61) wanted /= 2;
  const nearest = RATES.reduce((best, rate) => (Math.abs(rate - wanted) < Math.abs(best - wanted) ? rate : best));
  if (Math.abs(nearest - wanted) / wanted < 0.004) return nearest;
  if (variable || wanted < 20) return wanted <= 26 ? 25 : wanted <= 40 ? 30 : 60;
  return Math.round(wanted * 1000) / 1000;
}

/**
 * A draft of assets to which nothing was done: everything that can be seen stands on the main track, in order, on a canvas of
 * the first video's shape. Sounds wait in the library until they are asked for. `serial`: ids given out before.
 */
export function asRecorded(assets: readonly Asset[], serial = 0): Draft {
  let [trackId, draft] = nextId({ ...emptyDraft(canvasFor(assets)), serial }, 'trk');
  let start = 0;
  const segments = [];
  for (const asset of assets) {
    if (asset.probe.video === null || asset.probe.kind === 'audio') continue;
    let id: string;
    [id, draft] = nextId(draft, 'seg');
    const segment = videoSegment(id, asset, start);
    segments.push(segment);
    start += segment.duration;
  }
  if (segments.length === 0) return draft;
  return { ...draft, tracks: [{ ...track(trackId, 'video', 'main'), segments }] };
}
