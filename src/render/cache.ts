import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { piecesOf } from '../media/hash.ts';

/**
 * Finished parts on disk by key. A key is either whole or absent, also after a kill or among several processes: a part
 * appears by one link or rename under a name that carries its size and checksum, and is read through before it is used.
 */
export type PartCache = {
  /** Whether the part of `key` seems to be there: nothing was read. */
  readonly has: (key: string) => Promise<boolean>;
  /** Puts the part of `key` at `target` and returns true; false when it is not there or not whole any more. */
  readonly fetch: (key: string, target: string) => Promise<boolean>;
  /** Keeps the file at `source`, which must not change any more, under `key`. A full disk keeps nothing. */
  readonly keep: (key: string, source: string) => Promise<void>;
  /** Removes what was used longest ago until all fit. */
  readonly trim: () => Promise<void>;
};

export type CacheOptions = { readonly folder: string; readonly maxBytes?: number };

/** About ten hours of 1080p at standard quality. */
const MAX_BYTES = 20 * 1024 ** 3;
/** Trimming goes a little further than it must, so that it need not run after every render. */
const TRIM_TO = 0.9;
/** A half-written copy older than this belongs to a process that was killed. */
const ABANDONED_MS = 3_600_000;

const PARTIAL = '.partial-';
const NAME = /^([0-9a-f]{64})-(\d+)-([0-9a-f]{8})$/;

/** Opens the cache in `folder`, which is made when the first part comes. Several processes may share it. */
export function openPartCache({ folder, maxBytes = MAX_BYTES }: CacheOptions): PartCache {
  const shelf = (key: string): string => path.join(folder, key.slice(0, 2));
  return {
    has: async (key) => (await namesIn(shelf(key))).some((name) => NAME.exec(name)?.[1] === key),
    fetch: async (key, target) => {
      for (const name of await namesIn(shelf(key))) {
        const [, found, bytes, sum] = NAME.exec(name) ?? [];
        if (found !== key) continue;
        const file = path.join(shelf(key), name);
        // The link is taken before the look: another process may trim at any moment.
        if (!(await linkOrCopy(file, target))) continue;
        const { size, checksum } = await measure(target);
        if (size === Number(bytes) && checksum === sum) {
          await used(file);
          return true;
        }
        await rm(target, { force: true });
        await rm(file, { force: true });
      }
      return false;
    },
    keep: async (key, source) => {
      const { size, checksum } = await measure(source);
      const file = path.join(shelf(key), `${key}-${size}-${checksum}`);
      try {
        await mkdir(shelf(key), { recursive: true });
        await linkOrCopy(source, file);
      } catch (error) {
        if (!isFull(error)) throw error;
      }
    },
    trim: () => trim(folder, maxBytes),
  };
}

/** False when there is no such file, or no room for a copy; an equal file that is there already is fine. */
async function linkOrCopy(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return true;
    if (code === 'ENOENT' || isFull(error)) return false;
  }
  // A file system without links, or another one than the scratch folder's.
  const partial = path.join(path.dirname(to), `${PARTIAL}${randomUUID()}`);
  try {
    await copyFile(from, partial, constants.COPYFILE_FICLONE);
    await rename(partial, to);
    return true;
  } catch (error) {
    await rm(partial, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || isFull(error)) return false;
    throw error;
  }
}

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

async function measure(file: string): Promise<{ size: number; checksum: string }> {
  let size = 0;
  let sum = 0;
  for await (const data of piecesOf(file)) {
    size += data.length;
    sum = crc32(data, sum);
  }
  return { size, checksum: sum.toString(16).padStart(8, '0') };
}

/** Marks a part as used now. Another process may have trimmed it: then there is nothing to mark. */
async function used(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function trim(folder: string, maxBytes: number): Promise<void> {
  const parts: { file: string; bytes: number; usedAt: number }[] = [];
  for (const shelf of await namesIn(folder)) {
    for (const name of await namesIn(path.join(folder, shelf))) {
      const file = path.join(folder, shelf, name);
      const found = await stat(file).catch(() => null); // gone meanwhile: another process trims too
      if (found === null) continue;
      if (name.startsWith(PARTIAL)) {
        if (Date.now() - found.mtimeMs > ABANDONED_MS) await rm(file, { force: true });
      } else if (NAME.test(name)) parts.push({ file, bytes: found.size, usedAt: found.mtimeMs });
    }
  }
  let total = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (total <= maxBytes) return;
  for (const part of parts.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (total <= maxBytes * TRIM_TO) return;
    await rm(part.file, { force: true });
    total -= part.bytes;
  }
}
