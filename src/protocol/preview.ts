import * as z from 'zod';
import { Id } from '../draft/model.ts';
import { Sound } from './sound.ts';

/** The tasks of workers that only previews ask for; see tasks.ts. */

const Path = z.string().min(1);

/** Measures how loud a source is over time, into `out`. Progress is seconds. */
export const LevelsTask = z.object({
  kind: z.literal('levels'),
  path: Path,
  name: z.string(),
  stream: z.int().min(0).nullable(),
  out: Path,
});

/** Composes a piece of music into a WAV file at `out`: what an export hears, to be read from any place. */
export const MusicTask = z.object({
  kind: z.literal('music'),
  mood: z.string().max(40),
  seed: z.int().min(0),
  durationMs: z.int().min(1),
  out: Path,
});

/** Stretches in which someone speaks, in hundredths of a second of the timeline. */
export const Speech = z.array(z.object({ from: z.int(), to: z.int() }));

/** A stretch of the sound: `sounds` count from `at`, which is where on the timeline it begins. In samples. */
export const SoundWindow = z.object({
  at: z.int().min(0),
  samples: z.int().min(1),
  sounds: z.array(Sound.extend({ start: z.int() })),
  speech: Speech,
  gainDb: z.number(),
  peakDb: z.number(),
  bitRate: z.int().positive(),
});

/** Mixes, masters and encodes a stretch of the sound as AAC at `out`. */
export const WindowTask = z.object({
  kind: z.literal('sound-window'),
  window: SoundWindow,
  files: z.record(Id, Path),
  names: z.record(Id, z.string()),
  scratch: Path,
  out: Path,
});

export type LevelsTask = z.infer<typeof LevelsTask>;
export type MusicTask = z.infer<typeof MusicTask>;
export type Speech = z.infer<typeof Speech>;
export type SoundWindow = z.infer<typeof SoundWindow>;
export type WindowTask = z.infer<typeof WindowTask>;
