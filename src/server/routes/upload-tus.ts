import * as z from 'zod';
import { defineRoute, Id, Nothing, type Route } from '../route.ts';
import { CHECKSUMS } from '../upload/checksum.ts';

const shared = { tag: 'Upload', wrapping: 'stream', response: Nothing, readsBody: true } as const;
const own = { ...shared, auth: 'token', scopes: ['upload'], claim: 'checked-by-handler' } as const;
const params = z.object({ id: Id });

/** Resumable uploads; the protocol itself is in src/server/tus.ts. */
export const TUS_ROUTES: readonly Route[] = [
  defineRoute({
    ...shared,
    method: 'OPTIONS',
    url: '/files/',
    aliases: ['/files', '/files/:id'],
    summary: 'What this server knows of tus 1.0.',
    auth: 'none',
    handler: ({ reply, desk }) => {
      reply.headers({
        'tus-resumable': '1.0.0',
        'tus-version': '1.0.0',
        'tus-extension': 'creation,creation-with-upload,termination,expiration,checksum',
        'tus-checksum-algorithm': CHECKSUMS.join(','),
        'tus-max-size': String(desk.settings.maxUploadBytes),
      });
      return reply.code(204).send();
    },
  }),
  defineRoute({
    ...own,
    method: 'POST',
    url: '/files/',
    aliases: ['/files'],
    summary: 'Begin a resumable upload (tus 1.0) with the metadata `session_id` and `filename`.',
    handler: (call) => call.request.server.tus.handle(call),
  }),
  defineRoute({
    ...own,
    method: 'HEAD',
    url: '/files/:id',
    summary: 'How far a resumable upload is.',
    params,
    handler: (call) => call.request.server.tus.handle(call),
  }),
  defineRoute({
    ...own,
    method: 'PATCH',
    url: '/files/:id',
    summary: 'The next bytes of a resumable upload; the last ones add the file to its session.',
    params,
    handler: (call) => call.request.server.tus.handle(call),
  }),
  defineRoute({
    ...own,
    method: 'DELETE',
    url: '/files/:id',
    summary: 'Give up a resumable upload.',
    params,
    handler: (call) => call.request.server.tus.handle(call),
  }),
];
