import { rm } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';

/** Metadata of ours beside the client's; the client cannot set them. */
export const OWNER = 'tellcut_account';
/** Set once the file has been taken in: its asset. */
export const ASSET = 'tellcut_asset';

/**
 * Resumable uploads on the disk. The record of a finished one stays until it expires: a client that missed our last
 * answer asks how far it is, and must not send the file again.
 */
export class UploadStore extends FileStore {
  constructor(directory: string, expirationMs: number) {
    super({ directory, expirationPeriodInMilliseconds: expirationMs });
    // Without a length there is nothing to hold against the limit and the quota.
    this.extensions = this.extensions.filter((name) => name !== 'creation-defer-length');
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

/** A copy with other fields. The library's types know no absent fields that are there as undefined. */
function again(upload: Upload, changed: Partial<Upload>): Upload {
  return new Upload(Object.assign({}, upload, changed) as ConstructorParameters<typeof Upload>[0]);
}
