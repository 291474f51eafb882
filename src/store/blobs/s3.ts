import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { S3mini } from 's3mini';
import { fail, named, TellcutError } from '../../base/errors.ts';
import { type BlobBytes, type BlobEntry, type BlobStore, type ByteRange, checked } from './blobs.ts';
import { clamp, sizeOf, sweep } from './local.ts';
import { steadyFetch } from './steady-fetch.ts';
import { trimCopies } from './trim-copies.ts';

export type S3Options = {
  /** The service's address, without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** How many bytes of local copies are kept; 20 GB when it is not said. */
  readonly copiesBytes?: number;
};

/** Parts of an upload; 10,000 of them are the most, so files may have 160 GB. Four are held in memory at a time. */
const PART_BYTES = 16 * 1024 * 1024;
const COPIES_BYTES = 20e9;
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

/** Blobs in a bucket, with local copies of those that were asked for as files. */
export async function openS3Blobs(options: S3Options, folder: string): Promise<BlobStore> {
  const copies = path.join(path.resolve(folder), 'copies');
  const partials = path.join(copies, 'partial');
  await mkdir(partials, { recursive: true, mode: 0o700 });
  await sweep(partials, LEFT_BEHIND_MS);
  const bucket = openBucket(options);
  const fetching = new Map<string, Promise<string>>();
  const uploading = new Map<string, Promise<boolean>>();

  /** Whether it was not there yet. */
  const uploadOnce = async (key: string, file: string, bytes: number): Promise<boolean> => {
    if ((await bucket.size(key)) === bytes) return false;
    await bucket.upload(key, file, bytes);
    return true;
  };

  const download = async (key: string): Promise<string> => {
    const copy = path.join(copies, checked(key).replace('/', '-'));
    const known = await sizeOf(copy);
    if (known !== null) {
      await touch(copy);
      return copy;
    }
    const partial = path.join(partials, randomUUID());
    try {
      const { stream, size } = await bucket.open(key, null);
      await pipeline(stream, createWriteStream(partial, { mode: 0o600 }));
      if ((await stat(partial)).size !== size) throw bucket.failure(new Error('the download broke off'));
      await rename(partial, copy);
    } catch (error) {
      await rm(partial, { force: true });
      throw bucket.failure(error);
    }
    await trimCopies(copies, options.copiesBytes ?? COPIES_BYTES);
    return copy;
  };

  return {
    kind: 's3',
    put: async (key, file) => {
      const { size } = await stat(file);
      // One at a time for each key: the second finds the file there, and services that write in place stay whole.
      while (uploading.has(checked(key))) await uploading.get(key)?.catch(() => undefined);
      const upload = uploadOnce(key, file, size).finally(() => uploading.delete(key));
      uploading.set(key, upload);
      const isNew = await upload;
      await rm(file, { force: true });
      return { bytes: size, isNew };
    },
    open: (key, range) => bucket.open(checked(key), range ?? null),
    file: (key) => {
      const running = fetching.get(key) ?? download(key).finally(() => fetching.delete(key));
      fetching.set(key, running);
      return running;
    },
    stat: async (key) => {
      const bytes = await bucket.size(checked(key));
      return bytes === null ? null : { bytes };
    },
    remove: async (key) => {
      await rm(path.join(copies, checked(key).replace('/', '-')), { force: true });
      await bucket.remove(key);
    },
    list: (prefix) => bucket.list(prefix),
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled([...fetching.values(), ...uploading.values()]);
      bucket[Symbol.dispose]();
    },
  };
}

/** A copy that was used lately is removed last. */
async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined); // removed in this moment: reading it fails, and is tried again
}

type Bucket = Disposable & {
  readonly size: (key: string) => Promise<number | null>;
  readonly open: (key: string, range: ByteRange | null) => Promise<BlobBytes>;
  readonly upload: (key: string, file: string, bytes: number) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  readonly list: (prefix: string) => AsyncIterable<BlobEntry>;
  readonly failure: (error: unknown) => unknown;
};

/** The bucket as s3mini speaks to it; failures leave it with our names. */
function openBucket(options: S3Options): Bucket {
  const where = `${new URL(options.endpoint).host}/${options.bucket}`;
  const get = steadyFetch();
  const s3 = new S3mini({
    accessKeyId: options.accessKeyId,
    secretAccessKey: options.secretAccessKey,
    endpoint: `${options.endpoint.replace(/\/$/, '')}/${options.bucket}`,
    region: options.region,
    minPartSize: PART_BYTES,
    fetch: get,
  });
  const failure = (error: unknown): unknown => {
    if (named(error) instanceof TellcutError) return named(error);
    if (statusOf(error) === 404) return fail('store.blob_missing', undefined, { cause: error });
    return fail('store.files_not_reachable', { where, why: reasonOf(error) }, { cause: error });
  };
  const naming = async <T>(act: () => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await act();
      } catch (error) {
        const pause = RETRY_MS[attempt];
        if (pause === undefined || !isPassing(error)) throw failure(error);
        await wait(pause);
      }
    }
  };
  const size = (key: string): Promise<number | null> =>
    naming(async () => {
      try {
        return await s3.getContentLength(key);
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    });
  return {
    failure,
    size,
    open: (key, range) => naming(() => openObject(s3, key, range)),
    upload: (key, file, bytes) =>
      naming(async () => {
        // Small files in one piece: a request with a body of known bytes is what every service understands.
        const data = bytes <= PART_BYTES ? await readFile(file) : await openAsBlob(file);
        await s3.putAnyObject(key, data);
        // S3 may answer the end of a multipart upload by "200 OK" with an error inside: look.
        // Some services show a file that another request is writing at this moment: then it may be whole the next time.
        if ((await size(key)) !== bytes) throw new BrokenOff('the upload broke off');
      }),
    remove: (key) =>
      naming(async () => {
        await s3.deleteObject(key);
      }),
    list: (prefix) => listObjects(s3, prefix, failure),
    [Symbol.dispose]: () => get[Symbol.dispose](),
  };
}

async function openObject(s3: S3mini, key: string, range: ByteRange | null): Promise<BlobBytes> {
  if (range === null) {
    const answer = await s3.getObjectRaw(key);
    const bytes = Number(answer.headers.get('content-length'));
    return { stream: bodyOf(answer), bytes, size: bytes };
  }
  const size = await s3.getContentLength(key);
  const { start, end } = clamp(range, size);
  if (end < start) return { stream: Readable.from([]), bytes: 0, size };
  const answer = await s3.getObjectRaw(key, false, start, end + 1); // its end is the first byte that is left out
  const bytes = end - start + 1;
  // A service that does not understand this range sends more: a client would take it for what it asked for.
  if (Number(answer.headers.get('content-length')) !== bytes) {
    await answer.body?.cancel();
    throw new Error('it does not understand ranges');
  }
  return { stream: bodyOf(answer), bytes, size };
}

function bodyOf(answer: Response): Readable {
  // The same stream; DOM's and Node's types of it differ.
  return answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as ReadableStream);
}

async function* listObjects(
  s3: S3mini,
  prefix: string,
  failure: (error: unknown) => unknown,
): AsyncGenerator<BlobEntry> {
  let token: string | undefined;
  do {
    const page = await s3.listObjectsPaged('/', prefix, 1000, token).catch((error: unknown) => {
      throw failure(error);
    });
    for (const { Key, Size, LastModified } of page?.objects ?? [])
      yield { key: Key, bytes: Number(Size), writtenAt: new Date(LastModified) };
    token = page?.nextContinuationToken;
  } while (token !== undefined);
}

/** Services answer "slow down" and fail now and then; every act here may be done again. s3mini repeats parts only. */
const RETRY_MS = [100, 400, 1600];

/** What arrived is not what was sent: worth another try. */
class BrokenOff extends Error {}

function isPassing(error: unknown): boolean {
  if (error instanceof BrokenOff) return true;
  if (named(error) instanceof TellcutError) return false;
  const status = statusOf(error);
  return status === null ? codeOf(error) !== null : status >= 500 || status === 429 || status === 408;
}

function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as Error & { readonly code?: unknown };
    if (typeof code === 'string') return code;
  }
  return null;
}

function statusOf(error: unknown): number | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { status } = at as Error & { readonly status?: unknown };
    if (typeof status === 'number') return status;
  }
  return null;
}

/** What an operator can act on: the service's status, or the network's code. Never an address with a signature. */
function reasonOf(error: unknown): string {
  const status = statusOf(error);
  if (status !== null) return `HTTP ${status}`;
  return codeOf(error) ?? (error instanceof Error ? error.message : 'unknown');
}
