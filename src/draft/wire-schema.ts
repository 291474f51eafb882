import * as z from 'zod';
import { SpeedRamp } from './effect-schemas.ts';
import { Film } from './film.ts';
import { Graphic } from './graphic.ts';
import { Keyframes } from './keyframes.ts';
import {
  Background,
  Effect,
  Frame,
  Id,
  Placement,
  SecondLine,
  SoundCleaning,
  SpokenWord,
  TextAnimation,
  TextLoop,
  TextStyle,
  WordMark,
} from './model.ts';
import { Painting } from './painting.ts';

/**
 * The draft as clients read and write it: short keys as published (`t` tracks, `tt` track type, `sg` segments, `d`
 * duration in ms, `m` metadata), ours beside them. Everything but `t`, `tt`, `sg` and `d` may be left out. Keys and
 * track types that we do not know are kept.
 */

const Ms = z.number().min(0);
const FadePair = z.tuple([Ms, Ms]).describe('Fade-in and fade-out in ms');
const Metadata = z.record(z.string(), z.unknown()).describe("A client's own data about a segment; kept as it is");
const Name = z.object({ n: z.string(), d: z.number() });

const SegmentKeys = {
  id: Id.optional(),
  s: Ms.optional().describe('Start on the timeline in ms; right after the segment before when left out'),
  d: z.number().positive().describe('Duration in ms'),
  m: Metadata.optional(),
  md: z.array(z.string()).optional().describe('Keys of m that we wrote for display; they are not read back'),
  kf: Keyframes.optional().describe('Values that change, at times in ms after the start of the segment'),
};

const Media = {
  a: z.string().optional().describe('Asset id; never an address or a path'),
  i: Ms.optional().describe('Source in-point in ms'),
  sp: z.number().optional().describe('Speed: source time per timeline time'),
  vo: z.number().optional().describe('Volume, 1 as recorded'),
  fa: FadePair.optional(),
  cl: SoundCleaning.optional().describe('Noise reduction in dB, and how far "s" sounds go down, 0–1'),
};

export const WireVideoSegment = z.looseObject({
  ...SegmentKeys,
  ...Media,
  pn: Painting.optional().describe('What it shows where no file does: its asset id is then painting_1, painting_2 …'),
  rp: SpeedRamp.optional().describe('The speed changes evenly from one value to another; sp is their mean'),
  bt: z.enum(['blend', 'flow']).optional().describe('Pictures between those of the source in slow motion'),
  rv: z.boolean().optional().describe('Plays backwards'),
  fz: z.boolean().optional().describe('Shows one frame, the one at i'),
  pf: FadePair.optional().describe('Picture fades from and to black, in ms'),
  pl: Placement.optional(),
  fx: z.array(Effect).optional(),
  dk: z.number().optional().describe('How far its sound steps back under a voice-over, in dB'),
  fr: Frame.optional().describe('Outline of a picture over another: shape, border, shadow'),
  tr: Name.nullable().optional().describe('Transition from the segment before: name and duration in ms'),
});

export const WireAudioSegment = z.looseObject({
  ...SegmentKeys,
  ...Media,
  lp: z.boolean().optional().describe('Repeats until the segment ends'),
  mood: z.string().optional().describe('Instead of an asset: music composed in this mood'),
  seed: z.number().optional(),
  sfx: z.string().optional().describe('Instead of an asset: a sound effect of ours by its name'),
  dk: z.number().optional().describe('How far it steps back under speech, in dB'),
});

export const WireTextSegment = z.looseObject({
  ...SegmentKeys,
  tx: z.string().optional().describe('The words'),
  r: z.enum(['title', 'text', 'caption', 'watermark', 'graphic']).optional(),
  x: z.number().optional(),
  y: z.number().optional(),
  mw: z.number().optional().describe('Widest block, as a fraction of the canvas'),
  o: z.number().optional().describe('Opacity'),
  st: TextStyle.optional(),
  ai: TextAnimation.optional(),
  ao: TextAnimation.optional(),
  al: TextLoop.optional().describe('What it does all the time that it stands'),
  g: Graphic.optional().describe('A shape around the words or in their place'),
  wd: z.array(SpokenWord).optional().describe('Words of a caption with their times after its start, in ms'),
  we: z.literal(true).optional().describe('The times of its words are an estimate'),
  wm: WordMark.optional().describe('How the spoken word is shown'),
  t2: SecondLine.optional().describe('The same in another language, below it'),
});

const TrackKeys = {
  id: Id.optional(),
  nm: z.string().nullable().optional().describe('Name'),
  mu: z.boolean().optional().describe('Muted'),
  vo: z.number().optional().describe('Volume of the track'),
};

/** The published numbers of the track types that we know. */
export const TRACK_TYPES = { video: 0, audio: 1, text: 7 } as const;

export const WireTrack = z.union([
  z.looseObject({
    ...TrackKeys,
    tt: z.literal(TRACK_TYPES.video),
    r: z.enum(['main', 'overlay']).optional(),
    sg: z.array(WireVideoSegment),
  }),
  z.looseObject({
    ...TrackKeys,
    tt: z.literal(TRACK_TYPES.audio),
    r: z.enum(['music', 'voice', 'sfx']).optional(),
    sg: z.array(WireAudioSegment),
  }),
  z.looseObject({
    ...TrackKeys,
    tt: z.literal(TRACK_TYPES.text),
    r: z.enum(['titles', 'captions']).optional(),
    sg: z.array(WireTextSegment),
  }),
]);

const AnyTrack = z.looseObject({ tt: z.int().describe('0 video, 1 audio, 7 text; others are kept untouched') });

export const WireDraft = z.looseObject({
  v: z.literal(1).optional().describe('Version of this format'),
  n: z.int().min(0).optional().describe('Counts the ids that were given out'),
  c: z
    .object({ w: z.int(), h: z.int(), fps: z.number(), bg: Background })
    .optional()
    .describe('Canvas: size in px, frames per second, background'),
  ms: z
    .object({ lufs: z.number().nullable(), peak: z.number(), asked: z.boolean().optional() })
    .optional()
    .describe('Loudness of the whole: target in LUFS or null, highest true peak in dB'),
  mk: z
    .array(z.object({ s: Ms, n: z.string() }))
    .optional()
    .describe('Chapters: where each begins, in ms, and its name'),
  fm: Film.optional().describe('What a video from words was made of: wish, scenes, design'),
  t: z.array(z.union([WireTrack, AnyTrack])).max(100),
});

export type WireVideoSegment = z.output<typeof WireVideoSegment>;
export type WireAudioSegment = z.output<typeof WireAudioSegment>;
export type WireTextSegment = z.output<typeof WireTextSegment>;
export type WireTrack = z.output<typeof WireTrack>;
export type WireDraft = z.output<typeof WireDraft>;

/** The JSON Schema of the wire draft, for `/schemas/draft.json`. */
export function wireJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(WireDraft, { io: 'input' }) as Record<string, unknown>;
}
