import { randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';

/** Files of the machine that an agent works on, within folders that somebody allowed. */
export type LocalFiles = {
  /**
   * A copy of a file in a folder of ours, for it is moved from there. Throws `mcp.no_such_file`, `mcp.outside_roots`,
   * `upload.too_large`.
   */
  readonly copyIn: (file: string, maxBytes: number) => Promise<{ path: string; filename: string; bytes: number }>;
  /** Writes a new file; one that is there stays. Returns its path. Throws `mcp.outside_roots`, `mcp.file_exists`. */
  readonly save: (file: string, bytes: AsyncIterable<string | Uint8Array>) => Promise<string>;
};

/** Where folders really are. Throws `settings.invalid` for what is no folder. */
export const realFolders = (roots: readonly string[]): Promise<string[]> =>
  Promise.all(roots.map((root) => realFolder(root)));

/** Those of some paths that are folders, as they really are. */
export async function foldersAmong(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => realFolder(path).catch(() => null)));
  return found.filter((folder) => folder !== null);
}

async function realFolder(root: string): Promise<string> {
  const found = await realpath(root).catch(() => null);
  const isFolder = found !== null && (await stat(found).catch(() => null))?.isDirectory() === true;
  if (!isFolder) throw fail('settings.invalid', { issues: [`--root ${shown(root, 200)} is not a folder`] });
  return found;
}

const isInside = (file: string, roots: readonly string[]): boolean =>
  roots.some((root) => {
    const way = path.relative(root, file);
    return way !== '' && !path.isAbsolute(way) && way.split(path.sep)[0] !== '..';
  });

const outside = (file: string, roots: readonly string[]): Error =>
  fail('mcp.outside_roots', { file: shown(file, 200), roots: roots.join(', ') });

/**
 * `rootsNow` gives folders as {@link realFolders} does, at least one; paths are relative to the first. Links are followed before a
 * path is judged. Copies go to `folder`; on file systems that can, without using space.
 */
export function openLocalFiles(rootsNow: () => Promise<readonly string[]>, folder: string): LocalFiles {
  return {
    copyIn: async (file, maxBytes) => {
      const roots = await rootsNow();
      const asked = path.resolve(roots[0] ?? '', file);
      const found = await realpath(asked).catch(() => null);
      // What lies outside is not told from what is not there.
      if (!isInside(found ?? asked, roots)) throw outside(file, roots);
      const about = found === null ? null : await stat(found).catch(() => null);
      if (found === null || about?.isFile() !== true) throw fail('mcp.no_such_file', { file: shown(file, 200) });
      if (about.size > maxBytes) throw fail('upload.too_large', { file: shown(path.basename(file)), maxBytes });
      const copy = path.join(folder, `${randomUUID()}.part`);
      await copyFile(found, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      return { path: copy, filename: path.basename(found), bytes: about.size };
    },
    save: async (file, bytes) => {
      const roots = await rootsNow();
      const asked = path.resolve(roots[0] ?? '', file);
      const parent = await realpath(path.dirname(asked)).catch(() => null);
      const to = parent === null ? null : path.join(parent, path.basename(asked));
      if (to === null || !isInside(to, roots)) throw outside(file, roots);
      try {
        await pipeline(bytes, createWriteStream(to, { flags: 'wx' }));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST')
          throw fail('mcp.file_exists', { file: shown(file, 200) });
        await rm(to, { force: true });
        throw error;
      }
      return to;
    },
  };
}
