import * as z from 'zod';
import { CopiedStream } from '../draft/facts.ts';
import { Background, Effect, Frame, type Frozen, Id, Placement, TextSegment, Transition } from '../draft/model.ts';
import { Painting } from '../draft/painting.ts';

/**
 * What a worker needs to know to make one chunk: the planner's answer, and what the chunk's key is made of. It names no
 * path, no id of a segment and no place on the timeline, so that equal pictures have equal chunks.
 */

const FrameCount = z.int().min(1);

/** The part of a fade that a span covers: `elapsed` of `frames` are over when the span begins. */
export const Fade = z.strictObject({
  direction: z.enum(['in', 'out']),
  elapsed: z.int().min(0),
  frames: FrameCount,
});

const Framing = z.strictObject({ zoom: z.number(), x: z.number(), y: z.number() });

/** A slow move; `elapsed` of `frames` are over when the span begins. A transition's handles reach past both ends. */
export const Motion = z.strictObject({
  from: Framing,
  to: Framing,
  ease: z.enum(['linear', 'smooth']),
  elapsed: z.int(),
  frames: FrameCount,
});

/** Where a layer lies in one frame: `x`, `y`, `scale`, `rotate`, `opacity` as in a placement. */
const Pose = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]);

/** One picture source within one span. */
export const Layer = z.strictObject({
  asset: Id,
  /** What is painted in the place of a file. */
  painting: Painting.optional(),
  still: z.boolean(),
  /** Source time of the span's first frame, in seconds after the source's first picture, and the step per frame. */
  at: z.number(),
  step: z.number(),
  /** By how much the step grows from frame to frame. */
  accel: z.number().optional(),
  /** Pictures between those of the source, which has so many a second. */
  between: z.strictObject({ how: z.enum(['blend', 'flow']), fps: z.number().positive() }).optional(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  pixelAspect: z.number().positive(),
  placement: Placement,
  /** One for each frame of the span where the placement changes; absent where it stands. */
  poses: z.array(Pose).optional(),
  /** Shape, border and shadow of a picture that lies over others. */
  frame: Frame.optional(),
  effects: z.array(Effect),
  /** Which frame of its clip the span's first one is; only where an effect looks different in every frame. */
  tick: z.int().optional(),
  motion: Motion.nullable(),
  fade: Fade.nullable(),
});

/** A title, with how much of it is over when the span begins. Id and start are neutral. */
export const TextLayer = z.strictObject({ segment: TextSegment, elapsedMs: z.number() });

/** Behind everything: of a picture, the layer that shows it. */
const [SolidBackground, BlurBackground, GradientBackground] = Background.options;
const Backdrop = z.discriminatedUnion('kind', [
  SolidBackground,
  BlurBackground,
  GradientBackground,
  z.strictObject({ kind: z.literal('picture'), layer: Layer }),
]);

/** A stretch of frames in which nothing comes or goes. `fade` dims the finished picture. */
export const Span = z.strictObject({
  frames: FrameCount,
  background: Backdrop,
  base: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('empty') }),
    z.strictObject({ kind: z.literal('one'), layer: Layer }),
    /** A transition of which `elapsed` of `length` frames are over when the span begins. */
    z.strictObject({
      kind: z.literal('pair'),
      name: Transition.shape.name,
      elapsed: z.int().min(0),
      length: FrameCount,
      from: Layer,
      into: Layer,
    }),
  ]),
  over: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('picture'), layer: Layer }),
      z.strictObject({ kind: z.literal('text'), text: TextLayer }),
    ]),
  ),
  fade: Fade.nullable(),
});

/** Makes encoded pictures stand between copied ones of a stream: the same shape as `StreamMatch` of src/media. */
export const StreamMatch = z.strictObject({
  setId: z.int().min(0).max(31),
  profile: z.enum(['baseline', 'main', 'high']),
  level: z.int().min(10).max(62),
  reorder: z.int().min(0).max(2),
  buffer: z.int().min(1).max(16),
  color: CopiedStream.shape.color,
  isRaw: z.boolean(),
});

/** Encoders on graphics cards and the like, in the order in which they are tried. */
export const HardwareEncoder = z.enum([
  'h264_nvenc',
  'hevc_nvenc',
  'av1_nvenc',
  'h264_qsv',
  'hevc_qsv',
  'h264_vaapi',
  'hevc_vaapi',
  'h264_videotoolbox',
  'hevc_videotoolbox',
  'h264_amf',
  'hevc_amf',
]);
export type HardwareEncoder = z.infer<typeof HardwareEncoder>;

/** Whether a hardware encoder really encodes here: its result is true or false. */
export const TryHardwareTask = z.object({ kind: z.literal('try-hardware'), encoder: HardwareEncoder });
export type TryHardwareTask = z.infer<typeof TryHardwareTask>;

/** How chunks are encoded; the same shape as `VideoEncoding` of src/media. */
export const Encoding = z.strictObject({
  codec: z.enum(['h264', 'hevc', 'vp9', 'av1']),
  hardware: HardwareEncoder.optional(),
  width: z.int().min(16).max(7680),
  height: z.int().min(16).max(7680),
  rate: z.strictObject({ num: z.int().positive(), den: z.int().positive() }),
  crf: z.number().min(0).max(63),
  preset: z.enum(['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow']),
  gop: z.int().positive(),
  bFrames: z.int().min(0).max(16),
  maxBitRate: z.int().positive().nullable(),
  threads: z.int().positive(),
  match: StreamMatch.optional(),
});

export type Fade = Readonly<z.infer<typeof Fade>>;
export type Motion = Readonly<z.infer<typeof Motion>>;
export type Pose = Readonly<z.infer<typeof Pose>>;
export type Layer = Frozen<z.infer<typeof Layer>>;
export type TextLayer = Frozen<z.infer<typeof TextLayer>>;
export type Span = Frozen<z.infer<typeof Span>>;
export type StreamMatch = Readonly<z.infer<typeof StreamMatch>>;
export type Encoding = Readonly<z.infer<typeof Encoding>>;
