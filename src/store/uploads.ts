import { sql, type Transaction } from 'kysely';
import { fail } from '../base/errors.ts';
import { lockName } from './accounts.ts';
import { newId } from './ids.ts';
import { type Attribution, type Database, type Db, json, type Upload } from './schema.ts';

/**
 * Begins an upload and sets its declared bytes aside, so that parallel uploads cannot exceed the quota together; null: no
 * quota. Throws `store.quota_full`.
 */
export async function beginUpload(
  tx: Transaction<Database>,
  input: {
    id?: string;
    accountId: string;
    sessionId: string | null;
    declaredBytes: number;
    quotaBytes: number | null;
    attribution: Attribution | null;
  },
): Promise<Upload> {
  if (input.quotaBytes !== null) {
    await lockName(tx, `quota ${input.accountId}`);
    const used = await usedBytes(tx, input.accountId);
    if (used + input.declaredBytes > input.quotaBytes)
      throw fail('store.quota_full', { used: megabytes(used), quota: megabytes(input.quotaBytes) });
  }
  return await tx
    .insertInto('uploads')
    .values({
      id: input.id ?? newId.upload(),
      account_id: input.accountId,
      session_id: input.sessionId,
      declared_bytes: input.declaredBytes,
      attribution: input.attribution === null ? null : json(input.attribution),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

/** Media in the living projects of an account, its finished videos, and uploads under way. */
export async function usedBytes(db: Db, accountId: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select (
      (select coalesce(sum(bytes), 0) from assets where id in (
        select a.asset_id from session_assets a
        join sessions s on s.id = a.session_id
        join projects p on p.id = s.project_id and p.deleted_at is null
        where s.account_id = ${accountId}
        union select asset_id from kept_assets where account_id = ${accountId}))
      + (select coalesce(sum(bytes), 0) from renders where account_id = ${accountId} and blob_key is not null)
      + (select coalesce(sum(declared_bytes), 0) from uploads
         where account_id = ${accountId} and state = 'open')
    )::bigint as used`.execute(db);
  return rows[0]?.used ?? 0;
}

/** Ends an upload: what it had set aside is free, or counts as an asset now. */
export async function endUpload(db: Db, id: string, state: 'done' | 'failed'): Promise<void> {
  await db.updateTable('uploads').set({ state }).where('id', '=', id).where('state', '=', 'open').execute();
}

/** Uploads that nobody went on with: those begun before, still open. Their ids, for the files that they left. */
export async function abandonUploads(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .updateTable('uploads')
    .set({ state: 'failed' })
    .where('state', '=', 'open')
    .where('created_at', '<', before)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets ended uploads from before; says how many. */
export async function removeOldUploads(db: Db, before: Date): Promise<number> {
  const done = await db
    .deleteFrom('uploads')
    .where('state', '!=', 'open')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}
