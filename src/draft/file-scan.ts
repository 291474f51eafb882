import * as z from 'zod';

/** What the packets of a finished file tell, decoding next to nothing. Times are seconds on the file's clock. */

const Stretch = z.object({ start: z.number(), end: z.number() });

export const VideoScan = z.object({
  codec: z.string(),
  /** As FFmpeg calls it: `High`, `Main`… */
  profile: z.string().nullable(),
  pixelFormat: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  interlaced: z.boolean(),
  frames: z.int().min(0),
  start: z.number(),
  end: z.number(),
  fps: z.number(),
  /** Every picture as long as the others, as exactly as the container can say. */
  constantRate: z.boolean(),
  /** Most pictures from one keyframe to the next. */
  longestGop: z.int().min(0),
  /** No picture after a keyframe in the file is shown before it. */
  closedGops: z.boolean(),
  /** Bits per second. */
  bitRate: z.number(),
  /** Stretches of a second and more that are black, and in which nothing moves. */
  black: z.array(Stretch),
  frozen: z.array(Stretch),
});

export const AudioScan = z.object({
  codec: z.string(),
  profile: z.string().nullable(),
  sampleRate: z.int(),
  channels: z.int(),
  /** When the first and the last sample sound. */
  start: z.number(),
  end: z.number(),
  bitRate: z.number(),
});

export const FileScan = z.object({
  /** `mp4`, `mov`, `webm`, `matroska`… */
  container: z.string(),
  bytes: z.number(),
  /** Null where the container has no such thing. */
  moovFirst: z.boolean().nullable(),
  editLists: z.boolean().nullable(),
  video: VideoScan.nullable(),
  audio: AudioScan.nullable(),
});

export type Stretch = z.infer<typeof Stretch>;
export type VideoScan = z.infer<typeof VideoScan>;
export type AudioScan = z.infer<typeof AudioScan>;
export type FileScan = z.infer<typeof FileScan>;
