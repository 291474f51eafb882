import type { Pool, Priority, RunOptions } from '../../media/pool.ts';
import type { Task } from '../../media/pool-messages.ts';
import type { BlobStore } from '../../store/blobs/blobs.ts';
import type { Studio } from '../studio.ts';

/** Stands before the key of a blob whose file is fetched when a task needs it, and not before. */
const BLOB = 'blob:';
export const blobPath = (key: string): string => `${BLOB}${key}`;

/** A pool whose tasks have another place in the queue, where they do not say which themselves. */
export function withPriority(pool: Pool, priority: Priority, size = pool.size): Pool {
  return {
    size,
    run: (task: Task, options: RunOptions) => pool.run(task, { priority, ...options }),
    close: () => pool.close(),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

/**
 * The studio for somebody who waits for an answer, or for work that nobody waits for. `size`: how many tasks one job may
 * count on, where several jobs share the pool.
 */
export const studioFor = (studio: Studio, priority: Priority, size?: number): Studio => ({
  ...studio,
  priority,
  pool: withPriority(studio.pool, priority, size),
});

/** The studio for work on a library whose files may lie in shared storage: they are fetched only to be measured. */
export function studioForBlobs(studio: Studio, blobs: BlobStore, priority: Priority): Studio {
  const pool = withPriority(studio.pool, priority);
  const fileAt = async (at: string): Promise<string> => (at.startsWith(BLOB) ? blobs.file(at.slice(BLOB.length)) : at);
  const run = async (task: Task, options: RunOptions): Promise<unknown> => {
    const at = (task as { path?: unknown }).path;
    if (typeof at !== 'string' || !at.startsWith(BLOB)) return pool.run(task, options);
    return pool.run({ ...task, path: await fileAt(at) } as Task, options);
  };
  return { ...studio, priority, fileAt, pool: { ...pool, run } };
}
