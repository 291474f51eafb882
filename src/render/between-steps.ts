import type { Job } from './job.ts';
import { sha256 } from './job.ts';
import { makePictures, type Pictures } from './parts.ts';
import { planRender, type RenderPlan } from './plan/plan.ts';
import { Progress } from './progress.ts';

/** Its multiples spread evenly, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The job with other figures for its pictures. */
export function withVideo(job: Job, video: Partial<Job['profile']['video']>): Job {
  const profile = { ...job.profile, video: { ...job.profile.video, ...video } };
  return { ...job, profile, plan: planRender(job.draft, job.facts, profile, sha256) };
}

/** By how much the quality number can be turned: VP9 and AV1 take whole ones, which chunks are mixed of. */
export function stepOf({ plan, profile }: Job): number {
  const isWhole = profile.video.codec === 'vp9' || profile.video.codec === 'av1';
  return isWhole ? Math.max(0.05, 1 / Math.max(1, plan.chunks.length)) : 0.05;
}

/** Which of `count` chunks are made a step coarser for a share of them, 0 to 1: as many as that, spread evenly. Pure. */
export function coarserOf(count: number, share: number): ReadonlySet<number> {
  const order = Array.from({ length: count }, (_, i) => i).toSorted((a, b) => ((a * GOLDEN) % 1) - ((b * GOLDEN) % 1));
  return new Set(order.slice(0, Math.round(share * count)));
}

/**
 * Makes a job's pictures, or those of some chunks. A quality number between two that the codec has is met by making
 * some chunks with the lower and the rest with the higher: one step is 4 to 7 % of the bytes and is not seen.
 */
export async function picturesAt(
  job: Job,
  onProgress: (fraction: number) => void,
  chosen: (index: number) => boolean = () => true,
): Promise<Pictures> {
  const { crf, codec } = job.profile.video;
  const isBetween = (codec === 'vp9' || codec === 'av1') && !Number.isInteger(crf);
  const fine = isBetween ? withVideo(job, { crf: Math.floor(crf) }) : job;
  const coarse = isBetween ? withVideo(job, { crf: Math.ceil(crf) }) : job;
  const coarser = coarserOf(job.plan.chunks.length, isBetween ? crf - Math.floor(crf) : 0);
  const wanted = job.plan.chunks.map((_, i) => i).filter((i) => chosen(i));
  const progress = new Progress(framesOf(fine.plan, wanted), onProgress);
  const made = new Map<number, Pictures['chunks'][number]>();
  let total = { encoded: 0, copied: 0, cached: 0, bytes: 0 };
  for (const source of isBetween ? [fine, coarse] : [fine]) {
    const mine = wanted.filter((i) => coarser.has(i) === (source === coarse && isBetween));
    if (mine.length === 0) continue;
    const chunks = mine.flatMap((i) => source.plan.chunks[i] ?? []);
    const plan: RenderPlan = { ...source.plan, chunks, frames: framesOf(source.plan, mine) };
    const { encoded, copied, cached, bytes, chunks: files } = await makePictures({ ...source, plan }, progress);
    for (const [at, i] of mine.entries()) made.set(i, files[at] as Pictures['chunks'][number]);
    total = {
      encoded: total.encoded + encoded,
      copied: total.copied + copied,
      cached: total.cached + cached,
      bytes: total.bytes + bytes,
    };
  }
  return { ...total, chunks: wanted.flatMap((i) => made.get(i) ?? []) };
}

const framesOf = ({ chunks }: RenderPlan, indices: readonly number[]): number =>
  indices.reduce((sum, i) => sum + (chunks[i]?.frames ?? 0), 0);
