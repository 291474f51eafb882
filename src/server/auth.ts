import type { FastifyRequest } from 'fastify';
import type { Desk } from '../app/desk.ts';
import { authenticate, type Caller, mayOpen, type Scope } from '../app/service/tokens.ts';
import { fail } from '../base/errors.ts';
import { bearerOf } from './headers.ts';
import type { ClaimAccess, Route } from './route.ts';

/** Who makes a call, and whether the route is for them. */

/** The browser's cookie. `__Host-` ties it to this host and to https; plain http on one's own machine cannot have it. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-tellcut' : 'tellcut';

/**
 * The caller of a route, or null where none is needed. A bearer token counts before a cookie; a token in an address is
 * read for the gateway alone. Throws `account.token_invalid`, `account.claim_calls_nothing`, `account.scope_missing`.
 */
export async function callerOf(desk: Desk, route: Route, request: FastifyRequest): Promise<Caller | null> {
  if (route.auth === 'none') return null;
  const caller = await readCaller(desk, route, request);
  if (caller === null) {
    if (route.auth === 'token') throw fail('account.token_invalid', undefined);
    return null;
  }
  const missing = (route.scopes ?? []).find((scope: Scope) => !caller.scopes.includes(scope));
  if (missing !== undefined) throw fail('account.scope_missing', { scope: missing });
  if (caller.projectId !== null && route.claim === undefined) throw fail('account.claim_calls_nothing', undefined);
  return caller;
}

async function readCaller(desk: Desk, route: Route, request: FastifyRequest): Promise<Caller | null> {
  const bearer = bearerOf(request);
  if (bearer !== null) return authenticate(desk, bearer, 'bearer');
  if (route.tokenInQuery === true) {
    const { token } = request.query as { token?: unknown };
    if (typeof token === 'string') return authenticate(desk, token, 'bearer');
  }
  const cookie = request.cookies[cookieName(desk.settings.publicUrl ?? '')];
  return cookie === undefined ? null : authenticate(desk, cookie, 'cookie');
}

/** Path parameters that name the caller must name this caller: someone else's account looks like none at all. */
export function checkOwn(caller: Caller | null, params: unknown): void {
  const uid = (params as { uid?: string } | undefined)?.uid;
  if (uid !== undefined && uid !== 'me' && uid !== caller?.accountId) throw fail('account.not_found', undefined);
}

/** A browser that came by a claim link meets its own project only; everything else looks like nothing. */
export async function checkClaim(
  desk: Desk,
  caller: Caller | null,
  claim: ClaimAccess | undefined,
  params: unknown,
): Promise<void> {
  if (caller === null || caller.projectId === null || claim === undefined || claim === 'checked-by-handler') return;
  const [kind, name] = Object.entries(claim)[0] ?? [];
  const id = (params as Record<string, string>)[name ?? ''] ?? '';
  await mayOpen(desk, caller, { kind: kind as 'session' | 'render' | 'project', id });
}
