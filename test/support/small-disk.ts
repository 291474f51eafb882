import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file system of its own with a fixed size. Disposing unmounts it. */
export type SmallDisk = Disposable & {
  readonly path: string;
  /** Fills all but so many bytes, in whole pages. */
  leave(bytes: number): void;
};

/** Mounts a memory disk of `bytes`; null where the test may not mount (only root may). */
export function smallDisk(bytes: number): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    path: folder,
    leave: (left) => {
      rmSync(path.join(folder, 'ballast'), { force: true });
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(path.join(folder, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    [Symbol.dispose]: () => {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
