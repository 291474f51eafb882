import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Server, type Upload } from '@tus/server';
import type { FastifyInstance } from 'fastify';
import { addFile } from '../../app/service/assets.ts';
import { releaseUpload, reserveUpload } from '../../app/service/uploads.ts';
import { CATALOGUE, fail, TellcutError } from '../../base/errors.ts';
import { checkClaim } from '../auth.ts';
import { replyOf } from '../failures.ts';
import type { Mounting } from '../mount.ts';
import { type Call, Id } from '../route.ts';
import { readChecksum } from './checksum.ts';
import { asPublished } from './finish.ts';
import { displayName } from './name.ts';
import { PACE } from './pace.ts';
import { OWNER, UploadStore } from './tus-store.ts';

/**
 * Resumable uploads by the tus protocol 1.0. The library speaks it; what is ours: whose upload it is, which session it
 * goes to, how large it may be, and what becomes of it when it is whole.
 */
export type ResumableUploads = {
  readonly handle: (call: Call<'token'>) => Promise<void>;
  /** Removes what expired. */
  readonly sweep: () => Promise<void>;
  /** Takes in what a killed process had received whole. */
  readonly takeInComplete: () => Promise<void>;
};

/** A resumable upload that nobody goes on with is removed after a day. */
const EXPIRATION_MS = 24 * 3600 * 1000;

/** Resumable uploads that lie in `folder`. */
export function openResumable(app: FastifyInstance, { desk }: Mounting, folder: string): ResumableUploads {
  const store = new UploadStore({
    directory: folder,
    expirationMs: EXPIRATION_MS,
    pace: PACE,
    removed: (id) => releaseUpload(desk, id, 'failed'),
  });
  const calls = new WeakMap<IncomingMessage, Call<'token'>>();
  const server = buildServer(store, calls, app);
  return {
    handle: async (call) => {
      const { raw } = call.request;
      const checksum = readChecksum(headerOf(raw, 'upload-checksum'));
      calls.set(raw, call);
      call.reply.hijack();
      for (const [name, value] of Object.entries(call.reply.getHeaders())) {
        if (value !== undefined) call.reply.raw.setHeader(name, value);
      }
      await store.checking(checksum, () => server.handle(raw, call.reply.raw));
    },
    sweep: async () => {
      await store.deleteExpired().catch((error: unknown) => {
        desk.log.error({ err: error }, 'expired uploads were not removed');
      });
    },
    takeInComplete: async () => {
      for (const upload of await store.complete()) {
        await takeIn({ desk, store, upload }).catch((error: unknown) =>
          desk.log.warn({ err: error }, 'an upload was not taken in'),
        );
      }
    },
  };
}

function buildServer(store: UploadStore, calls: WeakMap<IncomingMessage, Call<'token'>>, app: FastifyInstance): Server {
  const callOf = (request: unknown): Call<'token'> => {
    const call = calls.get((request as { node: { req: IncomingMessage } }).node.req);
    if (call === undefined) throw new Error('a request without a call');
    return call;
  };
  return new Server({
    path: '/files',
    datastore: store,
    maxSize: (request) => callOf(request).desk.settings.maxUploadBytes,
    // Nothing of an address comes from a header (Host, X-Forwarded-…).
    generateUrl: (request, { id }) => `${callOf(request).publicUrl}/files/${id}`,
    namingFunction: () => `tus_${randomUUID()}`,
    getFileIdFromRequest: (_, last) => (Id.safeParse(last).success ? last : undefined),
    // Origins are the server's own matter; the library would allow every one.
    allowedOrigins: () => false,
    onIncomingRequest: async (request, id) => {
      if (request.method !== 'POST') await checkOwner(callOf(request), store, id);
    },
    onUploadCreate: (request, upload) => begin(callOf(request), upload, app),
    onUploadFinish: async (request, upload) => {
      const { desk } = callOf(request);
      return { headers: { 'X-Asset-Id': await takeIn({ desk, store, upload }) } };
    },
    onResponseError: (request, error) => refusal(callOf(request), error),
  });
}

/** Our failures as the library sends them: a status and a body, which is the envelope of the API. */
function refusal(call: Call<'token'>, error: unknown): { status_code: number; body: string } | undefined {
  // The library's own refusals are plain objects with a status.
  if (typeof error === 'object' && error !== null && 'status_code' in error) return undefined;
  if (!(error instanceof TellcutError))
    call.request.log.error({ err: error, request: call.request.id }, 'a resumable upload failed');
  const { status, body } = replyOf(error, { lang: call.lang, requestId: call.request.id, registerUrl: null });
  return { status_code: status, body: JSON.stringify(body) };
}

const headerOf = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

/** Whose upload it is: somebody else's looks like none. */
async function checkOwner({ caller }: Call<'token'>, store: UploadStore, id: string): Promise<void> {
  const upload = await store.getUpload(id);
  if (upload.metadata?.[OWNER] !== caller.accountId) throw fail('asset.not_found', undefined);
}

async function begin(
  call: Call<'token'>,
  upload: Upload,
  app: FastifyInstance,
): Promise<{ metadata: Record<string, string | null> }> {
  const { desk, caller, attribution } = call;
  const given = upload.metadata ?? {};
  const session = Id.safeParse(given['session_id']);
  if (!session.success) throw fail('input.invalid', { issues: ['the metadata session_id is missing or is not an id'] });
  const sessionId = session.data;
  await checkClaim(desk, caller, { session: 'id' }, { id: sessionId });
  const filename = displayName(given['filename'] ?? given['name'] ?? '');
  const bytes = upload.size ?? desk.settings.maxUploadBytes;
  await app.uploads.receiver.checkSpace(filename, bytes);
  await reserveUpload(desk, { id: upload.id, accountId: caller.accountId, sessionId, bytes, attribution });
  return { metadata: { filename, session_id: sessionId, [OWNER]: caller.accountId } };
}

type Taking = Pick<Call, 'desk'> & { store: UploadStore; upload: Upload };

/** Takes a whole file into its session; says which asset it is. A file that is refused goes, with its record. */
async function takeIn({ desk, store, upload }: Taking): Promise<string> {
  const { [OWNER]: accountId, session_id: sessionId, filename } = upload.metadata ?? {};
  const file = upload.storage?.path;
  if (file === undefined || typeof accountId !== 'string' || typeof sessionId !== 'string')
    throw new Error('an upload without an owner');
  try {
    const signal = new AbortController().signal;
    const { id } = await addFile(desk, { accountId, sessionId, path: file, filename: filename ?? 'file', signal });
    await store.markDone(upload, id);
    await releaseUpload(desk, upload.id, 'done');
    return id;
  } catch (error) {
    // Only what is wrong with the file itself is final; anything else is tried again at the next start.
    if (error instanceof TellcutError && CATALOGUE[error.code].remedy === 'fix-input') await store.remove(upload.id);
    throw asPublished(error, filename ?? 'file');
  }
}
