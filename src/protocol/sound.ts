import * as z from 'zod';
import { Id, SoundCleaning } from '../draft/model.ts';

/**
 * What a worker needs to know to mix the sound of a whole video, and what the sound's key is made of. Samples count at
 * 48 kHz from the beginning of the video; gains are factors. It names no path and no id of a segment.
 */

/** A change of level: over `length` samples from `at` (within its sound) from nothing to full, or back. */
export const Ramp = z.strictObject({
  at: z.int(),
  length: z.int().min(1),
  direction: z.enum(['in', 'out']),
  /** power: two of them crossing keep the energy of unlike sounds · linear: of the same sound · smooth: for fades. */
  curve: z.enum(['power', 'linear', 'smooth']),
});

export const SoundSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    asset: Id,
    stream: z.int().min(0).nullable(),
    /** Source seconds of the first sample that is read, after the source's zero; with `reverse` that one is heard last. */
    from: z.number(),
    tempo: z.number().positive(),
    reverse: z.boolean(),
    /** Plays again and again: a pass is so many source seconds long. */
    loop: z.number().positive().nullable(),
    /** Noise and sharp sounds are taken out first; `noise`: its spectrum (src/base/denoise.ts). */
    clean: SoundCleaning.extend({ noise: z.array(z.number()).max(200) }).optional(),
  }),
  z.strictObject({
    kind: z.literal('music'),
    mood: z.string().max(40),
    seed: z.int().min(0),
    durationMs: z.int().min(1),
  }),
  z.strictObject({
    kind: z.literal('sfx'),
    name: z.string().max(40),
    /** Samples of it that are left out. */
    skip: z.int().min(0),
  }),
]);

/** One source that sounds for a while. `bus` decides who steps back for whom: music ducks under voice. */
export const Sound = z.strictObject({
  source: SoundSource,
  start: z.int().min(0),
  length: z.int().min(1),
  gain: z.number().min(0),
  /** Levels at samples of it, rising, with straight lines between them: keyframes of its volume. */
  envelope: z.array(z.strictObject({ at: z.int(), level: z.number().min(0) })).optional(),
  ramps: z.array(Ramp),
  bus: z.enum(['voice', 'other']),
  duckDb: z.number().min(0),
});

/** The sound of a video: `samples` long, mixed from `sounds` (rising by start), mastered, encoded at `bitRate`. */
export const SoundPlan = z.strictObject({
  key: z.string(),
  samples: z.int().min(1),
  bitRate: z.int().positive(),
  /** Nobody limits the bytes: AAC may take what the quality that `bitRate` stands for needs. */
  isVariable: z.literal(true).optional(),
  sounds: z.array(Sound),
  master: z.strictObject({ targetLufs: z.number().nullable(), peakDb: z.number() }),
});

export type Ramp = z.infer<typeof Ramp>;
export type SoundSource = z.infer<typeof SoundSource>;
export type Sound = z.infer<typeof Sound>;
export type SoundPlan = z.infer<typeof SoundPlan>;
