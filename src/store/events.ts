import { sql, type Transaction } from 'kysely';
import { type Database, type Db, json, type TurnEvent } from './schema.ts';

/** How many events one read gives at most; ask again after the last. */
const EVENTS_PAGE = 500;

/** Appends events to a turn and numbers them on from its last, without a gap. Returns the last number; 0: there is none. */
export async function appendEvents(
  tx: Transaction<Database>,
  turnId: string,
  events: readonly { readonly id: string; readonly event: unknown }[],
): Promise<number> {
  // Two writers of one turn (a job and its cancel) follow each other.
  await tx.selectFrom('turns').select('id').where('id', '=', turnId).forUpdate().execute();
  const last = await lastSeq(tx, turnId);
  if (events.length === 0) return last;
  await tx
    .insertInto('turn_events')
    .values(events.map(({ id, event }, i) => ({ turn_id: turnId, seq: last + 1 + i, id, event: json(event) })))
    .execute();
  return last + events.length;
}

/** The number of a turn's last event; 0 when it has none. */
async function lastSeq(db: Db, turnId: string): Promise<number> {
  const { last } = await db
    .selectFrom('turn_events')
    .select(sql<number>`coalesce(max(seq), 0)`.as('last'))
    .where('turn_id', '=', turnId)
    .executeTakeFirstOrThrow();
  return last;
}

/** Events after this number, in order; at most {@link EVENTS_PAGE}. */
export async function eventsAfter(db: Db, turnId: string, seq: number): Promise<TurnEvent[]> {
  return await db
    .selectFrom('turn_events')
    .selectAll()
    .where('turn_id', '=', turnId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(EVENTS_PAGE)
    .execute();
}

/** The number of an event by its id; null when the turn has no such event. */
export async function seqOfEvent(db: Db, turnId: string, eventId: string): Promise<number | null> {
  const row = await db
    .selectFrom('turn_events')
    .select('seq')
    .where('turn_id', '=', turnId)
    .where('id', '=', eventId)
    .executeTakeFirst();
  return row?.seq ?? null;
}

/** The last `limit` events of a session over all its turns, in order. */
export async function eventsOfSession(db: Db, sessionId: string, limit: number): Promise<TurnEvent[]> {
  const rows = await db
    .selectFrom('turn_events')
    .innerJoin('turns', 'turns.id', 'turn_events.turn_id')
    .selectAll('turn_events')
    .where('turns.session_id', '=', sessionId)
    .orderBy('turns.created_at', 'desc')
    .orderBy('turns.id', 'desc')
    .orderBy('turn_events.seq', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}

/** Removes the events of turns that ended before; says how many. */
export async function removeOldEvents(db: Db, before: Date): Promise<number> {
  const done = await db
    .deleteFrom('turn_events')
    .where('turn_id', 'in', (turns) => turns.selectFrom('turns').select('id').where('ended_at', '<', before))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}
