import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { FORMATS } from './formats.ts';
import { type Job, type RenderOptions, sha256 } from './job.ts';
import { makePictures } from './parts.ts';
import { planCopies } from './plan/copy.ts';
import { type Chunk, planRender, type RenderPlan } from './plan/plan.ts';
import { Progress, SHARE } from './progress.ts';
import { makeSound } from './sound-part.ts';

/**
 * The parts of a render made ahead, into the cache, by anybody who has the cache: another process, another machine.
 * `renderDraft` then finds them and only joins.
 */

/** What of a render can be made ahead. Empty where its parts are only found while it is made (a limit in bytes). */
export type Parts = {
  /** Chunks with different keys, in order of time. */
  readonly chunks: readonly Chunk[];
  readonly hasSound: boolean;
  readonly plan: RenderPlan;
};

/** The plan of a render, as `renderDraft` makes it too. Throws what planning throws. */
export function planOf(options: RenderOptions): RenderPlan {
  const { draft, facts, profile } = options;
  // Copied packets cannot be made smaller, nor be decoded for a GIF.
  const mayCopy = FORMATS[profile.format].kind === 'video' && profile.maxBytes === null;
  const wish = { policy: mayCopy ? (options.copy ?? 'never') : 'never', hash: sha256 } as const;
  return planCopies(planRender(draft, facts, profile, sha256), facts, wish);
}

/** Names the parts of a render. Throws what planning throws. */
export function partsOf(options: RenderOptions): Parts {
  const plan = planOf(options);
  const { kind, sound } = FORMATS[options.profile.format];
  if (options.profile.maxBytes !== null || kind === 'sound') return { chunks: [], hasSound: false, plan };
  const byKey = new Map(plan.chunks.toReversed().map((chunk) => [chunk.key, chunk]));
  const chunks = plan.chunks.filter((chunk) => byKey.get(chunk.key) === chunk);
  return { chunks, hasSound: sound !== null, plan };
}

/** How many of the parts had to be made, and how many the cache had. */
export type Prefilled = { readonly made: number; readonly cached: number };

/** Makes these chunks and keeps them; progress is their own, from 0 to 1. Throws what `renderDraft` throws for them. */
export async function makeChunks(
  options: RenderOptions,
  plan: RenderPlan,
  chunks: readonly Chunk[],
): Promise<Prefilled> {
  const own = { ...plan, chunks };
  return within(options, own, async (job) => {
    const frames = chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
    const progress = new Progress(frames, (done) => options.onProgress(Math.min(1, done / SHARE.frames)));
    const { encoded, copied, cached } = await makePictures(job, progress);
    return { made: encoded + copied, cached };
  });
}

/** Makes the sound and keeps it. */
export async function makeSoundAhead(options: RenderOptions, plan: RenderPlan): Promise<void> {
  await within(options, plan, async (job) => {
    await makeSound(job, options.onProgress);
  });
}

async function within<T>(options: RenderOptions, plan: RenderPlan, work: (job: Job) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(options.scratch, 'ahead-'));
  const stop = new AbortController();
  try {
    return await work({ ...options, plan, folder, stop, signal: AbortSignal.any([options.signal, stop.signal]) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
