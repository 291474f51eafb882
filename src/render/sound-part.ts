import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import { LoudnessFacts } from '../draft/facts.ts';
import type { SoundPlan } from '../protocol/sound.ts';
import { SoundDone, type SoundTask } from '../protocol/tasks.ts';
import { FORMATS, type FormatFacts } from './formats.ts';
import { type Job, sha256, sourcesOf } from './job.ts';
import { COPY_ENGINE } from './sound/plan-copy.ts';
import { planSound } from './sound/plan-sound.ts';

/** The finished sound of a render: a track for the join or a file of its own, how loud and how large it is. */
export type SoundPart = { readonly path: string; readonly loudness: LoudnessFacts; readonly bytes: number };

/** Time without a word from the worker after which it counts as stuck: to compose or to seek, and with the length. */
const STALL_MS = 30_000;

/** What takes 0.2 s of a processor at most: a second 10 ms, where nothing is composed. */
const BRIEF_SAMPLES = 15 * 48_000;
const isBrief = ({ samples, sounds }: SoundPlan): boolean =>
  samples <= BRIEF_SAMPLES && sounds.every(({ source }) => source.kind === 'file');

type PlannedSound = {
  readonly sound: SoundPlan;
  readonly as: NonNullable<FormatFacts['sound']>;
  readonly mayCopy: boolean;
  /** Written into the file by those that have no container around it. */
  readonly title: string | null;
  /** Of the finished sound: the same key means the same bytes. */
  readonly key: string;
};

/** What a job's sound will be; null for files without any. */
export function plannedSound(job: Job): PlannedSound | null {
  const { draft, facts, profile, plan } = job;
  const { kind, sound: as } = FORMATS[profile.format];
  if (as === null) return null;
  const { audioBitRate: bitRate, isAudioLimited } = profile;
  const frame = { frames: plan.frames, rate: plan.rate, bitRate, isVariable: !isAudioLimited };
  const sound = planSound(draft, facts, frame, sha256);
  const title = as === 'mp3' || as === 'wav' ? job.title : null;
  // Where somebody asked for the source's own quality, its own packets are best.
  const mayCopy = as === 'aac' && kind === 'video' && job.copy === 'always' && profile.maxBytes === null;
  const variant = mayCopy ? [`copied ${COPY_ENGINE}`] : [as, title];
  const key = as === 'aac' && !mayCopy ? sound.key : sha256(JSON.stringify([...variant, sound.key]));
  return { sound, as, mayCopy, title, key };
}

/**
 * Makes the sound on the pool, or takes it from the cache. Refuses (`render.no_sound`) a sound file of a draft that has
 * nothing to hear; a video gets a silent track then.
 */
export async function makeSound(job: Job, onProgress: (done: number) => void): Promise<SoundPart> {
  const { profile, cache, pool, signal } = job;
  const planned = plannedSound(job);
  if (planned === null) throw new Error(`${profile.format} has no sound`);
  const { sound, as, mayCopy, title, key } = planned;
  if (FORMATS[profile.format].kind === 'sound' && sound.sounds.length === 0) {
    throw fail('render.no_sound', { format: profile.format.toUpperCase() });
  }
  const out = path.join(job.folder, `sound-${key.slice(0, 16)}.${as}`);
  const note = `${out}.json`;
  const noteKey = sha256(`loudness of ${key}`);
  if ((await cache.fetch(key, out)) && (await cache.fetch(noteKey, note))) {
    onProgress(1);
    const loudness = LoudnessFacts.parse(JSON.parse(await readFile(note, 'utf8')));
    return { path: out, loudness, bytes: (await stat(out)).size };
  }
  await rm(out, { force: true }); // may be a link to a part of the cache, which nobody writes to
  const assets = sound.sounds.flatMap(({ source }) => (source.kind === 'file' ? [source.asset] : []));
  const scratch = path.join(job.folder, 'sound');
  const task: SoundTask = { kind: 'sound', plan: sound, ...sourcesOf(job, assets), scratch, mayCopy, as, title, out };
  const stallMs = STALL_MS + (sound.samples / 48_000) * 1000;
  const label = path.basename(job.out);
  const { loudness } = SoundDone.parse(
    await pool.run(task, { label, stallMs, signal, onProgress, isBrief: isBrief(sound) }),
  );
  onProgress(1);
  await cache.keep(key, out);
  await writeFile(note, JSON.stringify(loudness));
  await cache.keep(noteKey, note);
  return { path: out, loudness, bytes: (await stat(out)).size };
}
