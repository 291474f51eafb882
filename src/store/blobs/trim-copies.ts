import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** A copy that was handed out so lately is still being read. */
const IN_USE_MS = 60 * 60_000;

/** Removes the copies that were not used for the longest time, until all together have at most `most` bytes. */
export async function trimCopies(folder: string, most: number): Promise<void> {
  const copies: { file: string; bytes: number; usedMs: number }[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const at = await stat(file).catch(() => null); // another process trims too
    if (at?.isFile() === true) copies.push({ file, bytes: at.size, usedMs: at.mtimeMs });
  }
  let total = copies.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes, usedMs } of copies.toSorted((a, b) => a.usedMs - b.usedMs)) {
    if (total <= most || Date.now() - usedMs < IN_USE_MS) return;
    await rm(file, { force: true });
    total -= bytes;
  }
}
