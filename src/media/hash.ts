import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** One buffer for the whole file: those of a stream, 1 MB each, wait for the collector; 60 MB of them stayed. */
const PIECE = 256 * 1024;

/** SHA-256 of a file's bytes as lower-case hex, read in pieces. Rejects with what the file system says. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const bytes = Buffer.allocUnsafeSlow(PIECE);
  await using handle = await open(file, 'r');
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(bytes, 0, PIECE, null);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(bytes.subarray(0, bytesRead));
  }
}
