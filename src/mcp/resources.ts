import { buffer } from 'node:stream/consumers';
import { type McpServer, type ReadResourceResult, ResourceTemplate } from '@modelcontextprotocol/server';
import { listProjects } from '../app/service/projects.ts';
import { findDownload, openDownload } from '../app/service/renders.ts';
import { latestState } from '../app/service/state.ts';
import { fail } from '../base/errors.ts';
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

/** Adds the resources to a server. Other people's are not found, as everywhere. */
export function addResources(server: McpServer, agent: Agent): void {
  for (const [part, { about, type }] of Object.entries(PARTS) as [Part, (typeof PARTS)[Part]][]) {
    const template = new ResourceTemplate(`tellcut://sessions/{session}/${part}`, {
      list: part === 'summary' ? () => listed(agent) : undefined,
    });
    server.registerResource(part, template, { description: about, mimeType: type }, async (uri, { session }) => {
      const text = await partOf(agent, String(session), part);
      return { contents: [{ uri: uri.href, mimeType: type, text }] };
    });
  }
  server.registerResource(
    'frame',
    new ResourceTemplate('tellcut://sessions/{session}/frames/{seconds}', { list: undefined }),
    { description: 'The picture of the timeline at a time, as it would be exported', mimeType: 'image/jpeg' },
    async (uri, { session, seconds }, { mcpReq }) => {
      const at = Number(seconds);
      if (!Number.isFinite(at) || at < 0)
        throw fail('input.invalid', { issues: ['a frame is named by its time in seconds'] });
      if (!agent.scopes.includes('render')) throw fail('account.scope_missing', { scope: 'render' });
      const call: ToolCall = { ...agent, signal: mcpReq.signal, progress: () => undefined };
      const jpeg = await frameOf(call, { accountId: agent.accountId, sessionId: String(session) }, at);
      return { contents: [{ uri: uri.href, mimeType: 'image/jpeg', blob: jpeg.toString('base64') }] };
    },
  );
  server.registerResource(
    'export',
    new ResourceTemplate('tellcut://renders/{render}', { list: undefined }),
    { description: 'A finished export of up to 20 MB' },
    async (uri, { render }) => readExport(agent, uri, String(render)),
  );
}

async function listed({
  desk,
  accountId,
}: Agent): Promise<{ resources: { uri: string; name: string; mimeType: string }[] }> {
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
