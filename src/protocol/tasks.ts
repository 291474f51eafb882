import * as z from 'zod';
import { CopiedStream, LoudnessFacts, ProbeFacts } from '../draft/facts.ts';
import { type Frozen, Id } from '../draft/model.ts';
import { Encoding, Span } from './chunk.ts';
import { SoundPlan } from './sound.ts';

/**
 * The tasks of workers: what crosses to a child process and back. Paths are ours; `name` is what people call a file and
 * appears in failures. Every task has a `kind`, which chooses its handler.
 */

const Path = z.string().min(1);
const Paths = z.record(Id, Path);

export const ProbeTask = z.object({ kind: z.literal('probe'), path: Path, name: z.string() });

export const AnalyseTask = z.object({
  kind: z.literal('analyse'),
  path: Path,
  name: z.string(),
  probe: ProbeFacts,
  want: z.array(z.enum(['silence', 'loudness', 'waveform', 'scenes', 'gops', 'noise', 'beats', 'motion', 'palette'])),
});

/** Writes the sound of a source from `from` to `to`, in ms, as a WAV of 16 kHz and one channel: what hears words takes it. */
export const SpeechTask = z.object({
  kind: z.literal('speech'),
  path: Path,
  name: z.string(),
  from: z.number().min(0),
  to: z.number().positive(),
  out: Path,
});

/** Hears the words of a source with a whisper model, in `parts` from, to in ms. `out`: a path for half-done work. Progress is 0–1. */
export const HearTask = z.object({
  kind: z.literal('hear'),
  path: Path,
  name: z.string(),
  parts: z.array(z.tuple([z.number().min(0), z.number().positive()])).max(20_000),
  model: Path,
  modelName: z.string(),
  language: z.string().max(10),
  out: Path,
});

/** Writes a small picture of a source at `at` ms, within `maxWidth` × `maxHeight` px, to `out`. */
export const ThumbnailTask = z.object({
  kind: z.literal('thumbnail'),
  path: Path,
  name: z.string(),
  probe: ProbeFacts,
  at: z.number().min(0),
  maxWidth: z.int().min(1).max(4096),
  maxHeight: z.int().min(1).max(4096),
  type: z.enum(['jpeg', 'png']),
  out: Path,
});

/** Writes small pictures of a source, as `filmStripOf` lays them out, into one JPEG at `out`. Progress is 0–1. */
export const StripTask = z.object({
  kind: z.literal('strip'),
  path: Path,
  name: z.string(),
  probe: ProbeFacts,
  out: Path,
});

/** Makes one chunk at `out`. Progress counts frames. */
export const ChunkTask = z.object({
  kind: z.literal('chunk'),
  spans: z.array(Span).min(1),
  encoding: Encoding,
  files: Paths,
  names: z.record(Id, z.string()),
  /** Sources are decoded at less cost, to be looked at in a small size. */
  isRough: z.boolean().optional(),
  out: Path,
});
export const ChunkDone = z.object({ frames: z.int().min(1) });

/**
 * Copies packets of a source to a chunk at `out`: `frames` pictures from the IDR picture at `pts` (units of the stream)
 * on. Nothing is decoded. The result is as that of a chunk.
 */
export const CopyTask = z.object({
  kind: z.literal('copy'),
  path: Path,
  name: z.string(),
  streamIndex: z.int().min(0),
  stream: CopiedStream,
  pts: z.int(),
  frames: z.int().min(2),
  out: Path,
});

/** Mixes and encodes the whole sound at `out`, with half-done work in `scratch`. Progress is 0–1. */
export const SoundTask = z.object({
  kind: z.literal('sound'),
  plan: SoundPlan,
  files: Paths,
  names: z.record(Id, z.string()),
  scratch: Path,
  /** Packets of sources may be copied where they are heard as they are; only with `aac`. */
  mayCopy: z.boolean().optional(),
  /** A track for the join, or with `mp3` and `wav` a file of its own. */
  as: z.enum(['aac', 'opus', 'mp3', 'wav']),
  /** Written into a file of its own. */
  title: z.string().nullable(),
  out: Path,
});
/** `loudness` is that of the finished sound; unknown where it was copied. `copy` says how much, or why nothing was. */
export const SoundDone = z.object({
  samples: z.int().min(1),
  loudness: LoudnessFacts,
  copy: z
    .union([z.object({ copied: z.int().min(0), packets: z.int().min(1) }), z.object({ why: z.string() })])
    .optional(),
});

const Chunks = z.array(z.object({ path: Path, frames: z.int().min(1) }));

/** Joins finished chunks and the sound into the file at `out`, which appears by rename. Progress is 0–1. */
export const JoinTask = z.object({
  kind: z.literal('join'),
  container: z.enum(['mp4', 'mov', 'webm']).optional(),
  chunks: Chunks,
  rate: Encoding.shape.rate,
  audio: Path.nullable(),
  out: Path,
  title: z.string().nullable(),
});

/** Makes an animated GIF of the pictures of finished chunks. Progress is 0–1. */
export const GifTask = z.object({
  kind: z.literal('gif'),
  chunks: Chunks,
  rate: Encoding.shape.rate,
  loop: z.boolean(),
  out: Path,
});

/** Writes the pictures of finished chunks as files, one for each picture. Progress is 0–1. */
export const StillsTask = z.object({
  kind: z.literal('stills'),
  chunks: Chunks,
  type: z.enum(['jpeg', 'png']),
  outs: z.array(Path).min(1),
});

/** Reads the packets of a finished file: its result is a `FileScan`. */
export const ScanTask = z.object({ kind: z.literal('scan'), path: Path, name: z.string() });

/** Puts a copy of a finished file at `out`, which appears by rename. */
export const PublishTask = z.object({ kind: z.literal('publish'), from: Path, out: Path });

/** Draws one of the demo's clips. Progress is 0–1. */
export const SampleTask = z.object({ kind: z.literal('sample'), index: z.int().min(0), out: Path });

export type CopyTask = z.infer<typeof CopyTask>;
export type ChunkTask = Frozen<z.infer<typeof ChunkTask>>;
export type SoundTask = z.infer<typeof SoundTask>;
export type SoundDone = z.infer<typeof SoundDone>;
export type JoinTask = z.infer<typeof JoinTask>;
export type GifTask = z.infer<typeof GifTask>;
export type StillsTask = z.infer<typeof StillsTask>;
export type PublishTask = z.infer<typeof PublishTask>;
