import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { secondsOfFrame } from '../base/time.ts';
import { assemble, type Ingredients } from './assemble.ts';
import { picturesAt, stepOf, withVideo } from './between-steps.ts';
import { AIM, COARSE, COARSEST, LEAST_SHARE, leastRate, nextCrf, roomForSound, type Sized, shrunk } from './fit.ts';
import type { Job } from './job.ts';
import type { Pictures } from './parts.ts';
import type { SoundPart } from './sound-part.ts';
import { makeSound } from './sound-part.ts';

/** What came nearest to a limit from below: the job with the figures that did it, its parts, and the file. */
export type Fitted = { readonly job: Job; readonly made: Ingredients; readonly trial: string };

/** Chunks that stand for all of them while the quality is looked for, and how many there must be for it to pay. */
const SAMPLES = 6;
const WORTH_SAMPLING = 18;
/** Each look at the sample or at the whole brings the size nearer; after so many it is as near as it gets. */
const MOST_LOOKS = 5;
const MOST_ROUNDS = 8;
/** A sample this near to the target is near enough: the whole differs by more, as a share. */
const NEAR = 0.02;
/** A picture whose shorter side is this is not shrunk any more, in px. */
const SMALLEST_SIDE = 240;
/** Halves the bytes at about the same quality. */
const SHRINK = 0.7;
/** Sound may use room that the pictures' coarse steps leave, up to this rate in bit/s; below this rise it is full. */
const RICHEST = 256_000;
const LEAST_RISE = 1.004;
/**
 * What a container adds for each picture, for each packet of sound, and once, in bytes, about: MP4 keeps sizes and times
 * in tables, WebM puts a head before each. Only for the first guess; files are measured after it.
 */
const OVERHEAD = {
  mp4: { picture: 9, packet: 5, once: 1600 },
  webm: { picture: 9, packet: 9, once: 1000 },
} as const;

function overheadOf(job: Job): number {
  const isWebm = job.profile.format === 'webm';
  const { picture, packet, once } = OVERHEAD[isWebm ? 'webm' : 'mp4'];
  const packets = Math.ceil((secondsOf(job) * 48_000) / (isWebm ? 960 : 1024));
  return job.plan.frames * picture + packets * packet + once;
}

const secondsOf = ({ plan }: Job): number => secondsOfFrame(plan.frames, plan.rate);
const silently = (): void => undefined;

/**
 * The video with at most `maxBytes` and, where there is something to leave out, at most 5 % less. As it was asked for if
 * that fits; else the sound takes what the pictures leave, down to its least; else the pictures become coarser, and from
 * a point on smaller. Whole files are made in the job's folder and measured. Where it cannot be done: the least bytes
 * that it would take.
 */
export async function fitVideo(wish: Job, maxBytes: number): Promise<Fitted | { readonly least: number }> {
  const overhead = overheadOf(wish);
  const pictures = await sampled(wish);
  const { job, sound } = await withRoom(wish, maxBytes, pictures + overhead);
  const fixed = overhead + sound.bytes;
  const rough = pictures + fixed <= maxBytes * AIM ? job : await roughly(job, maxBytes * AIM - fixed);
  const found = rough === null ? null : await settled(wish, { job: rough, sound, maxBytes });
  return found ?? { least: fixed + (await sampled(smallest(job))) };
}

/** The job with the sound that fits beside what else is to be in the file. */
async function withRoom(wish: Job, maxBytes: number, rest: number): Promise<{ job: Job; sound: SoundPart }> {
  const { audioBitRate: wanted, format } = wish.profile;
  const least = leastRate(format);
  const room = roomForSound(maxBytes, rest);
  const rateOf = (bits: number): number => Math.round(Math.min(wanted, Math.max(least, bits)));
  let bitRate = rateOf((room * 8) / secondsOf(wish));
  for (let looks = 1; ; looks++) {
    const job = { ...wish, profile: { ...wish.profile, audioBitRate: bitRate } };
    const sound = await makeSound(job, silently);
    if (looks === MOST_LOOKS || sound.bytes < room * (1 + NEAR) || bitRate <= least) return { job, sound };
    // Opus takes a rate as advice, and spends up to half more on music.
    bitRate = rateOf((bitRate * room) / sound.bytes);
  }
}

/** The job at about the quality and size in pixels at which its pictures take `target` bytes; null for none. */
async function roughly(job: Job, target: number): Promise<Job | null> {
  if (target <= 0) return null;
  const { crf, codec, width, height } = job.profile.video;
  const mayShrink = job.profile.mayShrink && Math.min(width, height) * SHRINK >= SMALLEST_SIDE;
  const most = mayShrink ? COARSE[codec] : COARSEST[codec];
  const measured: Sized[] = [];
  for (let next = crf, looks = 0; looks < MOST_LOOKS; looks++) {
    const bytes = await sampled(withVideo(job, { crf: next }));
    measured.push({ crf: next, bytes });
    // What becomes coarse looks better smaller.
    if (next >= most && bytes > target) {
      return mayShrink ? roughly(withVideo(job, shrunk(job.profile.video, SHRINK)), target) : null;
    }
    if (Math.abs(bytes / target - 1) < NEAR || (next === crf && bytes < target)) break;
    const wanted = Math.min(most, Math.max(crf, nextCrf(codec, measured, target, stepOf(job))));
    if (measured.some((one) => one.crf === wanted)) break;
    next = wanted;
  }
  return withVideo(job, { crf: Math.min(most, Math.max(crf, nextCrf(codec, measured, target, stepOf(job)))) });
}

type Start = { readonly job: Job; readonly sound: SoundPart; readonly maxBytes: number };

/** Makes whole files, each nearer to the limit than the one before; null where none keeps it. */
async function settled(wish: Job, start: Start): Promise<Fitted | null> {
  const { maxBytes } = start;
  const { codec } = wish.profile.video;
  let { job, sound } = start;
  let kept: (Fitted & { readonly bytes: number }) | null = null;
  const measured: Sized[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const from = 1 - 0.5 ** round;
    const pictures = await picturesAt(job, (done) => job.onProgress(from + done * 0.5 ** (round + 1)));
    const trial = await tryOut(job, { pictures, sound }, round);
    const isBest = trial.bytes <= maxBytes && trial.bytes > (kept?.bytes ?? 0);
    const worse: Pick<Fitted, 'trial'> | null = isBest ? kept : trial;
    if (worse !== null) await rm(path.dirname(worse.trial), { recursive: true });
    if (isBest) kept = trial;
    if (trial.bytes <= maxBytes && trial.bytes >= maxBytes * LEAST_SHARE) break;
    const { crf } = job.profile.video;
    if (!measured.some((one) => one.crf === crf)) measured.push({ crf, bytes: pictures.bytes });
    const spare = maxBytes * AIM - trial.bytes;
    const wanted = nextCrf(codec, measured, Math.max(1, pictures.bytes + spare), stepOf(job));
    const next = Math.max(wish.profile.video.crf, wanted);
    const isKnown = measured.some((one) => one.crf === next);
    if (!isKnown) job = withVideo(job, { crf: next });
    else if (spare > 0) {
      // The pictures are as good as they were asked for, or cannot come nearer: the rest is the sound's.
      const isAsked = crf <= wish.profile.video.crf;
      const most = isAsked ? wish.profile.audioBitRate : Math.max(RICHEST, wish.profile.audioBitRate);
      const richer = await withMoreSound(job, sound, { spare, most });
      if (richer === null) break;
      ({ job, sound } = richer);
    } else if (kept === null && crf < COARSEST[codec]) job = withVideo(job, { crf: crf + 4 * stepOf(job) });
    else break;
  }
  return kept;
}

/** Makes the file in a folder of its own, for its size and, when it is the one, for good. */
async function tryOut(job: Job, made: Ingredients, round: number): Promise<Fitted & { readonly bytes: number }> {
  const trial = path.join(job.folder, `trial-${round}`, path.basename(job.out));
  await mkdir(path.dirname(trial));
  await assemble(job, made, trial, silently);
  return { job, made, trial, bytes: (await stat(trial)).size };
}

type Room = { readonly spare: number; readonly most: number };

/** The sound with `spare` bytes more, at `most` bit/s at most; null when it cannot grow. */
async function withMoreSound(
  job: Job,
  sound: SoundPart,
  { spare, most }: Room,
): Promise<{ job: Job; sound: SoundPart } | null> {
  const { audioBitRate: before } = job.profile;
  const audioBitRate = Math.round(Math.min(most, before * (1 + spare / Math.max(1, sound.bytes))));
  if (audioBitRate < before * LEAST_RISE) return null;
  const richer = { ...job, profile: { ...job.profile, audioBitRate } };
  const made = await makeSound(richer, silently);
  // Silence takes what it takes.
  return made.bytes < sound.bytes * LEAST_RISE ? null : { job: richer, sound: made };
}

/** The job with the least that its pictures can take. */
function smallest(job: Job): Job {
  const { video, mayShrink } = job.profile;
  const factor = mayShrink ? Math.min(1, SMALLEST_SIDE / Math.min(video.width, video.height)) : 1;
  return withVideo(job, { ...shrunk(video, factor), crf: COARSEST[video.codec] });
}

/** How many bytes all pictures would take, by a few chunks spread over them. */
async function sampled(job: Job): Promise<number> {
  const { chunks, frames } = job.plan;
  const every = chunks.length < WORTH_SAMPLING ? 1 : chunks.length / SAMPLES;
  const isSample = (i: number): boolean => Math.floor(i / every) !== Math.floor((i - 1) / every);
  const pictures: Pictures = await picturesAt(job, silently, isSample);
  return (pictures.bytes * frames) / pictures.chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
}
