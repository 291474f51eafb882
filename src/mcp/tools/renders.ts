import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { FORMATS } from '../../app/export.ts';
import {
  cancelRender,
  findRender,
  followRender,
  openDownload,
  type RenderView,
  startRender,
} from '../../app/service/renders.ts';
import { sharedRenderPath, signPath } from '../../app/signing.ts';
import { fail } from '../../base/errors.ts';
import { type ExportOptions, resolutionOf } from '../../operations/export-options.ts';
import { CHANGES, defineTool, Id, LOOKS, type Tool, type ToolAnswer, type ToolCall, WHICH } from '../tool.ts';
import { type Which, whichSession } from '../which.ts';

const SAVE_TO = z.string().min(1).max(4096).describe('A new file on this machine for the result (stdio only)');
const WAIT = z.int().min(0).max(900).default(45).describe('Seconds to wait for the end; the work goes on afterwards');

const exporting = defineTool({
  name: 'export',
  aliases: ['render_video'],
  title: 'Export',
  about:
    'Renders the timeline to a file: video, GIF, sound or a still, by format. Costs no credits. Gives an address to download, or ' +
    'with save_to a file on this machine. When it takes longer than wait_seconds, ask get_render_status.',
  args: z.strictObject({
    ...WHICH,
    format: z.enum(Object.keys(FORMATS) as [string, ...string[]]).default('mp4'),
    quality: z.enum(['draft', 'standard', 'high', 'source']).optional(),
    resolution: z.string().max(40).optional().describe('"1080p", "720p", "4k", "1080x1920"'),
    fps: z.number().min(1).max(120).optional(),
    platform: z.string().min(1).max(60).optional().describe('tiktok, reels, shorts, youtube …'),
    max_bytes: z.int().min(1).max(1e12).optional().describe('Largest size of the file'),
    save_to: SAVE_TO.optional(),
    wait_seconds: WAIT,
  }),
  scope: 'render',
  hints: CHANGES,
  run: async ({ save_to: saveTo, wait_seconds: seconds, session_id, project_id, ...output }, call) => {
    if (saveTo !== undefined && call.local === null) throw fail('mcp.no_local_files', undefined);
    const which = await whichSession(call, { session_id, project_id });
    const { id } = await started(call, which, optionsOf(output));
    return shown(call, await ended(call, id, seconds), saveTo);
  },
});

type Output = {
  readonly format: string;
  readonly quality?: ExportOptions['quality'] | undefined;
  readonly resolution?: string | undefined;
  readonly fps?: number | undefined;
  readonly platform?: string | undefined;
  readonly max_bytes?: number | undefined;
};

const optionsOf = ({ format, quality, resolution, fps, platform, max_bytes: maxBytes }: Output): ExportOptions => ({
  format,
  ...(quality === undefined ? {} : { quality }),
  ...(resolution === undefined ? {} : { resolution: resolutionOf(resolution) }),
  ...(fps === undefined ? {} : { fps }),
  ...(platform === undefined ? {} : { platform: platform.toLowerCase() }),
  ...(maxBytes === undefined ? {} : { maxBytes }),
});

const started = ({ desk, attribution }: ToolCall, which: Which, options: ExportOptions): Promise<RenderView> =>
  startRender(desk, { ...which, id: `mcp_${randomUUID()}`, draft: null, options, webhook: null, attribution });

/** A render at its end, or as it is when the wait is over. An agent that cancels stops it. */
async function ended(call: ToolCall, id: string, seconds: number): Promise<RenderView> {
  const { desk, accountId, signal, stopping } = call;
  const enough = AbortSignal.any([stopping, AbortSignal.timeout(Math.max(1, seconds * 1000))]);
  const which = { accountId, id };
  for await (const view of followRender(desk, { ...which, signal: AbortSignal.any([signal, enough]) }))
    call.progress(view.progress, 'Rendering');
  return signal.aborted && !stopping.aborted ? cancelRender(desk, which) : findRender(desk, which);
}

async function shown(call: ToolCall, view: RenderView, saveTo: string | undefined): Promise<ToolAnswer> {
  const { id, state: status, progress, file, error } = view;
  const data = { render_id: id, session_id: view.sessionId, status, progress, notes: [...view.notes] };
  if (file === null) {
    const next = view.completedAt === null ? ` Ask get_render_status with render_id ${id}.` : '';
    return { text: error?.message ?? `The render is ${status}, ${progress} %.${next}`, data: { ...data, error } };
  }
  const { secret, downloadLifetime } = call.desk.settings;
  const url = call.desk.address(signPath(secret, sharedRenderPath(view.uid), downloadLifetime, call.desk.clock()));
  const about = { filename: file.filename, bytes: file.bytes, seconds: file.durationMs / 1000 };
  if (saveTo !== undefined && call.local !== null) {
    const { stream } = await openDownload(call.desk, { uid: view.uid });
    const path = await call.local.save(saveTo, stream);
    const text = [`Saved ${path}, ${about.seconds} s, ${(file.bytes / 1e6).toFixed(1)} MB.`, ...view.notes].join('\n');
    return { text, data: { ...data, ...about, path } };
  }
  const text = [`${file.filename}, ${about.seconds} s, ${(file.bytes / 1e6).toFixed(1)} MB: ${url}`, ...view.notes];
  const link = {
    type: 'resource_link',
    uri: `tellcut://renders/${id}`,
    name: file.filename,
    size: file.bytes,
  } as const;
  return { text: text.join('\n'), data: { ...data, ...about, url }, more: [link] };
}

const status = defineTool({
  name: 'get_render_status',
  title: 'Status of an export',
  about: 'How far an export is; waits for its end when asked to. Gives the address, or with save_to the file.',
  args: z.strictObject({ render_id: Id, wait_seconds: WAIT.default(0), save_to: SAVE_TO.optional() }),
  scope: 'read',
  hints: LOOKS,
  run: async ({ render_id: id, wait_seconds: seconds, save_to: saveTo }, call) => {
    if (saveTo !== undefined && call.local === null) throw fail('mcp.no_local_files', undefined);
    const { desk, accountId, signal } = call;
    const which = { accountId, id };
    const enough = AbortSignal.any([signal, call.stopping, AbortSignal.timeout(Math.max(1, seconds * 1000))]);
    for await (const view of followRender(desk, { ...which, signal: enough }))
      call.progress(view.progress, 'Rendering');
    return shown(call, await findRender(desk, which), saveTo);
  },
});

const cancel = defineTool({
  name: 'cancel_render',
  title: 'Stop an export',
  about: 'Stops an export that is under way. Finished parts are kept for the next one.',
  args: z.strictObject({ render_id: Id }),
  scope: 'render',
  hints: CHANGES,
  run: async ({ render_id: id }, call) =>
    shown(call, await cancelRender(call.desk, { accountId: call.accountId, id }), undefined),
});

/** A frame is for looking at, not for keeping: pictures cost an agent much of its context. */
const FRAME: ExportOptions = { format: 'jpg', resolution: '360p' };
const FRAME_S = 60;

/** The picture of a draft at a time, as JPEG. Throws what the render ends with. */
export async function frameOf(call: ToolCall, which: Which, seconds: number): Promise<Buffer> {
  const { id } = await started(call, which, { ...FRAME, at: Math.round(seconds * 1000) });
  const view = await ended(call, id, FRAME_S);
  if (view.file === null) throw fail('render.not_ready', { state: view.state });
  const { stream } = await openDownload(call.desk, { uid: view.uid });
  return buffer(stream);
}

const frame = defineTool({
  name: 'get_project_frame',
  title: 'Frames',
  about: 'Pictures of the timeline as it would be exported, at up to six times: to check titles, crops and looks.',
  args: z.strictObject({ ...WHICH, at: z.array(z.number().min(0).max(86_400)).min(1).max(6).describe('Seconds') }),
  scope: 'render',
  hints: LOOKS,
  run: async ({ at, ...names }, call) => {
    const which = await whichSession(call, names);
    const pictures = [];
    for (const seconds of at) pictures.push(await frameOf(call, which, seconds));
    return {
      text: `At ${at.map((seconds) => `${seconds} s`).join(', ')}:`,
      data: { session_id: which.sessionId, at },
      more: pictures.map((jpeg) => ({ type: 'image', mimeType: 'image/jpeg', data: jpeg.toString('base64') })),
    };
  },
});

export const RENDER_TOOLS: readonly Tool[] = [exporting, status, cancel, frame];
