import { sql, type Transaction } from 'kysely';
import { fail } from '../base/errors.ts';
import type { Database, Db, LedgerKind } from './schema.ts';

/**
 * Credits, as double entries that are never changed. Every change has a kind and a `ref` (a turn's id, a client's id…)
 * and happens once for them, however often it is asked for. All that touches an account's books waits for its turn at
 * their rows, so parallel requests see each other.
 */

const MOST_CREDITS = 1_000_000_000;

const available = (account: string): string => `acct:${account}:available`;
const held = (account: string): string => `acct:${account}:held`;
const ISSUED = 'house:issued';
const EARNED = 'house:earned';

export type Balance = { readonly available: number; readonly frozen: number; readonly total: number };
type Order = { readonly account: string; readonly amount: number; readonly ref: string; readonly note?: string | null };

/** Gives credits to an account. False when this `ref` was granted before. Throws `credits.bad_amount`. */
export async function grant(tx: Transaction<Database>, order: Order): Promise<boolean> {
  checkAmount(order.amount);
  await lockBooks(tx, order.account);
  return await record(
    tx,
    { kind: 'grant', ...order },
    { [ISSUED]: -order.amount, [available(order.account)]: order.amount },
  );
}

/**
 * Corrects a balance by hand, up or down. False when this `ref` was adjusted before. Throws `credits.not_enough` below
 * zero, `credits.bad_amount`.
 */
export async function adjust(tx: Transaction<Database>, order: Order): Promise<boolean> {
  checkAmount(Math.abs(order.amount));
  const books = await lockBooks(tx, order.account);
  if (await isRecorded(tx, 'adjust', order.ref)) return false;
  if (books.available + order.amount < 0)
    throw fail('credits.not_enough', { needed: -order.amount, available: books.available });
  return await record(
    tx,
    { kind: 'adjust', ...order },
    { [ISSUED]: -order.amount, [available(order.account)]: order.amount },
  );
}

/** Sets credits aside. False when this `ref` was held before. Throws `credits.not_enough`, `credits.bad_amount`. */
export async function hold(tx: Transaction<Database>, order: Order): Promise<boolean> {
  checkAmount(order.amount);
  const books = await lockBooks(tx, order.account);
  if (await isRecorded(tx, 'hold', order.ref)) return false;
  if (books.available < order.amount)
    throw fail('credits.not_enough', { needed: order.amount, available: books.available });
  return await record(
    tx,
    { kind: 'hold', ...order },
    { [available(order.account)]: -order.amount, [held(order.account)]: order.amount },
  );
}

/** How a hold ended: what was taken of it and what went back. `isNew` false: it had ended before, and this changed nothing. */
export type Settled = { readonly captured: number; readonly released: number; readonly isNew: boolean };

/** Takes `amount` of a hold for good and gives the rest back. Null when there is no such hold. */
export async function capture(
  tx: Transaction<Database>,
  { ref, amount }: { ref: string; amount: number },
): Promise<Settled | null> {
  if (amount === 0) return await release(tx, { ref });
  checkAmount(amount);
  return await settle(tx, ref, amount);
}

/** Gives a hold back. Null when there is no such hold. */
export async function release(tx: Transaction<Database>, { ref }: { ref: string }): Promise<Settled | null> {
  return await settle(tx, ref, 0);
}

async function settle(tx: Transaction<Database>, ref: string, amount: number): Promise<Settled | null> {
  const found = await holdOf(tx, ref);
  if (found === null) return null;
  const { account } = found;
  await lockBooks(tx, account);
  const before = await settledBefore(tx, ref, found);
  if (before !== null) return before;
  if (amount > found.amount) throw new RangeError(`${amount} cannot be taken of a hold of ${found.amount} (${ref})`);
  const back = found.amount - amount;
  await record(
    tx,
    { kind: amount > 0 ? 'capture' : 'release', ref, account, note: null },
    { [held(account)]: -found.amount, [EARNED]: amount, [available(account)]: back },
  );
  return { captured: amount, released: back, isNew: true };
}

/**
 * Gives back what was captured, or a part of it, once. False when it was refunded before. Throws `credits.bad_amount`;
 * more than was captured is a bug.
 */
export async function refund(
  tx: Transaction<Database>,
  { ref, amount, note }: { ref: string; amount?: number; note?: string | null },
): Promise<boolean> {
  const found = await holdOf(tx, ref);
  if (found === null) return false;
  const { account } = found;
  await lockBooks(tx, account);
  const captured = (await settledBefore(tx, ref, found))?.captured ?? 0;
  const back = amount ?? captured;
  if (captured === 0 || (await isRecorded(tx, 'refund', ref))) return false;
  checkAmount(back);
  if (back > captured) throw new RangeError(`${back} cannot be refunded of ${captured} (${ref})`);
  return await record(
    tx,
    { kind: 'refund', ref, account, note: note ?? null },
    { [EARNED]: -back, [available(account)]: back },
  );
}

/** What an account has; nothing when it was never granted any. */
export async function balance(db: Db, account: string): Promise<Balance> {
  return toBalance(await readBooks(db, account), account);
}

export type LedgerLine = {
  readonly id: number;
  readonly kind: LedgerKind;
  readonly ref: string;
  readonly note: string | null;
  /** By how much each side changed. */
  readonly available: number;
  readonly frozen: number;
  readonly createdAt: Date;
};

/** What happened to an account's credits, newest first; `before` is the id of the last line of the page before. */
export async function history(
  db: Db,
  account: string,
  { before = null, limit }: { before?: number | null; limit: number },
): Promise<LedgerLine[]> {
  const { rows } = await sql<LedgerLine>`
    select t.id, t.kind, t.ref, t.note, t.created_at as "createdAt",
      coalesce(sum(e.amount) filter (where e.book = ${available(account)}), 0)::bigint as available,
      coalesce(sum(e.amount) filter (where e.book = ${held(account)}), 0)::bigint as frozen
    from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
    where t.account_id = ${account} and (${before}::bigint is null or t.id < ${before}::bigint)
    group by t.id order by t.id desc limit ${limit}`.execute(db);
  return rows;
}

/** A sentence for each thing that does not add up; none of them ever should. */
export async function audit(db: Db): Promise<string[]> {
  const { rows } = await sql<{ says: string }>`
    with sums as (select book, sum(amount)::bigint as total from ledger_entries group by book),
    open_holds as (
      select h.account_id, sum(e.amount)::bigint as total
      from ledger_transactions h
      join ledger_entries e on e.transaction_id = h.id and e.book = 'acct:' || h.account_id || ':held'
      where h.kind = 'hold' and not exists (
        select 1 from ledger_transactions s where s.ref = h.ref and s.kind in ('capture', 'release'))
      group by h.account_id)
    select format('%s has %s and its entries make %s', coalesce(b.book, s.book), b.balance, s.total) as says
      from ledger_balances b full join sums s on s.book = b.book
      where coalesce(b.book, s.book) like 'acct:%' and coalesce(b.balance, 0) <> coalesce(s.total, 0)
    union all
    select format('transaction %s makes %s', transaction_id, sum(amount)) from ledger_entries
      group by transaction_id having sum(amount) <> 0
    union all
    select format('transaction %s of %s has no entries', t.id, t.account_id) from ledger_transactions t
      where not exists (select 1 from ledger_entries e where e.transaction_id = t.id)
    union all
    select format('%s is below zero: %s', book, balance) from ledger_balances where balance < 0
    union all
    select format('%s holds %s and its open holds make %s', b.book, b.balance, coalesce(o.total, 0))
      from ledger_balances b
      left join open_holds o on b.book = 'acct:' || o.account_id || ':held'
      where b.book like '%:held' and b.balance <> coalesce(o.total, 0)`.execute(db);
  return rows.map(({ says }) => says);
}

type Books = { readonly available: number; readonly held: number };

async function readBooks(db: Db, account: string): Promise<{ book: string; balance: number }[]> {
  return await db
    .selectFrom('ledger_balances')
    .select(['book', 'balance'])
    .where('book', 'in', [available(account), held(account)])
    .execute();
}

/** The account's balances; nobody else changes them until this transaction ends. */
async function lockBooks(tx: Transaction<Database>, account: string): Promise<Books> {
  const names = [available(account), held(account)];
  const lock = () =>
    tx
      .selectFrom('ledger_balances')
      .select(['book', 'balance'])
      .where('book', 'in', names)
      .orderBy('book')
      .forUpdate()
      .execute();
  let rows = await lock();
  if (rows.length < names.length) {
    await tx
      .insertInto('ledger_balances')
      .values(names.map((book) => ({ book })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    rows = await lock();
  }
  const of = (name: string): number => rows.find(({ book }) => book === name)?.balance ?? 0;
  return { available: of(available(account)), held: of(held(account)) };
}

function toBalance(rows: readonly { book: string; balance: number }[], account: string): Balance {
  const of = (name: string): number => rows.find(({ book }) => book === name)?.balance ?? 0;
  const [free, frozen] = [of(available(account)), of(held(account))];
  return { available: free, frozen, total: free + frozen };
}

/** Writes one transaction; entries of nothing are left out. False when this kind and ref are there. */
async function record(
  tx: Transaction<Database>,
  head: { kind: LedgerKind; ref: string; account: string; note?: string | null },
  entries: Readonly<Record<string, number>>,
): Promise<boolean> {
  const made = await tx
    .insertInto('ledger_transactions')
    .values({ kind: head.kind, ref: head.ref, account_id: head.account, note: head.note ?? null })
    .onConflict((conflict) => conflict.columns(['kind', 'ref']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) return false;
  const values = Object.entries(entries)
    .filter(([, amount]) => amount !== 0)
    .map(([book, amount]) => ({ transaction_id: made.id, book, amount }));
  await tx.insertInto('ledger_entries').values(values).execute();
  return true;
}

async function isRecorded(tx: Transaction<Database>, kind: LedgerKind, ref: string): Promise<boolean> {
  const row = await tx
    .selectFrom('ledger_transactions')
    .select('id')
    .where('kind', '=', kind)
    .where('ref', '=', ref)
    .executeTakeFirst();
  return row !== undefined;
}

type Hold = { readonly account: string; readonly amount: number };

async function holdOf(tx: Transaction<Database>, ref: string): Promise<Hold | null> {
  const { rows } = await sql<Hold>`
    select t.account_id as account, e.amount from ledger_transactions t
    join ledger_entries e on e.transaction_id = t.id and e.book = 'acct:' || t.account_id || ':held'
    where t.kind = 'hold' and t.ref = ${ref}`.execute(tx);
  return rows[0] ?? null;
}

/** How this hold had ended; null when it is open. */
async function settledBefore(tx: Transaction<Database>, ref: string, of: Hold): Promise<Settled | null> {
  const { rows } = await sql<{ back: number }>`
    select coalesce(e.amount, 0)::bigint as back from ledger_transactions t
    left join ledger_entries e on e.transaction_id = t.id and e.book = ${available(of.account)}
    where t.ref = ${ref} and t.kind in ('capture', 'release')`.execute(tx);
  const back = rows[0]?.back;
  return back === undefined ? null : { captured: of.amount - back, released: back, isNew: false };
}

function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > MOST_CREDITS)
    throw fail('credits.bad_amount', { amount: String(amount) });
}
