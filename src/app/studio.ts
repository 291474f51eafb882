import { availableParallelism } from 'node:os';
import path from 'node:path';
import { createPool, type Pool } from '../media/pool.ts';
import { openPartCache, type PartCache } from '../render/cache.ts';
import { type FactsCache, memoryFactsCache, openFactsCache } from './facts-cache.ts';
import { WORKER_ENTRY } from './package-files.ts';
import { openScratch } from './scratch.ts';

/** What work is done with: workers, what was measured before, finished parts, and a place for half-done work. */
export type Studio = AsyncDisposable & {
  readonly pool: Pool;
  readonly facts: FactsCache;
  /** Folder of finished chunks; inside `scratch` when nothing may be kept. */
  readonly chunkFolder: string;
  /** The finished chunks. */
  readonly cache: PartCache;
  readonly scratch: string;
};

export type StudioOptions = {
  /** Where caches live. */
  readonly folder: string;
  /** False: read nothing from earlier runs and leave nothing for later ones. */
  readonly useCache: boolean;
  /** Children at most; as many as the machine has processors when left out. */
  readonly workers?: number;
};

/** Opens a studio. Children start with the first task; disposing ends them and removes half-done work. */
export async function openStudio({
  folder,
  useCache,
  workers = availableParallelism(),
}: StudioOptions): Promise<Studio> {
  const scratch = await openScratch(path.join(folder, 'scratch'));
  const pool = createPool({ entry: WORKER_ENTRY, size: workers });
  const chunkFolder = path.join(useCache ? folder : scratch.folder, 'chunks');
  return {
    pool,
    facts: useCache ? openFactsCache(path.join(folder, 'facts')) : memoryFactsCache(),
    chunkFolder,
    cache: openPartCache({ folder: chunkFolder }),
    scratch: scratch.folder,
    [Symbol.asyncDispose]: async () => {
      await pool.close();
      scratch[Symbol.dispose]();
    },
  };
}
