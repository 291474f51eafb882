import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Mounting } from './mount.ts';
import type { ResumableUploads } from './upload/resumable.ts';

/**
 * Resumable uploads by the tus protocol 1.0 at /files/: src/server/upload/resumable.ts, which is loaded with the first of
 * them. Uploads lie on the disk of the server that began them: behind several servers, /files/ needs sticky routing
 * (docs/self-hosting.md).
 */

const SWEEP_MS = 3600 * 1000;

export type Tus = Pick<ResumableUploads, 'handle'>;

declare module 'fastify' {
  interface FastifyInstance {
    tus: Tus;
  }
}

/** Adds `app.tus`, takes in what a killed process had received, and removes what expired, now and every hour. */
export async function addTus(app: FastifyInstance, mounting: Mounting): Promise<void> {
  const folder = path.join(mounting.desk.settings.data, 'resumable');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let opened: Promise<ResumableUploads> | null = null;
  const open = (): Promise<ResumableUploads> => {
    opened ??= import('./upload/resumable.ts').then(({ openResumable }) => openResumable(app, mounting, folder));
    return opened;
  };
  // The body is read by the library.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  app.decorate('tus', { handle: async (call) => (await open()).handle(call) });
  const isEmpty = async (): Promise<boolean> => (await readdir(folder)).length === 0;
  const sweep = async (): Promise<void> => {
    if (await isEmpty()) return;
    await (await open()).sweep();
  };
  const timer = setInterval(() => void sweep().catch(logged), SWEEP_MS);
  timer.unref();
  function logged(error: unknown): void {
    mounting.desk.log.error({ err: error }, 'expired uploads were not looked for');
  }
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onReady', async () => {
    if (await isEmpty()) return;
    const uploads = await open();
    void uploads.sweep();
    await uploads.takeInComplete();
  });
}
