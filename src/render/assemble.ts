import { rm } from 'node:fs/promises';
import path from 'node:path';
import { partialOf } from '../media/partial.ts';
import type { GifTask, JoinTask, PublishTask, StillsTask } from '../protocol/tasks.ts';
import { FORMATS } from './formats.ts';
import type { Job } from './job.ts';
import type { Pictures } from './parts.ts';
import type { SoundPart } from './sound-part.ts';

/** What a file is made of. A sound file has no pictures, an animation and stills have no sound. */
export type Ingredients = { readonly pictures: Pictures | null; readonly sound: SoundPart | null };

/** Moving the index to the front of a file of several GB is one silent step. */
const STALL_MS = 120_000;

/** Makes the finished file (of stills: files) at `out`; each appears by rename. Returns their paths. */
export async function assemble(
  job: Job,
  { pictures, sound }: Ingredients,
  out: string,
  onProgress: (done: number) => void,
): Promise<readonly string[]> {
  const { plan, pool, profile, signal, title } = job;
  const { kind } = FORMATS[profile.format];
  const run = async (task: JoinTask | GifTask | StillsTask | PublishTask): Promise<void> => {
    const running = { label: path.basename(out), stallMs: STALL_MS, signal, onProgress };
    await pool.run(task, running).catch(async (error: unknown) => {
      // A worker that was killed could not remove what it had begun.
      for (const file of 'outs' in task ? task.outs : [task.out]) await rm(partialOf(file), { force: true });
      throw error;
    });
  };
  const chunks = [...(pictures?.chunks ?? [])];
  const { rate } = plan;
  const audio = sound?.path ?? null;
  if (kind === 'animation') await run({ kind: 'gif', chunks, rate, loop: true, out });
  else if (kind === 'stills') return stills(job, chunks, out, run);
  else if (profile.format === 'm4a') await run({ kind: 'join', chunks: [], rate, audio, out, title });
  else if (kind === 'sound') await run({ kind: 'publish', from: audio ?? '', out });
  else {
    const container = profile.format === 'mov' || profile.format === 'webm' ? profile.format : 'mp4';
    await run({ kind: 'join', container, chunks, rate, audio, out, title });
  }
  return [out];
}

async function stills(
  { plan, profile }: Job,
  chunks: StillsTask['chunks'],
  out: string,
  run: (task: StillsTask) => Promise<void>,
): Promise<readonly string[]> {
  const outs = plan.frames === 1 ? [out] : numbered(out, plan.frames);
  await run({ kind: 'stills', chunks, type: profile.format === 'png' ? 'png' : 'jpeg', outs });
  return outs;
}

/** `cover.jpg` → `cover-01.jpg`, `cover-02.jpg`… with as many digits as the last one needs. */
function numbered(out: string, count: number): string[] {
  const ending = path.extname(out);
  const stem = out.slice(0, out.length - ending.length);
  const digits = Math.max(2, String(count).length);
  return Array.from({ length: count }, (_, i) => `${stem}-${String(i + 1).padStart(digits, '0')}${ending}`);
}
