import * as z from 'zod';
import { MAX_MS } from '../base/time.ts';
import {
  ColorEffect,
  GradientBackground,
  KeyEffect,
  LutEffect,
  NamedEffect,
  PictureBackground,
  RegionEffect,
  SpeedRamp,
} from './effect-schemas.ts';
import { Film } from './film.ts';
import { Graphic } from './graphic.ts';
import { Keyframes } from './keyframes.ts';
import { Painting } from './painting.ts';
import { TEXT_ANIMATIONS, TEXT_LOOPS } from './text-animations.ts';

/**
 * The draft: everything that determines the finished video, as plain data. Times are integer milliseconds, sizes and
 * positions are fractions of the canvas (0–1) unless a name says `px`, volumes are factors (1 = as recorded).
 * Segments of one track never overlap; a transition belongs to the segment that it leads into.
 */

export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const TimeMs = z.int().min(0).max(MAX_MS);
export const DurationMs = z.int().min(1).max(MAX_MS);
const Fraction = z.number().min(0).max(1);
const Colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);

/** `blur` fills the canvas with an enlarged, blurred copy of the picture itself. */
export const Background = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('color'), color: Colour }),
  z.strictObject({ kind: z.literal('blur') }),
  GradientBackground,
  PictureBackground,
]);

export const Canvas = z.strictObject({
  width: z.int().min(16).max(7680).multipleOf(2),
  height: z.int().min(16).max(7680).multipleOf(2),
  /** Decimal frames per second; 29.97 and friends mean n·1000/1001 (see `rateOf`). */
  fps: z.number().min(1).max(120),
  background: Background,
});

/** How a picture is placed on the canvas. `x`,`y` are where its centre lies; `scale` multiplies the fitted size. */
export const Placement = z.strictObject({
  /** fit: whole picture visible · fill: canvas covered, rest cut off · stretch: both, distorted. */
  fit: z.enum(['fit', 'fill', 'stretch']),
  x: z.number().min(-2).max(3),
  y: z.number().min(-2).max(3),
  scale: z.number().min(0.01).max(20),
  /** Clockwise degrees. */
  rotate: z.number().min(-360).max(360),
  flipH: z.boolean(),
  flipV: z.boolean(),
  opacity: Fraction,
  /** Parts cut off each side of the source picture before it is placed. */
  crop: z.strictObject({ left: Fraction, top: Fraction, right: Fraction, bottom: Fraction }),
});

/** Picture adjustments. 0 is "as it is" everywhere; the range is -1 … 1 unless said otherwise. */
export const Effect = z.discriminatedUnion('kind', [
  ColorEffect,
  /** A named look (src/render/looks.ts); `amount` 0–1. */
  z.strictObject({ kind: z.literal('look'), name: z.string().max(40), amount: Fraction }),
  z.strictObject({ kind: z.literal('blur'), amount: Fraction }),
  z.strictObject({ kind: z.literal('sharpen'), amount: Fraction }),
  z.strictObject({ kind: z.literal('vignette'), amount: Fraction }),
  z.strictObject({ kind: z.literal('grain'), amount: Fraction }),
  NamedEffect,
  RegionEffect,
  LutEffect,
  KeyEffect,
  /**
   * Takes the shake of the camera out: the picture is enlarged by `zoom` and moved along `path`: how far across, how far
   * along (hundred-thousandths of its size) and how far round (thousandths of a degree), every `step` ms of the source from
   * `from` on.
   */
  z.strictObject({
    kind: z.literal('stabilize'),
    amount: Fraction,
    zoom: z.number().min(1).max(2),
    from: z.number(),
    step: z.number().min(1).max(1000),
    path: z.array(z.int().min(-100_000).max(100_000)).max(600_000),
  }),
  /** A slow move over the picture from one framing to another: `zoom` ≥ 1, `x`,`y` the centre of what is seen. */
  z.strictObject({
    kind: z.literal('motion'),
    from: z.strictObject({ zoom: z.number().min(1).max(10), x: Fraction, y: Fraction }),
    to: z.strictObject({ zoom: z.number().min(1).max(10), x: Fraction, y: Fraction }),
    ease: z.enum(['linear', 'smooth']),
  }),
]);

/** From the previous segment into this one, centred on the cut. Names: src/draft/transition-names.ts. */
export const Transition = z.strictObject({ name: z.string().max(40), duration: z.int().min(40).max(5000) });

export const Fades = z.strictObject({ in: TimeMs, out: TimeMs });

/** The outline of a picture that lies over another: its shape, a border on its edge and a shadow below it. */
export const Frame = z.strictObject({
  shape: z.enum(['rect', 'rounded', 'circle']),
  /** Width as a fraction of the canvas's shorter side. */
  border: z.strictObject({ color: Colour, width: z.number().min(0).max(0.1) }).nullable(),
  shadow: z.boolean(),
});

/** What is done to recorded sound before it is mixed: noise down by `denoiseDb`, sharp "s" sounds by `deEss` (0–1). */
export const SoundCleaning = z.strictObject({ denoiseDb: z.number().min(0).max(40), deEss: Fraction });

const SegmentBase = { id: Id, start: TimeMs, duration: DurationMs };
const Extra = z.record(z.string(), z.unknown()).optional();

export const VideoSegment = z.strictObject({
  ...SegmentBase,
  kind: z.literal('video'),
  /** A video, a photo or an animated picture. */
  asset: Id,
  /** What its pictures are, where nobody recorded them: its asset is then one of src/draft/painting.ts. */
  painting: Painting.optional(),
  /** Where in the source it begins. A photo has no source time: 0. */
  in: TimeMs,
  /** Source seconds per timeline second; the source span is `duration * speed`. Pitch is kept. */
  speed: z.number().min(0.05).max(20),
  /** The speed changes evenly from `from` to `to`; `speed` is then the mean of both. */
  ramp: SpeedRamp.optional(),
  /** Pictures between those of the source, where it plays slower than it was recorded. */
  between: z.enum(['blend', 'flow']).optional(),
  reverse: z.boolean(),
  /** Shows the frame at `in` for the whole duration. */
  freeze: z.boolean(),
  volume: z.number().min(0).max(8),
  /** Sound fades. */
  fade: Fades,
  /** Picture fades from and to black. */
  pictureFade: Fades,
  placement: Placement,
  effects: z.array(Effect).max(32),
  transition: Transition.nullable(),
  clean: SoundCleaning.optional(),
  /** How far its sound steps back under a voice-over, in dB; it is no voice itself then. */
  duckDb: z.number().min(0).max(40).optional(),
  frame: Frame.optional(),
  keyframes: Keyframes.optional(),
  extra: Extra,
});

/** Where the sound of an audio segment comes from: a file of the project, music composed to length, or an effect. */
export const AudioSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asset'), asset: Id, in: TimeMs, loop: z.boolean() }),
  z.strictObject({
    kind: z.literal('music'),
    mood: z.string().max(40),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31),
  }),
  /** A sound effect of ours: src/draft/sfx-names.ts. */
  z.strictObject({ kind: z.literal('sfx'), name: z.string().max(40), in: TimeMs }),
]);

export const AudioSegment = z.strictObject({
  ...SegmentBase,
  kind: z.literal('audio'),
  source: AudioSource,
  speed: z.number().min(0.05).max(20),
  volume: z.number().min(0).max(8),
  fade: Fades,
  /** How far it steps back under speech, in dB (0 = not at all). */
  duckDb: z.number().min(0).max(40),
  clean: SoundCleaning.optional(),
  /** Only `volume` of them is heard. */
  keyframes: Keyframes.optional(),
  extra: Extra,
});

export const TextStyle = z.strictObject({
  /** A family of src/render/text: `sans`, `serif`, `display`, `hand`, `mono`. */
  font: z.enum(['sans', 'serif', 'display', 'hand', 'mono']),
  weight: z.enum(['regular', 'bold']),
  italic: z.boolean(),
  /** Height of a line as a fraction of the canvas's shorter side. */
  size: z.number().min(0.01).max(0.5),
  color: Colour,
  outline: z.strictObject({ color: Colour, width: z.number().min(0).max(0.3) }).nullable(),
  shadow: z.boolean(),
  /** A box behind the text; alpha in the colour. */
  box: z.strictObject({ color: Colour, radius: Fraction }).nullable(),
  align: z.enum(['left', 'center', 'right']),
  upper: z.boolean(),
});

/** How a text comes and goes: going is coming backwards. Names: src/draft/text-animations.ts. */
export const TextAnimation = z.strictObject({
  name: z.enum(TEXT_ANIMATIONS),
  duration: z.int().min(0).max(5000),
});

/** What a text does all the time that it stands; `period`: one round of it in ms. */
export const TextLoop = z.strictObject({ name: z.enum(TEXT_LOOPS), period: z.int().min(100).max(20_000) });

/** A word of a caption with the space after it, and when it is spoken, in ms after the caption's start. */
export const SpokenWord = z.strictObject({ text: z.string().min(1).max(200), at: TimeMs, end: TimeMs });

/**
 * How a caption shows which word is spoken: the word in a colour, in a box, underlined or grown; all words up to it
 * filled with a colour (karaoke); or nothing of the words that were not spoken yet.
 */
export const WordMark = z.strictObject({
  kind: z.enum(['color', 'box', 'underline', 'grow', 'fill', 'reveal']),
  color: Colour,
});

/** The same in another language, below it: `size` as a share of the text's own; null: in the same colour. */
export const SecondLine = z.strictObject({
  text: z.string().min(1).max(500),
  size: z.number().min(0.2).max(1.5),
  color: Colour.nullable(),
});

export const TextSegment = z.strictObject({
  ...SegmentBase,
  kind: z.literal('text'),
  role: z.enum(['title', 'text', 'caption', 'watermark', 'graphic']),
  text: z.string().min(1).max(2000),
  /** Centre of the text block on the canvas. */
  x: Fraction,
  y: Fraction,
  /** The widest that the block may get before its lines are broken, as a fraction of the canvas width. */
  maxWidth: z.number().min(0.05).max(1),
  opacity: Fraction,
  style: TextStyle,
  animateIn: TextAnimation,
  animateOut: TextAnimation,
  animateLoop: TextLoop.optional(),
  /** A shape that is drawn with the text or, with the role `graphic`, in its place. */
  graphic: Graphic.optional(),
  keyframes: Keyframes.optional(),
  /** Of a caption: its words where their times were measured. */
  words: z.array(SpokenWord).max(500).optional(),
  /** The times of its words were laid out by a script, not measured. */
  estimated: z.literal(true).optional(),
  mark: WordMark.optional(),
  second: SecondLine.optional(),
  extra: Extra,
});

const TrackBase = {
  id: Id,
  /** Shown in the summary line instead of the type's own word. */
  name: z.string().max(200).nullable(),
  muted: z.boolean(),
  volume: z.number().min(0).max(8),
  extra: Extra,
};

/** Lower tracks are covered by later ones. The first video track is the main one: it sets the length. */
export const Track = z.discriminatedUnion('type', [
  z.strictObject({
    ...TrackBase,
    type: z.literal('video'),
    role: z.enum(['main', 'overlay']),
    segments: z.array(VideoSegment).max(5000),
  }),
  z.strictObject({
    ...TrackBase,
    type: z.literal('audio'),
    role: z.enum(['music', 'voice', 'sfx']),
    segments: z.array(AudioSegment).max(5000),
  }),
  z.strictObject({
    ...TrackBase,
    type: z.literal('text'),
    role: z.enum(['titles', 'captions']),
    segments: z.array(TextSegment).max(5000),
  }),
]);

/**
 * Loudness of the whole: `targetLufs` null leaves it alone; peaks are limited to `peakDb` (dBTP) in any case. `asked`:
 * somebody wanted it so; what is only usual gives way where the source's own quality is asked for.
 */
export const Master = z.strictObject({
  targetLufs: z.number().min(-40).max(-5).nullable(),
  peakDb: z.number().min(-20).max(0),
  asked: z.literal(true).optional(),
});

/** A place with a name: where a chapter begins. */
export const Marker = z.strictObject({ at: TimeMs, name: z.string().min(1).max(200) });

export const Draft = z.strictObject({
  schema: z.literal(1),
  /** Counts ids given out, so that operations stay pure: see `nextId`. */
  serial: z.int().min(0),
  canvas: Canvas,
  tracks: z.array(Track).max(100),
  master: Master,
  /** Chapters, in order of time. */
  markers: z.array(Marker).max(500).optional(),
  /** What it was made of, where it was made from words: src/draft/film.ts. */
  film: Film.optional(),
  extra: Extra,
});

/** Data as it is handed around: nobody changes it. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

export type Background = Frozen<z.infer<typeof Background>>;
export type Canvas = Frozen<z.infer<typeof Canvas>>;
export type Placement = Frozen<z.infer<typeof Placement>>;
export type Effect = Frozen<z.infer<typeof Effect>>;
export type Frame = Frozen<z.infer<typeof Frame>>;
export type TextLoop = Frozen<z.infer<typeof TextLoop>>;
export type SoundCleaning = Frozen<z.infer<typeof SoundCleaning>>;
export type Transition = Frozen<z.infer<typeof Transition>>;
export type Fades = Frozen<z.infer<typeof Fades>>;
export type VideoSegment = Frozen<z.infer<typeof VideoSegment>>;
export type AudioSource = Frozen<z.infer<typeof AudioSource>>;
export type AudioSegment = Frozen<z.infer<typeof AudioSegment>>;
export type TextStyle = Frozen<z.infer<typeof TextStyle>>;
export type TextAnimation = Frozen<z.infer<typeof TextAnimation>>;
export type SpokenWord = Frozen<z.infer<typeof SpokenWord>>;
export type WordMark = Frozen<z.infer<typeof WordMark>>;
export type SecondLine = Frozen<z.infer<typeof SecondLine>>;
export type TextSegment = Frozen<z.infer<typeof TextSegment>>;
export type Segment = VideoSegment | AudioSegment | TextSegment;
export type Track = Frozen<z.infer<typeof Track>>;
export type VideoTrack = Extract<Track, { type: 'video' }>;
export type AudioTrack = Extract<Track, { type: 'audio' }>;
export type TextTrack = Extract<Track, { type: 'text' }>;
export type Master = Frozen<z.infer<typeof Master>>;
export type Marker = Frozen<z.infer<typeof Marker>>;
export type Draft = Frozen<z.infer<typeof Draft>>;
