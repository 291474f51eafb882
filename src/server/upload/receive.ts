import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fail, type TellcutError } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import { type Pace, PacedReading } from './pace.ts';
import { sweepAfter } from './sweep.ts';

/** A file that has arrived whole and is on the disk. Disposing removes it, unless it has been moved away. */
export type Received = AsyncDisposable & {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 as lower-case hex. */
  readonly hash: string;
};

export type ReceiverOptions = {
  /** Where files arrive, on the disk of the data folder. It exists. */
  readonly folder: string;
  /** Space that stays free on that disk. */
  readonly minFreeBytes: number;
  readonly pace: Pace;
  /** Free bytes at a folder; tests hand in their own. */
  readonly freeBytes?: (folder: string) => Promise<number>;
};

export type Arrival = {
  /** As people know it, for sentences. */
  readonly filename: string;
  readonly maxBytes: number;
  /** Length that the sender announced; null: none. */
  readonly announced: number | null;
  readonly signal: AbortSignal;
};

/** Space is looked at again each time this much has been written. */
const LOOK_AGAIN_BYTES = 32 << 20;

/** Writes streams to files of our own naming, within limits, with no more in memory than a piece of each. */
export class Receiver {
  readonly #options: ReceiverOptions;
  /** What is announced and not yet written: two files must not count on the same space. */
  readonly #awaited = new Set<{ left: number }>();

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  /**
   * Reads `source` to its end. Throws `upload.too_large`, `upload.stalled`, `upload.storage_full`, the signal's reason,
   * or what the source throws; then nothing of the file is left. The source itself stays open: its owner may have to
   * read past this file.
   */
  async receive(source: Readable, arrival: Arrival): Promise<Received> {
    if (arrival.announced !== null && arrival.announced > arrival.maxBytes) throw tooLarge(arrival);
    // It may fail before it is read, when nobody else listens; reading meets the same error again.
    source.on('error', () => undefined);
    const awaited = { left: arrival.announced ?? 0 };
    this.#awaited.add(awaited);
    const file = path.join(this.#options.folder, `${randomUUID()}.part`);
    try {
      await this.checkSpace(arrival.filename);
      return await this.#write(file, source, { arrival, awaited });
    } catch (error) {
      await rm(file, { force: true });
      throw isFull(error) ? storageFull(arrival.filename, error) : error;
    } finally {
      this.#awaited.delete(awaited);
    }
  }

  async #write(
    file: string,
    source: Readable,
    { arrival, awaited }: { arrival: Arrival; awaited: { left: number } },
  ): Promise<Received> {
    await using handle = await open(file, 'wx', 0o600);
    const { signal, filename } = arrival;
    const tooSlow = (): TellcutError => fail('upload.stalled', { file: shown(filename) });
    using reading = new PacedReading(source, { pace: this.#options.pace, tooSlow, signal });
    const hash = createHash('sha256');
    let bytes = 0;
    let nextLook = LOOK_AGAIN_BYTES;
    for await (const piece of reading.pieces()) {
      bytes += piece.length;
      if (bytes > arrival.maxBytes) throw tooLarge(arrival);
      hash.update(piece);
      await writeWhole(handle, piece);
      sweepAfter(piece.length);
      awaited.left = Math.max(0, awaited.left - piece.length);
      if (bytes < nextLook) continue;
      nextLook = bytes + LOOK_AGAIN_BYTES;
      await this.checkSpace(arrival.filename);
    }
    await handle.sync();
    return {
      path: file,
      bytes,
      hash: hash.digest('hex'),
      [Symbol.asyncDispose]: () => rm(file, { force: true }),
    };
  }

  /** Throws `upload.storage_full` when there is no room for `bytes` more, beside what is arriving already. */
  async checkSpace(filename: string, bytes = 0): Promise<void> {
    const { folder, minFreeBytes, freeBytes = freeBytesOf } = this.#options;
    const awaited = [...this.#awaited].reduce((sum, { left }) => sum + left, bytes);
    if ((await freeBytes(folder)) - awaited < minFreeBytes) throw storageFull(filename);
  }
}

async function writeWhole(handle: FileHandle, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten;
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const tooLarge = ({ filename, maxBytes }: Arrival): TellcutError =>
  fail('upload.too_large', { file: shown(filename), maxBytes });
const storageFull = (filename: string, cause?: unknown): TellcutError =>
  fail('upload.storage_full', { file: shown(filename) }, { cause });
/** Whether a write failed because the disk has no room. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
