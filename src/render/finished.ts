import { constants } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { LoudnessFacts } from '../draft/facts.ts';
import { FileScan } from '../draft/file-scan.ts';
import type { Notes } from '../media/notes.ts';
import { partialOf } from '../media/partial.ts';
import { stampOf } from '../media/stamp.ts';
import { FORMATS } from './formats.ts';
import { type Job, sha256 } from './job.ts';
import { plannedSound } from './sound-part.ts';

/** Raise it when the same parts would be joined to other bytes, or the look at a file says something else. */
const FINISHED_ENGINE = 1;

/** What is known of a file that was made: where it went, what it was like when it was whole, what was found in it. */
const Finished = z.object({ file: z.string(), stamp: z.string(), loudness: LoudnessFacts, scan: FileScan });
export type Finished = Pick<z.infer<typeof Finished>, 'loudness' | 'scan'>;

/** A file by everything that is in it. Null where a plan makes several files, or tries until one is small enough. */
function nameOf(job: Job): string | null {
  const { plan, profile, title } = job;
  if (FORMATS[profile.format].kind === 'stills' || profile.maxBytes !== null) return null;
  const chunks = plan.chunks.map(({ key, frames }) => [key, frames]);
  const sound = plannedSound(job)?.key ?? null;
  return `finished ${sha256(JSON.stringify([FINISHED_ENGINE, profile.format, plan.rate, chunks, sound, title]))}`;
}

/**
 * Puts the file of a job at its place where the same was made before and nobody has touched it since: it is that file, or
 * a copy of it. Null where there is none; nothing is left half-done then.
 */
export async function takeFinished(job: Job, notes: Notes): Promise<Finished | null> {
  const name = nameOf(job);
  const noted = Finished.safeParse(name === null ? null : await notes.read(name));
  if (!noted.success) return null;
  const { file, stamp, ...found } = noted.data;
  const isWhole = async (): Promise<boolean> => (await stampOf(file).catch(() => null)) === stamp;
  if (!(await isWhole())) return null;
  if (path.resolve(job.out) === file) return found;
  const partial = partialOf(job.out);
  try {
    await copyFile(file, partial, constants.COPYFILE_FICLONE);
    job.signal.throwIfAborted();
    if (await isWhole()) {
      await rename(partial, job.out);
      return found;
    }
  } catch (error) {
    if (job.signal.aborted) throw error;
    // Made from its parts then, which says what is wrong with the place.
  } finally {
    await rm(partial, { force: true });
  }
  return null;
}

/** Notes what the finished file of a job is, for {@link takeFinished}. */
export async function noteFinished(job: Job, notes: Notes, found: Finished): Promise<void> {
  const name = nameOf(job);
  if (name === null) return;
  const file = path.resolve(job.out);
  const stamp = await stampOf(file).catch(() => null); // taken away already
  if (stamp !== null) await notes.write(name, { file, stamp, ...found });
}
