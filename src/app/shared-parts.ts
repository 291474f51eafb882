import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PartCache } from '../render/cache.ts';
import { type BlobStore, partKey } from '../store/blobs/blobs.ts';

/** What does not reach the shared storage is made again elsewhere: it costs time and loses nothing. */
type OnTrouble = (error: unknown) => void;

/**
 * The parts of this machine, and behind them those of all machines in the shared storage: what another one has finished
 * is fetched instead of made. With local files there is one machine, and nothing behind its cache.
 */
export function sharedParts(local: PartCache, blobs: BlobStore, scratch: string, onTrouble: OnTrouble): PartCache {
  if (blobs.kind === 'local') return local;
  return {
    has: async (key) => {
      if (await local.has(key)) return true;
      try {
        return (await blobs.stat(partKey(key))) !== null;
      } catch (error) {
        onTrouble(error);
        return false;
      }
    },
    fetch: async (key, target) => {
      if (await local.fetch(key, target)) return true;
      try {
        if ((await blobs.stat(partKey(key))) === null) return false;
        await copyFile(await blobs.file(partKey(key)), target);
        await local.keep(key, target);
        return true;
      } catch (error) {
        onTrouble(error);
        await rm(target, { force: true });
        return false;
      }
    },
    keep: async (key, source) => {
      await local.keep(key, source);
      // The store takes the file that it is given: it gets one of its own.
      const copy = path.join(scratch, `shared-${randomUUID()}`);
      try {
        await copyFile(source, copy);
        await blobs.put(partKey(key), copy);
      } catch (error) {
        onTrouble(error);
      } finally {
        await rm(copy, { force: true });
      }
    },
    trim: () => local.trim(),
  };
}
