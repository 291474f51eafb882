import { fail } from '../../base/errors.ts';
import * as store from '../../store/accounts.ts';
import { grant } from '../../store/ledger.ts';
import { findProject } from '../../store/projects.ts';
import type { Account } from '../../store/schema.ts';
import { findSession } from '../../store/sessions.ts';
import { countIssue, hashToken } from '../../store/tokens.ts';
import type { Desk } from '../desk.ts';
import { checkPassword, hashPassword } from '../passwords.ts';
import { creditBalance } from './credits.ts';
import { type Caller, forget, type IssuedToken, issue, revokeOwn, SCOPES } from './tokens.ts';

type Tx = Parameters<typeof countIssue>[0];

/** Where a call comes from, as limits count it: IPv4 or the /64 of IPv6, and the /48. */
export type From = { readonly address: string; readonly network: string };

/** A UUID, or `client-…` as some skills make one up. The same UUID in capitals is the same client. */
export function clientIdOf(header: string): string | null {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(header)) return header.toLowerCase();
  return /^client-[A-Za-z0-9_-]{1,57}$/.test(header) ? header : null;
}

/**
 * A token without registration: a new account for a new client, else the client's own, whose credits are not refilled.
 * Counted by client and address for a week, in the store: restarts forget nothing. Throws `account.client_id`,
 * `account.too_many_tokens`.
 */
export async function anonymousToken(
  desk: Desk,
  { clientId: header, from }: { clientId: string; from: From },
): Promise<IssuedToken & { readonly credits: number }> {
  const clientId = clientIdOf(header);
  if (clientId === null) throw fail('account.client_id', undefined);
  const made = await desk.store.db.transaction().execute(async (tx) => {
    await countOrRefuse(desk, tx, { clientId, from });
    const account =
      (await store.accountByClient(tx, clientId)) ?? (await newAccount(desk, tx, { kind: 'anonymous', clientId }));
    return issue(desk, { accountId: account.id, kind: 'anon', scopes: SCOPES, expiresAt: endOf(desk) }, tx);
  });
  return { ...made, credits: (await creditBalance(desk, made.accountId)).available };
}

async function countOrRefuse(desk: Desk, tx: Tx, { clientId, from }: { clientId: string; from: From }): Promise<void> {
  const { anonPerClient, anonPerAddress, anonPerNetwork, anonWindow } = desk.settings;
  const waitMs = await countIssue(
    tx,
    { clientId, addressKey: from.address, wideKey: from.network },
    {
      limits: { perClient: anonPerClient, perAddress: anonPerAddress, perWide: anonPerNetwork, windowMs: anonWindow },
      now: desk.clock(),
    },
  );
  if (waitMs !== null) throw fail('account.too_many_tokens', { retryAfter: Math.ceil(waitMs / 1000) });
}

/** An account with the credits that everybody begins with. */
async function newAccount(desk: Desk, tx: Tx, wanted: Parameters<typeof store.createAccount>[1]): Promise<Account> {
  const account = await store.createAccount(tx, wanted);
  const amount = desk.settings.creditsGranted;
  if (amount > 0) await grant(tx, { account: account.id, amount, ref: `welcome:${account.id}`, note: 'welcome' });
  return account;
}

const endOf = (desk: Desk): Date => new Date(desk.clock().getTime() + desk.settings.tokenLifetime);

/** What a token's holder may know of it. */
export async function verify(desk: Desk, caller: Caller): Promise<{ readonly balance: number }> {
  return { balance: (await creditBalance(desk, caller.accountId)).available };
}

export type Registration = {
  readonly email: string;
  readonly password: string;
  /** The anonymous account that becomes a registered one; null: a new account. */
  readonly bind: string | null;
  readonly caller: Caller | null;
  readonly from: From;
};

/**
 * A registered account. `bind` keeps projects and credits, and needs the caller to be that account. Throws
 * `account.bind_needs_proof`, `account.email_unavailable`, `account.too_many_tokens`, `account.too_many_logins`.
 */
export async function register(
  desk: Desk,
  { email, password, bind, caller, from }: Registration,
): Promise<IssuedToken> {
  if (bind !== null && (caller?.accountId !== bind || !caller.scopes.includes('write')))
    throw fail('account.bind_needs_proof', undefined);
  const passwordHash = await hashPassword(password);
  const made = await desk.store.db.transaction().execute(async (tx) => {
    const account =
      bind === null
        ? await freshAccount(desk, tx, { email, passwordHash, from })
        : await store.registerAccount(tx, { id: bind, email, passwordHash });
    if (account === null) throw fail('account.email_unavailable', undefined);
    return issue(desk, { accountId: account.id, kind: 'login', scopes: SCOPES, expiresAt: endOf(desk) }, tx);
  });
  forget(desk, made.accountId);
  return made;
}

type Fresh = { email: string; passwordHash: string; from: From };

/** Counted like anonymous tokens: each begins with credits. */
async function freshAccount(desk: Desk, tx: Tx, { email, passwordHash, from }: Fresh): Promise<Account | null> {
  const name = email.toLowerCase();
  await store.lockName(tx, `email ${name}`);
  if ((await store.accountByEmail(tx, name)) !== null) return null;
  await countOrRefuse(desk, tx, { clientId: `email:${name}`, from });
  return newAccount(desk, tx, { kind: 'registered', email: name, passwordHash });
}

/** Failed logins of one address, in this process: guessing a password takes years, mistyping one a minute. */
const failures = new Map<string, { count: number; until: number }>();
const FAILURES_FREE = 10;
const FAILURES_MS = 15 * 60_000;
const FAILURES_MOST = 10_000;

/**
 * A token for a registered account. An unknown address takes as long as a wrong password and is answered alike. Throws
 * `account.login_failed`, `account.too_many_logins`.
 */
export async function login(
  desk: Desk,
  { email, password }: { email: string; password: string },
): Promise<IssuedToken> {
  const name = email.toLowerCase();
  const now = desk.clock().getTime();
  const before = failures.get(name);
  if (before !== undefined && before.until > now && before.count >= FAILURES_FREE)
    throw fail('account.too_many_logins', { retryAfter: Math.ceil((before.until - now) / 1000) });
  const account = await store.accountByEmail(desk.store.db, name);
  if (!(await checkPassword(password, account?.password_hash ?? null)) || account === null) {
    const isRecent = before !== undefined && before.until > now;
    const oldest = failures.size < FAILURES_MOST ? undefined : failures.keys().next().value;
    if (oldest !== undefined) failures.delete(oldest);
    failures.set(name, { count: isRecent ? before.count + 1 : 1, until: now + FAILURES_MS });
    throw fail('account.login_failed', undefined);
  }
  failures.delete(name);
  return issue(desk, { accountId: account.id, kind: 'login', scopes: SCOPES, expiresAt: endOf(desk) });
}

/** A browser's session of a whole account, in the place of one that it had: nobody can plant one. */
export async function startWebSession(
  desk: Desk,
  { accountId, instead }: { accountId: string; instead: Caller | null },
): Promise<IssuedToken> {
  if (instead?.tokenKind === 'web') await revokeOwn(desk, instead);
  return issue(desk, { accountId, kind: 'web', scopes: SCOPES, expiresAt: endOf(desk) });
}

type Claimed = { readonly accountId: string; readonly projectId: string; readonly sessionId: string };

/** A link that opens one project in a browser, once. Throws `project.not_found`, `session.not_found`. */
export async function claimToken(
  desk: Desk,
  { accountId, projectId, sessionId }: Claimed,
): Promise<IssuedToken & { readonly expiresIn: number }> {
  const { db } = desk.store;
  if ((await findProject(db, { accountId, projectId })) === null) throw fail('project.not_found', undefined);
  const session = await findSession(db, { accountId, sessionId });
  if (session?.project_id !== projectId) throw fail('session.not_found', undefined);
  const made = await issue(desk, {
    accountId,
    kind: 'claim',
    scopes: [],
    projectId,
    sessionId,
    expiresAt: endOf(desk),
  });
  return { ...made, expiresIn: Math.round(desk.settings.tokenLifetime / 1000) };
}

export type OpenedClaim = Claimed & { readonly web: IssuedToken };

/**
 * Opens a claim link: of all who come with it, the first gets a browser session for that project. Throws
 * `account.claim_unknown` (also when the project is gone), `account.claim_gone`.
 */
export async function openClaim(desk: Desk, secret: string): Promise<OpenedClaim> {
  const now = desk.clock();
  return desk.store.db.transaction().execute(async (tx) => {
    const token = await tx
      .selectFrom('tokens')
      .innerJoin('projects', 'projects.id', 'tokens.project_id')
      .select([
        'tokens.id',
        'tokens.account_id',
        'tokens.project_id',
        'tokens.session_id',
        'tokens.revoked_at',
        'tokens.expires_at',
      ])
      .where('tokens.hash', '=', hashToken(secret))
      .where('tokens.kind', '=', 'claim')
      .where('projects.deleted_at', 'is', null)
      .forUpdate('tokens')
      .executeTakeFirst();
    if (token === undefined || token.project_id === null || token.session_id === null)
      throw fail('account.claim_unknown', undefined);
    if (token.revoked_at !== null || (token.expires_at !== null && token.expires_at <= now))
      throw fail('account.claim_gone', undefined);
    await tx.updateTable('tokens').set({ revoked_at: now }).where('id', '=', token.id).execute();
    const claimed = { accountId: token.account_id, projectId: token.project_id, sessionId: token.session_id };
    const web = await issue(desk, { ...claimed, kind: 'web', scopes: SCOPES, expiresAt: endOf(desk) }, tx);
    return { ...claimed, web };
  });
}
