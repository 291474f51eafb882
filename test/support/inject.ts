import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { Failure, successOf } from '../../src/server/envelope.ts';
import type { Route } from '../../src/server/route.ts';
import { ROUTES } from '../../src/server/routes/index.ts';
import { keyOf, headersOf as sampleHeaders } from './route-samples.ts';

/** An answer, whose JSON has been checked against the schema of its route. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The parsed body; an empty object when it is no JSON. */
  readonly body: {
    readonly code?: number;
    readonly message?: string;
    readonly data?: Record<string, unknown> | null;
  } & Record<string, unknown>;
  /** `data` of a success. */
  readonly data: Record<string, unknown>;
};

export type Asking = {
  readonly token?: string | undefined;
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
};

/** Calls a route without a socket. Every JSON answer must be what the route's record says it is. */
export async function ask(
  app: FastifyInstance,
  route: Route | string,
  url?: string,
  asking: Asking = {},
): Promise<Answer> {
  const record = typeof route === 'string' ? recordOf(route) : route;
  const response = await (record.readsBody === true ? overSocket : injected)(app, record, url ?? record.url, asking);
  const type = `${response.headers['content-type'] as string | undefined}`;
  const parsed =
    type.startsWith('application/json') && response.payload !== ''
      ? (JSON.parse(response.payload) as Answer['body'])
      : {};
  if (type.startsWith('application/json') && response.payload !== '') checkShape(record, response.statusCode, parsed);
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.payload,
    body: parsed,
    data: parsed.data ?? {},
  };
}

type Raw = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: string;
};

const headersOf = ({ token, cookie, headers = {} }: Asking): Record<string, string> => ({
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(cookie === undefined ? {} : { cookie }),
  ...headers,
});

async function injected(app: FastifyInstance, route: Route, url: string, asking: Asking): Promise<Raw> {
  const { body, remoteAddress } = asking;
  return app.inject({
    method: route.method as 'GET',
    url,
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    headers: headersOf(asking),
    ...(body === undefined ? {} : { payload: body as object }),
  });
}

/** Routes that read the raw request (uploads) want a real one. */
async function overSocket(app: FastifyInstance, route: Route, url: string, asking: Asking): Promise<Raw> {
  const response = await fetch(new URL(url, app.listeningOrigin), {
    method: route.method,
    headers: { ...sampleHeaders(route), ...headersOf(asking) },
  });
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), payload: await response.text() };
}

function checkShape(route: Route, status: number, body: unknown): void {
  if (status < 400 && route.wrapping === 'stream') return;
  const isOwnFailure = status === 503 && route.url === '/readyz';
  const schema = status < 400 || isOwnFailure ? successOf(route) : Failure;
  const read = schema.safeParse(body);
  assert.ok(
    read.success,
    `${keyOf(route)} answered ${status} ${JSON.stringify(body).slice(0, 500)}: ${read.error?.message ?? ''}`,
  );
}

/** A route of the table by method and pattern. */
export function recordOf(key: string): Route {
  const found = ROUTES.find((route) => keyOf(route) === key);
  if (found === undefined) throw new Error(`no route ${key}`);
  return found;
}
