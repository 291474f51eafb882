import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LoudnessFacts } from '../draft/facts.ts';
import { SoundDone, type SoundTask } from '../protocol/tasks.ts';
import { type Job, sha256, sourcesOf } from './job.ts';
import { planSound } from './sound/plan-sound.ts';

/** The finished sound of a render: an AAC file for the join, and how loud it is. */
export type SoundPart = { readonly path: string; readonly loudness: LoudnessFacts };

/** Time without a word from the worker after which it counts as stuck: to compose or to seek, and with the length. */
const STALL_MS = 30_000;

/** Makes the sound on the pool, or takes it from the cache. */
export async function makeSound(job: Job, onProgress: (done: number) => void): Promise<SoundPart> {
  const { draft, facts, profile, plan, cache, pool, signal } = job;
  const frame = { frames: plan.frames, rate: plan.rate, bitRate: profile.audioBitRate };
  const sound = planSound(draft, facts, frame, sha256);
  const out = path.join(job.folder, 'sound.aac');
  const note = path.join(job.folder, 'sound.json');
  const noteKey = sha256(`loudness of ${sound.key}`);
  if ((await cache.fetch(sound.key, out)) && (await cache.fetch(noteKey, note))) {
    onProgress(1);
    return { path: out, loudness: LoudnessFacts.parse(JSON.parse(await readFile(note, 'utf8'))) };
  }
  await rm(out, { force: true }); // may be a link to a part of the cache, which nobody writes to
  const assets = sound.sounds.flatMap(({ source }) => (source.kind === 'file' ? [source.asset] : []));
  const scratch = path.join(job.folder, 'sound');
  const task: SoundTask = { kind: 'sound', plan: sound, ...sourcesOf(job, assets), scratch, out };
  const stallMs = STALL_MS + (sound.samples / 48_000) * 1000;
  const label = path.basename(job.out);
  const { loudness } = SoundDone.parse(await pool.run(task, { label, stallMs, signal, onProgress }));
  onProgress(1);
  await cache.keep(sound.key, out);
  await writeFile(note, JSON.stringify(loudness));
  await cache.keep(noteKey, note);
  return { path: out, loudness };
}
