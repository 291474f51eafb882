import * as z from 'zod';
import type { Side } from '../../app/service/previews.ts';
import { toProblem } from '../../base/errors.ts';
import { type Call, defineRoute, Id, Nothing, type Route } from '../route.ts';

const claim = { session: 'sid' } as const;
/** Names that playlists use: no slash, no second dot. */
const PartName = z.string().regex(/^[A-Za-z0-9-]{1,100}\.(m3u8|m4s|mp4)$/, 'is not a part of a preview');

const TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
};

const PartParams = z.object({ sid: Id, part: PartName });
const PartQuery = z.object({ id: z.string().max(100).optional().describe('Only makes the address another one.') });

/** The draft as it would look now: HLS, made as it is watched. */
export const PREVIEW_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'GET',
    url: '/api/web/sessions/:sid',
    tag: 'Preview',
    summary: 'What a page that shows a session asks for again and again: has the session or its preview changed?',
    auth: 'token',
    scopes: ['read'],
    claim,
    quiet: true,
    params: z.object({ sid: Id }),
    query: z.object({
      at: z.coerce
        .number()
        .min(0)
        .max(1e6)
        .optional()
        .describe('Where the player stands, in seconds: that comes first.'),
    }),
    response: z.object({
      revision: z.string().describe('Changes with everything that the state shows.'),
      version: z.int(),
      preview: z
        .object({ id: z.string().describe('Changes with the playlists.'), url: z.string(), duration: z.number() })
        .nullable()
        .describe('HLS; null while there is nothing to see. `duration` is in seconds.'),
      problem: z.string().nullable().describe('Why there is no preview, when something is on the timeline.'),
      suggestions: z.array(z.string()).describe('What could be asked for next.'),
    }),
    handler: async ({ caller, params: { sid }, query: { at }, lang, request }) => {
      const atMs = at === undefined ? null : at * 1000;
      const pulse = await request.server.previews.pulse({ accountId: caller.accountId, sessionId: sid, atMs });
      const { revision, version, preview: id, durationMs, problem, suggestions } = pulse;
      return {
        revision,
        version,
        preview: id === null ? null : { id, url: `/preview/${sid}/main.m3u8?id=${id}`, duration: durationMs / 1000 },
        problem: problem === null ? null : toProblem(problem, lang).message,
        suggestions: suggestions.map((said) => said[lang]),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/api/web/sessions/:sid/music',
    tag: 'Preview',
    summary: 'What a page draws of the music that a session has composed: its beats, and its levels once it is made.',
    auth: 'token',
    scopes: ['read'],
    claim,
    quiet: true,
    params: z.object({ sid: Id }),
    response: z.object({
      pieces: z.array(
        z.object({
          mood: z.string(),
          seed: z.int(),
          start_ms: z.number().describe('Of the timeline.'),
          duration_ms: z.number(),
          bpm: z.number(),
          beats: z.array(z.number()).describe('ms of the timeline'),
          waveform: z
            .object({ per_second: z.int(), peaks: z.array(z.int()).describe('0–255') })
            .nullable()
            .describe('null: not made yet; `preview.id` of the session is another one when it is.'),
        }),
      ),
    }),
    handler: async ({ caller, params: { sid }, request }) => {
      const pieces = await request.server.previews.music({ accountId: caller.accountId, sessionId: sid });
      return {
        pieces: pieces.map(({ startMs, durationMs, beats, waveform, ...piece }) => ({
          ...piece,
          start_ms: startMs,
          duration_ms: durationMs,
          beats: [...beats],
          waveform: waveform === null ? null : { per_second: waveform.perSecond, peaks: [...waveform.peaks] },
        })),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/preview/:sid/:part',
    tag: 'Preview',
    summary: 'A playlist of the preview (main.m3u8 names the others) or one of its parts.',
    auth: 'token',
    scopes: ['read'],
    claim,
    quiet: true,
    params: PartParams,
    query: PartQuery,
    response: Nothing,
    wrapping: 'stream',
    produces: 'application/vnd.apple.mpegurl',
    handler: (call) => sendPart(call, 'now'),
  }),
  defineRoute({
    method: 'GET',
    url: '/preview/:sid/before/:part',
    tag: 'Preview',
    summary: 'The same of the draft before its last change: what undo would bring back.',
    auth: 'token',
    scopes: ['read'],
    claim,
    quiet: true,
    params: PartParams,
    query: PartQuery,
    response: Nothing,
    wrapping: 'stream',
    produces: 'application/vnd.apple.mpegurl',
    handler: (call) => sendPart(call, 'before'),
  }),
];

type PartCall = Call<'token', z.output<typeof PartParams>>;

async function sendPart({ caller, params: { sid, part }, request, reply }: PartCall, side: Side): Promise<unknown> {
  const gone = new AbortController();
  request.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort();
  });
  const which = { accountId: caller.accountId, sessionId: sid, side };
  const made = await request.server.previews.file(which, part, gone.signal);
  const extension = part.split('.').at(-1) ?? '';
  // A part's name says what is in it; a playlist changes with the draft.
  const isFixed = extension === 'm4s' || part.startsWith('picture-');
  reply.type(TYPES[extension] ?? 'application/octet-stream');
  reply.header('cache-control', isFixed ? 'private, max-age=3600, immutable' : 'no-store');
  return reply.send(typeof made === 'string' ? made : Buffer.from(made.buffer, made.byteOffset, made.byteLength));
}
