import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** One thing that changed what an account has: what a turn used, or what was given or taken. */
export type UsageLine = {
  readonly id: number;
  readonly kind: 'grant' | 'capture' | 'refund' | 'adjust';
  readonly change: number;
  readonly note: string | null;
  readonly createdAt: Date;
  /** Of a turn; null for the others. */
  readonly turnId: string | null;
  readonly text: string | null;
  readonly sessionId: string | null;
  readonly projectId: string | null;
};

export type UsagePage = {
  readonly accountId: string;
  /** From here, and before there; null: without an end. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly offset: number;
  readonly limit: number;
};

/** A page of what changed an account's credits, newest first, and how many lines there are in all. Holds are no change. */
export async function usage(db: Db, page: UsagePage): Promise<{ lines: UsageLine[]; total: number }> {
  const { accountId, from, to, offset, limit } = page;
  const matching = sql`t.account_id = ${accountId} and t.kind in ('grant', 'capture', 'refund', 'adjust')
    and (${from}::timestamptz is null or t.created_at >= ${from}) and (${to}::timestamptz is null or t.created_at < ${to})`;
  const { rows: lines } = await sql<UsageLine>`
    select t.id, t.kind, t.note, t.created_at as "createdAt", u.id as "turnId", u.text, u.session_id as "sessionId",
      s.project_id as "projectId",
      (select coalesce(sum(e.amount), 0)::bigint from ledger_entries e
        where e.transaction_id = t.id and e.book like 'acct:%') as change
    from ledger_transactions t
    left join turns u on u.hold_ref = t.ref and t.kind = 'capture'
    left join sessions s on s.id = u.session_id
    where ${matching} order by t.id desc limit ${limit} offset ${offset}`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::bigint as total from ledger_transactions t where ${matching}`.execute(db);
  return { lines, total: counted[0]?.total ?? 0 };
}

/** Credits that the turns of an account have used. */
export async function consumed(db: Db, accountId: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select coalesce(-sum(e.amount), 0)::bigint as used
    from ledger_transactions t join ledger_entries e on e.transaction_id = t.id and e.book like 'acct:%'
    where t.account_id = ${accountId} and t.kind in ('capture', 'refund')`.execute(db);
  return rows[0]?.used ?? 0;
}
