import { removeAsset, unusedAssets } from '../../store/assets.ts';
import { partKey } from '../../store/blobs/blobs.ts';
import { removeOldEvents } from '../../store/events.ts';
import { removeOldKeys } from '../../store/idempotency.ts';
import { deletedProjects, eraseProject } from '../../store/projects.ts';
import { dropRenderFile, expiredRenders } from '../../store/renders.ts';
import { removeStrays } from '../../store/strays.ts';
import { removeEndedTokens, removeOldIssues } from '../../store/tokens.ts';
import { abandonUploads, removeOldUploads } from '../../store/uploads.ts';
import type { Desk } from '../desk.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Rows of one kind in one go; what is left waits for the next. */
const PAGE = 200;
/** An upload is attached to its session right after it is kept. */
const UNUSED_MS = HOUR_MS;
const KEYS_MS = DAY_MS;
/** A token that ended so long ago is answered like one that never was. */
const TOKENS_MS = 30 * DAY_MS;
/** Parts in shared storage that no render will look for any more. */
const PARTS_MS = 7 * DAY_MS;

/** Removes what is kept no longer: expired videos, deleted projects with their files, old events, keys, uploads and tokens. */
export async function clearOut(desk: Desk): Promise<void> {
  const now = desk.clock().getTime();
  const { store, settings } = desk;
  const before = (ms: number): Date => new Date(now - ms);
  const renders = await clearRenders(desk, new Date(now));
  const projects = await clearProjects(desk);
  const assets = await clearAssets(desk, before(UNUSED_MS));
  const events = await removeOldEvents(store.db, before(settings.retentionDays * DAY_MS));
  await removeOldKeys(store.db, before(KEYS_MS));
  await abandonUploads(store.db, before(DAY_MS));
  await removeOldUploads(store.db, before(7 * DAY_MS));
  await removeEndedTokens(store.db, before(TOKENS_MS));
  await removeOldIssues(store.db, before(settings.anonWindow));
  const parts = await clearParts(desk, before(PARTS_MS));
  const strays = await removeStrays(store, before(DAY_MS));
  if (renders + projects + assets + events + parts + strays > 0)
    desk.log.info({ renders, projects, assets, events, parts, strays }, 'what is kept no longer was removed');
}

async function clearRenders({ store }: Desk, now: Date): Promise<number> {
  const expired = await expiredRenders(store.db, now, PAGE);
  for (const { uid, blob_key } of expired) {
    await store.blobs.remove(blob_key); // again, when this is where it ends
    await dropRenderFile(store.db, uid);
  }
  return expired.length;
}

async function clearProjects({ store }: Desk): Promise<number> {
  const deleted = await deletedProjects(store.db, PAGE);
  for (const { id } of deleted) {
    await store.db.transaction().execute(async (tx) => {
      // Before the rows are gone for good: whoever is interrupted here begins again, and leaves no file behind.
      for (const key of await eraseProject(tx, id)) await store.blobs.remove(key);
    });
  }
  return deleted.length;
}

async function clearAssets({ store }: Desk, before: Date): Promise<number> {
  const unused = await unusedAssets(store.db, before, PAGE);
  for (const asset of unused) {
    await store.db.transaction().execute(async (tx) => {
      if (await removeAsset(tx, asset)) await store.blobs.remove(asset.blob_key);
    });
  }
  return unused.length;
}

async function clearParts({ store }: Desk, before: Date): Promise<number> {
  if (store.blobs.kind === 'local') return 0; // local parts are the cache's own, which trims itself
  let removed = 0;
  for await (const { key, writtenAt } of store.blobs.list(partKey('x').slice(0, -1))) {
    if (writtenAt >= before) continue;
    await store.blobs.remove(key);
    removed++;
  }
  return removed;
}
