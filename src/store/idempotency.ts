import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { lockName } from './accounts.ts';
import { type Database, type Db, json } from './schema.ts';

type Which = { readonly accountId: string; readonly route: string; readonly key: string };

/**
 * What is known of an idempotency key. `new`: it is now ours; do the work and {@link finishKey}, or {@link forgetKey}
 * when it failed. `running`: somebody is at it. `reused`: it was used with another body.
 */
export type KeyState =
  | { readonly kind: 'new' }
  | { readonly kind: 'running' }
  | { readonly kind: 'reused' }
  | { readonly kind: 'done'; readonly status: number; readonly response: unknown };

/** No request takes longer; a key whose first request died without an answer is free again after this. */
const ABANDONED_MS = 15 * 60_000;

/** What a request asks for, so that its key cannot be used for another. */
export const hashOfBody = (body: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Takes a key, or says what became of it. In the transaction that does the work, a crash frees it at once. */
export async function takeKey(
  tx: Transaction<Database>,
  which: Which & { readonly bodyHash: string; readonly now: Date },
): Promise<KeyState> {
  await lockName(tx, `idempotency ${which.accountId} ${which.route} ${which.key}`);
  const known = await rowOf(tx, which).selectAll().executeTakeFirst();
  if (known !== undefined && known.body_hash !== which.bodyHash) return { kind: 'reused' };
  if (known !== undefined && known.status !== null)
    return { kind: 'done', status: known.status, response: known.response };
  if (known !== undefined && which.now.getTime() - known.created_at.getTime() < ABANDONED_MS)
    return { kind: 'running' };
  await tx
    .insertInto('idempotency')
    .values({
      account_id: which.accountId,
      route: which.route,
      key: which.key,
      body_hash: which.bodyHash,
      created_at: which.now,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'route', 'key']).doUpdateSet({ created_at: which.now }))
    .execute();
  return { kind: 'new' };
}

const rowOf = (db: Db, which: Which) =>
  db
    .selectFrom('idempotency')
    .where('account_id', '=', which.accountId)
    .where('route', '=', which.route)
    .where('key', '=', which.key);

/** Keeps the outcome, to answer the same request again. */
export async function finishKey(db: Db, which: Which, outcome: { status: number; response: unknown }): Promise<void> {
  await db
    .updateTable('idempotency')
    .set({ status: outcome.status, response: json(outcome.response) })
    .where('account_id', '=', which.accountId)
    .where('route', '=', which.route)
    .where('key', '=', which.key)
    .execute();
}

/** Frees a key whose request changed nothing, so that it can be tried again. */
export async function forgetKey(db: Db, which: Which): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('account_id', '=', which.accountId)
    .where('route', '=', which.route)
    .where('key', '=', which.key)
    .where('status', 'is', null)
    .execute();
}

/** Removes keys from before; says how many. */
export async function removeOldKeys(db: Db, before: Date): Promise<number> {
  const done = await db.deleteFrom('idempotency').where('created_at', '<', before).executeTakeFirst();
  return Number(done.numDeletedRows);
}
