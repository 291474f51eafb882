import * as z from 'zod';
import type { Desk } from '../../app/desk.ts';
import { FORMATS } from '../../app/export.ts';
import {
  cancelRender,
  type DownloadOf,
  findDownload,
  findRender,
  followRender,
  listRenders,
  openDownload,
  type RenderView,
  startRender,
} from '../../app/service/renders.ts';
import { isSigned, sharedRenderPath, signPath } from '../../app/signing.ts';
import { fail } from '../../base/errors.ts';
import { type ExportOptions, resolutionOf } from '../../operations/export-options.ts';
import { checkClaim } from '../auth.ts';
import { replyOf } from '../failures.ts';
import { sendFile } from '../ranges.ts';
import { type Call, defineRoute, Id, Nothing, type Route } from '../route.ts';
import { EventStream, STREAM_RULES } from '../sse/stream.ts';

/** Renders, in the camelCase of these endpoints, with the status in both places that clients look at. */

const tag = 'Export';
const base = '/api/render/proxy';
const claim = { render: 'id' } as const;

const Output = z.object({
  format: z.enum(Object.keys(FORMATS) as [string, ...string[]]).optional(),
  quality: z.enum(['draft', 'standard', 'high', 'source']).optional(),
  resolution: z
    .union([z.string().max(40), z.int().min(16).max(8192)])
    .optional()
    .describe('"1080p", "720p", "4k", "1080x1920"'),
  fps: z.number().min(1).max(120).optional(),
  platform: z.string().trim().min(1).max(60).optional().describe('tiktok, reels, shorts, youtube …'),
  max_bytes: z.int().min(1).max(1e12).optional(),
  maxBytes: z.int().min(1).max(1e12).optional(),
  codec: z.string().max(40).optional(),
  webhook: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2000)
    .optional()
    .describe('Gets a signed POST at the end.'),
});

const Body = z
  .object({
    id: Id.describe('Yours; unique within the account.'),
    sessionId: Id.optional(),
    session_id: Id.optional(),
    draft: z.looseObject({}).nullish().describe("Left out: the session's latest."),
    output: Output.default({}),
  })
  .refine((body) => (body.sessionId ?? body.session_id) !== undefined, { path: ['sessionId'], error: 'is missing' });

const Status = z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']);

const Started = z.object({
  success: z.literal(true),
  code: z.literal(0),
  message: z.literal('ok'),
  id: z.string(),
  status: Status,
  data: z.object({ id: z.string(), status: Status, progress: z.int() }),
});

const Stretches = z.array(z.object({ start: z.number(), end: z.number() })).readonly();

/** How a finished file was made, and what the look at it came to. */
const Report = z.object({
  chunks: z
    .object({ total: z.int(), encoded: z.int(), copied: z.int(), cached: z.int() })
    .describe('Parts of the video: encoded now, copied from the source, or found finished.'),
  frames: z.int(),
  width: z.int(),
  height: z.int(),
  fps: z.number(),
  loudness: z
    .object({ integrated: z.number().nullable(), range: z.number().nullable(), truePeak: z.number().nullable() })
    .describe('LUFS, LU and dBTP; null where it is silent or copied.'),
  check: z
    .object({
      ok: z.boolean(),
      items: z
        .array(
          z.object({
            rule: z.string(),
            ok: z.boolean(),
            weight: z.enum(['fault', 'notice']),
            found: z.string(),
            wanted: z.string(),
          }),
        )
        .readonly(),
      driftMs: z.number().nullable().describe('By how much the sound ends after the picture.'),
      black: Stretches.describe('Black stretches that the draft does not explain, in ms.'),
      frozen: Stretches.describe('Frozen ones.'),
    })
    .nullable()
    .describe('The finished file compared with its plan; null for stills.'),
  rules: z
    .array(
      z.object({
        rule: z.string(),
        ok: z.boolean(),
        weight: z.enum(['must', 'should']),
        found: z.string(),
        wanted: z.string(),
        remedy: z.string(),
        repairable: z.boolean(),
      }),
    )
    .readonly()
    .describe("The platform's rules; empty without one."),
});

const Detail = z.object({
  success: z.boolean(),
  code: z.literal(0),
  message: z.literal('ok'),
  id: z.string(),
  status: Status,
  progress: z.int(),
  output: z.object({ url: z.string(), size: z.int(), duration: z.number().describe('Seconds') }).nullable(),
  data: z.object({
    id: z.string(),
    status: Status,
    progress: z.int(),
    outputUrl: z.string().nullable(),
    createdAt: z.number().describe('Epoch ms'),
    completedAt: z.number().nullable(),
    sessionId: z.string(),
    error: z.string().nullable(),
    notes: z.array(z.string()),
    report: Report.nullable().describe('Null before the render is completed.'),
  }),
  error: z.string().nullable(),
});

type Where = { readonly desk: Desk; readonly publicUrl: string };

function detailOf({ desk, publicUrl }: Where, view: RenderView): z.output<typeof Detail> {
  const { id, state: status, progress, file } = view;
  const { secret, downloadLifetime } = desk.settings;
  const url =
    file === null ? null : publicUrl + signPath(secret, sharedRenderPath(view.uid), downloadLifetime, desk.clock());
  const error = view.error?.message ?? null;
  return {
    success: status !== 'failed',
    code: 0,
    message: 'ok',
    id,
    status,
    progress,
    output: file === null || url === null ? null : { url, size: file.bytes, duration: file.durationMs / 1000 },
    data: {
      id,
      status,
      progress,
      outputUrl: url,
      createdAt: view.createdAt.getTime(),
      completedAt: view.completedAt?.getTime() ?? null,
      sessionId: view.sessionId,
      error,
      notes: [...view.notes],
      report: view.report,
    },
    error,
  };
}

const start = defineRoute({
  method: 'POST',
  url: `${base}/lambda`,
  tag,
  summary:
    'Starts an export. It belongs to the account: closing the connection or restarting the server loses nothing.',
  auth: 'token',
  scopes: ['render'],
  claim: 'checked-by-handler',
  body: Body,
  bodyLimit: 8_388_608,
  wrapping: 'plain',
  success: true,
  response: Started,
  handler: async (call) => {
    const { desk, caller, body, attribution, idempotencyKey } = call;
    const sessionId = body.sessionId ?? body.session_id ?? '';
    await checkClaim(desk, caller, { session: 'id' }, { id: sessionId });
    const view = await startRender(desk, {
      accountId: caller.accountId,
      id: body.id,
      sessionId,
      draft: body.draft ?? null,
      options: optionsOf(body.output),
      webhook: body.output.webhook ?? null,
      attribution,
      idempotencyKey,
    });
    const { id, state: status, progress } = view;
    return {
      success: true as const,
      code: 0 as const,
      message: 'ok' as const,
      id,
      status,
      data: { id, status, progress },
    };
  },
});

function optionsOf(output: z.output<typeof Output>): ExportOptions {
  const maxBytes = output.max_bytes ?? output.maxBytes;
  return {
    ...(output.format === undefined ? {} : { format: output.format }),
    ...(output.quality === undefined ? {} : { quality: output.quality }),
    ...(output.resolution === undefined ? {} : { resolution: resolutionOf(output.resolution) }),
    ...(output.fps === undefined ? {} : { fps: output.fps }),
    ...(output.platform === undefined ? {} : { platform: output.platform.toLowerCase() }),
    ...(output.codec === undefined ? {} : { codec: output.codec.trim().toLowerCase() }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}

const list = defineRoute({
  method: 'GET',
  url: `${base}/lambda`,
  tag,
  summary: 'Renders of the account, newest first.',
  auth: 'token',
  scopes: ['read'],
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), session_id: Id.optional() }),
  success: true,
  response: z.object({ renders: z.array(Detail) }),
  handler: async ({ desk, caller, query, publicUrl }) => {
    const input = { accountId: caller.accountId, limit: query.limit, sessionId: query.session_id ?? null };
    return { renders: (await listRenders(desk, input)).map((view) => detailOf({ desk, publicUrl }, view)) };
  },
});

const status = defineRoute({
  method: 'GET',
  url: `${base}/lambda/:id`,
  tag,
  summary: 'How far a render is, and where its file lies.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params: z.object({ id: Id }),
  wrapping: 'plain',
  success: true,
  response: Detail,
  handler: async ({ desk, caller, params: { id }, publicUrl }) =>
    detailOf({ desk, publicUrl }, await findRender(desk, { accountId: caller.accountId, id })),
});

const cancel = defineRoute({
  method: 'POST',
  url: `${base}/lambda/:id/cancel`,
  tag,
  summary: 'Stops a render that has not ended.',
  auth: 'token',
  scopes: ['render'],
  claim,
  params: z.object({ id: Id }),
  wrapping: 'plain',
  success: true,
  response: Detail,
  handler: async ({ desk, caller, params: { id }, publicUrl }) =>
    detailOf({ desk, publicUrl }, await cancelRender(desk, { accountId: caller.accountId, id })),
});

const events = defineRoute({
  method: 'GET',
  url: `${base}/lambda/:id/events`,
  tag,
  summary:
    'The status as it changes, as a stream, until the render has ended. A last frame with `resume: true` says to ask again.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params: z.object({ id: Id }),
  success: true,
  wrapping: 'stream',
  produces: 'text/event-stream',
  response: Nothing,
  handler: async (call) => {
    const { desk, caller, publicUrl, reply, stopping } = call;
    const { id } = call.params;
    const which = { accountId: caller.accountId, id };
    await findRender(desk, which);
    using place = call.streams.open({ caller, kind: 'render' });
    using stream = new EventStream(reply, STREAM_RULES);
    const enough = AbortSignal.timeout(STREAM_RULES.maxMs);
    const signal = AbortSignal.any([stream.gone, stopping, enough, place.lost]);
    let last: object = {};
    try {
      for await (const view of followRender(desk, { ...which, signal })) {
        // A frame is a frame: these are no events of a turn.
        last = detailOf({ desk, publicUrl }, view);
        if (!(await stream.send(last))) return;
      }
    } catch (error) {
      if (!signal.aborted) desk.log.error({ err: error, render: id }, 'a stream failed');
    }
    // The render goes on: whoever asks for this stream again gets the rest.
    if (!place.lost.aborted && (stopping.aborted || enough.aborted)) await stream.send({ ...last, resume: true });
    if (!place.lost.aborted) return;
    const { body } = replyOf(place.lost.reason, { lang: call.lang, requestId: call.request.id, registerUrl: null });
    await stream.send({ success: false, ...body, error: body.message });
  },
});

const download = defineRoute({
  method: 'GET',
  url: `${base}/:id/download`,
  tag,
  summary: 'The finished file, whole or in ranges, under the name of its project.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params: z.object({ id: Id }),
  success: true,
  wrapping: 'stream',
  produces: 'video/mp4',
  response: Nothing,
  handler: (call) => sendRender(call, { accountId: call.caller.accountId, id: call.params.id }),
});

const shared = defineRoute({
  method: 'GET',
  url: '/renders/:uid_of_render',
  tag,
  summary: 'The finished file by a signed address, without a token.',
  auth: 'none',
  params: z.object({ uid_of_render: Id }),
  query: z.object({ exp: z.string().max(20).optional(), sig: z.string().max(100).optional() }),
  wrapping: 'stream',
  produces: 'video/mp4',
  response: Nothing,
  handler: async (call) => {
    const { desk, params, query } = call;
    const path = sharedRenderPath(params.uid_of_render);
    if (!isSigned(desk.settings.secret, path, query, desk.clock())) {
      // Signed by us, but long ago: that may be said.
      const isOld = isSigned(desk.settings.secret, path, query, new Date(0));
      throw isOld ? fail('server.link_expired', undefined) : fail('server.link_wrong', undefined);
    }
    return sendRender(call, { uid: params.uid_of_render });
  },
});

async function sendRender(
  { desk, request, reply }: Pick<Call, 'desk' | 'request' | 'reply'>,
  which: DownloadOf,
): Promise<unknown> {
  const found = await findDownload(desk, which);
  return sendFile(request, reply, {
    bytes: found.bytes,
    type: found.type,
    saveAs: found.filename,
    etag: `"${found.uid}"`,
    open: async (range) => (await openDownload(desk, which, range)).stream,
  });
}

export const RENDER_ROUTES: readonly Route[] = [start, list, status, cancel, events, download, shared];
