import { fail } from '../../base/errors.ts';
import { findRender } from '../../store/renders.ts';
import type { Token } from '../../store/schema.ts';
import { findSession } from '../../store/sessions.ts';
import * as store from '../../store/tokens.ts';
import type { Desk } from '../desk.ts';

/** What a token may do. `*` in a request for a token means all of them. */
export const SCOPES = ['read', 'write', 'upload', 'render'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who makes a call, as its token says. */
export type Caller = {
  readonly accountId: string;
  readonly kind: 'anonymous' | 'registered' | 'local';
  readonly email: string | null;
  readonly plan: string;
  readonly tokenId: string;
  readonly tokenKind: 'anon' | 'login' | 'api' | 'web';
  readonly scopes: readonly Scope[];
  /** The one project that a browser opened by a claim link may use; null: all of the account's. */
  readonly projectId: string | null;
  readonly expiresAt: Date | null;
};

/** What was found is good for so long: a token that another process revokes works no longer than this. */
const KEPT_MS = 5000;
const KEPT_MOST = 10_000;

type Kept = { readonly caller: Caller; readonly until: number };
const kept = new WeakMap<Desk, Map<string, Kept>>();

function keptBy(desk: Desk): Map<string, Kept> {
  const found = kept.get(desk) ?? new Map<string, Kept>();
  kept.set(desk, found);
  return found;
}

/** Forgets what is kept of an account's tokens: they, or what it may do, have changed. */
export function forget(desk: Desk, accountId: string): void {
  const found = keptBy(desk);
  for (const [key, { caller }] of found) if (caller.accountId === accountId) found.delete(key);
}

/**
 * The caller that a token stands for. Browsers' cookies are no bearer tokens, and the other way round. Throws
 * `account.token_invalid` for unknown, expired and revoked ones alike, `account.claim_calls_nothing` for a claim token.
 */
export async function authenticate(desk: Desk, secret: string, by: 'bearer' | 'cookie'): Promise<Caller> {
  const now = desk.clock();
  const all = keptBy(desk);
  const key = `${by} ${store.hashToken(secret)}`;
  const known = all.get(key);
  if (known !== undefined && known.until > now.getTime() && isAlive(known.caller, now)) return known.caller;
  all.delete(key);
  const found = await store.findToken(desk.store.db, secret, now);
  if (found === null) throw fail('account.token_invalid', undefined);
  const { token, account } = found;
  if (token.kind === 'claim') throw fail('account.claim_calls_nothing', undefined);
  if ((token.kind === 'web') !== (by === 'cookie')) throw fail('account.token_invalid', undefined);
  await store.noteUse(desk.store.db, token, now);
  const caller: Caller = {
    accountId: account.id,
    kind: account.kind,
    email: account.email,
    plan: account.plan,
    tokenId: token.id,
    tokenKind: token.kind,
    scopes: scopesOf(token),
    projectId: token.project_id,
    expiresAt: token.expires_at,
  };
  const oldest = all.size < KEPT_MOST ? undefined : all.keys().next().value;
  if (oldest !== undefined) all.delete(oldest);
  all.set(key, { caller, until: now.getTime() + KEPT_MS });
  return caller;
}

const isAlive = ({ expiresAt }: Caller, now: Date): boolean => expiresAt === null || expiresAt > now;

const scopesOf = (token: Token): Scope[] => SCOPES.filter((scope) => token.scopes.includes(scope));

export type What = { readonly kind: 'session' | 'render' | 'project'; readonly id: string };

/**
 * Whether a browser that came by a claim link may use something: only what belongs to its project. Throws what an
 * unknown one throws: `session.not_found`, `render.not_found`, `project.not_found`.
 */
export async function mayOpen(desk: Desk, caller: Caller, what: What): Promise<void> {
  if (caller.projectId === null) return;
  const { accountId, projectId } = caller;
  const { db } = desk.store;
  if (what.kind === 'project') {
    if (what.id !== projectId) throw fail('project.not_found', undefined);
  } else if (what.kind === 'session') {
    const found = await findSession(db, { accountId, sessionId: what.id });
    if (found?.project_id !== projectId) throw fail('session.not_found', undefined);
  } else {
    const found = await findRender(db, { accountId, id: what.id });
    if (found?.project_id !== projectId) throw fail('render.not_found', undefined);
  }
}

export type TokenView = {
  readonly id: string;
  readonly name: string | null;
  readonly kind: Token['kind'];
  readonly scopes: readonly Scope[];
  readonly last4: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
};

/** The tokens of an account that work, newest first. Claim links are tokens that work until they are opened. */
export async function listTokens(desk: Desk, accountId: string): Promise<TokenView[]> {
  const kinds = ['anon', 'login', 'api', 'web', 'claim'] as const;
  const tokens = await store.listTokens(desk.store.db, accountId, { kinds, now: desk.clock() });
  return tokens.slice(0, SHOWN_MOST).map((token) => ({
    id: token.id,
    name: token.name,
    kind: token.kind,
    scopes: scopesOf(token),
    last4: token.last4,
    createdAt: token.created_at,
    lastUsedAt: token.last_used_at,
    expiresAt: token.expires_at,
  }));
}

const SHOWN_MOST = 500;
const API_TOKENS_MOST = 100;

/** Those of some tokens that still work, asked of the store at once: nothing that is kept counts. */
export function livingTokens(desk: Desk, ids: readonly string[]): Promise<Set<string>> {
  return store.livingTokens(desk.store.db, ids, desk.clock());
}

export type IssuedToken = {
  readonly id: string;
  /** Shown once. */
  readonly token: string;
  readonly accountId: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
};

/**
 * An API token. It can do no more than the one that makes it, and of an anonymous account live no longer. Throws
 * `account.scope_missing`, `account.tokens_full`.
 */
export async function createToken(
  desk: Desk,
  input: { caller: Caller; name: string; scopes: readonly Scope[]; expiresIn: number | null },
): Promise<IssuedToken> {
  const { caller } = input;
  const missing = input.scopes.find((scope) => !caller.scopes.includes(scope));
  if (missing !== undefined) throw fail('account.scope_missing', { scope: missing });
  const now = desk.clock();
  const living = await store.listTokens(desk.store.db, caller.accountId, { kinds: ['api'], now });
  if (living.length >= API_TOKENS_MOST) throw fail('account.tokens_full', { most: API_TOKENS_MOST });
  const asked = input.expiresIn === null ? null : new Date(now.getTime() + input.expiresIn * 1000);
  const isBound = caller.kind === 'anonymous' && caller.expiresAt !== null;
  const expiresAt = isBound && (asked === null || asked > (caller.expiresAt ?? asked)) ? caller.expiresAt : asked;
  return issue(desk, { accountId: caller.accountId, kind: 'api', scopes: input.scopes, name: input.name, expiresAt });
}

/** Issues a token of any kind, in the store's own words. */
export async function issue(
  desk: Desk,
  wanted: Omit<store.NewToken, 'scopes'> & { readonly scopes: readonly Scope[] },
  db: Parameters<typeof store.issueToken>[0] = desk.store.db,
): Promise<IssuedToken> {
  const { secret, token } = await store.issueToken(db, wanted);
  const { accountId, scopes, expiresAt } = wanted;
  return { id: token.id, token: secret, accountId, scopes, expiresAt };
}

/** Revokes the token of a call: at once in this process, within five seconds in others. */
export async function revokeOwn(desk: Desk, caller: Caller): Promise<void> {
  await revokeToken(desk, { accountId: caller.accountId, id: caller.tokenId });
}

/** False when the account has no such living token. */
export async function revokeToken(desk: Desk, which: { accountId: string; id: string }): Promise<boolean> {
  const done = await store.revokeToken(desk.store.db, { ...which, now: desk.clock() });
  forget(desk, which.accountId);
  return done;
}
