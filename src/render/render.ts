import { constants } from 'node:fs';
import { access, mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, TellcutError } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { clock, secondsOfFrame } from '../base/time.ts';
import type { LoudnessFacts } from '../draft/facts.ts';
import { partialOf } from '../media/partial.ts';
import { ChunkDone, type ChunkTask, type JoinTask } from '../protocol/tasks.ts';
import { type Job, type RenderOptions, sha256, sourcesOf } from './job.ts';
import { type Chunk, planRender, type RenderPlan, timesOf } from './plan/plan.ts';
import { Progress } from './progress.ts';
import { makeSound } from './sound-part.ts';

/** What was made and how. */
export type RenderReport = {
  readonly frames: number;
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly bytes: number;
  /** Of the finished sound: LUFS, LU, dBTP; null where it is silent. */
  readonly loudness: LoudnessFacts;
  readonly chunks: { readonly total: number; readonly encoded: number; readonly cached: number };
};

/**
 * Makes the video of a draft: chunks that are not in the cache on the pool, the sound beside them, then the join. Throws
 * the named failures of planning, of the sources' files and of writing; an abort passes through as the signal's reason.
 * Whatever happens, no half-written file is left at `out` and nothing in `scratch`.
 */
export async function renderDraft(options: RenderOptions): Promise<RenderReport> {
  const { draft, facts, profile, out, signal } = options;
  signal.throwIfAborted();
  const plan = planRender(draft, facts, profile, sha256);
  await checkWritable(out);
  const folder = await mkdtemp(path.join(options.scratch, 'render-'));
  const stop = new AbortController();
  try {
    return await produce({ ...options, plan, folder, stop, signal: AbortSignal.any([signal, stop.signal]) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function produce(job: Job): Promise<RenderReport> {
  const { plan, pool, cache, out, signal } = job;
  const progress = new Progress(plan.frames, job.onProgress);
  const parts = partsOf(plan, job.folder);
  const found = await Promise.all(parts.map((part) => cache.fetch(part.key, part.path)));
  const missing = parts.filter((_, i) => found[i] !== true);
  for (const part of parts) if (!missing.includes(part)) progress.frames(part.key, part.frames * part.uses);
  const threads = Math.max(1, Math.floor(pool.size / Math.max(1, missing.length)));
  // The sound goes first: it is one long task, and the chunks fill the other workers beside it.
  const sound = makeSound(job, (done) => progress.sound(done));
  await together(job, [sound, ...missing.map((part) => makePart(job, part, { threads, progress }))]);
  const { path: audio, loudness } = await sound;
  const paths = new Map(parts.map((part) => [part.key, part.path]));
  const chunks = plan.chunks.map(({ key, frames }) => ({ path: paths.get(key) ?? '', frames }));
  const task: JoinTask = { kind: 'join', chunks, rate: plan.rate, audio, out, title: job.title };
  const label = path.basename(out);
  const joining = { label, stallMs: JOIN_STALL_MS, signal, onProgress: (done: number) => progress.join(done) };
  await pool.run(task, joining).catch(async (error: unknown) => {
    // A worker that was killed could not remove what it had begun.
    await rm(partialOf(out), { force: true });
    throw error;
  });
  progress.join(1);
  await cache.trim();
  const { width, height, rate } = plan.encoding;
  return {
    frames: plan.frames,
    durationMs: Math.round(secondsOfFrame(plan.frames, rate) * 1000),
    width,
    height,
    fps: rate.num / rate.den,
    bytes: (await stat(out)).size,
    loudness,
    chunks: { total: plan.chunks.length, encoded: missing.length, cached: plan.chunks.length - missing.length },
  };
}

/** Moving the index to the front of a file of several GB is one silent step. */
const JOIN_STALL_MS = 120_000;

/** A chunk's file. Chunks with one key are one part, made once. */
type Part = Pick<Chunk, 'key' | 'first' | 'frames' | 'spans'> & { readonly path: string; readonly uses: number };

function partsOf(plan: RenderPlan, folder: string): Part[] {
  const uses = new Map<string, number>();
  for (const { key } of plan.chunks) uses.set(key, (uses.get(key) ?? 0) + 1);
  const first = new Map(plan.chunks.toReversed().map((chunk) => [chunk.key, chunk]));
  return plan.chunks
    .filter((chunk) => first.get(chunk.key) === chunk)
    .map((chunk) => ({ ...chunk, path: path.join(folder, `${chunk.key}.chunk`), uses: uses.get(chunk.key) ?? 1 }));
}

type Making = { readonly threads: number; readonly progress: Progress };

/** Makes a part; what fails in a way that is not the sources' fault gets a second try in another worker. */
async function makePart(job: Job, part: Part, making: Making): Promise<void> {
  try {
    await runChunk(job, part, making);
  } catch (first) {
    if (job.signal.aborted || isFinal(first)) throw first;
    await runChunk(job, part, making).catch((error: unknown) => {
      if (job.signal.aborted || isFinal(error)) throw error;
      throw chunkFailure(job.plan, part, error);
    });
  }
  await job.cache.keep(part.key, part.path);
}

async function runChunk(job: Job, part: Part, making: Making): Promise<void> {
  const { plan, pool, signal } = job;
  const { from, to } = timesOf(part, plan.rate);
  const task: ChunkTask = {
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

/** Refuses before any work what could not be written after it. */
async function checkWritable(out: string): Promise<void> {
  const file = path.basename(out);
  const there = await stat(out).catch(() => null); // not there yet, as it should be
  if (there !== null && !there.isFile()) throw fail('render.cannot_write', { file });
  await access(path.dirname(out), constants.W_OK).catch((error: unknown) => {
    throw fail('render.cannot_write', { file }, { cause: error });
  });
}
