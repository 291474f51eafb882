import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { createAccount } from '../../src/store/accounts.ts';
import { MIGRATIONS, migrate } from '../../src/store/migrate.ts';
import type { Notice } from '../../src/store/notices.ts';
import { openStore } from '../../src/store/store.ts';
import { newFolder, openTestStore, removeFolder } from '../support/store.ts';
import { until } from '../support/until.ts';

const store = await openTestStore();
after(() => store.close());

test('every step is applied once, and starting again applies none', async () => {
  const steps = () => sql<{ name: string }>`select name from kysely_migration order by name`.execute(store.db);
  const first = (await steps()).rows.map(({ name }) => name);
  assert.deepEqual(first, Object.keys(MIGRATIONS));
  await migrate(store.db, 'test');
  assert.deepEqual(
    (await steps()).rows.map(({ name }) => name),
    first,
  );
});

test('servers that start together make the tables once', async () => {
  await sql`create database together`.execute(store.db);
  const databaseUrl = `postgres://postgres@/together?host=${encodeURIComponent(String(store.connection.host))}`;
  const stores = await Promise.all(
    [1, 2, 3].map(() => openStore({ folder: store.folder, databaseUrl, connections: 2 })),
  );
  const [one] = stores;
  assert.equal(one?.kind, 'external');
  assert.deepEqual(await one?.db.selectFrom('accounts').selectAll().execute(), []);
  await Promise.all(stores.map((each) => each.close()));
});

test('data of a newer version are refused by name, and left as they are', async () => {
  await sql`create database newer`.execute(store.db);
  const databaseUrl = `postgres://postgres@/newer?host=${encodeURIComponent(String(store.connection.host))}`;
  const options = { folder: store.folder, databaseUrl, connections: 1 };
  await using newer = await openStore(options);
  await sql`insert into kysely_migration values ('9999-later', 'x')`.execute(newer.db);
  await assert.rejects(openStore(options), { code: 'store.schema_newer' });
});

test('a database that is away, and one that lets nobody in, have names without a password', async () => {
  const away = openStore({ folder: store.folder, databaseUrl: 'postgres://u:geheim@127.0.0.1:1/x' });
  await assert.rejects(away, (error: Error & { code?: string }) => {
    assert.equal(error.code, 'store.not_reachable');
    assert.match(error.message, /127\.0\.0\.1:1\/x/);
    assert.doesNotMatch(error.message, /geheim/);
    return true;
  });
  const host = encodeURIComponent(String(store.connection.host));
  await assert.rejects(openStore({ folder: store.folder, databaseUrl: `postgres://postgres@/nowhere?host=${host}` }), {
    code: 'store.refused',
  });
});

test('a second server on the same folder is refused at once; a command may join', async () => {
  const began = performance.now();
  await assert.rejects(openStore({ folder: store.folder }), { code: 'store.in_use' });
  assert.ok(performance.now() - began < 60_000);
  const account = await createAccount(store.db, { kind: 'anonymous' });
  {
    await using joined = await openStore({ folder: store.folder, join: true });
    assert.equal((await joined.db.selectFrom('accounts').selectAll().execute()).at(-1)?.id, account.id);
  }
  await sql`select 1`.execute(store.db); // leaving did not end it
});

test('joining a folder that nobody serves opens it', async () => {
  const folder = newFolder();
  await using alone = await openTestStore({ folder, join: true });
  assert.equal(alone.kind, 'embedded');
  assert.deepEqual(await alone.db.selectFrom('turns').selectAll().execute(), []);
});

test('notices come to those who listen, after the commit only', async () => {
  const heard: (Notice | null)[] = [];
  const other: (Notice | null)[] = [];
  await using _turns = await store.listen('turn', (notice) => heard.push(notice));
  await using _renders = await store.listen('render', (notice) => other.push(notice));
  await assert.rejects(
    store.db.transaction().execute(async (tx) => {
      await store.notify(tx, 'turn', { id: 'lost' });
      throw new Error('rolled back');
    }),
    /rolled back/,
  );
  await store.notify(store.db, 'turn', { id: 'e-1', seq: 4 });
  await until(() => heard.length > 0, 'a notice');
  assert.deepEqual(heard, [{ id: 'e-1', seq: 4 }]);
  assert.deepEqual(other, []);
});

test('what others write to our channel is not taken for ours', async () => {
  const heard: (Notice | null)[] = [];
  await using _listening = await store.listen('session', (notice) => heard.push(notice));
  for (const strange of ['', 'not json', '[]', 'null', '{"id":1}'])
    await sql`select pg_notify('tellcut.session', ${strange})`.execute(store.db);
  await store.notify(store.db, 'session', { id: 'ses_1' });
  await until(() => heard.length > 0, 'a notice');
  assert.deepEqual(heard, [{ id: 'ses_1' }]);
});

test('one who stops listening hears no more; the others do', async () => {
  const [stopped, stays]: Notice[][] = [[], []];
  const first = await store.listen('render', (notice) => notice && stopped?.push(notice));
  await using _second = await store.listen('render', (notice) => notice && stays?.push(notice));
  await first[Symbol.asyncDispose]();
  await store.notify(store.db, 'render', { id: 'r' });
  await until(() => stays?.length === 1, 'a notice');
  assert.deepEqual(stopped, []);
});

test('a listener whose connection breaks is told to look again, and hears what follows', async () => {
  const heard: (Notice | null)[] = [];
  await using _listening = await store.listen('turn', (notice) => heard.push(notice));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`.execute(store.db);
  await until(() => heard.includes(null), 'the word that it is back');
  await store.notify(store.db, 'turn', { id: 'e-2' });
  await until(() => heard.length > 1, 'a notice');
  assert.deepEqual(heard, [null, { id: 'e-2' }]);
});

test('the built-in database comes back when it dies alone', async () => {
  const { rows } = await sql<{ pid: number }>`
    select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int as pid`.execute(store.db);
  const [before] = rows;
  assert.ok(before !== undefined && before.pid > 1);
  process.kill(before.pid, 'SIGKILL');
  let failures = 0;
  for (const end = performance.now() + 60_000; ; await wait(50)) {
    try {
      await store.db.selectFrom('accounts').select('id').execute();
      if (failures > 0) break;
    } catch (error) {
      failures++;
      assert.equal((error as { code?: string }).code, 'store.not_reachable');
    }
    assert.ok(performance.now() < end, 'it answers again');
  }
});

test('a folder whose path is too long for a socket works', async () => {
  const root = newFolder();
  const folder = path.join(root, 'long-'.repeat(20), 'data');
  mkdirSync(folder, { recursive: true });
  {
    await using deep = await openStore({ folder });
    assert.ok(String(deep.connection.host).length < 90);
    await sql`select 1`.execute(deep.db);
  }
  removeFolder(root);
});
