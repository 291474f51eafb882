import { sql } from 'kysely';
import type { AccountKind, Db } from './schema.ts';

/** An account as an operator sees it in a list. */
export type AccountSummary = {
  readonly id: string;
  readonly kind: AccountKind;
  readonly email: string | null;
  readonly plan: string;
  readonly available: number;
  readonly frozen: number;
  readonly projects: number;
  readonly tokens: number;
  readonly createdAt: Date;
};

/**
 * Living accounts, newest first: all, or those whose id or email contains `search`. `before`: the id of the last one of
 * the page before.
 */
export async function listAccounts(
  db: Db,
  { search = null, before = null, limit }: { search?: string | null; before?: string | null; limit: number },
): Promise<AccountSummary[]> {
  const { rows } = await sql<AccountSummary>`
    select a.id, a.kind, a.email, a.plan, a.created_at as "createdAt",
      coalesce((select balance from ledger_balances where book = 'acct:' || a.id || ':available'), 0) as available,
      coalesce((select balance from ledger_balances where book = 'acct:' || a.id || ':held'), 0) as frozen,
      (select count(*) from projects p where p.account_id = a.id and p.deleted_at is null) as projects,
      (select count(*) from tokens t where t.account_id = a.id and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > now())) as tokens
    from accounts a
    where a.deleted_at is null
      and (${search}::text is null or position(lower(${search}) in lower(a.id || ' ' || coalesce(a.email, ''))) > 0)
      and (${before}::text is null or (a.created_at, a.id) < (select b.created_at, b.id from accounts b where b.id = ${before}))
    order by a.created_at desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** The account that an operator means: by id, or by email. */
export async function accountNamed(db: Db, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where((where) => where.or([where('id', '=', name), where('email', '=', name.toLowerCase())]))
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Numbers for the operator and the metrics. */
export async function countAll(
  db: Db,
): Promise<{ accounts: number; projects: number; sessions: number; openTurns: number; openRenders: number }> {
  const { rows } = await sql<Awaited<ReturnType<typeof countAll>>>`
    select (select count(*) from accounts where deleted_at is null) as accounts,
      (select count(*) from projects where deleted_at is null) as projects,
      (select count(*) from sessions) as sessions,
      (select count(*) from turns where state in ('queued', 'running')) as "openTurns",
      (select count(*) from renders where state in ('pending', 'processing')) as "openRenders"`.execute(db);
  const [counts] = rows;
  if (counts === undefined) throw new Error('a count without a row');
  return counts;
}
