import * as z from 'zod';
import { SpokenWord } from './model.ts';

/**
 * Facts: what was measured about an asset, once per content hash. They cross processes and are cached, so each has a
 * schema. Times are milliseconds of the source; a picture's size is as seen (rotation and pixel aspect applied).
 */

const Span = z.tuple([z.number(), z.number()]);

/** What the container and the first pictures tell. */
export const ProbeFacts = z.object({
  /** The last three are texts that go along with media (src/media/text-file.ts): neither picture nor sound is in them. */
  kind: z.enum(['video', 'image', 'audio', 'captions', 'script', 'lut']),
  /** Short name of the container as FFmpeg calls it; of texts: srt, vtt, ass, txt, cube. */
  format: z.string(),
  /** Length in ms; 0 for a still picture. An animated GIF or WebP is a `video`. */
  duration: z.number().min(0),
  video: z
    .object({
      codec: z.string(),
      /** Size as seen, in px: after rotation and pixel aspect. */
      width: z.int().positive(),
      height: z.int().positive(),
      /** Size as stored. */
      codedWidth: z.int().positive(),
      codedHeight: z.int().positive(),
      /** Clockwise degrees that a player turns it: 0, 90, 180 or 270. */
      rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
      /** Width of a stored pixel over its height. */
      pixelAspect: z.number().positive(),
      fps: z.number().positive(),
      variableRate: z.boolean(),
      pixelFormat: z.string(),
      bitDepth: z.int(),
      alpha: z.boolean(),
      hdr: z.boolean(),
      streamIndex: z.int().min(0),
      /** Presentation time of the first picture, in ms, on the container's clock. */
      startMs: z.number(),
      bitRate: z.number().nullable(),
    })
    .nullable(),
  /** Every audio track; the first is used unless another is named. */
  audio: z.array(
    z.object({
      codec: z.string(),
      sampleRate: z.int().positive(),
      channels: z.int().positive(),
      streamIndex: z.int().min(0),
      language: z.string().nullable(),
      /** When its first sample sounds, in ms, on the container's clock. */
      startMs: z.number(),
      duration: z.number().min(0),
    }),
  ),
});

/** Pauses, relative to this recording's own speech level. `speechDb`,`noiseDb`: RMS levels in dBFS. */
export const SilenceFacts = z.object({
  silences: z.array(Span),
  speechDb: z.number(),
  noiseDb: z.number(),
  thresholdDb: z.number(),
});

/** The noise of a recording, measured in its pauses: its spectrum (src/base/denoise.ts) and its level in dBFS. */
export const NoiseFacts = z.object({
  /** Null when there is no pause to measure it in. */
  bands: z.array(z.number()).max(200).nullable(),
  noiseDb: z.number(),
});

/** The beats of music, in ms of the source; none where it has no beat. `bpm`: the most usual tempo. */
export const BeatFacts = z.object({
  bpm: z.number().positive().nullable(),
  /** How sure that is: 0–1. */
  confidence: z.number().min(0).max(1),
  beats: z.array(z.number().min(0)).max(400_000),
  /** The first beat that begins a bar of four. */
  downbeat: z.int().min(0).max(3),
  /** Where the music is suddenly at its fullest after a quieter stretch; null when there is no such place. */
  drop: z.number().min(0).nullable(),
});

/** EBU R128: integrated loudness (LUFS), loudness range (LU), true peak (dBTP). Null when silent. */
export const LoudnessFacts = z.object({
  integrated: z.number().nullable(),
  range: z.number().nullable(),
  truePeak: z.number().nullable(),
});

/** `peaks`: for each 1/`perSecond` s the largest absolute sample, 0–255. */
export const WaveformFacts = z.object({ perSecond: z.int().positive(), peaks: z.array(z.int().min(0).max(255)) });

/** Cuts inside the source, in ms, with a strength of 0–1. */
export const SceneFacts = z.object({ cuts: z.array(z.object({ at: z.number(), score: z.number() })) });

/**
 * Words that were heard: lines as they were spoken, in ms of the source. `words` are those of a line, their times in ms
 * after its start, where whoever heard them gave times; joined they are its text.
 */
export const WordFacts = z.object({
  language: z.string().max(40).nullable(),
  lines: z
    .array(
      z.object({
        start: z.number().min(0),
        end: z.number().min(0),
        text: z.string().min(1).max(2000),
        words: z.array(SpokenWord).max(500).optional(),
      }),
    )
    .max(50_000),
});

/**
 * How the camera moved and where the eye goes, measured on small pictures, as seen (turned as a player turns them).
 * Lengths are fractions of the picture's width (x) and height (y).
 */
export const MotionFacts = z.object({
  /** Of each picture since the one before: how far the scene moved, and by how many degrees it turned (clockwise). */
  moves: z.array(z.tuple([z.number(), z.number(), z.number()])).max(2_000_000),
  /** When each picture shows, in ms of the source. */
  times: z.array(z.number()).max(2_000_000),
  /** Where the subject is: [ms, x, y, width, height, how sure 0–1], some ten a second. */
  subject: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])).max(500_000),
  /** Cuts, in ms: nothing before one tells of what comes after it. */
  cuts: z.array(z.number()).max(100_000),
});

/** Colours of a source, the most striking first: `share` of the pictures 0–1. Never empty for a picture. */
export const PaletteFacts = z.object({
  colors: z.array(z.object({ color: z.string().regex(/^#[0-9a-f]{6}$/), share: z.number().min(0).max(1) })).max(8),
  /** The mean of all pixels (red, green, blue, 0–255), and the brightness of the darkest twentieth, the middle and the lightest, 0–1. */
  tones: z
    .object({
      mean: z.tuple([z.number(), z.number(), z.number()]),
      low: z.number(),
      middle: z.number(),
      high: z.number(),
    })
    .optional(),
});

/** Why packets of a stream are not copied: the whole stream, or one group of pictures. */
export const CopyRefusal = z.enum([
  'no_video',
  'codec',
  'picture_format',
  'parameter_sets',
  'unusual_units',
  'no_times',
  'variable_rate',
  'edit_list',
  'damaged',
  'begins_open',
  'too_many',
  'single_picture',
  'overlap',
]);

/** What copied packets of a stream have in common. */
export const CopiedStream = z.object({
  rate: z.strictObject({ num: z.int().positive(), den: z.int().positive() }),
  width: z.int(),
  height: z.int(),
  profile: z.int(),
  level: z.int(),
  /** By how many frames decoding runs ahead of showing. */
  reorder: z.int().min(0),
  /** Pictures that a decoder keeps. */
  buffer: z.int().min(0),
  /** By the numbers of ITU-T H.273; 2 is "not said". */
  color: z.strictObject({
    isFullRange: z.boolean(),
    primaries: z.int(),
    transfer: z.int(),
    matrix: z.int(),
    chroma: z.int(),
  }),
  /** Parameter sets, base64. */
  sps: z.array(z.string()),
  pps: z.array(z.string()),
  /** Ids that the sets use, of either kind. */
  ids: z.array(z.int()),
});

/** A group of pictures from one IDR picture to the next. Frames count from the source's first picture. */
export const GopFacts = z.object({
  /** Why nothing of the stream is copied; null when its groups are. */
  refusal: CopyRefusal.nullable(),
  stream: CopiedStream.nullable(),
  gops: z.array(
    z.object({
      first: z.int().min(0),
      frames: z.int().positive(),
      bytes: z.int(),
      /** Timestamp of its first packet in units of the stream. */
      pts: z.int(),
      /** Counts of packets after which exactly as many of the first frames are there: it may end at these. */
      ends: z.array(z.int().positive()),
      refusal: CopyRefusal.nullable(),
    }),
  ),
});

export type ProbeFacts = z.infer<typeof ProbeFacts>;
export type SilenceFacts = z.infer<typeof SilenceFacts>;
export type NoiseFacts = z.infer<typeof NoiseFacts>;
export type BeatFacts = z.infer<typeof BeatFacts>;
export type LoudnessFacts = z.infer<typeof LoudnessFacts>;
export type WaveformFacts = z.infer<typeof WaveformFacts>;
export type SceneFacts = z.infer<typeof SceneFacts>;
export type CopiedStream = z.infer<typeof CopiedStream>;
export type WordFacts = z.infer<typeof WordFacts>;
export type MotionFacts = z.infer<typeof MotionFacts>;
export type PaletteFacts = z.infer<typeof PaletteFacts>;
export type GopFacts = z.infer<typeof GopFacts>;
export type CopyRefusal = z.infer<typeof CopyRefusal>;

/** An asset with whatever is known of it. A fact that was not measured is null. */
export type Asset = {
  readonly id: string;
  /** As the user named it; display text, never a path. */
  readonly filename: string;
  readonly probe: ProbeFacts;
  readonly silence: SilenceFacts | null;
  readonly loudness: LoudnessFacts | null;
  readonly waveform: WaveformFacts | null;
  readonly scenes: SceneFacts | null;
  /** How its packets can be copied. Only exports ask for it. */
  readonly gops?: GopFacts | null;
  /** How the camera and the subject move: only reframing and steadying ask for it. */
  readonly motion?: MotionFacts | null;
  /** Only title templates ask for it. */
  readonly palette?: PaletteFacts | null;
  readonly noise?: NoiseFacts | null;
  readonly beats?: BeatFacts | null;
  /** What is said in it. Missing where nobody can hear words. */
  readonly words?: WordFacts | null;
};

/** Which facts beyond the probe an operation wants measured before it runs. */
export type FactName =
  | 'silence'
  | 'loudness'
  | 'waveform'
  | 'scenes'
  | 'gops'
  | 'motion'
  | 'palette'
  | 'noise'
  | 'beats'
  | 'words';

/** All assets of a session, in the order in which they were added. */
export type Facts = { readonly assets: ReadonlyMap<string, Asset> };
