import { createHash } from 'node:crypto';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import type { Notes } from '../media/notes.ts';
import type { Pool } from '../media/pool.ts';
import type { ChunkTask } from '../protocol/tasks.ts';
import type { PartCache } from './cache.ts';
import type { CopyPolicy } from './plan/copy.ts';
import type { RenderPlan } from './plan/plan.ts';
import type { Profile } from './profile.ts';

/** A draft to be made into a file. */
export type RenderOptions = {
  readonly draft: Draft;
  readonly facts: Facts;
  /** Asset id → path of its file. */
  readonly files: ReadonlyMap<string, string>;
  readonly profile: Profile;
  /** When packets of sources are copied instead of encoded; never if left out. Needs the fact `gops`. */
  readonly copy?: CopyPolicy;
  /** Where the video appears, by rename, when it is whole. Replaces a file that is there. */
  readonly out: string;
  /** Written into the file's metadata. */
  readonly title: string | null;
  readonly pool: Pool;
  readonly cache: PartCache;
  /** Where it is noted which files were made: the same is not made again. None are where it is left out. */
  readonly notes?: Notes | undefined;
  /** A folder of ours for half-done work, on the cache's file system for speed. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** 0–1, never falling. */
  readonly onProgress: (fraction: number) => void;
};

/** A render on its way: `folder` is its own part of the scratch folder, `stop` ends all its tasks. */
export type Job = RenderOptions & {
  readonly plan: RenderPlan;
  readonly folder: string;
  readonly stop: AbortController;
};

/** The hash behind keys. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Paths and names of some assets, for a task. An asset without a file fails in the worker, by its name. */
export function sourcesOf({ files, facts }: Job, assets: readonly string[]): Pick<ChunkTask, 'files' | 'names'> {
  return {
    files: Object.fromEntries([...files].filter(([id]) => assets.includes(id))),
    names: Object.fromEntries(assets.map((id) => [id, facts.assets.get(id)?.filename ?? id])),
  };
}
