import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import { secondsOfFrame } from '../base/time.ts';
import type { PublishTask } from '../protocol/tasks.ts';
import { assemble, type Ingredients } from './assemble.ts';
import { withVideo } from './between-steps.ts';
import { AIM, bytesLabel, LEAST_SHARE, leastRate, shrunk, soundAlone } from './fit.ts';
import { fitVideo } from './fit-video.ts';
import { FORMATS } from './formats.ts';
import { type Job, sha256 } from './job.ts';
import { makePictures } from './parts.ts';
import { planRender } from './plan/plan.ts';
import type { Profile } from './profile.ts';
import { Progress } from './progress.ts';
import { makeSound } from './sound-part.ts';

/** A render that keeps a limit: the job with the profile that did, its parts, its files. */
export type Within = { readonly job: Job; readonly made: Ingredients; readonly files: readonly string[] };

/** Each look at the sample or at the whole brings the size nearer; after so many it is as near as it gets. */
const MOST_ROUNDS = 6;
const secondsOf = ({ plan }: Job): number => secondsOfFrame(plan.frames, plan.rate);

/** Makes the file of a job with at most `maxBytes`. Throws `render.cannot_fit` where that cannot be done. */
export async function makeWithin(job: Job, maxBytes: number): Promise<Within> {
  const { kind } = FORMATS[job.profile.format];
  if (kind === 'sound') return soundWithin(job, maxBytes);
  return kind === 'video' ? videoWithin(job, maxBytes) : picturesWithin(job, maxBytes);
}

const withProfile = (job: Job, profile: Profile): Job => ({
  ...job,
  profile,
  plan: planRender(job.draft, job.facts, profile, sha256),
});

const cannotFit = (maxBytes: number, least: number): Error =>
  fail('render.cannot_fit', { most: bytesLabel(maxBytes), least: bytesLabel(least) });

/** Each round may take what is left of the way by half, so that progress neither ends early nor falls. */
function progressOf(job: Job, round: number): Progress {
  const from = 1 - 0.5 ** round;
  return new Progress(job.plan.frames, (done) => job.onProgress(from + done * 0.5 ** (round + 1)));
}

async function videoWithin(job: Job, maxBytes: number): Promise<Within> {
  const found = await fitVideo(job, maxBytes);
  if ('least' in found) throw cannotFit(maxBytes, found.least);
  return { job: found.job, made: found.made, files: await publish(found.job, [found.trial]) };
}

async function soundWithin(given: Job, maxBytes: number): Promise<Within> {
  const { format, audioBitRate: wanted } = given.profile;
  const seconds = secondsOf(given);
  const progress = progressOf(given, 0);
  let kept: (Within & { readonly bytes: number }) | null = null;
  let least = (1.2 * seconds * leastRate(format)) / 8;
  // What an encoder makes of a rate is seen when it is made.
  for (let room = maxBytes, round = 0; round < MOST_ROUNDS; round++) {
    // Only WAV has no bit rate to lower.
    const bitRate = format === 'wav' ? wanted : soundAlone(wanted, room, seconds, format === 'm4a' ? 'm4a' : 'mp3');
    if (bitRate === null) break;
    const job = withProfile(given, { ...given.profile, audioBitRate: bitRate });
    const made = { pictures: null, sound: await makeSound(job, (done) => progress.sound(done)) };
    const trial = path.join(job.folder, `trial-${round}`, path.basename(job.out));
    await mkdir(path.dirname(trial));
    const files = await assemble(job, made, trial, (done) => progress.join(done));
    const { size } = await stat(trial);
    if (format === 'wav') least = size * 1.01;
    if (size <= maxBytes && size > (kept?.bytes ?? 0)) kept = { job, made, files, bytes: size };
    const isNear = size <= maxBytes && (size >= LEAST_SHARE * maxBytes || bitRate === wanted);
    if (isNear || format !== 'm4a') break;
    room *= (maxBytes * AIM) / size;
  }
  if (kept === null) throw cannotFit(maxBytes, least);
  return { ...kept, files: await publish(kept.job, kept.files) };
}

/** A GIF or stills, smaller in pixels until they fit. */
async function picturesWithin(given: Job, maxBytes: number): Promise<Within> {
  let job = given;
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const progress = progressOf(job, round);
    const pictures = await makePictures(job, progress);
    const trial = path.join(job.folder, path.basename(job.out));
    const trials = await assemble(job, { pictures, sound: null }, trial, (done) => progress.join(done));
    const sizes = await Promise.all(trials.map(async (file) => (await stat(file)).size));
    const bytes = Math.max(...sizes);
    least = Math.min(least, bytes);
    if (bytes <= maxBytes) return { job, made: { pictures, sound: null }, files: await publish(job, trials) };
    if (!job.profile.mayShrink || Math.min(job.profile.video.width, job.profile.video.height) <= 32) break;
    // Bytes fall a little slower than the area.
    const factor = Math.min(0.95, Math.max(0.3, ((AIM * maxBytes) / bytes) ** 0.55));
    job = withVideo(job, shrunk(job.profile.video, factor));
  }
  throw cannotFit(maxBytes, least);
}

async function publish({ pool, out, signal }: Job, trials: readonly string[]): Promise<string[]> {
  const files = trials.map((trial) => path.join(path.dirname(out), path.basename(trial)));
  for (const [i, from] of trials.entries()) {
    const task: PublishTask = { kind: 'publish', from, out: files[i] ?? out };
    await pool.run(task, { label: path.basename(out), stallMs: 120_000, signal });
  }
  return files;
}
