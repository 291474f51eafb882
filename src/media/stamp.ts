import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';

/**
 * What tells whether a file is the one that it was, without reading it: its place on the disk, size, and when its bytes
 * and its entry were changed last. Nobody sets the last one by hand. Rejects with what the file system says.
 */
export const stampOf = async (file: string): Promise<string> => stampIn(await stat(file, { bigint: true }));

const stampIn = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].map(String).join(' ');

/** Clocks of file systems are coarse, FAT's counts two seconds: a younger file may change without another stamp. */
const SETTLED_MS = 3000;

/** {@link stampOf} of a file that nobody has touched for a while; null for one that may be written right now. */
export async function settledStampOf(file: string): Promise<string | null> {
  const found = await stat(file, { bigint: true });
  const changed = Math.max(Number(found.mtimeMs), Number(found.ctimeMs));
  return Math.abs(Date.now() - changed) < SETTLED_MS ? null : stampIn(found);
}
