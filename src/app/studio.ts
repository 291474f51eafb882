import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Notes, openNotes } from '../media/notes.ts';
import { createPool, type Pool, type Priority } from '../media/pool.ts';
import { openPartCache, type PartCache } from '../render/cache.ts';
import type { Ears } from './ears.ts';
import { type FactsCache, memoryFactsCache, openFactsCache } from './facts-cache.ts';
import type { Kept } from './kept.ts';
import type { Making } from './making-port.ts';
import { WORKER_ENTRY } from './package-files.ts';
import { openScratch } from './scratch.ts';
import type { StoredAsset } from './session.ts';

/** What work is done with: workers, what was measured before, finished parts, and a place for half-done work. */
export type Studio = AsyncDisposable & {
  readonly pool: Pool;
  readonly facts: FactsCache;
  /** Folder of finished chunks; inside `scratch` when nothing may be kept. */
  readonly chunkFolder: string;
  /** The finished chunks. */
  readonly cache: PartCache;
  /** What finished files were made of, and the hashes of files that were read; null when nothing may be kept. */
  readonly notes: Notes | null;
  readonly scratch: string;
  /** Where a file of the library can be read now; those in shared storage are fetched. Throws `store.…`. */
  readonly fileAt: (path: string) => Promise<string>;
  /** How soon its tasks are done, where they do not say so themselves. */
  readonly priority?: Priority;
  /** Who can hear words; null: nobody. */
  readonly ears: Ears | null;
  /** What its person keeps for the next videos; left out where nothing is kept. */
  readonly kept?: Kept | undefined;
  /** Who makes pictures, clips and music; left out where nobody does. */
  readonly making?: Making | undefined;
  /** Takes a file that was made for a session into it, under a name; left out where a path is enough. */
  readonly adopt?: ((file: string, name: string) => Promise<StoredAsset>) | undefined;
};

export type StudioOptions = {
  /** Where caches live. */
  readonly folder: string;
  /** False: read nothing from earlier runs and leave nothing for later ones. */
  readonly useCache: boolean;
  /** Children at most; as many as the machine has processors when left out. */
  readonly workers?: number;
  /** Who hears words; nobody when left out. */
  readonly ears?: Ears | null;
};

/** Opens a studio. Children start with the first task; disposing ends them and removes half-done work. */
export async function openStudio({
  folder,
  useCache,
  workers = availableParallelism(),
  ears = null,
}: StudioOptions): Promise<Studio> {
  const scratch = await openScratch(path.join(folder, 'scratch'));
  const pool = createPool({ entry: WORKER_ENTRY, size: workers });
  const chunkFolder = path.join(useCache ? folder : scratch.folder, 'chunks');
  return {
    pool,
    facts: useCache ? openFactsCache(path.join(folder, 'facts')) : memoryFactsCache(),
    chunkFolder,
    cache: openPartCache({ folder: chunkFolder }),
    notes: useCache ? openNotes(path.join(folder, 'notes')) : null,
    scratch: scratch.folder,
    fileAt: async (at) => at,
    ears,
    [Symbol.asyncDispose]: async () => {
      await pool.close();
      scratch[Symbol.dispose]();
    },
  };
}
