import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Desk } from '../app/desk.ts';
import { fail } from '../base/errors.ts';
import { clientAddress } from './client-address.ts';
import { COMPILERS } from './compilers.ts';
import { addDocs } from './docs.ts';
import { type FailureContext, langOfRequest, sendFailure } from './failures.ts';
import { openMetrics } from './metrics.ts';
import { type Mounting, mountRoute } from './mount.ts';
import { PLUGINS, ROUTES } from './routes/index.ts';
import { securityHeaders } from './security-headers.ts';
import { OpenStreams } from './sse/open-streams.ts';

/** The HTTP server over a desk. Routes are records (src/server/routes); what all of them share is here. */

/** A client that says nothing for so long in its headers, or in all of a request (uploads take their time). */
const HEADERS_MS = 15_000;
const REQUEST_MS = 3_600_000;
/** Longer than common proxies keep theirs, so that they close first. */
const KEEP_ALIVE_MS = 75_000;
/** How often the two above are looked at. */
const CHECK_MS = 5000;
/** Who was answered before all of the request had come (401, 413) has this long to hear it. */
const LINGER_MS = 5000;
/** When the server ends, calls that are still on their way have this long. */
const CLOSE_MS = 3000;

export type Server = AsyncDisposable & {
  readonly app: FastifyInstance;
  /** Begins to answer; gives the address that people open. */
  readonly listen: () => Promise<string>;
  /** New work is refused and streams end with word to come back; reading still works. */
  readonly stop: () => void;
};

/** Builds the server. It answers `inject` at once and the network after `listen`. */
export async function openServer(desk: Desk, log: FastifyBaseLogger): Promise<Server> {
  const { settings } = desk;
  const stopping = new AbortController();
  const publicUrl = (): string => desk.address('');
  const app = Fastify({
    loggerInstance: log,
    // Requests are logged once, with their time, by the metrics' hook.
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    // One for all: what is logged of a request names it.
    childLoggerFactory: (logger) => logger,
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
    schemaController: COMPILERS,
    routerOptions: { maxParamLength: 256 },
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
    clientErrorHandler: answerGarbage,
    frameworkErrors: (error, request, reply) => void sendFailure(reply as never, error, contextOf(request as never)),
  });
  function contextOf(request: FastifyRequest): FailureContext & { hasSuccess: boolean } {
    const caller = request.caller;
    const registerUrl = caller?.kind === 'anonymous' ? `${publicUrl()}/register?bind=${caller.accountId}` : null;
    const hasSuccess = request.routeOptions?.config?.route?.success === true;
    return { lang: langOfRequest(request), requestId: request.id, registerUrl, hasSuccess };
  }
  app.decorateRequest('caller', null);
  acceptEmptyJson(app);
  app.setErrorHandler((error, request, reply) => {
    const context = contextOf(request);
    const sent = sendFailure(reply, error, context);
    if (reply.statusCode >= 500) request.log.error({ err: error, request: context.requestId }, 'a request failed');
    return sent;
  });
  addFirstHook(app, stopping.signal, securityHeaders({ isTls: publicUrl().startsWith('https:') }));
  endUnfinished(app);
  await addProtections(app, desk);
  const metrics = openMetrics(desk, app);
  const streams = new OpenStreams(desk, metrics.streams);
  app.addHook('onClose', async () => streams[Symbol.dispose]());
  const mounting: Mounting = { desk, publicUrl, stopping: stopping.signal, metrics, streams };
  addDocs(app, ROUTES);
  for (const plugin of PLUGINS) await plugin(app, mounting);
  for (const route of ROUTES) mountRoute(app, route, mounting);
  app.setNotFoundHandler((request) => {
    throw fail('server.no_such_route', {
      method: request.method,
      path: (request.url.split('?')[0] ?? '').slice(0, 100),
    });
  });
  await app.ready();
  return {
    app,
    listen: async () => {
      const address = await app.listen({ host: settings.host, port: settings.port }).catch(cannotListen(settings));
      desk.listensAt(`http://${shownHost(settings.host)}:${new URL(address).port}`);
      return publicUrl();
    },
    stop: () => {
      stopping.abort();
    },
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      // A body that never ends would keep the server for ever.
      const force = setTimeout(() => {
        app.server.closeAllConnections();
      }, CLOSE_MS);
      await app.close();
      clearTimeout(force);
    },
  };
}

/** What every answer carries; and while the server stops, new work is sent away. */
function addFirstHook(app: FastifyInstance, stopping: AbortSignal, security: ReturnType<typeof securityHeaders>): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(security).header('x-request-id', request.id);
    if (request.headers.authorization !== undefined || request.headers.cookie !== undefined)
      reply.header('cache-control', 'no-store');
    if (stopping.aborted && request.routeOptions.config.route?.whileStopping !== true && request.method !== 'GET') {
      reply.header('connection', 'close');
      throw fail('server.stopping', { retryAfter: 5 });
    }
  });
}

/** Nobody holds a connection by a body that was refused and goes on, a byte at a time. */
function endUnfinished(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete || raw.destroyed) return;
    const timer = setTimeout(() => {
      raw.destroy();
    }, LINGER_MS);
    const stop = (): void => {
      clearTimeout(timer);
    };
    raw.once('end', stop).once('close', stop);
  });
}

/** Cookies, origins, and how many calls one address may make. */
async function addProtections(app: FastifyInstance, { settings }: Desk): Promise<void> {
  await app.register(cookie);
  if (settings.corsOrigins.length > 0)
    await app.register(cors, {
      origin: [...settings.corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
      exposedHeaders: ['ETag', 'Retry-After', 'Content-Disposition', 'Location', 'Upload-Offset', 'X-Request-Id'],
      maxAge: 600,
    });
  const isOwnMachine = settings.isLoopback && settings.publicUrl === null && settings.trustProxy.length === 0;
  await app.register(rateLimit, {
    // On one's own machine only the routes that have a limit of their own.
    global: !isOwnMachine,
    max: settings.requestsPerMinute,
    timeWindow: 60_000,
    cache: 50_000,
    keyGenerator: (request) => clientAddress(request.ip).address,
    errorResponseBuilder: (_, { ttl }) => fail('server.rate_limited', { retryAfter: Math.ceil(ttl / 1000) }),
  });
}

/** `curl -X POST -H 'Content-Type: application/json'` without a body is a call without a body. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
}

const GARBAGE = JSON.stringify({
  code: 400,
  message: 'The request cannot be read: its address or headers are not valid.',
  data: null,
});

/** What is not HTTP at all, or takes too long to become it. */
function answerGarbage(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(GARBAGE)}\r\nConnection: close\r\n\r\n${GARBAGE}`,
  );
}

const WHY: Readonly<Record<string, 'in-use' | 'not-allowed' | 'no-such-address'>> = {
  EADDRINUSE: 'in-use',
  EACCES: 'not-allowed',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
};

function cannotListen({ host, port }: Desk['settings']): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    const why = WHY[error.code ?? ''];
    throw why === undefined ? error : fail('server.cannot_listen', { where: `${host}:${port}`, why }, { cause: error });
  };
}

/** A host as it stands in an address that a person opens. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
