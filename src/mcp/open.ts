import { McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { LEGEND } from '../operations/lean-schema.ts';
import { addPreview } from './app/preview.ts';
import { addPrompts } from './prompts.ts';
import { addResources } from './resources.ts';
import { type Agent, answer, type Tool, type ToolCall } from './tool.ts';
import { TOOLS } from './tools/index.ts';

const HOW = `Edits video. A job goes: create_project → upload → edit_by_words (the person's own words) or the tools named after
operations → get_project_frame to look → export. A project is named by session_id, or by project_id for its newest
session; base_version refuses an edit when the timeline has changed since. Every answer says what changed; pass it on. What fails changes nothing and
says what to do next. Long work goes on after its wait: ask get_answer or get_render_status, and never send it twice.
In arguments:
${LEGEND}`;

/** A server of the Model Context Protocol for one agent: one connection over stdio, one request over HTTP. */
export function openMcpServer(agent: Agent): McpServer {
  const server = new McpServer({ name: 'tellcut', title: 'tellcut', version: '0.1.0' }, { instructions: HOW });
  for (const tool of TOOLS) for (const name of [tool.name, ...(tool.aliases ?? [])]) addTool(server, agent, tool, name);
  addResources(server, agent);
  addPrompts(server);
  addPreview(server);
  return server;
}

function addTool(server: McpServer, agent: Agent, tool: Tool, name: string): void {
  const description = name === tool.name ? tool.about : `Another name of ${tool.name}.`;
  const config = {
    ...(tool.title === null ? {} : { title: tool.title }),
    description,
    inputSchema: tool.args,
    annotations: tool.hints,
    ...(tool.view === undefined ? {} : { _meta: { ui: { resourceUri: tool.view }, 'ui/resourceUri': tool.view } }),
  };
  server.registerTool(name, config, (args, context) => answer(tool, args, callOf(agent, context)));
}

function callOf(agent: Agent, { mcpReq }: ServerContext): ToolCall {
  const progressToken = mcpReq._meta?.progressToken;
  let last = -1;
  return {
    ...agent,
    signal: mcpReq.signal,
    progress: (percent, message) => {
      // It only rises, as the protocol wants it.
      if (progressToken === undefined || percent <= last) return;
      last = percent;
      const params = { progressToken, progress: percent, total: 100, message };
      // Who went away hears nothing of it.
      mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}
