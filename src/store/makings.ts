import { lockName } from './accounts.ts';
import { newId } from './ids.ts';
import { type Db, json, type MakingRow, type MakingState, type Tx } from './schema.ts';

/** Things that providers' models make, as rows: src/app/service/making.ts says what happens to them. */

const OPEN = ['waiting', 'asking', 'making'] as const satisfies readonly MakingState[];

export const isOpen = ({ state }: Pick<MakingRow, 'state'>): boolean => (OPEN as readonly string[]).includes(state);

/** The one that is made or under way for an order of an account; nobody else begins one until this transaction ends. */
export async function standingMaking(
  tx: Tx,
  { accountId, key }: { readonly accountId: string; readonly key: string },
): Promise<MakingRow | null> {
  await lockName(tx, `making ${accountId} ${key}`);
  return await findStanding(tx, { accountId, key });
}

/** As {@link standingMaking}, only looking. */
export async function findStanding(
  db: Db,
  { accountId, key }: { readonly accountId: string; readonly key: string },
): Promise<MakingRow | null> {
  const row = await db
    .selectFrom('makings')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .where('state', 'in', [...OPEN, 'done'])
    .executeTakeFirst();
  return row ?? null;
}

export type NewMaking = {
  readonly id?: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly turnId: string | null;
  readonly key: string;
  readonly kind: string;
  readonly label: string;
  readonly request: unknown;
  readonly price: number;
  readonly holdRef: string | null;
};

/** One in the queue. Call it after {@link standingMaking} found none. */
export async function createMaking(tx: Tx, input: NewMaking): Promise<MakingRow> {
  return await tx
    .insertInto('makings')
    .values({
      id: input.id ?? newId.making(),
      account_id: input.accountId,
      session_id: input.sessionId,
      turn_id: input.turnId,
      key: input.key,
      kind: input.kind,
      label: input.label,
      request: json(input.request),
      price: input.price,
      hold_ref: input.holdRef,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function setMakingJob(tx: Tx, id: string, jobId: string): Promise<void> {
  await tx.updateTable('makings').set({ job_id: jobId }).where('id', '=', id).execute();
}

export async function findMaking(db: Db, id: string): Promise<MakingRow | null> {
  return (await db.selectFrom('makings').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Notes that the provider is about to be asked. False when it has ended, or was asked before. */
export async function noteAsking(db: Db, id: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('makings')
    .set({ state: 'asking', begun_at: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Notes the provider's id of the request. */
export async function noteTicket(db: Db, id: string, ticket: string): Promise<void> {
  await db.updateTable('makings').set({ ticket }).where('id', '=', id).execute();
  await db.updateTable('makings').set({ state: 'making' }).where('id', '=', id).where('state', '=', 'asking').execute();
}

/** How far it is; null where the provider does not say. */
export async function noteProgress(
  db: Db,
  id: string,
  { ahead, fraction }: { readonly ahead: number | null; readonly fraction: number | null },
): Promise<void> {
  await db.updateTable('makings').set({ ahead, fraction }).where('id', '=', id).where('state', 'in', OPEN).execute();
}

export type MakingEnd = {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly assetId?: string;
  readonly error?: unknown;
  readonly now: Date;
};

/** Ends one, once. Null when it had ended before. */
export async function endMaking(tx: Tx, id: string, end: MakingEnd): Promise<MakingRow | null> {
  const row = await tx
    .updateTable('makings')
    .set({
      state: end.state,
      asset_id: end.assetId ?? null,
      error: end.error === undefined ? null : json(end.error),
      ended_at: end.now,
    })
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** What was made is there no more: the same order is made anew. */
export async function forgetMaking(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('makings').set({ state: 'gone' }).where('id', '=', id).where('state', '=', 'done').execute();
}

/** All that a turn has ordered. */
export async function makingsOfTurn(db: Db, turnId: string): Promise<MakingRow[]> {
  return await db.selectFrom('makings').selectAll().where('turn_id', '=', turnId).orderBy('created_at').execute();
}

/** What was ordered for a session, newest first. */
export async function makingsOfSession(db: Db, sessionId: string, limit: number): Promise<MakingRow[]> {
  return await db
    .selectFrom('makings')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
}
