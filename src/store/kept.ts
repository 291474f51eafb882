import { type Db, json } from './schema.ts';

/** Whose, of which kind, under which name. */
export type KeptKey = { readonly accountId: string; readonly kind: string; readonly name: string };

/** Names of what an account keeps of a kind, in alphabetical order. */
export async function keptNames(db: Db, { accountId, kind }: Omit<KeptKey, 'name'>): Promise<string[]> {
  const rows = await db
    .selectFrom('kept')
    .select('name')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Undefined where nothing of that name is kept. */
export async function findKept(db: Db, { accountId, kind, name }: KeptKey): Promise<unknown> {
  const row = await db
    .selectFrom('kept')
    .select('value')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

/** Keeps a value in the place of the one before it. */
export async function putKept(db: Db, { accountId, kind, name }: KeptKey, value: unknown): Promise<void> {
  await db
    .insertInto('kept')
    .values({ account_id: accountId, kind, name, value: json(value) })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'kind', 'name']).doUpdateSet({ value: json(value), updated_at: new Date() }),
    )
    .execute();
}

/** Forgets it; false where it was not there. */
export async function dropKept(db: Db, { accountId, kind, name }: KeptKey): Promise<boolean> {
  const done = await db
    .deleteFrom('kept')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
