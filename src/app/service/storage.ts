import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { openPartCache } from '../../render/cache.ts';
import type { BlobStore } from '../../store/blobs/blobs.ts';
import { dropRenderFile, keptRenderFiles } from '../../store/renders.ts';
import type { Desk } from '../desk.ts';

/** What is kept, in bytes. */
export type StorageUse = {
  /** Files that were added to projects. */
  readonly media: number;
  /** Finished videos. */
  readonly exports: number;
  /** Finished parts that make the next export and preview quick; made again when they are missing. */
  readonly cache: number;
  /** Room that is left on the disk of the data folder, and all of it. */
  readonly free: number;
  readonly total: number;
};

/** What takes how much room. */
export async function storageUse({ settings, store, studio }: Desk): Promise<StorageUse> {
  const [media, exports, cache, disk] = await Promise.all([
    bytesUnder(store.blobs, 'media/'),
    bytesUnder(store.blobs, 'renders/'),
    bytesIn(studio.chunkFolder),
    statfs(settings.data),
  ]);
  return { media, exports, cache, free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
}

/** Empties the cache of finished parts. What is being made now stays whole: parts are read by links of their own. */
export async function emptyCache({ studio }: Desk): Promise<void> {
  await openPartCache({ folder: studio.chunkFolder, maxBytes: 0 }).trim();
}

/** Rows in one go. */
const PAGE = 200;

/** Removes every finished video; projects stay, and can be exported again. */
export async function removeExports({ store }: Desk): Promise<void> {
  for (;;) {
    const kept = await keptRenderFiles(store.db, PAGE);
    for (const { uid, blob_key: key } of kept) {
      await store.blobs.remove(key);
      await dropRenderFile(store.db, uid);
    }
    if (kept.length < PAGE) return;
  }
}

async function bytesUnder(blobs: BlobStore, prefix: string): Promise<number> {
  let sum = 0;
  for await (const { bytes } of blobs.list(prefix)) sum += bytes;
  return sum;
}

/** Bytes of all files below a folder; what disappears meanwhile counts nothing. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => null);
    bytes += found?.size ?? 0;
  }
  return bytes;
}
