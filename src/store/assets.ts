import { type ExpressionBuilder, sql, type Transaction } from 'kysely';
import { lockName } from './accounts.ts';
import { type Asset, type Database, type Db, json } from './schema.ts';
import { touchSession } from './sessions.ts';

/** Uploads and removals of the same bytes follow each other: hold this while a blob and its row are written or removed. */
export async function lockContent(tx: Transaction<Database>, hash: string): Promise<void> {
  await lockName(tx, `content ${hash}`);
}

/** The asset of these bytes: made, or the one that is there, with a probe that was missing. */
export async function putAsset(
  tx: Transaction<Database>,
  asset: { id: string; hash: string; bytes: number; kind: string; probe: unknown; blobKey: string },
): Promise<Asset> {
  return await tx
    .insertInto('assets')
    .values({
      id: asset.id,
      hash: asset.hash,
      bytes: asset.bytes,
      kind: asset.kind,
      probe: asset.probe === null ? null : json(asset.probe),
      blob_key: asset.blobKey,
    })
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet({ probe: sql<string>`coalesce(assets.probe, excluded.probe)` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Adds an asset to a session as its last; one that is there keeps its place and name. True when it was added. */
export async function attachAsset(
  tx: Transaction<Database>,
  input: { sessionId: string; assetId: string; filename: string },
): Promise<boolean> {
  await touchSession(tx, input.sessionId); // takes the session's lock: positions do not collide
  const done = await tx
    .insertInto('session_assets')
    .values({
      session_id: input.sessionId,
      asset_id: input.assetId,
      filename: input.filename,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from session_assets where session_id = ${input.sessionId})`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type SessionAsset = Asset & { readonly filename: string; readonly position: number };

/** Assets of a session by position. */
export async function assetsOfSession(db: Db, sessionId: string): Promise<SessionAsset[]> {
  return await db
    .selectFrom('session_assets')
    .innerJoin('assets', 'assets.id', 'session_assets.asset_id')
    .selectAll('assets')
    .select(['session_assets.filename', 'session_assets.position'])
    .where('session_assets.session_id', '=', sessionId)
    .orderBy('session_assets.position')
    .execute();
}

/** By id, whoever it belongs to: only after a signature or a job has let somebody in. */
export async function findAsset(db: Db, id: string): Promise<Asset | null> {
  return (await db.selectFrom('assets').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

const isUnused = (assets: ExpressionBuilder<Database, 'assets'>) =>
  assets.not(
    assets.or([
      assets.exists(assets.selectFrom('session_assets').select('asset_id').whereRef('asset_id', '=', 'assets.id')),
      assets.exists(assets.selectFrom('kept_assets').select('asset_id').whereRef('asset_id', '=', 'assets.id')),
    ]),
  );

/** Assets that no session has and nothing kept names, made before `before`, for {@link removeAsset}. */
export async function unusedAssets(db: Db, before: Date, limit: number): Promise<Asset[]> {
  return await db
    .selectFrom('assets')
    .selectAll()
    .where('created_at', '<', before)
    .where(isUnused)
    .limit(limit)
    .execute();
}

/**
 * Removes the row of an asset that no session has and nothing kept names, under the lock of its bytes, with what was measured of them. True:
 * remove the blob now, in this transaction, so that an upload of the same bytes waits until it is gone.
 */
export async function removeAsset(tx: Transaction<Database>, asset: Pick<Asset, 'id' | 'hash'>): Promise<boolean> {
  await lockContent(tx, asset.hash);
  const done = await tx.deleteFrom('assets').where('id', '=', asset.id).where(isUnused).executeTakeFirst();
  if (done.numDeletedRows === 0n) return false;
  await tx.deleteFrom('facts').where('hash', '=', asset.hash).execute();
  return true;
}
