import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, validateHostHeader } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { fail } from '../../base/errors.ts';
import { openMcpServer } from '../../mcp/open.ts';
import type { Agent } from '../../mcp/tool.ts';
import { ownOrigins } from '../cross-site.ts';
import { type Call, defineRoute, Nothing, type Route } from '../route.ts';
import { takeUrls } from '../upload/take-urls.ts';

/**
 * The Model Context Protocol over HTTP (Streamable HTTP). Every request stands for itself: it carries its token, and there
 * is no session that somebody could take over. Both revisions of the protocol are served by the same tools.
 */

const tag = 'Agents';
/** The largest message that is read: drafts and lists of operations, no media. */
const BODY_LIMIT = 4_194_304;

/** Drafts have about ten levels. The protocol's own reader recurses, and gives up with a fault at a few thousand. */
const MOST_LEVELS = 64;

function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth < MOST_LEVELS; depth++) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return true;
  }
  return false;
}

const message = defineRoute({
  method: 'POST',
  url: '/mcp',
  tag,
  summary: 'Model Context Protocol: a JSON-RPC message; see docs/agents.md. Every operation and service is a tool.',
  auth: 'token',
  body: z
    .looseObject({ jsonrpc: z.literal('2.0') })
    .refine((body) => isShallow(body), `is nested deeper than ${MOST_LEVELS} levels`),
  bodyLimit: BODY_LIMIT,
  wrapping: 'stream',
  produces: 'application/json',
  response: Nothing,
  handler: async (call) => {
    checkSource(call);
    await respond(call);
  },
});

const NO_METHOD = JSON.stringify({
  jsonrpc: '2.0',
  error: { code: -32_000, message: 'Method not allowed.' },
  id: null,
});

/** Streams and sessions of older revisions: said not to be there, as those revisions have it. */
const older = (method: 'GET' | 'DELETE'): Route =>
  defineRoute({
    method,
    url: '/mcp',
    tag,
    summary: 'Not used: each POST is answered by itself (405).',
    auth: 'token',
    hidden: true,
    wrapping: 'stream',
    response: Nothing,
    handler: async (call) => {
      checkSource(call);
      return call.reply.code(405).header('allow', 'POST').type('application/json').send(NO_METHOD);
    },
  });

/**
 * Agents come with a token, to a name of ours, and from no website but those of the settings: a page that makes its name
 * point here (DNS rebinding) gets nothing. Throws `account.token_invalid`, `mcp.wrong_host`, `server.cross_site`.
 */
function checkSource({ caller, desk, request, publicUrl }: Call<'token'>): void {
  if (caller.tokenKind === 'web') throw fail('account.token_invalid', undefined);
  const { settings } = desk;
  const names = ['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname];
  const isKnown = settings.isLoopback || settings.publicUrl !== null;
  if (isKnown && !validateHostHeader(request.headers.host, names).ok) throw fail('mcp.wrong_host', undefined);
  const { origin } = request.headers;
  if (origin !== undefined && ![...ownOrigins(publicUrl), ...settings.corsOrigins].includes(origin))
    throw fail('server.cross_site', undefined);
}

async function respond(call: Call<'token'>): Promise<void> {
  const { desk, request, reply } = call;
  const agent = agentOf(call);
  const onerror = (error: Error): void => desk.log.debug({ err: error }, 'a message was not understood');
  const handler = createMcpHandler(() => openMcpServer(agent), { onerror, maxRequestBodySize: BODY_LIMIT });
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  try {
    await toNodeHandler(handler, { onerror })(
      request.raw as NodeIncomingMessageLike, // Node types a method as optional, for clients' sake
      reply.raw,
      request.body,
    );
  } finally {
    await handler.close();
  }
}

function agentOf({ desk, caller, attribution, lang, request, stopping }: Call<'token'>): Agent {
  const { uploads } = request.server;
  const unsaid = { source: 'tellcut-mcp', version: '0.1.0', platform: 'http' };
  return {
    desk,
    accountId: caller.accountId,
    scopes: caller.scopes,
    lang,
    attribution: attribution.source === null ? unsaid : attribution,
    local: null,
    stopping,
    fetchUrls: (urls, rules) => takeUrls(uploads, urls, rules),
  };
}

export const MCP_ROUTES: readonly Route[] = [message, older('GET'), older('DELETE')];
