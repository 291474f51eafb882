import * as z from 'zod';
import { findAsset, openAsset } from '../../app/service/assets.ts';
import { isSigned, mediaPath } from '../../app/signing.ts';
import { fail } from '../../base/errors.ts';
import { sendFile } from '../ranges.ts';
import { defineRoute, Id, Nothing, type Route } from '../route.ts';

/** Media of projects, for players and pages: by an address that opens one file for a time, never by a name. */
export const MEDIA_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'GET',
    url: '/media/:asset_id',
    tag: 'Upload',
    summary: 'The bytes of a file, whole or in ranges, by the signed address that the state names.',
    auth: 'none',
    params: z.object({ asset_id: Id }),
    query: z.object({ exp: z.string().max(20).optional(), sig: z.string().max(100).optional() }),
    wrapping: 'stream',
    produces: 'video/mp4',
    response: Nothing,
    whileStopping: true,
    handler: async ({ desk, params, query, request, reply }) => {
      const { asset_id: assetId } = params;
      const path = mediaPath(assetId);
      const { secret } = desk.settings;
      if (!isSigned(secret, path, query, desk.clock())) {
        // Signed by us, but long ago: that may be said.
        const isOld = isSigned(secret, path, query, new Date(0));
        throw isOld ? fail('server.link_expired', undefined) : fail('server.link_wrong', undefined);
      }
      const { bytes, type, hash } = await findAsset(desk, assetId);
      // What an address means never changes, only its time runs out.
      reply.header('cache-control', 'private, max-age=86400, immutable');
      return sendFile(request, reply, {
        bytes,
        type,
        // Players ignore it; a browser that is sent here saves the file and shows none of it as a page.
        saveAs: `${assetId}${EXTENSIONS[type] ?? ''}`,
        etag: `"${hash}"`,
        open: async (range) => (await openAsset(desk, { assetId, range })).stream,
      });
    },
  }),
];

const EXTENSIONS: Readonly<Record<string, string>> = {
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/x-msvideo': '.avi',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
  'audio/wav': '.wav',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'application/x-subrip': '.srt',
  'text/vtt': '.vtt',
  'text/x-ssa': '.ass',
  'text/plain': '.txt',
};
