import type { Transaction } from 'kysely';
import { type Database, type Db, json } from './schema.ts';
import { touchSession } from './sessions.ts';

export type FactKey = { readonly hash: string; readonly name: string; readonly version: number };

/**
 * Keeps what was measured of some bytes; measured again, the first value stays. Returns the sessions whose state shows it
 * now, to tell those who watch them.
 */
export async function putFact(tx: Transaction<Database>, fact: FactKey & { value: unknown }): Promise<string[]> {
  const done = await tx
    .insertInto('facts')
    .values({ hash: fact.hash, name: fact.name, version: fact.version, value: json(fact.value) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return [];
  const rows = await tx
    .selectFrom('session_assets')
    .innerJoin('assets', 'assets.id', 'session_assets.asset_id')
    .select('session_assets.session_id')
    .where('assets.hash', '=', fact.hash)
    .orderBy('session_assets.session_id') // always in this order: two facts of the same bytes never wait for each other
    .execute();
  for (const { session_id } of rows) await touchSession(tx, session_id);
  return rows.map(({ session_id }) => session_id);
}

/** Undefined when it was not measured. */
export async function findFact(db: Db, key: FactKey): Promise<unknown> {
  const row = await db
    .selectFrom('facts')
    .select('value')
    .where('hash', '=', key.hash)
    .where('name', '=', key.name)
    .where('version', '=', key.version)
    .executeTakeFirst();
  return row?.value;
}
