import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Desk } from '../app/desk.ts';
import type { Caller, Scope } from '../app/service/tokens.ts';
import type { Attribution } from '../app/service/turns.ts';
import type { Lang } from '../base/lang.ts';
import type { Metrics } from './metrics.ts';
import type { OpenStreams } from './sse/open-streams.ts';

/**
 * A route is one record: what it takes, who may call it, what it answers. Validation, the matrix of credentials in the
 * tests, `/openapi.json` and docs/api.md all read it.
 */

/**
 * Who may call: `none` anybody, no credential is read; `optional` anybody, and a credential counts when it is sent;
 * `token` a bearer token or a signed-in browser.
 */
export type RouteAuth = 'none' | 'optional' | 'token';

/**
 * What a browser that came by a claim link may do with the route: nothing (left out), or use it for what belongs to its
 * project. The value names the path parameter that says which session, render or project that is; `body` and `own`
 * leave the check to the handler, by {@link Call.caller}.projectId.
 */
export type ClaimAccess =
  | { readonly session: string }
  | { readonly render: string }
  | { readonly project: string }
  | 'checked-by-handler';

/** How a result is wrapped. `data`: `{code,message,data}`. `plain`: as it is. `stream`: the handler answers itself. */
export type Wrapping = 'data' | 'plain' | 'stream';

/** One call of a route, read and checked. */
export type Call<A extends RouteAuth = RouteAuth, P = unknown, Q = unknown, B = unknown> = {
  readonly desk: Desk;
  readonly caller: A extends 'token' ? Caller : A extends 'none' ? null : Caller | null;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly lang: Lang;
  readonly attribution: Attribution;
  /** The header `Idempotency-Key`, at most 255 characters; null without one. */
  readonly idempotencyKey: string | null;
  /** Where the call came from, as far as proxies are trusted. */
  readonly from: ClientAddress;
  /** Address that links are made from, without a slash at its end. */
  readonly publicUrl: string;
  /** Aborted when the server begins to stop: streams tell their client to come back, and end. */
  readonly stopping: AbortSignal;
  readonly metrics: Metrics;
  readonly streams: OpenStreams;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** `address`: IPv4, or the /64 of IPv6; `network`: the /48 of IPv6, else the address again. */
export type ClientAddress = { readonly ip: string; readonly address: string; readonly network: string };

type None = z.ZodUndefined;
type Out<S extends z.ZodType> = z.output<S>;

export type RouteSpec<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS';
  /** Fastify's pattern: `/api/state/:uid`. A parameter called `uid` must be `me` or the caller's own id. */
  readonly url: string;
  /** Other addresses of the same route. */
  readonly aliases?: readonly string[];
  /** Heading in the documentation. */
  readonly tag: string;
  readonly summary: string;
  readonly auth: A;
  readonly scopes?: readonly Scope[];
  readonly claim?: ClaimAccess;
  /** Path parameters; every parameter not named here is an id. */
  readonly params?: P;
  readonly query?: Q;
  /** JSON body. Left out: the route takes none, or (with `body: 'own'` below) reads it itself. */
  readonly body?: B;
  /** True: the content of the request is left to the handler (multipart, tus); it sets its own limits. */
  readonly readsBody?: true;
  /** What the handler returns, before wrapping. */
  readonly response: R;
  readonly wrapping?: Wrapping;
  /** Media type of a `stream`, for the documentation. */
  readonly produces?: string;
  /** True for the render endpoints: `success` beside the envelope's `code`, in failures too. */
  readonly success?: true;
  /** Most bytes of a JSON body; 1 MB when left out. */
  readonly bodyLimit?: number;
  /** Calls per minute of one address, counted for this route alone. */
  readonly perMinute?: number;
  /** True: the token may stand in the query (the vendor's WebSocket gateway does that). */
  readonly tokenInQuery?: true;
  /** True: answered while the server drains. */
  readonly whileStopping?: true;
  /** Not worth a line of the log each time. */
  readonly quiet?: true;
  /** Left out of the documentation: aliases for old clients, pages. */
  readonly hidden?: true;
  readonly handler: (call: Call<A, Out<P>, Out<Q>, Out<B>>) => Promise<Out<R>> | Out<R>;
};

/** A route with its types forgotten, as the table holds it. */
export type Route = RouteSpec<RouteAuth, z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** Keeps a route's types for its handler, and forgets them for the table. */
export function defineRoute<
  A extends RouteAuth,
  R extends z.ZodType,
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
>(spec: RouteSpec<A, P, Q, B, R>): Route {
  return spec as unknown as Route;
}

/** Ids in paths and bodies: what we make and what clients choose, and nothing that means something to a file system. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id');

/** For routes that answer themselves or with nothing. */
export const Nothing = z.unknown();
