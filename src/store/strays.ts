import type { Kysely } from 'kysely';
import { lockContent } from './assets.ts';
import type { BlobEntry, BlobStore } from './blobs/blobs.ts';
import type { Database, Db } from './schema.ts';

/** Keys that are looked up in one statement. */
const PAGE = 500;

/**
 * Removes blobs that no row names: a process died between the writing of a file and its commit. Only those written before
 * `before`, which must be longer ago than any transaction takes. Says how many.
 */
export async function removeStrays(
  { db, blobs }: { readonly db: Kysely<Database>; readonly blobs: BlobStore },
  before: Date,
): Promise<number> {
  let removed = 0;
  for (const kind of ['media', 'renders'] as const) {
    for await (const page of pagesOf(blobs.list(`${kind}/`), before)) {
      const known = await knownKeys(db, kind, page);
      for (const key of page) {
        if (known.has(key)) continue;
        if (await removeStray(db, blobs, { kind, key })) removed++;
      }
    }
  }
  return removed;
}

async function* pagesOf(entries: AsyncIterable<BlobEntry>, before: Date): AsyncGenerator<string[]> {
  let page: string[] = [];
  for await (const { key, writtenAt } of entries) {
    if (writtenAt >= before) continue;
    page.push(key);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function knownKeys(db: Db, kind: 'media' | 'renders', keys: readonly string[]): Promise<Set<string>> {
  const table = kind === 'media' ? 'assets' : 'renders';
  const rows = await db
    .selectFrom(table)
    .select('blob_key')
    .where('blob_key', 'in', [...keys])
    .execute();
  return new Set(rows.flatMap(({ blob_key }) => blob_key ?? []));
}

/** Looks again where nobody can write the row meanwhile: the same bytes may be uploaded in this moment. */
async function removeStray(
  db: Kysely<Database>,
  blobs: BlobStore,
  { kind, key }: { kind: 'media' | 'renders'; key: string },
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    if (kind === 'media') await lockContent(tx, key.slice('media/'.length));
    if ((await knownKeys(tx, kind, [key])).has(key)) return false;
    await blobs.remove(key);
    return true;
  });
}
