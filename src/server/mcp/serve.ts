import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, validateHostHeader } from '@modelcontextprotocol/server';
import { fail } from '../../base/errors.ts';
import { openMcpServer } from '../../mcp/open.ts';
import type { Agent } from '../../mcp/tool.ts';
import { ownOrigins } from '../cross-site.ts';
import type { Call } from '../route.ts';
import { takeUrls } from '../upload/take-urls.ts';

/** What answers a message of the Model Context Protocol. Loaded with the first one: a server starts without it. */

/**
 * Agents come with a token, to a name of ours, and from no website but those of the settings: a page that makes its name
 * point here (DNS rebinding) gets nothing. Throws `account.token_invalid`, `mcp.wrong_host`, `server.cross_site`.
 */
export function checkSource({ caller, desk, request, publicUrl }: Call<'token'>): void {
  if (caller.tokenKind === 'web') throw fail('account.token_invalid', undefined);
  const { settings } = desk;
  const names = ['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname];
  // Who listens to everybody without a public address cannot know by which names it is reached.
  const isKnown = settings.isLoopback || settings.publicUrl !== null;
  if (isKnown && !validateHostHeader(request.headers.host, names).ok) throw fail('mcp.wrong_host', undefined);
  const { origin } = request.headers;
  if (origin !== undefined && ![...ownOrigins(publicUrl), ...settings.corsOrigins].includes(origin))
    throw fail('server.cross_site', undefined);
}

/** Answers one message, whose body was read and checked for its size. */
export async function serveMessage(call: Call<'token'>): Promise<void> {
  const { desk, request, reply } = call;
  const agent = agentOf(call);
  const onerror = (error: Error): void => desk.log.debug({ err: error }, 'a message was not understood');
  const handler = createMcpHandler(() => openMcpServer(agent), { onerror });
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
    media: request.server.sessionMedia,
    local: null,
    stopping,
    fetchUrls: (urls, rules) => takeUrls(uploads, urls, rules),
  };
}
