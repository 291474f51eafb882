import { type Rate, rateOf } from '../base/time.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { AudioSegment, Draft, Placement, TextSegment, VideoSegment } from '../draft/model.ts';
import { endOf, mainTrack, standsStill, textSegments } from '../draft/queries.ts';
import type { Feature } from './feature-names.ts';
import { frameOfMs } from './rate.ts';
import { type Clip, type Media, type Mix, type Timeline, type Title, type Track } from './timeline.ts';

/** Counts what a timeline has no place for. */
class Beyond {
  readonly counts = new Map<Feature, number>();

  note(feature: Feature, isThere: boolean): void {
    if (isThere) this.counts.set(feature, (this.counts.get(feature) ?? 0) + 1);
  }
}

/** A draft as every format sees it: cuts on the frames where the render has them. */
export function timelineOf(draft: Draft, facts: Facts, name: string): Timeline {
  const rate = rateOf(draft.canvas.fps);
  const beyond = new Beyond();
  const media = namedMedia(facts, rate);
  const main = mainTrack(draft);
  const ordered = main === null ? draft.tracks : [main, ...draft.tracks.filter((track) => track !== main)];
  const tracks = ordered.flatMap((track): Track[] => {
    if (track.type === 'text') return [];
    const volume = track.muted ? 0 : track.volume;
    const shown = track.type === 'video' ? track.segments : track.segments.filter((s) => s.source.kind === 'asset');
    if (track.type === 'audio') for (const s of track.segments) beyond.note('composed', s.source.kind !== 'asset');
    const clips = shown.flatMap((segment) => clipOf(segment, { rate, media, facts, beyond, volume }) ?? []);
    return clips.length === 0 ? [] : [{ kind: track.type, name: track.name, clips: joinedMixes(clips) }];
  });
  noteWhole(draft, beyond);
  const used = new Set(tracks.flatMap((track) => track.clips.map((clip) => clip.media)));
  const captions = textSegments(draft, 'caption').toSorted((a, b) => a.start - b.start);
  const [first] = captions;
  return {
    name,
    rate,
    width: draft.canvas.width,
    height: draft.canvas.height,
    sized: true,
    media: [...media.values()].filter((one) => used.has(one.name)),
    tracks,
    titles: titlesOf(draft, rate, beyond),
    captions: captions.map((c) => ({
      start: c.start,
      end: endOf(c),
      text: c.second === undefined ? c.text : `${c.text}\n${c.second.text}`,
    })),
    captionLook:
      first === undefined
        ? null
        : { width: draft.canvas.width, height: draft.canvas.height, style: first.style, y: first.y },
    markers: (draft.markers ?? []).map(({ at, name: chapter }) => ({ at: frameOfMs(at, rate), name: chapter })),
    beyond: beyond.counts,
  };
}

/** Every file under a name of its own: two files of one name would be one for another program. */
function namedMedia(facts: Facts, rate: Rate): Map<string, Media> {
  const taken = new Set<string>();
  return new Map(
    [...facts.assets.values()].map((asset): [string, Media] => {
      const dot = asset.filename.lastIndexOf('.');
      const [stem, ending] = dot > 0 ? [asset.filename.slice(0, dot), asset.filename.slice(dot)] : [asset.filename, ''];
      let name = asset.filename;
      for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${stem}-${i}${ending}`;
      taken.add(name.toLowerCase());
      return [asset.id, mediaFrom(asset, name, rate)];
    }),
  );
}

function mediaFrom({ probe }: Asset, name: string, rate: Rate): Media {
  const { video } = probe;
  return {
    name,
    length: probe.kind === 'image' ? 0 : frameOfMs(probe.duration, rate),
    hasVideo: video !== null && probe.kind !== 'audio',
    hasAudio: probe.audio.length > 0,
    isStill: probe.kind === 'image',
    size: video === null ? null : { width: video.width, height: video.height },
  };
}

type Making = {
  readonly rate: Rate;
  readonly media: ReadonlyMap<string, Media>;
  readonly facts: Facts;
  readonly beyond: Beyond;
  /** Of the track. */
  readonly volume: number;
};

function clipOf(segment: VideoSegment | AudioSegment, { rate, media, facts, beyond, volume }: Making): Clip | null {
  const source = segment.kind === 'video' ? segment : segment.source.kind === 'asset' ? segment.source : null;
  const file = source === null ? undefined : media.get(source.asset);
  if (source === null || file === undefined) return null;
  const start = frameOfMs(segment.start, rate);
  const length = frameOfMs(endOf(segment), rate) - start;
  if (length < 1) return null;
  noteSegment(segment, beyond);
  const isVideo = segment.kind === 'video';
  const freeze = isVideo && standsStill(segment, facts);
  return {
    media: file.name,
    start,
    length,
    in: file.isStill ? 0 : frameOfMs(source.in, rate),
    speed: freeze ? 1 : segment.speed,
    reverse: isVideo && segment.reverse,
    freeze: freeze && !file.isStill,
    volume: Math.round(segment.volume * volume * 1e6) / 1e6,
    fade: { in: frameOfMs(segment.fade.in, rate), out: frameOfMs(segment.fade.out, rate) },
    pose: poseOf(isVideo ? segment.placement : null),
    mix: isVideo ? mixOf(segment, rate) : null,
  };
}

function mixOf({ transition }: VideoSegment, rate: Rate): Mix | null {
  if (transition === null) return null;
  const length = frameOfMs(transition.duration, rate);
  return length < 1 ? null : { name: transition.name, length };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

function poseOf(placement: Placement | null): Clip['pose'] {
  const { x, y, scale, rotate, opacity } = placement ?? { x: 0.5, y: 0.5, scale: 1, rotate: 0, opacity: 1 };
  return { x: rounded(x), y: rounded(y), scale: rounded(scale), rotate: rounded(rotate), opacity: rounded(opacity) };
}

/** Mixes only where a clip ends right before, as frames have it. */
function joinedMixes(clips: readonly Clip[]): Clip[] {
  return clips.map((clip, i) => {
    const before = clips[i - 1];
    const meets = before !== undefined && before.start + before.length === clip.start;
    return meets || clip.mix === null ? clip : { ...clip, mix: null };
  });
}

function noteSegment(segment: VideoSegment | AudioSegment, beyond: Beyond): void {
  beyond.note('keyframes', segment.keyframes !== undefined);
  beyond.note('cleaning', segment.clean !== undefined || (segment.duckDb ?? 0) > 0);
  if (segment.kind === 'audio') return;
  const { placement, effects } = segment;
  beyond.note('ramps', segment.ramp !== undefined);
  beyond.note('picture fades', segment.pictureFade.in + segment.pictureFade.out > 0);
  beyond.note(
    'keyframes',
    effects.some(({ kind }) => kind === 'motion'),
  );
  beyond.note(
    'effects',
    effects.some(({ kind }) => kind !== 'motion'),
  );
  const { left, top, right, bottom } = placement.crop;
  const isCropped = left + top + right + bottom > 0 || placement.flipH || placement.flipV || placement.fit !== 'fit';
  beyond.note('crops', isCropped || segment.frame !== undefined);
}

function noteWhole(draft: Draft, beyond: Beyond): void {
  const { background } = draft.canvas;
  beyond.note('background', background.kind !== 'color' || !/^#0{6}/.test(background.color));
  beyond.note('loudness', draft.master.asked === true);
  for (const text of textSegments(draft)) {
    beyond.note('graphics', text.role === 'graphic' || text.graphic !== undefined);
    if (text.role === 'caption') beyond.note('caption looks', text.mark !== undefined);
  }
}

function titlesOf(draft: Draft, rate: Rate, beyond: Beyond): Title[] {
  const texts = textSegments(draft).filter(({ role }) => role !== 'caption' && role !== 'graphic');
  return texts.flatMap((text): Title[] => {
    const start = frameOfMs(text.start, rate);
    const length = frameOfMs(endOf(text), rate) - start;
    if (length < 1) return [];
    beyond.note('title looks', hasLook(text));
    const { size, color, weight } = text.style;
    return [
      { text: text.text, start, length, x: text.x, y: text.y, size, color: color.slice(0, 7), bold: weight === 'bold' },
    ];
  });
}

const hasLook = ({ animateIn, animateOut, animateLoop, keyframes, style }: TextSegment): boolean =>
  animateIn.name !== 'none' ||
  animateOut.name !== 'none' ||
  animateLoop !== undefined ||
  keyframes !== undefined ||
  style.box !== null ||
  style.outline !== null;
