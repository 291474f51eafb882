import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import * as z from 'zod';
import { type Engine, openEngine, step } from '../../src/engine/engine.ts';
import { queue } from '../../src/engine/queue.ts';
import { Stopped } from '../../src/engine/running.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../support/store.ts';
import { until } from '../support/until.ts';

const Data = z.object({ n: z.int() });
const PART = queue({ name: 'part', data: Data });
const JOIN = queue({ name: 'join', data: Data });
const KEYED = queue({ name: 'keyed', data: Data, policy: 'singleton' });
const ONLY = queue({ name: 'only', data: Data, policy: 'exclusive' });
const FRAIL = queue({ name: 'frail', data: Data, retryLimit: 1, hasDead: true });
const LONG = queue({ name: 'long', data: Data, retryLimit: 0 });
const QUEUES = [PART, JOIN, KEYED, ONLY, FRAIL, LONG];

let store: Store;
const errors: Error[] = [];

before(async () => {
  store = await openTestStore();
});
after(async () => {
  await store.close();
  assert.deepEqual(errors, []);
});

// Two engines beside each other: none of them may take the other's jobs for a dead server's.
const open = (): Promise<Engine> =>
  openEngine({ ...store, kind: 'external' }, { queues: QUEUES, onError: (error) => void errors.push(error) });

test('a job commits with its transaction, or is not there', async () => {
  await using engine = await open();
  const seen: number[] = [];
  await engine.work(PART, 1, ({ data }) => Promise.resolve(void seen.push(data.n)));
  const undone = store.db.transaction().execute(async (tx) => {
    await engine.send(tx, PART, { n: 1 });
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  await store.db.transaction().execute((tx) => engine.send(tx, PART, { n: 2 }));
  await until(() => seen.length > 0);
  await delay(300);
  assert.deepEqual(seen, [2]);
  await assert.rejects(engine.send(store.db, PART, { n: 1.5 }), { name: 'ZodError' });
});

test('what waits for others begins when the last of them is through, and soon', async () => {
  await using engine = await open();
  const seen: string[] = [];
  let lastPart = 0;
  let joined = 0;
  await engine.work(PART, 2, async ({ data }) => {
    await delay(data.n * 30);
    seen.push(`part ${data.n}`);
    lastPart = performance.now();
  });
  await engine.work(JOIN, 1, () => {
    joined = performance.now();
    seen.push('join');
    return Promise.resolve();
  });
  const refs = ['p1', 'p2', 'p3'];
  const sent = await store.db
    .transaction()
    .execute((tx) =>
      engine.flow(tx, [
        ...refs.map((ref, i) => step({ ref, queue: PART, data: { n: i + 1 } })),
        step({ ref: 'join', queue: JOIN, data: { n: 0 }, after: refs }),
      ]),
    );
  assert.deepEqual(Object.keys(sent), [...refs, 'join']);
  await until(() => seen.includes('join'));
  assert.equal(seen.length, 4);
  assert.equal(seen.at(-1), 'join');
  assert.ok(joined - lastPart < 10_000, `${Math.round(joined - lastPart)} ms`);
});

test('of the jobs with one key one runs at a time; an exclusive queue takes no second one', async () => {
  await using engine = await open();
  await using other = await open();
  let running = 0;
  let most = 0;
  let done = 0;
  const handler = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await delay(20);
    running--;
    done++;
  };
  await engine.work(KEYED, 3, handler);
  await other.work(KEYED, 3, handler);
  for (let n = 0; n < 8; n++) await engine.send(store.db, KEYED, { n }, { key: 'session' });
  await until(() => done === 8);
  assert.equal(most, 1);
  assert.notEqual(await engine.send(store.db, ONLY, { n: 1 }, { key: 'asset' }), null);
  assert.equal(await engine.send(store.db, ONLY, { n: 2 }, { key: 'asset' }), null);
  assert.notEqual(await engine.send(store.db, ONLY, { n: 3 }, { key: 'other' }), null);
});

test('a job that fails is tried again, and then told to whoever looks after the dead', async () => {
  await using engine = await open();
  const attempts: [number, boolean][] = [];
  const dead: string[] = [];
  await engine.work(FRAIL, 1, ({ attempt, isLastAttempt }) => {
    attempts.push([attempt, isLastAttempt]);
    throw new Error('too frail');
  });
  await engine.onDead(FRAIL, ({ n }, why) => Promise.resolve(void dead.push(`${n} ${why}`)));
  await engine.send(store.db, FRAIL, { n: 7 });
  await until(() => dead.length > 0);
  assert.deepEqual(attempts, [
    [1, false],
    [2, true],
  ]);
  assert.match(dead[0] ?? '', /^7 .*too frail/);
});

test('cancelling reaches a handler in another process within a moment, and a job that waits', async () => {
  await using engine = await open();
  await using other = await open();
  let why: unknown = null;
  let begun = 0;
  await other.work(LONG, 1, async ({ signal }) => {
    begun++;
    await delay(30_000, undefined, { signal }).catch(() => {
      why = signal.reason;
    });
    signal.throwIfAborted();
  });
  const ids = [await engine.send(store.db, LONG, { n: 1 }), await engine.send(store.db, LONG, { n: 2 })];
  await until(() => begun === 1);
  const asked = performance.now();
  await engine.cancel(ids.map((id) => ({ queue: LONG.name, id: id ?? '' })));
  await until(() => why !== null);
  assert.ok(performance.now() - asked < 20_000, 'the job itself takes 30 s');
  assert.ok(why instanceof Stopped && why.why === 'cancelled');
  await delay(300);
  assert.equal(begun, 1);
});

test('an engine that is drained gives its jobs back, which costs them no try', async () => {
  const attempts: number[] = [];
  const first = await open();
  await first.work(LONG, 1, async ({ attempt, signal }) => {
    attempts.push(attempt);
    await delay(30_000, undefined, { signal });
  });
  await first.send(store.db, LONG, { n: 1 });
  await until(() => attempts.length === 1);
  const asked = performance.now();
  await first.drain(100);
  assert.ok(performance.now() - asked < 20_000, 'the job itself takes 30 s');
  await using second = await open();
  await second.work(LONG, 1, ({ attempt, isLastAttempt }) => {
    attempts.push(attempt);
    assert.equal(isLastAttempt, true);
    return Promise.resolve();
  });
  await until(() => attempts.length === 2);
  assert.deepEqual(attempts, [1, 2]); // its queue allows no second try after a failure
});

test('a single server takes up at once what its dead predecessor was at', async () => {
  const dead = await open();
  let isAt = false;
  await dead.work(PART, 1, async ({ signal }) => {
    isAt = true;
    await delay(30_000, undefined, { signal });
  });
  await dead.send(store.db, PART, { n: 5 });
  await until(() => isAt);
  // As after kill -9, and not the first: nobody was told, the row says that it is running.
  await sql`update pgboss.job set retry_count = 3 where name = 'part' and state = 'active'`.execute(store.db);
  const seen: number[] = [];
  await using next = await openEngine(store, { queues: QUEUES, onError: (error) => void errors.push(error) });
  const { rows } = await sql`select start_after <= now() as "isDue" from pgboss.job
    where name = 'part' and state = 'retry'`.execute(store.db);
  assert.deepEqual(rows, [{ isDue: true }], 'no pause that grows with every death');
  await next.work(PART, 1, ({ data, attempt }) => Promise.resolve(void seen.push(data.n, attempt)));
  await until(() => seen.length > 0);
  assert.deepEqual(seen, [5, 5]);
  await dead[Symbol.asyncDispose]();
});

test('depths say what waits and runs, of every queue', async () => {
  await using engine = await open();
  await engine.send(store.db, JOIN, { n: 1 });
  const depths = await engine.depths();
  assert.deepEqual(
    depths.map(({ queue: name }) => name),
    QUEUES.map(({ name }) => name),
  );
  assert.deepEqual(
    depths.find(({ queue: name }) => name === 'join'),
    { queue: 'join', waiting: 1, active: 0 },
  );
});
