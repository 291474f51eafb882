import { createHash, randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { lockName } from './accounts.ts';
import { newId } from './ids.ts';
import type { Account, Database, Db, Token, TokenKind } from './schema.ts';

/** What clients look for to tell tokens apart. */
const PREFIX: Record<TokenKind, string> = {
  anon: 'nmv_usr_',
  login: 'nmv_usr_',
  api: 'tck_',
  claim: 'clm_',
  web: 'tcw_',
};

/** 256 bits: nothing to guess, so a plain hash protects them. */
const SECRET_BYTES = 32;
/** The time of last use is for people: to the minute is enough, and a busy token is not written at every request. */
const USED_EVERY_MS = 60_000;

/** Hash under which a token is stored. */
export const hashToken = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export type NewToken = {
  readonly accountId: string;
  readonly kind: TokenKind;
  readonly scopes: readonly string[];
  readonly name?: string | null;
  readonly projectId?: string | null;
  readonly sessionId?: string | null;
  readonly expiresAt: Date | null;
};

/** A new token. `secret` is shown once: only its hash is kept. */
export async function issueToken(db: Db, wanted: NewToken): Promise<{ secret: string; token: Token }> {
  const secret = PREFIX[wanted.kind] + randomBytes(SECRET_BYTES).toString('base64url');
  const token = await db
    .insertInto('tokens')
    .values({
      id: newId.token(),
      account_id: wanted.accountId,
      hash: hashToken(secret),
      kind: wanted.kind,
      scopes: [...wanted.scopes],
      name: wanted.name ?? null,
      project_id: wanted.projectId ?? null,
      session_id: wanted.sessionId ?? null,
      last4: secret.slice(-4),
      expires_at: wanted.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { secret, token };
}

/** Lets a token that works live longer; never shorter. */
export async function extendToken(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ expires_at: expiresAt })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '<', expiresAt)
    .execute();
}

/** The token with its account; null when it is unknown, expired, revoked, or its account is deleted. */
export async function findToken(
  db: Db,
  secret: string,
  now: Date,
): Promise<{ readonly token: Token; readonly account: Account } | null> {
  const token = await db.selectFrom('tokens').selectAll().where('hash', '=', hashToken(secret)).executeTakeFirst();
  if (token === undefined || token.revoked_at !== null) return null;
  if (token.expires_at !== null && token.expires_at <= now) return null;
  const account = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', token.account_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return account === undefined ? null : { token, account };
}

/** Those of some tokens that still work, by their ids: as {@link findToken} decides. */
export async function livingTokens(db: Db, ids: readonly string[], now: Date): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('tokens')
    .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
    .select('tokens.id')
    .where('tokens.id', '=', sql<string>`any(${[...ids]})`)
    .where('tokens.revoked_at', 'is', null)
    .where((where) => where.or([where('tokens.expires_at', 'is', null), where('tokens.expires_at', '>', now)]))
    .where('accounts.deleted_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Notes the use of a token, to the minute. */
export async function noteUse(db: Db, token: Token, now: Date): Promise<void> {
  const before = new Date(now.getTime() - USED_EVERY_MS);
  if (token.last_used_at !== null && token.last_used_at > before) return;
  await db
    .updateTable('tokens')
    .set({ last_used_at: now })
    .where('id', '=', token.id)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', before)]))
    .execute();
}

/** Living tokens of an account, newest first. */
export async function listTokens(
  db: Db,
  accountId: string,
  { kinds, now }: { kinds: readonly TokenKind[]; now: Date },
): Promise<Token[]> {
  return await db
    .selectFrom('tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', 'in', [...kinds])
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .execute();
}

/** False when the account has no such living token. */
export async function revokeToken(db: Db, which: { accountId: string; id: string; now: Date }): Promise<boolean> {
  const done = await db
    .updateTable('tokens')
    .set({ revoked_at: which.now })
    .where('id', '=', which.id)
    .where('account_id', '=', which.accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Revokes all living tokens of an account, or those that open one project; says how many. */
export async function revokeTokens(
  db: Db,
  which: { accountId: string; projectId?: string; kinds?: readonly TokenKind[]; now: Date },
): Promise<number> {
  let update = db
    .updateTable('tokens')
    .set({ revoked_at: which.now })
    .where('account_id', '=', which.accountId)
    .where('revoked_at', 'is', null);
  if (which.projectId !== undefined) update = update.where('project_id', '=', which.projectId);
  if (which.kinds !== undefined) update = update.where('kind', 'in', [...which.kinds]);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

/** Tokens that ended so long ago that nobody asks for them; says how many. */
export async function removeEndedTokens(db: Db, before: Date): Promise<number> {
  const done = await db
    .deleteFrom('tokens')
    .where((where) => where.or([where('expires_at', '<', before), where('revoked_at', '<', before)]))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

export type IssueLimits = {
  readonly perClient: number;
  readonly perAddress: number;
  /** Per /48 of IPv6; IPv4 has no wider key. */
  readonly perWide: number;
  readonly windowMs: number;
};

/**
 * Counts an anonymous token against the limits of its client and address. Returns how long to wait in ms when one is
 * reached, else null, and the token is counted: issue it in the same transaction.
 */
export async function countIssue(
  tx: Transaction<Database>,
  from: { clientId: string; addressKey: string; wideKey: string },
  { limits, now }: { limits: IssueLimits; now: Date },
): Promise<number | null> {
  const rules = [
    { column: 'client_id', key: from.clientId, most: limits.perClient },
    { column: 'address_key', key: from.addressKey, most: limits.perAddress },
    { column: 'wide_key', key: from.wideKey, most: from.wideKey === from.addressKey ? Infinity : limits.perWide },
  ] as const;
  for (const name of rules.map(({ column, key }) => `issue ${column} ${key}`).toSorted()) await lockName(tx, name);
  const since = new Date(now.getTime() - limits.windowMs);
  let waitMs = 0;
  for (const { column, key, most } of rules) {
    if (most === Infinity) continue;
    const inWindow = await tx
      .selectFrom('token_issues')
      .select('issued_at')
      .where(column, '=', key)
      .where('issued_at', '>', since)
      .orderBy('issued_at', 'desc')
      .limit(most)
      .execute();
    // When as many as are allowed lie in the window, the oldest of them must leave it first.
    const oldest = inWindow.at(-1)?.issued_at ?? null;
    if (inWindow.length < most) continue;
    // One that was issued in the same moment may have a later time than ours: nobody waits longer than the window.
    const left = oldest === null ? 0 : Math.max(0, now.getTime() - oldest.getTime());
    waitMs = Math.max(waitMs, limits.windowMs - left);
  }
  if (waitMs > 0) return waitMs;
  await tx
    .insertInto('token_issues')
    .values({ client_id: from.clientId, address_key: from.addressKey, wide_key: from.wideKey, issued_at: now })
    .execute();
  return null;
}

/** Forgets what no limit looks at any more. */
export async function removeOldIssues(db: Db, before: Date): Promise<number> {
  const done = await db.deleteFrom('token_issues').where('issued_at', '<', before).executeTakeFirst();
  return Number(done.numDeletedRows);
}
