import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Small JSON values on disk by name, which save work and are never needed: what cannot be read counts as not there, and
 * what cannot be written is not kept. Several processes may share a folder. Whoever reads a value checks its shape.
 */
export type Notes = {
  /** The value that was written last under `name`; null where there is none. */
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
};

/** Kept of each shelf's notes: the newest. */
const MOST_PER_SHELF = 32;

/** Notes below `folder`, which is made with the first one. `mostPerShelf`: in each of its 256 folders. */
export function openNotes(folder: string, mostPerShelf = MOST_PER_SHELF): Notes {
  const fileOf = (name: string): string => {
    const key = createHash('sha256').update(name).digest('hex');
    return path.join(folder, key.slice(0, 2), `${key}.json`);
  };
  return {
    read: async (name) => {
      try {
        return JSON.parse(await readFile(fileOf(name), 'utf8')) as unknown;
      } catch {
        return null; // never written, or cut off by a crash
      }
    },
    write: async (name, value) => {
      const file = fileOf(name);
      const partial = `${file}.${randomUUID()}.tmp`;
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(partial, JSON.stringify(value));
        await rename(partial, file); // a reader sees the whole note or none
        await trim(path.dirname(file), mostPerShelf);
      } catch {
        await rm(partial, { force: true }).catch(() => undefined); // a full or read-only disk keeps no notes
      }
    },
  };
}

async function trim(shelf: string, most: number): Promise<void> {
  const names = await readdir(shelf);
  if (names.length <= most) return;
  const ages = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(path.join(shelf, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const old = ages.toSorted((a, b) => b.at - a.at).slice(most);
  await Promise.all(old.map(({ name }) => rm(path.join(shelf, name), { force: true })));
}
