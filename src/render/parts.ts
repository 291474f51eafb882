import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, TellcutError } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { clock } from '../base/time.ts';
import { ChunkDone, type ChunkTask, type CopyTask } from '../protocol/tasks.ts';
import { type Job, sourcesOf } from './job.ts';
import { type Chunk, type RenderPlan, timesOf } from './plan/plan.ts';
import type { Progress } from './progress.ts';
import { threadsFor } from './threads.ts';

/** The finished pictures of a plan: a file for each chunk in order, and how they came to be. */
export type Pictures = {
  readonly chunks: readonly { readonly path: string; readonly frames: number }[];
  readonly encoded: number;
  readonly copied: number;
  readonly cached: number;
  /** Of the encoded pictures, without what the chunks' files add. */
  readonly bytes: number;
};

/** A chunk's file. Chunks with one key are one part, made once. */
type Part = Pick<Chunk, 'key' | 'first' | 'frames' | 'spans' | 'copy'> & {
  readonly path: string;
  readonly uses: number;
};

/**
 * Makes the chunks of a job's plan that are not in the cache, on the pool. `beside` is a task that runs along with
 * them; it is waited for too. Throws the named failures of the sources' files and of writing.
 */
export async function makePictures(job: Job, progress: Progress, beside?: Promise<unknown>): Promise<Pictures> {
  const { plan, cache, pool } = job;
  const parts = partsOf(plan, job.folder);
  const found = await Promise.all(parts.map((part) => cache.fetch(part.key, part.path)));
  const missing = parts.filter((_, i) => found[i] !== true);
  for (const part of parts) if (!missing.includes(part)) progress.frames(part.key, part.frames * part.uses);
  const threads = threadsFor(pool.size, missing.filter((part) => part.copy === undefined).length);
  const tasks = missing.map((part) => makePart(job, part, { threads, progress }));
  await together(job, beside === undefined ? tasks : [beside, ...tasks]);
  const paths = new Map(parts.map((part) => [part.key, part.path]));
  const chunks = plan.chunks.map(({ key, frames }) => ({ path: paths.get(key) ?? '', frames }));
  let bytes = 0;
  for (const part of parts)
    bytes += part.uses * ((await stat(part.path)).size - HEAD_BYTES - part.frames * FRAME_BYTES);
  const copied = (await Promise.all(tasks)).filter((how) => how === 'copied').length;
  return { chunks, encoded: missing.length - copied, copied, cached: plan.chunks.length - missing.length, bytes };
}

/** What a chunk's file holds beside its pictures, about: the head (src/media/packet-file.ts), and for each picture. */
const HEAD_BYTES = 260;
const FRAME_BYTES = 9;

function partsOf(plan: RenderPlan, folder: string): Part[] {
  const uses = new Map<string, number>();
  for (const { key } of plan.chunks) uses.set(key, (uses.get(key) ?? 0) + 1);
  const first = new Map(plan.chunks.toReversed().map((chunk) => [chunk.key, chunk]));
  return plan.chunks
    .filter((chunk) => first.get(chunk.key) === chunk)
    .map((chunk) => ({ ...chunk, path: path.join(folder, `${chunk.key}.chunk`), uses: uses.get(chunk.key) ?? 1 }));
}

type Making = { readonly threads: number; readonly progress: Progress };

/**
 * Makes a part; what fails in a way that is not the sources' fault gets a second try in another worker. Packets that are
 * not where they were measured are encoded then: the plan's encoding stands beside copied ones.
 */
async function makePart(job: Job, part: Part, making: Making): Promise<'copied' | 'encoded'> {
  const { copy, ...plain } = part;
  try {
    await runChunk(job, part, making);
  } catch (first) {
    if (job.signal.aborted || isFinal(first)) throw first;
    await runChunk(job, plain, making).catch((error: unknown) => {
      if (job.signal.aborted || isFinal(error)) throw error;
      throw chunkFailure(job.plan, part, error);
    });
    // Not kept: the key of a copy promises the source's own packets.
    if (copy !== undefined) return 'encoded';
  }
  await job.cache.keep(part.key, part.path);
  return copy === undefined ? 'encoded' : 'copied';
}

async function runChunk(job: Job, part: Part, making: Making): Promise<void> {
  const { plan, pool, signal } = job;
  const { from, to } = timesOf(part, plan.rate);
  const task: ChunkTask | CopyTask = copyTask(job, part) ?? {
    kind: 'chunk',
    spans: [...part.spans],
    encoding: { ...plan.encoding, threads: making.threads },
    ...sourcesOf(job, plan.assets),
    out: part.path,
  };
  const { progress } = making;
  const onProgress = (frames: number): void => progress.frames(part.key, frames * part.uses);
  // Issue with slow machines: ten seconds to start, and four times as long as it plays.
  const stallMs = 10_000 + 4 * (to - from);
  const label = `${clock(from)}–${clock(to)}`;
  const { frames } = ChunkDone.parse(await pool.run(task, { label, stallMs, signal, onProgress }));
  if (frames !== part.frames) throw new Error(`a chunk has ${frames} frames instead of ${part.frames}`);
  progress.frames(part.key, frames * part.uses);
}

/** How a part is copied; null when it is encoded. */
function copyTask({ facts, files }: Job, { copy, frames, path: out }: Part): CopyTask | null {
  const asset = facts.assets.get(copy?.asset ?? '');
  const stream = asset?.gops?.stream ?? null;
  if (copy === undefined || asset === undefined || stream === null) return null;
  const streamIndex = asset.probe.video?.streamIndex ?? 0;
  const source = { path: files.get(copy.asset) ?? '', name: asset.filename, streamIndex, stream };
  return { kind: 'copy', ...source, pts: copy.pts, frames, out };
}

/** Failures that another try cannot mend: a source that cannot be read, a disk that is full. */
const isFinal = (error: unknown): boolean =>
  error instanceof TellcutError && error.code !== 'media.crashed' && error.code !== 'media.stuck';

function chunkFailure(plan: RenderPlan, part: Part, error: unknown): TellcutError {
  const { from, to } = timesOf(part, plan.rate);
  const code = error instanceof TellcutError ? error.code : 'internal';
  const why: Said =
    code === 'media.stuck'
      ? { en: 'it made no progress', zh: '没有进展' }
      : code === 'media.crashed'
        ? { en: 'the decoder crashed twice', zh: '解码器两次崩溃' }
        : { en: 'an error on our side', zh: '程序内部错误' };
  return fail('render.chunk_failed', { from: clock(from), to: clock(to), why }, { cause: error });
}

/**
 * Waits for all tasks. After a failure the others are stopped and waited for, so that no worker writes any more when
 * the first failure is thrown.
 */
async function together({ stop }: Job, tasks: readonly Promise<unknown>[]): Promise<void> {
  try {
    await Promise.all(tasks);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(tasks);
    throw error;
  }
}
