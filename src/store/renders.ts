import { sql, type Transaction } from 'kysely';
import type { Draft } from '../draft/model.ts';
import { newId } from './ids.ts';
import { type Attribution, type Database, type Db, json, type Render } from './schema.ts';

const OPEN = ['pending', 'processing'] as const;

/** A render in the queue. Null when the account has used this id. */
export async function createRender(
  tx: Transaction<Database>,
  input: {
    uid?: string;
    accountId: string;
    id: string;
    sessionId: string;
    projectId: string;
    draft: Draft;
    version: number | null;
    output: unknown;
    filename: string;
    webhook: unknown;
    bodyHash: string | null;
    attribution: Attribution | null;
  },
): Promise<Render | null> {
  const made = await tx
    .insertInto('renders')
    .values({
      uid: input.uid ?? newId.render(),
      account_id: input.accountId,
      id: input.id,
      session_id: input.sessionId,
      project_id: input.projectId,
      draft: json(input.draft),
      version: input.version,
      output: json(input.output),
      filename: input.filename,
      webhook: input.webhook === null ? null : json(input.webhook),
      body_hash: input.bodyHash,
      attribution: input.attribution === null ? null : json(input.attribution),
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return made ?? null;
}

/** Notes which jobs do the work. */
export async function setRenderJobs(tx: Transaction<Database>, uid: string, jobs: unknown): Promise<void> {
  await tx
    .updateTable('renders')
    .set({ jobs: json(jobs) })
    .where('uid', '=', uid)
    .execute();
}

/** Null when it is unknown or somebody else's. */
export async function findRender(db: Db, which: { accountId: string; id: string }): Promise<Render | null> {
  const row = await db
    .selectFrom('renders')
    .selectAll()
    .where('account_id', '=', which.accountId)
    .where('id', '=', which.id)
    .executeTakeFirst();
  return row ?? null;
}

/** By our own id, whoever it belongs to: for jobs, and after a signature has let somebody in. */
export async function findRenderByUid(db: Db, uid: string): Promise<Render | null> {
  return (await db.selectFrom('renders').selectAll().where('uid', '=', uid).executeTakeFirst()) ?? null;
}

/** Of an account, newest first, without their drafts. */
export async function listRenders(
  db: Db,
  { accountId, sessionId = null, limit }: { accountId: string; sessionId?: string | null; limit: number },
): Promise<Omit<Render, 'draft'>[]> {
  let wanted = db
    .selectFrom('renders')
    .select([
      'uid',
      'account_id',
      'id',
      'session_id',
      'project_id',
      'version',
      'output',
      'state',
      'progress',
      'report',
      'error',
      'blob_key',
      'filename',
      'bytes',
      'duration_ms',
      'jobs',
      'webhook',
      'body_hash',
      'attribution',
      'created_at',
      'started_at',
      'completed_at',
      'expires_at',
    ])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .limit(limit);
  if (sessionId !== null) wanted = wanted.where('session_id', '=', sessionId);
  return await wanted.execute();
}

/** Renders that wait or run; of one account, or of all. */
export async function countOpenRenders(db: Db, accountId: string | null): Promise<number> {
  let count = db
    .selectFrom('renders')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('state', 'in', OPEN);
  if (accountId !== null) count = count.where('account_id', '=', accountId);
  return (await count.executeTakeFirstOrThrow()).open;
}

/** Open renders of a project or a session that is being deleted, or of everybody, oldest first. */
export async function listOpenRenders(db: Db, of: { projectId?: string; sessionId?: string }): Promise<Render[]> {
  let wanted = db.selectFrom('renders').selectAll().where('state', 'in', OPEN).orderBy('created_at');
  if (of.projectId !== undefined) wanted = wanted.where('project_id', '=', of.projectId);
  if (of.sessionId !== undefined) wanted = wanted.where('session_id', '=', of.sessionId);
  return await wanted.execute();
}

/** Marks a render as running, also one that runs again after a crash. Null when it has ended. */
export async function beginRender(db: Db, uid: string, now: Date): Promise<Render | null> {
  const row = await db
    .updateTable('renders')
    .set({ state: 'processing', started_at: sql<Date>`coalesce(started_at, ${now})` })
    .where('uid', '=', uid)
    .where('state', 'in', OPEN)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Moves progress forward, never back, and never to the end, which {@link endRender} says. Null: nothing changed. */
export async function noteProgress(db: Db, uid: string, percent: number): Promise<number | null> {
  const wanted = Math.max(0, Math.min(99, Math.floor(percent)));
  const row = await db
    .updateTable('renders')
    .set({ progress: wanted })
    .where('uid', '=', uid)
    .where('state', 'in', OPEN)
    .where('progress', '<', wanted)
    .returning('progress')
    .executeTakeFirst();
  return row?.progress ?? null;
}

export type RenderEnd =
  | {
      readonly state: 'completed';
      readonly blobKey: string;
      readonly bytes: number;
      readonly durationMs: number;
      readonly report: unknown;
      readonly expiresAt: Date | null;
    }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'cancelled' };

/** Ends a render, once. Null when it had ended before, and nothing changes: the caller's file is then nobody's. */
export async function endRender(
  tx: Transaction<Database>,
  uid: string,
  end: RenderEnd & { readonly now: Date },
): Promise<Render | null> {
  const row = await tx
    .updateTable('renders')
    .set({
      state: end.state,
      completed_at: end.now,
      ...(end.state === 'completed'
        ? {
            progress: 100,
            blob_key: end.blobKey,
            bytes: end.bytes,
            duration_ms: end.durationMs,
            report: json(end.report),
            expires_at: end.expiresAt,
          }
        : {}),
      ...(end.state === 'failed' ? { error: json(end.error) } : {}),
    })
    .where('uid', '=', uid)
    .where('state', 'in', OPEN)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Finished files whose time is over, for {@link dropRenderFile}. */
export async function expiredRenders(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly uid: string; readonly blob_key: string }[]> {
  return await db
    .selectFrom('renders')
    .select(['uid', 'blob_key'])
    .where('expires_at', '<=', now)
    .where('blob_key', 'is not', null)
    .orderBy('expires_at')
    .limit(limit)
    .$narrowType<{ blob_key: string }>()
    .execute();
}

/** Finished files that are kept, of all accounts. */
export async function keptRenderFiles(
  db: Db,
  limit: number,
): Promise<{ readonly uid: string; readonly blob_key: string }[]> {
  return await db
    .selectFrom('renders')
    .select(['uid', 'blob_key'])
    .where('blob_key', 'is not', null)
    .limit(limit)
    .$narrowType<{ blob_key: string }>()
    .execute();
}

/** Forgets a render's file, so that the download says that it has expired; then remove the blob. */
export async function dropRenderFile(db: Db, uid: string): Promise<void> {
  await db.updateTable('renders').set({ blob_key: null }).where('uid', '=', uid).execute();
}
