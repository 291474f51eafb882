import type { FileSource, Upload } from 'tus-js-client';
import { ApiError, type Http } from './http.ts';
import type { FailedFile, FileInfo } from './types.ts';

/** Files on their way into a session. */

export type Uploaded = { readonly files: readonly FileInfo[]; readonly failed: readonly FailedFile[] };

export type NamedFile = { readonly name: string; readonly bytes: Blob };

export type Resumable = {
  readonly signal?: AbortSignal;
  /** Bytes that have arrived, of how many. */
  readonly onProgress?: (sent: number, total: number) => void;
  /** Told once, when the upload has an address: with it, it can be gone on with in another process. */
  readonly onAddress?: (address: string) => void;
  /** The address of an upload that was begun before. */
  readonly address?: string;
  /** Bytes in one request; for servers behind a proxy that limits them. All by default. */
  readonly chunkSize?: number;
};

export type Uploads = {
  /** Sends files in one form; each succeeds or fails on its own. Throws {@link ApiError} when none is taken. */
  readonly files: (sessionId: string, files: readonly NamedFile[], signal?: AbortSignal) => Promise<Uploaded>;
  /** The same with addresses, which the server fetches. */
  readonly urls: (sessionId: string, urls: readonly string[], signal?: AbortSignal) => Promise<Uploaded>;
  /**
   * Sends one file by tus 1.0, in pieces that survive a broken connection, with progress. The state of the session names
   * the file afterwards. Throws {@link ApiError}.
   */
  readonly resumable: (sessionId: string, file: NamedFile, options?: Resumable) => Promise<void>;
};

/** Pauses before another try of a piece, in ms. What the server refuses is not tried again. */
const RETRIES = [500, 1000, 3000, 5000, 10_000, 20_000];

const UNKNOWN = { filename: 'file', file_type: 'file', duration: 0, width: null, height: null, fps: null };

export function openUploads(http: Http): Uploads {
  const send = async (sessionId: string, body: unknown, signal: AbortSignal | undefined): Promise<Uploaded> => {
    const { files = [], failed = [] } = await http.data<Partial<Uploaded>>(
      'POST',
      `/api/upload-video/nemo_agent/me/${sessionId}`,
      { body, signal, once: true, headers: { 'idempotency-key': crypto.randomUUID() } },
    );
    // Other servers leave out what they do not know of a file.
    return { files: files.map((file) => ({ ...UNKNOWN, ...file })), failed };
  };
  return {
    files: (sessionId, files, signal) => {
      const form = new FormData();
      for (const { name, bytes } of files) form.append('files', bytes, name);
      return send(sessionId, form, signal);
    },
    urls: (sessionId, urls, signal) => send(sessionId, { urls, source_type: 'url' }, signal),
    resumable: (sessionId, file, options = {}) => resumable(http, sessionId, { file, options }),
  };
}

type Sending = { readonly file: NamedFile; readonly options: Resumable };

async function resumable(http: Http, sessionId: string, { file, options }: Sending): Promise<void> {
  const { signal, onProgress, onAddress, address, chunkSize } = options;
  const { Upload: TusUpload } = await import('tus-js-client');
  signal?.throwIfAborted();
  let upload: Upload | null = null;
  const stop = (): void => {
    void upload?.abort();
  };
  try {
    await new Promise<void>((done, failed) => {
      signal?.addEventListener('abort', () => {
        failed(signal.reason as Error);
      });
      upload = new TusUpload(file.bytes as File, {
        endpoint: http.address('/files/'),
        headers: http.headers(),
        metadata: { session_id: sessionId, filename: file.name },
        retryDelays: RETRIES,
        ...(address === undefined ? {} : { uploadUrl: address }),
        ...(isBrowser ? {} : { fileReader: { openFile: piecesOf } }),
        ...(isBrowser && chunkSize === undefined ? {} : { chunkSize: chunkSize ?? PIECE }),
        onProgress: (sent, total) => onProgress?.(sent, total ?? file.bytes.size),
        onUploadUrlAvailable: () => onAddress?.(upload?.url ?? ''),
        onError: (error) => {
          failed(refusalOf(error));
        },
        onSuccess: () => {
          done();
        },
      });
      upload.start();
    });
  } finally {
    if (signal?.aborted === true) stop();
  }
}

/** In a browser the uploader reads files itself; elsewhere it only knows streams, of which it cannot read a piece twice. */
const isBrowser = 'XMLHttpRequest' in globalThis;
/** Bytes of a piece that is held in memory. */
const PIECE = 8_000_000;

/** A file in pieces, each read when it is its turn. */
const piecesOf = (file: unknown): Promise<FileSource> => {
  const bytes = file as Blob;
  return Promise.resolve({
    size: bytes.size,
    slice: async (start: number, end: number) => {
      const piece = new Uint8Array(await bytes.slice(start, end).arrayBuffer());
      return { value: Object.assign(piece, { size: piece.length }), done: end >= bytes.size };
    },
    close: () => undefined,
  });
};

type TusError = Error & {
  readonly originalResponse?: { readonly getStatus: () => number; readonly getBody: () => string } | null;
};

/** The server's own sentence out of what the uploader says. */
function refusalOf(error: TusError): ApiError {
  const response = error.originalResponse ?? null;
  if (response === null) return new ApiError('The upload broke off.', { code: 0, status: 0, cause: error });
  const status = response.getStatus();
  try {
    const { code, message, data } = JSON.parse(response.getBody()) as { code: number; message: string; data: unknown };
    return new ApiError(message, { code, status, data });
  } catch {
    return new ApiError(`The server refused the upload (${status}).`, { code: status, status });
  }
}
