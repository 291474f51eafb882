import type { Transaction } from 'kysely';
import { lockContent } from './assets.ts';
import { type Asset, type Database, type Db, json } from './schema.ts';

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

/**
 * Names the files that something kept needs, in the place of those before: they stay while it does. Assets that are gone
 * meanwhile are left out. The value is kept already.
 */
export async function nameKeptAssets(
  tx: Transaction<Database>,
  { accountId, kind, name }: KeptKey,
  assetIds: readonly string[],
): Promise<void> {
  const which = { account_id: accountId, kind, name };
  const found =
    assetIds.length === 0
      ? []
      : await tx
          .selectFrom('assets')
          .select(['id', 'hash'])
          .where('id', 'in', [...assetIds])
          .execute();
  // Nobody removes their bytes meanwhile; always in this order, so that two brands never wait for each other.
  for (const { hash } of found.toSorted((a, b) => a.hash.localeCompare(b.hash))) await lockContent(tx, hash);
  await tx
    .deleteFrom('kept_assets')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .execute();
  const there =
    found.length === 0
      ? []
      : await tx
          .selectFrom('assets')
          .select('id')
          .where(
            'id',
            'in',
            found.map(({ id }) => id),
          )
          .execute();
  if (there.length > 0)
    await tx
      .insertInto('kept_assets')
      .values(there.map(({ id }) => ({ ...which, asset_id: id })))
      .execute();
}

/** Whether an account has a file: in one of its living projects, or by something that it keeps. */
export async function ownsAsset(db: Db, accountId: string, assetId: string): Promise<Asset | null> {
  const found = await db
    .selectFrom('assets')
    .selectAll()
    .where('id', '=', assetId)
    .where((assets) =>
      assets.or([
        assets.exists(
          assets
            .selectFrom('session_assets')
            .innerJoin('sessions', 'sessions.id', 'session_assets.session_id')
            .innerJoin('projects', 'projects.id', 'sessions.project_id')
            .select('session_assets.asset_id')
            .whereRef('session_assets.asset_id', '=', 'assets.id')
            .where('sessions.account_id', '=', accountId)
            .where('projects.deleted_at', 'is', null),
        ),
        assets.exists(
          assets
            .selectFrom('kept_assets')
            .select('kept_assets.asset_id')
            .whereRef('kept_assets.asset_id', '=', 'assets.id')
            .where('kept_assets.account_id', '=', accountId),
        ),
      ]),
    )
    .executeTakeFirst();
  return found ?? null;
}

/** The name under which an account has a file in its projects, the newest first; null: in none. */
export async function nameOfAsset(db: Db, accountId: string, assetId: string): Promise<string | null> {
  const row = await db
    .selectFrom('session_assets')
    .innerJoin('sessions', 'sessions.id', 'session_assets.session_id')
    .select('filename')
    .where('asset_id', '=', assetId)
    .where('sessions.account_id', '=', accountId)
    .orderBy('added_at', 'desc')
    .executeTakeFirst();
  return row?.filename ?? null;
}
