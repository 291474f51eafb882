import * as z from 'zod';
import type { FilmStrip } from '../../draft/film-strip.ts';
import { defineRoute, Id, Nothing, type Route } from '../route.ts';

const claim = { session: 'sid' } as const;
const base = '/api/web/sessions/:sid/media/:asset_id';
const params = z.object({ sid: Id, asset_id: Id });

const shown = ({ everyMs, ...tiles }: FilmStrip, url: string) => ({ ...tiles, every_ms: everyMs, url });

/** What the timeline and the list of files draw of a file: small pictures, levels, words. */
export const SESSION_MEDIA_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'GET',
    url: base,
    tag: 'Preview',
    summary: 'What a page draws of a file: how its film strip is laid out, its levels, its words.',
    auth: 'token',
    scopes: ['read'],
    claim,
    quiet: true,
    params,
    response: z.object({
      strip: z
        .object({
          count: z.int(),
          columns: z.int(),
          width: z.int().describe('Of one picture, in px.'),
          height: z.int(),
          every_ms: z.number().describe('Of the source, from one picture to the next; 0 for a photo.'),
          url: z.string(),
        })
        .nullable(),
      waveform: z
        .object({ per_second: z.int(), peaks: z.array(z.int()).describe('0–255') })
        .nullable()
        .describe('null: no sound, or not measured yet.'),
      words: z
        .object({
          language: z.string().nullable(),
          lines: z.array(
            z.object({
              start: z.number().describe('ms of the source'),
              end: z.number(),
              text: z.string(),
              words: z.array(z.object({ text: z.string(), at: z.number(), end: z.number() })).optional(),
            }),
          ),
        })
        .nullable(),
      beats: z.array(z.number()).nullable().describe('ms of the source; null: nobody looked for them yet.'),
      loudness_lufs: z.number().nullable(),
      complete: z.boolean().describe('false: more will be known once it is measured.'),
    }),
    handler: async ({ caller, params: { sid, asset_id: assetId }, request }) => {
      const which = { accountId: caller.accountId, sessionId: sid, assetId };
      const { strip, waveform, words, beats, loudness, isWhole } = await request.server.sessionMedia.details(which);
      return {
        strip: strip === null ? null : shown(strip, `/api/web/sessions/${sid}/media/${assetId}/strip`),
        waveform: waveform === null ? null : { per_second: waveform.perSecond, peaks: [...waveform.peaks] },
        words: words === null ? null : { language: words.language, lines: words.lines.map((line) => ({ ...line })) },
        beats: beats === null ? null : [...beats],
        loudness_lufs: loudness,
        complete: isWhole,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/strip`,
    tag: 'Preview',
    summary: 'Small pictures of a file in one JPEG, made with the first call.',
    auth: 'token',
    scopes: ['read'],
    claim,
    quiet: true,
    params,
    response: Nothing,
    wrapping: 'stream',
    produces: 'image/jpeg',
    handler: async ({ caller, params: { sid, asset_id: assetId }, request, reply }) => {
      const gone = new AbortController();
      request.raw.once('close', () => {
        if (!reply.raw.writableEnded) gone.abort();
      });
      const which = { accountId: caller.accountId, sessionId: sid, assetId };
      const bytes = await request.server.sessionMedia.filmStrip(which, gone.signal);
      // The id of a file is made of its content.
      reply.type('image/jpeg').header('cache-control', 'private, max-age=31536000, immutable');
      return reply.send(bytes);
    },
  }),
];
