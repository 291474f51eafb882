import * as z from 'zod';
import { fail } from '../../base/errors.ts';
import { defineRoute, Nothing, type Route } from '../route.ts';

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
    const { checkSource, serveMessage } = await import('../mcp/serve.ts');
    checkSource(call);
    await serveMessage(call);
  },
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
      const { checkSource } = await import('../mcp/serve.ts');
      checkSource(call);
      call.reply.header('allow', 'POST');
      throw fail('mcp.only_post', undefined);
    },
  });

export const MCP_ROUTES: readonly Route[] = [message, older('GET'), older('DELETE')];
