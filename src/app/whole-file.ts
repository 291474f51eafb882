import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a text in place of a file: whoever reads, also after a crash, sees the old file or the whole new one. What
 * fails leaves nothing behind. `flush`: it has reached the disk before it takes its place.
 */
export async function writeWhole(
  file: string,
  text: string,
  options: { readonly mode?: number; readonly flush?: boolean } = {},
): Promise<void> {
  const half = path.join(path.dirname(file), `.${randomUUID()}.part`);
  try {
    await writeFile(half, text, { ...options, flag: 'wx' });
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
