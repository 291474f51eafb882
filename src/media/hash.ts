import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Bytes that are read at a time. */
const PIECE = 128 * 1024;

/**
 * The bytes of a file in pieces, each valid until the next. All lie in one buffer: those of a stream wait for the
 * collector, which left 60 MB in the process and ran once a second. Rejects with what the file system says.
 */
export async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(PIECE);
  await using handle = await open(file, 'r');
  for (;;) {
    const { bytesRead } = await handle.read(bytes, 0, PIECE, null);
    if (bytesRead === 0) return;
    yield bytes.subarray(0, bytesRead);
  }
}

/** SHA-256 of a file's bytes as lower-case hex. Rejects with what the file system says. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(file)) {
    signal?.throwIfAborted();
    hash.update(piece);
  }
  return hash.digest('hex');
}
