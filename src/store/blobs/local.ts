import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, named } from '../../base/errors.ts';
import { type BlobEntry, type BlobStore, type ByteRange, checked } from './blobs.ts';

const KINDS = ['media', 'renders', 'parts'];
/** Files that are being written lie here, on the same disk. No write takes a day: what is older was left behind. */
const PARTIAL = 'partial';
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

/** Blobs below `folder`/files, readable by us alone. */
export async function openLocalBlobs(folder: string): Promise<BlobStore> {
  const root = path.join(path.resolve(folder), 'files');
  for (const kind of [...KINDS, PARTIAL]) await mkdir(path.join(root, kind), { recursive: true, mode: 0o700 });
  await sweep(path.join(root, PARTIAL), LEFT_BEHIND_MS);
  const place = (key: string): string => path.join(root, checked(key));

  return {
    kind: 'local',
    put: async (key, file) => {
      const target = place(key);
      const { size } = await stat(file);
      if ((await sizeOf(target)) === size) {
        await rm(file, { force: true });
        return { bytes: size, isNew: false };
      }
      await moveWhole(file, target, path.join(root, PARTIAL, randomUUID()));
      return { bytes: size, isNew: true };
    },
    open: async (key, range) => {
      const file = place(key);
      const size = await sizeOf(file);
      if (size === null) throw fail('store.blob_missing', undefined);
      const { start, end } = clamp(range ?? null, size);
      const bytes = end - start + 1;
      // createReadStream takes an empty range for the whole file.
      const stream = createReadStream(file, bytes > 0 ? { start, end } : { start: size });
      return { stream, bytes, size };
    },
    file: async (key) => {
      const file = place(key);
      if ((await sizeOf(file)) === null) throw fail('store.blob_missing', undefined);
      return file;
    },
    stat: async (key) => {
      const bytes = await sizeOf(place(key));
      return bytes === null ? null : { bytes };
    },
    remove: (key) => rm(place(key), { force: true }),
    list: (prefix) => listFiles(root, prefix),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** A range as there are bytes for it. */
export function clamp(range: ByteRange | null, size: number): ByteRange {
  if (range === null) return { start: 0, end: size - 1 };
  return { start: Math.max(0, range.start), end: Math.min(size - 1, range.end) };
}

export async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Moves a file under a new name, whole or not at all, and on the disk before anybody is told that it is there. */
async function moveWhole(from: string, to: string, partial: string): Promise<void> {
  try {
    await sync(from);
    try {
      await rename(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      await copyFile(from, partial); // another disk
      await sync(partial);
      await rename(partial, to);
      await rm(from, { force: true });
    }
    await sync(path.dirname(to));
  } catch (error) {
    await rm(partial, { force: true });
    throw named(error);
  }
}

async function sync(file: string): Promise<void> {
  await using handle = await open(file, 'r');
  await handle.sync();
}

/** Removes the files of a folder that nobody has written to for so long. */
export async function sweep(folder: string, olderThanMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const at = await stat(file).catch(() => null); // removed by another process
    if (at !== null && Date.now() - at.mtimeMs > olderThanMs) await rm(file, { force: true });
  }
}

async function* listFiles(root: string, prefix: string): AsyncGenerator<BlobEntry> {
  const [kind = '', begin = ''] = prefix.split('/');
  if (!KINDS.includes(kind)) throw new Error(`no prefix: ${prefix}`);
  for (const name of await readdir(path.join(root, kind))) {
    if (!name.startsWith(begin)) continue;
    const at = await stat(path.join(root, kind, name)).catch(() => null); // removed meanwhile
    if (at !== null) yield { key: `${kind}/${name}`, bytes: at.size, writtenAt: at.mtime };
  }
}
