import path from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Desk } from '../../app/desk.ts';
import { openScratch } from '../../app/scratch.ts';
import { type Fetcher, openFetcher } from '../fetch/fetcher.ts';
import type { Mounting } from '../mount.ts';
import { PACE } from './pace.ts';
import { Receiver } from './receive.ts';

/** What the routes of uploads share: a folder where files arrive, and the way out to addresses of users. */
export type Uploads = {
  readonly receiver: Receiver;
  readonly fetcher: Fetcher;
  /** Where files arrive. */
  readonly folder: string;
};

declare module 'fastify' {
  interface FastifyInstance {
    uploads: Uploads;
  }
}

/** Opens what uploads need; what a killed process left behind goes now. It closes with the server. */
export async function addUploads(app: FastifyInstance, { desk }: Mounting): Promise<void> {
  const { settings } = desk;
  const scratch = await openScratch(uploadFolder(desk));
  const { folder } = scratch;
  const fetcher = openFetcher(settings);
  const receiver = new Receiver({ folder, minFreeBytes: settings.minFreeBytes, pace: PACE });
  app.decorate('uploads', { receiver, fetcher, folder });
  app.addHook('onClose', async () => {
    await fetcher[Symbol.asyncDispose]();
    scratch[Symbol.dispose]();
  });
  await app.register(multipart);
}

/** On the disk of the data, so that a whole file moves to its place by a rename. */
export const uploadFolder = (desk: Pick<Desk, 'settings'>): string => path.join(desk.settings.data, 'uploads');

/** Aborted when the sender goes away before its request has come whole. What it asked for after that is done. */
export function goneSignal(request: FastifyRequest): AbortSignal {
  const gone = new AbortController();
  const { raw } = request;
  raw.once('close', () => {
    if (!raw.complete || raw.socket.destroyed) gone.abort();
  });
  return gone.signal;
}
