import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import { secondsOfFrame } from '../base/time.ts';
import type { PublishTask } from '../protocol/tasks.ts';
import { assemble, type Ingredients } from './assemble.ts';
import {
  AIM,
  bytesLabel,
  isCoarse,
  isCoarsest,
  LEAST_SHARE,
  MOST_SHARE,
  nextCrf,
  type Sized,
  shrunk,
  soundAlone,
  soundBeside,
} from './fit.ts';
import { FORMATS } from './formats.ts';
import { type Job, sha256 } from './job.ts';
import { makePictures, type Pictures } from './parts.ts';
import { planRender } from './plan/plan.ts';
import type { Profile } from './profile.ts';
import { Progress } from './progress.ts';
import { makeSound } from './sound-part.ts';

/** A render that keeps a limit: the job with the profile that did, its parts, its files. */
export type Within = { readonly job: Job; readonly made: Ingredients; readonly files: readonly string[] };

/** Chunks that stand for all of them while the quality is looked for, and how many there must be for it to pay. */
const SAMPLES = 6;
const WORTH_SAMPLING = 18;
/** Each look at the sample or at the whole brings the size nearer; after so many it is as near as it gets. */
const MOST_ROUNDS = 6;
/** A picture whose shorter side is this is not shrunk any more, in px. */
const SMALLEST_SIDE = 240;
/** Halves the bytes at about the same quality. */
const SHRINK = 0.7;
/**
 * What a container adds for each picture, for each packet of sound, and once, in bytes, a little more than measured: MP4
 * keeps sizes and times in tables, WebM puts a head before each.
 */
const OVERHEAD = {
  mp4: { picture: 13, packet: 5, once: 3000 },
  webm: { picture: 10, packet: 9, once: 3000 },
} as const;

function overheadOf(job: Job): number {
  const isWebm = job.profile.format === 'webm';
  const { picture, packet, once } = OVERHEAD[isWebm ? 'webm' : 'mp4'];
  const packets = Math.ceil((secondsOf(job) * 48_000) / (isWebm ? 960 : 1024));
  return job.plan.frames * picture + packets * packet + once;
}

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

const withVideo = (job: Job, video: Partial<Profile['video']>): Job =>
  withProfile(job, { ...job.profile, video: { ...job.profile.video, ...video } });

const cannotFit = (maxBytes: number, least: number): Error =>
  fail('render.cannot_fit', { most: bytesLabel(maxBytes), least: bytesLabel(least) });

/** Each round may take what is left of the way by half, so that progress neither ends early nor falls. */
function progressOf(job: Job, round: number): Progress {
  const from = 1 - 0.5 ** round;
  return new Progress(job.plan.frames, (done) => job.onProgress(from + done * 0.5 ** (round + 1)));
}

async function videoWithin(given: Job, maxBytes: number): Promise<Within> {
  const seconds = secondsOf(given);
  const wish = await sampled(given);
  const audioBitRate = soundBeside(given.profile.audioBitRate, maxBytes, wish + overheadOf(given), seconds);
  let job = withProfile(given, { ...given.profile, audioBitRate });
  const sound = await makeSound(job, () => undefined);
  const fixed = sound.bytes + overheadOf(job);
  if (fixed >= maxBytes * LEAST_SHARE) throw cannotFit(maxBytes, fixed * 1.5);
  const rough = await roughly(job, maxBytes, fixed);
  job = rough.job;
  const { measured } = rough;
  // Where the sound had to give way, the pictures may take what its encoder did not use.
  const best = audioBitRate < given.profile.audioBitRate ? 1 : given.profile.video.crf;
  /** The largest result that keeps the limit; its chunks lie ready. */
  let kept: { readonly job: Job; readonly pictures: Pictures } | null = null;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pictures = await makePictures(job, progressOf(job, round));
    const { crf, codec } = job.profile.video;
    const share = (pictures.bytes + fixed) / maxBytes;
    if (share <= MOST_SHARE && pictures.bytes > (kept?.pictures.bytes ?? 0)) kept = { job, pictures };
    if (share <= MOST_SHARE && (share >= LEAST_SHARE || crf <= best)) break;
    measured.push({ crf, bytes: pictures.bytes });
    const next = Math.max(best, nextCrf(codec, measured, maxBytes * AIM - fixed));
    if (measured.some((one) => one.crf === next)) {
      if (kept !== null || isCoarsest(codec, crf)) break;
      // A result that was too large asks for a step at least.
      job = withVideo(job, { crf: crf + (codec === 'vp9' || codec === 'av1' ? 1 : 0.2) });
    } else job = withVideo(job, { crf: next });
  }
  if (kept === null) throw cannotFit(maxBytes, Math.min(...measured.map(({ bytes }) => bytes)) + fixed);
  return finished(kept.job, { pictures: kept.pictures, sound }, maxBytes);
}

/** Writes the file, and takes back what is a surprise to us. */
async function finished(job: Job, made: Ingredients, maxBytes: number): Promise<Within> {
  const files = await assemble(job, made, job.out, () => undefined);
  const { size } = await stat(job.out);
  if (size > maxBytes) throw new Error(`${size} bytes, computed to be at most ${maxBytes}`);
  return { job, made, files };
}

/** The job at about the right quality and size in pixels, by a sample of its chunks. */
async function roughly(job: Job, maxBytes: number, fixed: number): Promise<{ job: Job; measured: Sized[] }> {
  const target = maxBytes * AIM - fixed;
  let current = job;
  let measured: Sized[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { codec, crf } = current.profile.video;
    const bytes = await sampled(current);
    // Everything fits as it is: nothing is gained by filling the limit.
    if (measured.length === 0 && crf <= job.profile.video.crf && bytes <= target) break;
    measured.push({ crf, bytes });
    const next = nextCrf(codec, measured, target);
    if (isCoarse(codec, next) && mayShrink(current)) {
      current = withVideo(current, shrunk(current.profile.video, SHRINK));
      measured = [];
      continue;
    }
    if (Math.abs(next - crf) < 0.5 || measured.some((one) => one.crf === next)) break;
    current = withVideo(current, { crf: Math.max(next, job.profile.video.crf) });
  }
  return { job: current, measured };
}

const mayShrink = ({ profile }: Job): boolean =>
  profile.mayShrink && Math.min(profile.video.width, profile.video.height) * SHRINK >= SMALLEST_SIDE;

/** How many bytes all pictures would take, by a few chunks spread over them. */
async function sampled(job: Job): Promise<number> {
  const { plan } = job;
  const every = plan.chunks.length < WORTH_SAMPLING ? 1 : plan.chunks.length / SAMPLES;
  const chunks = plan.chunks.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
  const frames = chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
  const quiet = new Progress(frames, () => undefined);
  const pictures: Pictures = await makePictures({ ...job, plan: { ...plan, chunks, frames } }, quiet);
  return (pictures.bytes * plan.frames) / frames;
}

async function soundWithin(job: Job, maxBytes: number): Promise<Within> {
  const { format } = job.profile;
  const bitRate = soundAlone(job.profile.audioBitRate, maxBytes, secondsOf(job));
  const least = (secondsOf(job) * 32_000) / 8;
  if (bitRate === null) throw cannotFit(maxBytes, least * 1.1);
  const quieter = withProfile(job, { ...job.profile, audioBitRate: bitRate });
  const progress = progressOf(job, 0);
  const sound = await makeSound(quieter, (done) => progress.sound(done));
  // Only WAV has no bit rate to lower.
  if (sound.bytes > maxBytes) throw cannotFit(maxBytes, format === 'wav' ? sound.bytes * 1.01 : least * 1.2);
  return finished(quieter, { pictures: null, sound }, maxBytes);
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
