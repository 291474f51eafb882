import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, type Hash, timingSafeEqual } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';
import { fail } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import type { Checksum } from './checksum.ts';
import { type Pace, PacedReading } from './pace.ts';
import { isFull } from './receive.ts';
import { sweepAfter } from './sweep.ts';

/** Metadata of ours beside the client's; the client cannot set them. */
export const OWNER = 'tellcut_account';
/** Set once the file has been taken in: its asset. */
export const ASSET = 'tellcut_asset';

type Options = {
  readonly directory: string;
  readonly expirationMs: number;
  readonly pace: Pace;
  /** Told when an upload was given up, refused or has expired: its room is free. */
  readonly removed: (id: string) => Promise<void>;
};

/**
 * Resumable uploads on the disk. The record of a finished one stays until it expires: a client that missed our last
 * answer asks how far it is, and must not send the file again.
 */
export class UploadStore extends FileStore {
  readonly #pace: Pace;
  readonly #removed: Options['removed'];
  /** The library does not hand a request's headers on to its store. */
  readonly #checksum = new AsyncLocalStorage<Checksum | null>();

  constructor({ directory, expirationMs, pace, removed }: Options) {
    super({ directory, expirationPeriodInMilliseconds: expirationMs });
    this.#pace = pace;
    this.#removed = removed;
    // Without a length there is nothing to hold against the limit and the quota.
    this.extensions = this.extensions.filter((name) => name !== 'creation-defer-length');
  }

  /** Does `work`; what it writes must have this checksum. */
  checking<T>(checksum: Checksum | null, work: () => Promise<T>): Promise<T> {
    return this.#checksum.run(checksum, work);
  }

  /**
   * Writes a piece at its place and says where it ends. Of a piece that breaks off or comes too slowly, what has come
   * stays, unless a checksum was to be kept: then nothing does. Throws `upload.checksum_wrong`, `upload.too_slow`,
   * `upload.storage_full`.
   */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const checksum = this.#checksum.getStore() ?? null;
    const hash = checksum === null ? null : createHash(checksum.algorithm);
    const filename = shown((await this.configstore.get(id))?.metadata?.['filename'] ?? 'file');
    await using handle = await open(path.join(this.directory, id), 'r+');
    using reading = new PacedReading(source, {
      pace: this.#pace,
      tooSlow: () => fail('upload.too_slow', { file: filename }),
    });
    let at = offset;
    try {
      for await (const piece of reading.pieces()) {
        hash?.update(piece);
        for (let sent = 0; sent < piece.length; ) {
          const { bytesWritten } = await handle.write(piece, sent, piece.length - sent, at);
          sent += bytesWritten;
          at += bytesWritten;
        }
        sweepAfter(piece.length);
      }
      if (checksum !== null && !isDigest(hash, checksum)) throw fail('upload.checksum_wrong', { file: filename });
    } catch (error) {
      if (checksum !== null) await handle.truncate(offset);
      throw isFull(error) ? fail('upload.storage_full', { file: filename }, { cause: error }) : error;
    }
    return at;
  }

  override async getUpload(id: string): Promise<Upload> {
    const record = await this.configstore.get(id);
    if (record?.metadata?.[ASSET] === undefined || record.size === undefined) return super.getUpload(id);
    return again(record, { offset: record.size });
  }

  /** Removes file and record, whichever are there. */
  override async remove(id: string): Promise<void> {
    await rm(path.join(this.directory, id), { force: true });
    await this.configstore.delete(id);
    await this.#removed(id);
  }

  /** Keeps the record of a file that has been taken in. */
  async markDone(upload: Upload, assetId: string): Promise<void> {
    const metadata = { ...upload.metadata, [ASSET]: assetId };
    await this.configstore.set(upload.id, again(upload, { metadata }));
  }

  /** Uploads whose bytes are all there, and that nobody took in: the process ended in between. */
  async complete(): Promise<Upload[]> {
    const ids = (await this.configstore.list?.()) ?? [];
    const uploads = await Promise.all(ids.map((id) => this.getUpload(id).catch(() => null)));
    return uploads.filter(
      (upload) => upload !== null && upload.offset === upload.size && upload.metadata?.[ASSET] === undefined,
    ) as Upload[];
  }
}

const isDigest = (hash: Hash | null, { digest }: Checksum): boolean =>
  hash !== null && timingSafeEqual(hash.digest(), digest);

/** A copy with other fields. The library's types know no absent fields that are there as undefined. */
function again(upload: Upload, changed: Partial<Upload>): Upload {
  return new Upload(Object.assign({}, upload, changed) as ConstructorParameters<typeof Upload>[0]);
}
