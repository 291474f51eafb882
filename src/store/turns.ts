import { sql, type Transaction } from 'kysely';
import { newId } from './ids.ts';
import { type Attribution, type Database, type Db, json, type Turn, type TurnState } from './schema.ts';
import { touchSession } from './sessions.ts';

/** A turn in the queue. Null when one is queued or running in this session: one at a time. */
export async function createTurn(
  tx: Transaction<Database>,
  input: {
    id?: string;
    accountId: string;
    sessionId: string;
    text: string;
    price: number;
    holdRef: string | null;
    attribution: Attribution | null;
  },
): Promise<Turn | null> {
  const turn = await tx
    .insertInto('turns')
    .values({
      id: input.id ?? newId.turn(),
      session_id: input.sessionId,
      account_id: input.accountId,
      text: input.text,
      price: input.price,
      hold_ref: input.holdRef,
      attribution: input.attribution === null ? null : json(input.attribution),
    })
    .onConflict((conflict) => conflict.column('session_id').where('state', 'in', ['queued', 'running']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (turn === undefined) return null;
  await touchSession(tx, input.sessionId);
  return turn;
}

/** Notes which job does the work. */
export async function setTurnJob(tx: Transaction<Database>, id: string, jobId: string): Promise<void> {
  await tx.updateTable('turns').set({ job_id: jobId }).where('id', '=', id).execute();
}

/**
 * Marks a turn as running, also one that runs again after a crash. Null when it has ended. Here and in {@link endTurn}:
 * whoever locks the session too does so first.
 */
export async function beginTurn(tx: Transaction<Database>, id: string, now: Date): Promise<Turn | null> {
  const turn = await tx
    .updateTable('turns')
    .set({ state: 'running', started_at: sql<Date>`coalesce(started_at, ${now})` })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst();
  if (turn === undefined) return null;
  await touchSession(tx, turn.session_id);
  return turn;
}

/** Ends a turn, once. Null when it had ended before, and nothing changes. */
export async function endTurn(
  tx: Transaction<Database>,
  id: string,
  end: { state: Exclude<TurnState, 'queued' | 'running'>; result?: unknown; error?: unknown; now: Date },
): Promise<Turn | null> {
  const turn = await tx
    .updateTable('turns')
    .set({
      state: end.state,
      result: end.result === undefined ? null : json(end.result),
      error: end.error === undefined ? null : json(end.error),
      ended_at: end.now,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst();
  if (turn === undefined) return null;
  await touchSession(tx, turn.session_id);
  return turn;
}

/** Null when it is unknown or somebody else's. */
export async function findTurn(db: Db, which: { accountId: string; turnId: string }): Promise<Turn | null> {
  const row = await db
    .selectFrom('turns')
    .selectAll()
    .where('id', '=', which.turnId)
    .where('account_id', '=', which.accountId)
    .executeTakeFirst();
  return row ?? null;
}

/** For jobs, which know no account. */
export async function findTurnById(db: Db, id: string): Promise<Turn | null> {
  return (await db.selectFrom('turns').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The turn of a session that is queued or running. */
export async function findOpenTurn(db: Db, sessionId: string): Promise<Turn | null> {
  const row = await db
    .selectFrom('turns')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return row ?? null;
}

/** How many turns wait or run, for the queue's limit. */
export async function countOpenTurns(db: Db, accountId: string | null): Promise<number> {
  let count = db
    .selectFrom('turns')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('state', 'in', ['queued', 'running']);
  if (accountId !== null) count = count.where('account_id', '=', accountId);
  return (await count.executeTakeFirstOrThrow()).open;
}

/** Turns of a session, oldest first: the last `limit` of them. */
export async function listTurns(db: Db, sessionId: string, limit: number): Promise<Turn[]> {
  const rows = await db
    .selectFrom('turns')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}
