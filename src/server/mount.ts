import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, HTTPMethods } from 'fastify';
import * as z from 'zod';
import type { Desk } from '../app/desk.ts';
import type { Caller } from '../app/service/tokens.ts';
import { fail } from '../base/errors.ts';
import { callerOf, checkClaim, checkOwn } from './auth.ts';
import { clientAddress } from './client-address.ts';
import { refuseCrossSite } from './cross-site.ts';
import { Failure, successOf, wrap } from './envelope.ts';
import { langOfRequest } from './failures.ts';
import { attributionOf, idempotencyKeyOf } from './headers.ts';
import type { Metrics } from './metrics.ts';
import { type Call, Id, type Route } from './route.ts';
import type { OpenStreams } from './sse/open-streams.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, once the route's first hook has run; null: nobody in particular. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    route?: Route;
  }
}

/** What all routes of one server share. */
export type Mounting = {
  readonly desk: Desk;
  /** Known once the server listens, when its port was any. */
  readonly publicUrl: () => string;
  readonly stopping: AbortSignal;
  readonly metrics: Metrics;
  readonly streams: OpenStreams;
};

/** JSON bodies are small; media has its own routes. */
const BODY_LIMIT = 1_048_576;
/** A JSON body that takes longer is somebody holding connections. */
const BODY_SECONDS = 30;

/** Adds a route and its aliases to the server. */
export function mountRoute(app: FastifyInstance, route: Route, mounting: Mounting): void {
  for (const url of [route.url, ...(route.aliases ?? [])]) {
    app.route({
      method: route.method as HTTPMethods,
      url,
      schema: schemaOf(route, url),
      config: {
        route,
        ...(route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } }),
      },
      ...(route.readsBody === true ? {} : { bodyLimit: route.bodyLimit ?? BODY_LIMIT }),
      // Before a body is read, and after the limits' own hook: who guesses tokens is counted too.
      preParsing: async (request, reply, payload) => {
        if (route.readsBody !== true) limitBodyTime(request, reply);
        if (route.tokenInQuery !== true) refuseTokenInUrl(request);
        refuseCrossSite(request, mounting.desk.settings, mounting.publicUrl());
        request.caller = await callerOf(mounting.desk, route, request);
        return payload;
      },
      preHandler: async (request) => {
        checkOwn(request.caller, request.params);
        await checkClaim(mounting.desk, request.caller, route.claim, request.params);
      },
      handler: (request, reply) => answer(route, mounting, request, reply),
    });
  }
}

async function answer(
  route: Route,
  mounting: Mounting,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const call: Call = {
    desk: mounting.desk,
    caller: request.caller,
    params: request.params,
    query: request.query,
    body: request.body,
    lang: langOfRequest(request),
    attribution: attributionOf(request),
    idempotencyKey: idempotencyKeyOf(request),
    get from() {
      return clientAddress(request.ip);
    },
    publicUrl: mounting.publicUrl(),
    stopping: mounting.stopping,
    metrics: mounting.metrics,
    streams: mounting.streams,
    request,
    reply,
  };
  const result = await route.handler(call as Parameters<Route['handler']>[0]);
  if (reply.sent || route.wrapping === 'stream') return reply;
  return wrap(route, result);
}

/** What Fastify validates and documents. Path parameters that a route does not describe are ids. */
export function schemaOf(route: Route, url: string): FastifySchema {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const params = route.params ?? z.object(Object.fromEntries(names.map((name) => [name, Id])));
  const failures = {
    '4xx': Failure.describe('Refused: the message says what to do.'),
    '5xx': Failure.describe('Our fault.'),
  };
  const success = route.wrapping === 'stream' ? {} : { 200: successOf(route).describe('Done.') };
  return {
    ...(names.length === 0 ? {} : { params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(route.body === undefined || route.readsBody === true ? {} : { body: route.body }),
    response: { ...success, ...failures },
    tags: [route.tag],
    summary: route.summary,
    hide: route.hidden === true || url !== route.url,
    ...(route.auth === 'none' ? { security: [] } : {}),
    ...(route.produces === undefined ? {} : { produces: [route.produces] }),
  } as FastifySchema;
}

function refuseTokenInUrl(request: FastifyRequest): void {
  const query = request.query as Record<string, unknown> | undefined;
  if (query === undefined) return;
  if (Object.keys(query).some((name) => /^(token|access_token|api_key|authorization)$/i.test(name)))
    throw fail('server.token_in_url', undefined);
}

/** Closes the connection of a body that drips. */
function limitBodyTime({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.complete || (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined))
    return;
  const timer = setTimeout(() => {
    if (!raw.complete && !reply.sent) {
      reply.header('connection', 'close');
      void reply.send(fail('server.body_too_slow', { seconds: BODY_SECONDS }));
    }
  }, BODY_SECONDS * 1000);
  const stop = (): void => {
    clearTimeout(timer);
  };
  raw.once('end', stop).once('close', stop);
}
