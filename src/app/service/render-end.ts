import { toProblem } from '../../base/errors.ts';
import { localeOf } from '../../base/lang.ts';
import * as renders from '../../store/renders.ts';
import type { Render, Tx } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { WEBHOOK } from './queues.ts';
import type { RenderJobs } from './render-queue.ts';

/** A failure as the row of a render keeps it, in the session's language. */
export type RenderError = { readonly code: string; readonly message: string };

/**
 * Ends a render, once: its row, the notice, the webhook's job. Null when it had ended before: then nothing changes, and
 * a file that was made is nobody's.
 */
export async function settleRender(desk: Desk, uid: string, end: renders.RenderEnd): Promise<Render | null> {
  const { store, engine } = desk;
  return store.db.transaction().execute(async (tx) => {
    const render = await renders.endRender(tx, uid, { ...end, now: desk.clock() });
    if (render === null) return null;
    await store.notify(tx, 'render', { id: uid, seq: 101 });
    if (render.webhook !== null) await engine.send(tx, WEBHOOK, { uid });
    return render;
  });
}

/** Stops a render that waits or runs, wherever. False when it had ended. */
export async function stopRender(desk: Desk, uid: string): Promise<boolean> {
  return endAndCancel(desk, uid, { state: 'cancelled' });
}

/** Ends a render that cannot be made, and what is still being done for it. */
export async function failRender(desk: Desk, uid: string, thrown: unknown): Promise<boolean> {
  const render = await renders.findRenderByUid(desk.store.db, uid);
  if (render === null) return false;
  const error = await errorOf(desk, render, thrown);
  desk.log.warn({ render: uid, code: error.code }, 'a render failed');
  return endAndCancel(desk, uid, { state: 'failed', error });
}

async function endAndCancel(desk: Desk, uid: string, end: renders.RenderEnd): Promise<boolean> {
  const ended = await settleRender(desk, uid, end);
  if (ended === null) return false;
  const jobs = ended.jobs as RenderJobs | null;
  if (jobs !== null) await desk.engine.cancel(jobs.refs);
  return true;
}

async function errorOf(desk: Desk, render: Render, thrown: unknown): Promise<RenderError> {
  const session = await desk.store.db
    .selectFrom('sessions')
    .select('language')
    .where('id', '=', render.session_id)
    .executeTakeFirst();
  const { code, message } = toProblem(thrown, localeOf(session?.language ?? 'en'));
  return { code, message };
}

/** Notes how far a render is, never back, and tells who watches it. */
export async function noteRenderProgress(desk: Desk, uid: string, percent: number): Promise<void> {
  const now = await renders.noteProgress(desk.store.db, uid, percent);
  if (now !== null) await desk.store.notify(desk.store.db, 'render', { id: uid, seq: now });
}

/** Puts the jobs of a planned render into its row, where it is still wanted and was not planned before. */
export async function takePlan(tx: Tx, uid: string): Promise<Render | null> {
  const row = await tx.selectFrom('renders').selectAll().where('uid', '=', uid).forUpdate().executeTakeFirst();
  const isOpen = row?.state === 'pending' || row?.state === 'processing';
  const isPlanned = (row?.jobs as RenderJobs | null | undefined)?.isPlanned === true;
  return row !== undefined && isOpen && !isPlanned ? row : null;
}
