import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql, type Transaction } from 'kysely';
import { createAccount } from '../../src/store/accounts.ts';
import { adjust, audit, balance, capture, grant, history, hold, refund, release } from '../../src/store/ledger.ts';
import type { Database } from '../../src/store/schema.ts';
import { openTestStore } from '../support/store.ts';

const store = await openTestStore({ connections: 12 });
after(() => store.close());

type Act<T> = (tx: Transaction<Database>) => Promise<T>;
const run = <T>(act: Act<T>): Promise<T> => store.db.transaction().execute(act);
const newAccount = async (credits: number): Promise<string> => {
  const { id } = await createAccount(store.db, { kind: 'anonymous' });
  if (credits > 0) await run((tx) => grant(tx, { account: id, amount: credits, ref: `welcome:${id}` }));
  return id;
};

test('a turn holds, takes what it used, and gives back the rest', async () => {
  const account = await newAccount(100);
  await run((tx) => hold(tx, { account, amount: 30, ref: 'e-1' }));
  assert.deepEqual(await balance(store.db, account), { available: 70, frozen: 30, total: 100 });
  assert.deepEqual(await run((tx) => capture(tx, { ref: 'e-1', amount: 20 })), {
    captured: 20,
    released: 10,
    isNew: true,
  });
  assert.deepEqual(await balance(store.db, account), { available: 80, frozen: 0, total: 80 });
  assert.equal(await run((tx) => refund(tx, { ref: 'e-1' })), true);
  assert.deepEqual(await balance(store.db, account), { available: 100, frozen: 0, total: 100 });
});

test('whatever is asked twice happens once', async () => {
  const account = await newAccount(100);
  const twice = async <T>(act: Act<T>): Promise<T[]> => [await run(act), await run(act)];
  assert.deepEqual(await twice((tx) => grant(tx, { account, amount: 5, ref: 'gift' })), [true, false]);
  assert.deepEqual(await twice((tx) => hold(tx, { account, amount: 40, ref: 'twice' })), [true, false]);
  const ends = await twice((tx) => capture(tx, { ref: 'twice', amount: 15 }));
  assert.deepEqual(
    ends.map((end) => end?.isNew),
    [true, false],
  );
  assert.equal((await run((tx) => release(tx, { ref: 'twice' })))?.isNew, false);
  assert.deepEqual(await twice((tx) => refund(tx, { ref: 'twice', amount: 3 })), [true, false]);
  assert.deepEqual(await twice((tx) => adjust(tx, { account, amount: -1, ref: 'by hand' })), [true, false]);
  assert.deepEqual(await balance(store.db, account), { available: 92, frozen: 0, total: 92 });
});

test('a hold that was given back cannot be taken, and a hold that never was has no end', async () => {
  const account = await newAccount(10);
  await run((tx) => hold(tx, { account, amount: 10, ref: 'free' }));
  await run((tx) => release(tx, { ref: 'free' }));
  assert.deepEqual(await run((tx) => capture(tx, { ref: 'free', amount: 10 })), {
    captured: 0,
    released: 10,
    isNew: false,
  });
  assert.equal(await run((tx) => refund(tx, { ref: 'free' })), false);
  assert.equal(await run((tx) => capture(tx, { ref: 'never', amount: 1 })), null);
  assert.equal((await balance(store.db, account)).available, 10);
});

test('nobody spends what is not there, and a refusal changes nothing', async () => {
  const account = await newAccount(10);
  await assert.rejects(
    run((tx) => hold(tx, { account, amount: 11, ref: 'much' })),
    { code: 'credits.not_enough', params: { needed: 11, available: 10 } },
  );
  await assert.rejects(
    run((tx) => adjust(tx, { account, amount: -11, ref: 'much' })),
    { code: 'credits.not_enough' },
  );
  await run((tx) => hold(tx, { account, amount: 10, ref: 'much' }));
  await assert.rejects(
    run((tx) => capture(tx, { ref: 'much', amount: 11 })),
    RangeError,
  );
  assert.deepEqual(await balance(store.db, account), { available: 0, frozen: 10, total: 10 });
  const nobody = await newAccount(0);
  await assert.rejects(
    run((tx) => hold(tx, { account: nobody, amount: 1, ref: 'none' })),
    { code: 'credits.not_enough' },
  );
});

test('amounts are whole numbers above nothing', async () => {
  const account = await newAccount(10);
  for (const amount of [0, -1, 0.5, Number.NaN, Infinity, 2 ** 53, 1_000_000_001]) {
    for (const act of [grant, hold])
      await assert.rejects(
        run((tx) => act(tx, { account, amount, ref: `bad ${amount}` })),
        { code: 'credits.bad_amount' },
      );
  }
});

test('a hundred at once for credits for one: one gets them', async () => {
  const account = await newAccount(7);
  const tries = await Promise.allSettled(
    Array.from({ length: 100 }, (_, i) => run((tx) => hold(tx, { account, amount: 7, ref: `race ${i}` }))),
  );
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.deepEqual(await balance(store.db, account), { available: 0, frozen: 7, total: 7 });
});

test('fifty at once with one reference: one hold', async () => {
  const account = await newAccount(100);
  const tries = await Promise.all(
    Array.from({ length: 50 }, () => run((tx) => hold(tx, { account, amount: 2, ref: 'same' }))),
  );
  assert.equal(tries.filter(Boolean).length, 1);
  assert.equal((await balance(store.db, account)).frozen, 2);
});

test('the database itself refuses what the ledger never writes', async () => {
  const account = await newAccount(10);
  const refused: [string, RegExp][] = [
    [`update ledger_entries set amount = 1`, /append-only/],
    [`delete from ledger_transactions`, /append-only/],
    [`truncate ledger_entries cascade`, /append-only/],
    [`update ledger_balances set balance = 99 where book = 'acct:${account}:available'`, /only by an entry/],
    [`delete from ledger_balances`, /only by an entry/],
    [`insert into ledger_balances values ('acct:x:available', 5)`, /only by an entry/],
    [
      `with t as (insert into ledger_transactions (kind, ref, account_id) values ('grant', 'lone', '${account}') returning id)
       insert into ledger_entries select id, 'acct:${account}:available', 5 from t`,
      /does not add up/,
    ],
    [
      `with t as (insert into ledger_transactions (kind, ref, account_id) values ('grant', 'below', '${account}') returning id)
       insert into ledger_entries select id, 'acct:${account}:available', -11 from t`,
      /ledger_never_below_zero/,
    ],
  ];
  for (const [statement, why] of refused) await assert.rejects(sql.raw(statement).execute(store.db), why, statement);
  assert.deepEqual(await balance(store.db, account), { available: 10, frozen: 0, total: 10 });
});

test('the history tells every change, newest first, page by page', async () => {
  const account = await newAccount(50);
  await run((tx) => hold(tx, { account, amount: 20, ref: 'h', note: 'a turn' }));
  await run((tx) => capture(tx, { ref: 'h', amount: 5 }));
  const all = await history(store.db, account, { limit: 10 });
  assert.deepEqual(
    all.map(({ kind, available, frozen, note }) => [kind, available, frozen, note]),
    [
      ['capture', 15, -20, null],
      ['hold', -20, 20, 'a turn'],
      ['grant', 50, 0, null],
    ],
  );
  const rest = await history(store.db, account, { before: all[0]?.id ?? 0, limit: 1 });
  assert.deepEqual(
    rest.map(({ kind }) => kind),
    ['hold'],
  );
});

test('the audit finds what somebody changed behind our back', async () => {
  const account = await newAccount(10);
  assert.deepEqual(await audit(store.db), []);
  const cheat = `set session_replication_role = replica;
    update ledger_balances set balance = balance + 1 where book = 'acct:${account}:available';
    set session_replication_role = origin;`;
  await sql.raw(cheat).execute(store.db);
  assert.deepEqual(await audit(store.db), [`acct:${account}:available has 11 and its entries make 10`]);
  await sql.raw(cheat.replace('+ 1', '- 1')).execute(store.db);
  assert.deepEqual(await audit(store.db), []);
});

/** mulberry32: a run is known by its seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test('no interleaving of parallel work, failures and broken connections loses or makes a credit', async (t) => {
  const seed = Number(process.env['TELLCUT_TEST_SEED'] ?? Date.now() % 1e9);
  t.diagnostic(`TELLCUT_TEST_SEED=${seed}`);
  const accounts = [await newAccount(200), await newAccount(200), await newAccount(0)];
  const expected = new Map(accounts.map((id, i) => [id, i < 2 ? 200 : 0]));
  const refs = Array.from({ length: 60 }, (_, i) => ({ ref: `fuzz ${seed} ${i}`, account: accounts[i % 3] ?? '' }));
  const add = (account: string, amount: number): void =>
    void expected.set(account, (expected.get(account) ?? 0) + amount);
  let [done, refused, broken] = [0, 0, 0];

  const work = async (random: () => number): Promise<void> => {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    for (let i = 0; i < 120; i++) {
      const { ref, account } = pick(refs);
      const amount = 1 + Math.floor(random() * 60);
      // What each act adds to the account's total once it is committed.
      const act = pick<Act<number>>([
        async (tx) => ((await grant(tx, { account, amount, ref: `${ref} ${amount}` })) ? amount : 0),
        async (tx) => ((await hold(tx, { account, amount, ref })) ? 0 : 0),
        async (tx) => ((await hold(tx, { account, amount, ref })) ? 0 : 0),
        async (tx) => {
          const settled = await capture(tx, { ref, amount });
          return settled?.isNew === true ? -settled.captured : 0;
        },
        async (tx) => (await release(tx, { ref }), 0),
        async (tx) => ((await refund(tx, { ref, amount: 1 })) ? 1 : 0),
        async (tx) => ((await adjust(tx, { account, amount: -amount, ref: `${ref} ${amount}` })) ? -amount : 0),
      ]);
      const fate = random();
      try {
        const change = await run(async (tx) => {
          const result = await act(tx);
          if (fate < 0.15) throw new Error('rolled back');
          if (fate < 0.2) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
          return result;
        });
        add(account, change);
        done++;
      } catch (error) {
        const known = (error as { code?: unknown }).code === 'credits.not_enough' || error instanceof RangeError;
        if (known) refused++;
        else broken++;
        assert.ok(known || fate < 0.2, String(error));
      }
    }
  };
  let working = true;
  const watch = async (): Promise<void> => {
    for (; working; ) assert.deepEqual(await audit(store.db), []);
  };
  const watching = watch();
  await Promise.all(Array.from({ length: 8 }, (_, i) => work(randomOf(seed + i)))).finally(() => (working = false));
  await watching;

  t.diagnostic(`${done} done, ${refused} refused, ${broken} rolled back or broken`);
  assert.ok(done > 300 && refused > 20 && broken > 100, 'every kind of outcome was seen');
  for (const [account, total] of expected) assert.equal((await balance(store.db, account)).total, total, account);
  assert.deepEqual(await audit(store.db), []);
  const { rows } = await sql<{
    all: number;
  }>`select coalesce(sum(amount), 0)::bigint as all from ledger_entries`.execute(store.db);
  assert.equal(rows[0]?.all, 0);
});
