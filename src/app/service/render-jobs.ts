import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, TellcutError } from '../../base/errors.ts';
import { say } from '../../base/say.ts';
import { type Step, step, type Work } from '../../engine/engine.ts';
import { fairPriority } from '../../engine/fair.ts';
import { Stopped } from '../../engine/running.ts';
import type { RenderOptions } from '../../render/job.ts';
import { makeChunks, makeSoundAhead, type Parts } from '../../render/prefill.ts';
import { renderKey } from '../../store/blobs/blobs.ts';
import { notePart } from '../../store/render-parts.ts';
import * as renders from '../../store/renders.ts';
import type { Render } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { exportDraft } from '../export.ts';
import { RENDER_JOIN, RENDER_PART } from './queues.ts';
import { failRender, noteRenderProgress, settleRender, takePlan } from './render-end.ts';
import { type ChunkRun, framesIn, inputOf, Plans, runsOf } from './render-plan.ts';
import type { RenderJobs } from './render-queue.ts';
import type { KeptReport } from './renders.ts';
import { withPriority } from './studio-for.ts';

type PartData = { readonly uid: string; readonly part: { readonly from: number; readonly to: number } | 'sound' };

/** Of the whole, in percent: what parts take, and what the join begins with. */
const PARTS_SHARE = 90;
const TELL_EVERY_MS = 500;
const DAY_MS = 86_400_000;

/** The jobs of renders, as one process takes them. */
export class RenderWork {
  readonly #desk: Desk;
  readonly #plans = new Plans();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Finds the parts of a render and sends a job for each that is missing, then the join: in one transaction, once. */
  plan(work: Work<{ uid: string }>): Promise<void> {
    return this.#guard(work, async (row) => {
      const { parts } = await this.#plans.of(this.#desk, row, { signal: work.signal, onProgress: () => undefined });
      const { cache } = this.#desk.studio;
      const isThere = await Promise.all(parts.chunks.map(({ key }) => cache.has(key)));
      const have = new Set(parts.chunks.filter((_, i) => isThere[i]).map(({ key }) => key));
      const runs = runsOf(parts.chunks, ({ key }) => !have.has(key));
      await this.#send(row, runs.length > 1 ? runs : [], parts.hasSound && runs.length > 1);
    });
  }

  async #send(row: Render, runs: readonly ChunkRun[], hasSound: boolean): Promise<void> {
    const { store, engine } = this.#desk;
    const { uid, account_id: group } = row;
    await store.db.transaction().execute(async (tx) => {
      const taken = await takePlan(tx, uid);
      if (taken === null) return;
      const first = fairPriority(await engine.waitingOf(tx, RENDER_PART, group));
      const sound = hasSound ? [{ ref: 'sound', part: 'sound' as const }] : [];
      const chunks = runs.map(({ from, to }, i) => ({ ref: `chunk-${i}`, part: { from, to } }));
      const parts: Step[] = [...sound, ...chunks].map(({ ref, part }, i) =>
        step({ ref, queue: RENDER_PART, data: { uid, part }, priority: first - i, group }),
      );
      const join = step({ ref: 'join', queue: RENDER_JOIN, data: { uid }, after: parts.map(({ ref }) => ref), group });
      const sent = await engine.flow(tx, [...parts, join]);
      const refs = [...(taken.jobs as RenderJobs).refs, ...Object.values(sent)];
      const frames = runs.reduce((sum, run) => sum + run.frames, 0);
      await renders.setRenderJobs(tx, uid, { refs, done: {}, frames, isPlanned: true } satisfies RenderJobs);
    });
  }

  /** Makes a part, into the cache that all workers of the render have. */
  part(work: Work<PartData>): Promise<void> {
    return this.#guard(work, async (row) => {
      const { part } = work.data;
      if (part === 'sound') {
        const { render, parts } = await this.#plans.of(this.#desk, row, {
          signal: work.signal,
          onProgress: () => undefined,
        });
        return makeSoundAhead(render, parts.plan);
      }
      let share = 0;
      const tell = everyNow(TELL_EVERY_MS, (done: number) => this.#tellPart(row, part, done * share));
      const { render, parts } = await this.#plans.of(this.#desk, row, { signal: work.signal, onProgress: tell.call });
      const chunks = parts.chunks.slice(part.from, part.to);
      share = framesIn(chunks);
      const isThere = await Promise.all(chunks.map(({ key }) => render.cache.has(key)));
      const missing = chunks.filter((_, i) => isThere[i] !== true);
      if (missing.length > 0) await this.#make(row, render, { plan: parts.plan, chunks: missing });
      await tell.settled();
      await this.#tellPart(row, part, share);
    });
  }

  async #make(
    { uid, jobs }: Render,
    render: RenderOptions,
    { plan, chunks }: Pick<Parts, 'plan' | 'chunks'>,
  ): Promise<void> {
    // Where other jobs fill the other children each encodes alone; a few chunks may share all processors.
    const size = Math.max(1, Math.floor(render.pool.size / (jobs as RenderJobs).refs.length));
    const keys = chunks.map(({ key }) => key);
    this.#desk.log.debug({ render: uid, keys }, 'chunks begun');
    const pool = withPriority(this.#desk.studio.pool, 'render', size);
    const { made, cached } = await makeChunks({ ...render, pool }, plan, chunks);
    this.#desk.log.debug({ render: uid, keys, made, cached }, 'chunks done');
  }

  async #tellPart({ uid, jobs }: Render, part: { readonly from: number }, frames: number): Promise<void> {
    const total = await notePart(this.#desk.store.db, uid, `${part.from}`, frames);
    const all = (jobs as RenderJobs).frames;
    if (total !== null && all > 0) await noteRenderProgress(this.#desk, uid, (PARTS_SHARE * total) / all);
  }

  /** Makes the file of the parts that are there, and of those that are not; keeps it and ends the render. */
  join(work: Work<{ uid: string }>): Promise<void> {
    return this.#guard(work, async (row) => {
      const tell = everyNow(TELL_EVERY_MS, (done: number) => noteRenderProgress(this.#desk, row.uid, done * 100));
      // A folder of its own: an export of stills makes more files than the one that is asked for.
      const folder = await mkdtemp(path.join(this.#desk.studio.scratch, 'join-'));
      try {
        const planned = await inputOf(this.#desk, row, { signal: work.signal, onProgress: tell.call });
        const input = { ...planned, out: path.join(folder, path.basename(planned.out)) };
        const { file, report, notes, rules } = await exportDraft(this.#desk.studio, input);
        await tell.settled();
        work.signal.throwIfAborted();
        const key = renderKey(row.uid, path.extname(file).slice(1));
        const { bytes } = await this.#desk.store.blobs.put(key, file);
        const { width, height, fps, chunks, loudness, check, frames } = report;
        const more = report.files.length > 1 ? [firstOf(report.files.length)] : [];
        const kept: KeptReport = {
          chunks,
          frames,
          width,
          height,
          fps,
          loudness,
          check,
          rules,
          notes: [...notes, ...more],
          lang: await this.#languageOf(row),
        };
        const now = this.#desk.clock().getTime();
        const expiresAt = new Date(now + this.#desk.settings.retentionDays * DAY_MS);
        const durationMs = report.durationMs;
        const end = { state: 'completed', blobKey: key, bytes, durationMs, report: kept, expiresAt } as const;
        if ((await settleRender(this.#desk, row.uid, end)) === null) await this.#removeUnwanted(row.uid, key);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }

  /** A render that was cancelled while its file was kept leaves none; one that somebody else completed keeps it. */
  async #removeUnwanted(uid: string, key: string): Promise<void> {
    const now = await renders.findRenderByUid(this.#desk.store.db, uid);
    if (now?.blob_key !== key) await this.#desk.store.blobs.remove(key);
  }

  async #languageOf({ session_id }: Render): Promise<string> {
    const session = await this.#desk.store.db
      .selectFrom('sessions')
      .select('language')
      .where('id', '=', session_id)
      .executeTakeFirst();
    return session?.language ?? 'en';
  }

  /** A job out of tries: the render fails, its other jobs are cancelled. */
  async dead({ uid }: { uid: string }, why: string): Promise<void> {
    this.#desk.log.error({ render: uid, why }, 'a job of a render failed for good');
    await failRender(this.#desk, uid, fail('render.gave_up', undefined));
  }

  /** Runs a job of a render that is still wanted. A failure with a name ends the render, unless another try may mend it. */
  async #guard(work: Work<{ readonly uid: string }>, run: (row: Render) => Promise<void>): Promise<void> {
    const { uid } = work.data;
    const { store } = this.#desk;
    const row = await renders.beginRender(store.db, uid, this.#desk.clock());
    if (row === null) return; // cancelled, or done by another
    await store.notify(store.db, 'render', { id: uid, seq: row.progress });
    try {
      await run(row);
    } catch (error) {
      if (work.signal.aborted) throw work.signal.reason instanceof Stopped ? work.signal.reason : error;
      if (!(error instanceof TellcutError)) throw error;
      if (work.attempt < (TRIES[error.code] ?? 1) && !work.isLastAttempt) throw error;
      await failRender(this.#desk, uid, error);
    }
  }
}

/** How often a failure with a name is tried: another machine, or a moment later, may do better. One try if not named here. */
const TRIES: Readonly<Partial<Record<string, number>>> = {
  'render.chunk_failed': 2, // of two attempts each
  'media.crashed': 3,
  'media.stuck': 2,
  'store.files_not_reachable': 100,
  'store.not_reachable': 100,
};

const firstOf = (count: number): { en: string; zh: string } =>
  say('This is the first of {count} pictures.', '这是 {count} 张图片中的第一张。', { count });

/** Calls `tell` with the latest value, not more often than every so many ms and one after the other. */
function everyNow(
  ms: number,
  tell: (value: number) => Promise<void>,
): { readonly call: (value: number) => void; readonly settled: () => Promise<void> } {
  let toldAt = 0;
  let telling: Promise<void> = Promise.resolve();
  let isTelling = false;
  return {
    call: (value) => {
      const now = performance.now();
      if (isTelling || now - toldAt < ms) return;
      toldAt = now;
      isTelling = true;
      // What is not told now is told with the next value; the end does not depend on it.
      telling = tell(value).then(
        () => void (isTelling = false),
        () => void (isTelling = false),
      );
    },
    settled: () => telling,
  };
}
