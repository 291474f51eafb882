/**
 * Where files lie: a local folder or S3-compatible storage, behind one port. A blob is written whole or not at all, and
 * never changed: a key stands for its bytes. Keys: `media/<hash>`, `renders/<uid>.<ext>`, `parts/<key>`.
 */
export interface BlobStore extends AsyncDisposable {
  readonly kind: 'local' | 's3';
  /**
   * Takes the file over: it is moved or uploaded, and no longer at `file` afterwards. When the key is there already, with
   * as many bytes, nothing is written. Throws `render.disk_full`, `store.files_not_reachable`.
   */
  put(key: string, file: string): Promise<{ readonly bytes: number; readonly isNew: boolean }>;
  /** The bytes, or `start` to `end` of them, both included. Throws `store.blob_missing`, `store.files_not_reachable`. */
  open(key: string, range?: ByteRange | null): Promise<BlobBytes>;
  /**
   * A path at which the whole blob can be read until it is removed; with S3 a copy that is kept for a while, so ask again
   * before each use. Throws `store.blob_missing`.
   */
  file(key: string): Promise<string>;
  /** Null when there is no such blob. */
  stat(key: string): Promise<{ readonly bytes: number } | null>;
  /** Removing what is not there is fine. */
  remove(key: string): Promise<void>;
  /** Keys that begin with `prefix`, with sizes and times of writing; in no order. */
  list(prefix: string): AsyncIterable<BlobEntry>;
}

export type ByteRange = { readonly start: number; readonly end: number };
export type BlobEntry = { readonly key: string; readonly bytes: number; readonly writtenAt: Date };

/** `bytes`: how many the stream gives; `size`: of the whole blob. */
export type BlobBytes = { readonly stream: NodeJS.ReadableStream; readonly bytes: number; readonly size: number };

/** Key of an uploaded file, by the hash of its bytes. */
export const mediaKey = (hash: string): string => checked(`media/${hash}`);
/** Key of a finished render; `extension` without its dot. */
export const renderKey = (uid: string, extension: string): string => checked(`renders/${uid}.${extension}`);
/** Key of a part of a render, for workers that share no disk. */
export const partKey = (key: string): string => checked(`parts/${key}`);

/** A key is ours, made of hashes and ids: anything else is a bug, and must not become a path. */
export function checked(key: string): string {
  if (!/^(media|renders|parts)\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/.test(key)) throw new Error(`no key: ${key}`);
  return key;
}
