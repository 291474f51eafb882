import { buffer } from 'node:stream/consumers';
import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import { listProjects } from '../app/service/projects.ts';
import { findDownload, listRenders, openDownload } from '../app/service/renders.ts';
import { latestState } from '../app/service/state.ts';
import { fail, toProblem } from '../base/errors.ts';
import { sheetOf, waveformOf } from './pictures/of-file.ts';
import type { Agent, ToolCall } from './tool.ts';
import { frameOf } from './tools/renders.ts';

/** What agents read without a tool: timelines in words and as data, facts, frames, finished files. */

/** Larger files are downloaded by their address instead of through a message. */
const MOST_BYTES = 20_000_000;

/** Parts of a session's state, by the last word of their address. */
const PARTS = {
  summary: { about: 'The timeline in one line', type: 'text/plain' },
  draft: { about: 'The timeline as data: /schemas/draft.json', type: 'application/json' },
  facts: { about: 'Files, and what was measured of them', type: 'application/json' },
} as const;

type Part = keyof typeof PARTS;

async function partOf({ desk, accountId }: Agent, sessionId: string, part: Part): Promise<string> {
  const { state, version } = await latestState(desk, { accountId, sessionId });
  if (part === 'summary') return `${String(state['summary'])} (version ${version})`;
  const { draft, canvas_config: canvas, video_infos: files, video_analyses: analyses } = state;
  return JSON.stringify(part === 'draft' ? { version, canvas, draft } : { files, analyses });
}

/**
 * Reads for whoever may read. A failure becomes the protocol's, with our code and sentence; of a fault of ours nothing is
 * shown.
 */
async function reading<T>(agent: Agent, work: () => Promise<T>): Promise<T> {
  try {
    if (!agent.scopes.includes('read')) throw fail('account.scope_missing', { scope: 'read' });
    await agent.ready?.();
    return await work();
  } catch (error) {
    const { code, remedy, message } = toProblem(error, agent.lang);
    if (code === 'internal') agent.desk.log.error({ err: error }, 'a resource failed');
    const kind = code === 'internal' ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
    throw new ProtocolError(kind, message, { code, remedy });
  }
}

/** Adds the resources to a server. Other people's are not found, as everywhere. */
export function addResources(server: McpServer, agent: Agent): void {
  for (const [part, { about, type }] of Object.entries(PARTS) as [Part, (typeof PARTS)[Part]][]) {
    const template = new ResourceTemplate(`tellcut://sessions/{session}/${part}`, {
      list: part === 'summary' ? () => reading(agent, () => listed(agent)) : undefined,
    });
    server.registerResource(part, template, { description: about, mimeType: type }, async (uri, { session }) => {
      const text = await reading(agent, () => partOf(agent, String(session), part));
      return { contents: [{ uri: uri.href, mimeType: type, text }] };
    });
  }
  server.registerResource(
    'frame',
    new ResourceTemplate('tellcut://sessions/{session}/frames/{seconds}', { list: undefined }),
    { description: 'The picture of the timeline at a time, as it would be exported', mimeType: 'image/jpeg' },
    async (uri, { session, seconds }, { mcpReq }) => {
      const call: ToolCall = { ...agent, signal: mcpReq.signal, progress: () => undefined };
      const jpeg = await reading(agent, () => frameAt(call, String(session), Number(seconds)));
      return { contents: [{ uri: uri.href, mimeType: 'image/jpeg', blob: jpeg.toString('base64') }] };
    },
  );
  addFilePictures(server, agent);
  server.registerResource(
    'export',
    new ResourceTemplate('tellcut://renders/{render}', { list: () => reading(agent, () => finished(agent)) }),
    { description: 'A finished export of up to 20 MB' },
    (uri, { render }) => reading(agent, () => readExport(agent, uri, String(render))),
  );
}

/** Pictures of a file: stills in rows, and its levels. */
function addFilePictures(server: McpServer, agent: Agent): void {
  server.registerResource(
    'contact sheet',
    new ResourceTemplate('tellcut://sessions/{session}/files/{file}/sheet', { list: undefined }),
    { description: 'Stills of a file in rows, from left to right', mimeType: 'image/jpeg' },
    async (uri, { session, file }, { mcpReq }) => {
      const call: ToolCall = { ...agent, signal: mcpReq.signal, progress: () => undefined };
      const which = { accountId: agent.accountId, sessionId: String(session) };
      const sheet = await reading(agent, () => sheetOf(call, which, String(file)));
      const contents =
        sheet === null ? [] : [{ uri: uri.href, mimeType: 'image/jpeg', blob: sheet.jpeg.toString('base64') }];
      return { contents };
    },
  );
  server.registerResource(
    'waveform',
    new ResourceTemplate('tellcut://sessions/{session}/files/{file}/waveform', { list: undefined }),
    { description: 'The levels of a file over time', mimeType: 'image/png' },
    async (uri, { session, file }) => {
      const which = { accountId: agent.accountId, sessionId: String(session) };
      const png = await reading(agent, () => waveformOf(agent, which, String(file)));
      return { contents: [{ uri: uri.href, mimeType: 'image/png', blob: png.toString('base64') }] };
    },
  );
}

type Listed = { resources: { uri: string; name: string; mimeType?: string }[] };

/** Exports that are there to be read, newest first. */
async function finished({ desk, accountId }: Agent): Promise<Listed> {
  const renders = await listRenders(desk, { accountId, limit: 20 });
  const resources = renders.flatMap(({ id, file }) =>
    file === null || file.bytes > MOST_BYTES ? [] : [{ uri: `tellcut://renders/${id}`, name: file.filename }],
  );
  return { resources };
}

async function frameAt(call: ToolCall, sessionId: string, seconds: number): Promise<Buffer> {
  if (!call.scopes.includes('render')) throw fail('account.scope_missing', { scope: 'render' });
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 86_400)
    throw fail('input.invalid', { issues: ['a frame is named by its time in seconds'] });
  return frameOf(call, { accountId: call.accountId, sessionId }, seconds);
}

async function listed({ desk, accountId }: Agent): Promise<Listed> {
  const projects = await listProjects(desk, { accountId, limit: 50 });
  const resources = projects.flatMap(({ name, sessions }) =>
    sessions.map((session) => ({ uri: `tellcut://sessions/${session}/summary`, name, mimeType: 'text/plain' })),
  );
  return { resources };
}

async function readExport({ desk, accountId }: Agent, uri: URL, id: string): Promise<ReadResourceResult> {
  const { uid, bytes, type } = await findDownload(desk, { accountId, id });
  if (bytes > MOST_BYTES)
    throw fail('input.invalid', {
      issues: ['this file is too large for a message: use the address of get_render_status'],
    });
  const { stream } = await openDownload(desk, { uid });
  return { contents: [{ uri: uri.href, mimeType: type, blob: (await buffer(stream)).toString('base64') }] };
}
