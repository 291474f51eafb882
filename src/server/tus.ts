import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Server, type Upload } from '@tus/server';
import type { FastifyInstance } from 'fastify';
import { addFile } from '../app/service/assets.ts';
import { releaseUpload, reserveUpload } from '../app/service/uploads.ts';
import { CATALOGUE, fail, TellcutError } from '../base/errors.ts';
import { checkClaim } from './auth.ts';
import { replyOf } from './failures.ts';
import type { Mounting } from './mount.ts';
import { type Call, Id } from './route.ts';
import { asPublished } from './upload/finish.ts';
import { displayName } from './upload/name.ts';
import { PACE } from './upload/pace.ts';
import { OWNER, readChecksum, UploadStore } from './upload/tus-store.ts';

/**
 * Resumable uploads by the tus protocol 1.0 at /files/. The library speaks it; what is ours: whose upload it is, which
 * session it goes to, how large it may be, and what becomes of it when it is whole. Uploads lie on the disk of the
 * server that began them: behind several servers, /files/ needs sticky routing (docs/self-hosting.md).
 */

const DAY_MS = 24 * 3600 * 1000;
/** A resumable upload that nobody goes on with is removed after this. */
const EXPIRATION_MS = DAY_MS;
const SWEEP_MS = 3600 * 1000;

export type Tus = { readonly handle: (call: Call<'token'>) => Promise<void> };

declare module 'fastify' {
  interface FastifyInstance {
    tus: Tus;
  }
}

/** Adds `app.tus`, takes in what a killed process had received, and removes what expired, now and every hour. */
export async function addTus(app: FastifyInstance, { desk }: Mounting): Promise<void> {
  const folder = path.join(desk.settings.data, 'resumable');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const store = new UploadStore({
    directory: folder,
    expirationMs: EXPIRATION_MS,
    pace: PACE,
    removed: (id) => releaseUpload(desk, id, 'failed'),
  });
  const calls = new WeakMap<IncomingMessage, Call<'token'>>();
  const server = buildServer(store, calls, app);
  // The body is read by the library.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  app.decorate('tus', {
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
  });
  const sweep = (): void => {
    store.deleteExpired().catch((error: unknown) => desk.log.error({ err: error }, 'expired uploads were not removed'));
  };
  const timer = setInterval(sweep, SWEEP_MS);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onReady', async () => {
    sweep();
    for (const upload of await store.complete()) {
      await takeIn({ desk, store, upload }).catch((error: unknown) =>
        desk.log.warn({ err: error }, 'an upload was not taken in'),
      );
    }
  });
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
  if (!(error instanceof TellcutError)) call.request.log.error({ err: error }, 'a resumable upload failed');
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
