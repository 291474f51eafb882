import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Desk } from '../../app/desk.ts';
import { anonymousToken, claimToken, login, register, startWebSession, verify } from '../../app/service/accounts.ts';
import { createToken, listTokens, revokeOwn, revokeToken, SCOPES } from '../../app/service/tokens.ts';
import { fail } from '../../base/errors.ts';
import { cookieName } from '../auth.ts';
import { defineRoute, Id, type Route } from '../route.ts';

const tag = 'Accounts';

const Scopes = z.array(z.enum(SCOPES));
const Email = z.email('must be an e-mail address').max(254);
/** Long enough to be worth hashing, short enough that hashing it is no attack. */
const Password = z.string().min(8, 'must have at least 8 characters').max(1024, 'is longer than 1024 characters');
const IsoDate = z.string().describe('ISO 8601');
const Session = z.object({
  token: z.string().describe('Send it as "Authorization: Bearer …". Shown once.'),
  user_id: z.string(),
  expires_at: IsoDate.nullable(),
  scopes: Scopes,
});

const anonymous = defineRoute({
  method: 'POST',
  url: '/api/auth/anonymous-token',
  tag,
  summary: 'A token without registration. Needs the header X-Client-Id; one per client and week.',
  auth: 'none',
  response: Session.extend({ credits: z.int() }),
  handler: async ({ desk, from, request }) => {
    const header = request.headers['x-client-id'];
    const made = await anonymousToken(desk, { clientId: typeof header === 'string' ? header : '', from });
    return { ...shownSession(made), credits: made.credits };
  },
});

const claim = defineRoute({
  method: 'POST',
  url: '/api/auth/claim-token',
  tag,
  summary: 'A link that opens one project in a browser, once.',
  auth: 'token',
  scopes: ['write'],
  body: z.object({ task_id: Id, session_id: Id }),
  response: z.object({ claim_token: z.string(), expires_in: z.int(), url: z.string() }),
  handler: async ({ desk, caller, body, publicUrl }) => {
    const made = await claimToken(desk, {
      accountId: caller.accountId,
      projectId: body.task_id,
      sessionId: body.session_id,
    });
    return { claim_token: made.token, expires_in: made.expiresIn, url: claimUrl(publicUrl, made.token) };
  },
});

/** The address of a claim link. */
export const claimUrl = (publicUrl: string, token: string): string => `${publicUrl}/workspace/claim?ct=${token}`;

const verifyToken = defineRoute({
  method: 'POST',
  url: '/api/auth/verify',
  tag,
  summary: 'Whose token this is, and what it may do.',
  auth: 'token',
  claim: 'checked-by-handler',
  response: z.object({
    user_id: z.string(),
    email: z.string().optional(),
    balance: z.int(),
    plan: z.string(),
    scopes: Scopes,
    expires_at: IsoDate.nullable(),
  }),
  handler: async ({ desk, caller }) => {
    const { balance } = await verify(desk, caller);
    return {
      user_id: caller.accountId,
      ...(caller.email === null ? {} : { email: caller.email }),
      balance,
      plan: caller.plan,
      scopes: [...caller.scopes],
      expires_at: caller.expiresAt?.toISOString() ?? null,
    };
  },
});

const registration = defineRoute({
  method: 'POST',
  url: '/api/auth/register',
  tag,
  summary: 'Makes an account, or with `bind` turns an anonymous one into it and keeps its projects and credits.',
  auth: 'optional',
  claim: 'checked-by-handler',
  perMinute: 10,
  body: z.object({
    email: Email,
    password: Password,
    bind: Id.optional().describe('An anonymous account; its token or its claim session must come along.'),
  }),
  response: Session,
  handler: async ({ desk, caller, body, from, request, reply, publicUrl }) => {
    const { email, password } = body;
    const made = await register(desk, { email, password, bind: body.bind ?? null, caller, from });
    await rememberBrowser({ desk, accountId: made.accountId, request, reply, publicUrl });
    return shownSession(made);
  },
});

const loggingIn = defineRoute({
  method: 'POST',
  url: '/api/auth/login',
  tag,
  summary: 'A token for a registered account.',
  auth: 'none',
  perMinute: 20,
  body: z.object({ email: Email, password: z.string().max(1024, 'is longer than 1024 characters') }),
  response: Session,
  handler: async ({ desk, body, request, reply, publicUrl }) => {
    const made = await login(desk, body);
    await rememberBrowser({ desk, accountId: made.accountId, request, reply, publicUrl });
    return shownSession(made);
  },
});

const loggingOut = defineRoute({
  method: 'POST',
  url: '/api/auth/logout',
  tag,
  summary: 'Revokes the token that it is called with.',
  auth: 'token',
  claim: 'checked-by-handler',
  response: z.object({ revoked: z.literal(true) }),
  handler: async ({ desk, caller, reply, publicUrl }) => {
    await revokeOwn(desk, caller);
    if (caller.tokenKind === 'web') reply.clearCookie(cookieName(publicUrl), { path: '/' });
    return { revoked: true as const };
  },
});

const TokenView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  kind: z.enum(['anon', 'login', 'api', 'web', 'claim']),
  scopes: Scopes,
  last4: z.string(),
  created_at: IsoDate,
  last_used_at: IsoDate.nullable(),
  expires_at: IsoDate.nullable(),
});

const tokens = defineRoute({
  method: 'GET',
  url: '/api/auth/tokens',
  tag,
  summary: 'The tokens of the account that still work. Their secrets are not kept.',
  auth: 'token',
  scopes: ['read'],
  response: z.object({ tokens: z.array(TokenView) }),
  handler: async ({ desk, caller }) => ({
    tokens: (await listTokens(desk, caller.accountId)).map((token) => ({
      id: token.id,
      name: token.name,
      kind: token.kind,
      scopes: [...token.scopes],
      last4: token.last4,
      created_at: token.createdAt.toISOString(),
      last_used_at: token.lastUsedAt?.toISOString() ?? null,
      expires_at: token.expiresAt?.toISOString() ?? null,
    })),
  }),
});

const newToken = defineRoute({
  method: 'POST',
  url: '/api/auth/tokens',
  tag,
  summary: 'An API token. It may do no more than the token that makes it, and is shown once.',
  auth: 'token',
  scopes: ['write'],
  body: z.object({
    name: z.string().trim().min(1).max(100),
    scopes: z
      .array(z.enum([...SCOPES, '*']))
      .min(1)
      .max(5)
      .default(['*']),
    expires_in: z
      .int()
      .min(60)
      .max(10 * 365 * 86_400)
      .optional()
      .describe('Seconds; never when left out.'),
  }),
  response: Session.extend({ id: z.string(), name: z.string() }),
  handler: async ({ desk, caller, body }) => {
    const wanted = body.scopes.includes('*') ? SCOPES : SCOPES.filter((scope) => body.scopes.includes(scope));
    const made = await createToken(desk, {
      caller,
      name: body.name,
      scopes: wanted,
      expiresIn: body.expires_in ?? null,
    });
    return { ...shownSession({ ...made, accountId: caller.accountId }), id: made.id, name: body.name };
  },
});

const deletedToken = defineRoute({
  method: 'DELETE',
  url: '/api/auth/tokens/:token_id',
  tag,
  summary: 'Revokes a token of the account.',
  auth: 'token',
  scopes: ['write'],
  params: z.object({ token_id: Id }),
  response: z.object({ revoked: z.literal(true) }),
  handler: async ({ desk, caller, params }) => {
    if (!(await revokeToken(desk, { accountId: caller.accountId, id: params.token_id })))
      throw fail('account.token_not_found', undefined);
    return { revoked: true as const };
  },
});

type Made = {
  readonly token: string;
  readonly accountId: string;
  readonly expiresAt: Date | null;
  readonly scopes: readonly (typeof SCOPES)[number][];
};

function shownSession({ token, accountId, expiresAt, scopes }: Made): z.output<typeof Session> {
  return { token, user_id: accountId, expires_at: expiresAt?.toISOString() ?? null, scopes: [...scopes] };
}

type Browser = { desk: Desk; accountId: string; request: FastifyRequest; reply: FastifyReply; publicUrl: string };

/** A browser gets a cookie beside the token, so that pages need not keep one where scripts can read it. */
async function rememberBrowser({ desk, accountId, request, reply, publicUrl }: Browser): Promise<void> {
  if (request.headers['sec-fetch-site'] === undefined && request.headers.origin === undefined) return;
  const old = request.caller?.tokenKind === 'web' ? request.caller : null;
  const web = await startWebSession(desk, { accountId, instead: old });
  setWebCookie(reply, publicUrl, web);
}

/** Scripts cannot read it, other sites cannot send it with anything that changes something, and https keeps it to https. */
export function setWebCookie(
  reply: FastifyReply,
  publicUrl: string,
  web: { token: string; expiresAt: Date | null },
): void {
  reply.setCookie(cookieName(publicUrl), web.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    ...(web.expiresAt === null ? {} : { expires: web.expiresAt }),
  });
}

export const ACCOUNT_ROUTES: readonly Route[] = [
  anonymous,
  claim,
  verifyToken,
  registration,
  loggingIn,
  loggingOut,
  tokens,
  newToken,
  deletedToken,
];
