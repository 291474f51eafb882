import { constants, copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { writeFailure } from './output.ts';
import { partialOf } from './partial.ts';

/** Puts a copy of a finished file at `out`, by rename. Throws `render.disk_full` and `render.cannot_write`. */
export function publishFile(from: string, out: string): void {
  publish(out, (partial) => copyFileSync(from, partial, constants.COPYFILE_FICLONE));
}

/** Writes a small file whole or not at all. Throws `render.disk_full` and `render.cannot_write`. */
export function publishBytes(bytes: Uint8Array, out: string): void {
  publish(out, (partial) => writeFileSync(partial, bytes));
}

function publish(out: string, write: (partial: string) => void): void {
  const partial = partialOf(out);
  try {
    write(partial);
    renameSync(partial, out);
  } catch (error) {
    rmSync(partial, { force: true });
    throw writeFailure(error, out);
  }
}
