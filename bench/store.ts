/**
 * The built-in store: `node bench/store.ts [sessions]`. How long it takes to open, empty and with so many sessions, what
 * reads and writes take, and how late a notice comes. One process, one Postgres, in a folder that goes with the bench.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { emptyDraft } from '../src/draft/build.ts';
import { createAccount } from '../src/store/accounts.ts';
import { capture, grant, hold } from '../src/store/ledger.ts';
import { createProject } from '../src/store/projects.ts';
import { createSession, sessionRevision, sessionState } from '../src/store/sessions.ts';
import { openStore, type Store } from '../src/store/store.ts';

const sessions = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-bench-'));
const draft = emptyDraft({ width: 1920, height: 1080, fps: 30, background: { kind: 'color', color: '#000000' } });

function say(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length})`);
}

async function timed<T>(act: () => Promise<T>): Promise<[number, T]> {
  const began = performance.now();
  const result = await act();
  return [performance.now() - began, result];
}

async function opened(what: string): Promise<Store> {
  const [ms, store] = await timed(() => openStore({ folder }));
  console.log(`open, ${what}: ${ms.toFixed(0)} ms`);
  return store;
}

async function fill(store: Store): Promise<{ accountId: string; ids: string[] }> {
  const { id: accountId } = await createAccount(store.db, { kind: 'anonymous' });
  const ids: string[] = [];
  for (let i = 0; i < sessions; i += 500) {
    await store.db.transaction().execute(async (tx) => {
      for (let n = i; n < Math.min(sessions, i + 500); n++) {
        const { id: projectId } = await createProject(tx, { accountId, name: `Project ${n}`, language: 'en' });
        ids.push((await createSession(tx, { accountId, projectId, language: 'en', draft, label: '' })).id);
      }
    });
  }
  return { accountId, ids };
}

/** Proportional memory of Postgres: pages that its processes share count once. */
function memoryMb(data: string): number {
  const pids = execFileSync('pgrep', ['-f', data], { encoding: 'utf8' }).trim().split('\n');
  const children = pids.flatMap((pid) => {
    try {
      return execFileSync('pgrep', ['-P', pid], { encoding: 'utf8' }).trim().split('\n');
    } catch {
      return []; // it has none
    }
  });
  const kb = [...new Set([...pids, ...children])].map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0; // it ended meanwhile
    }
  });
  return kb.reduce((sum, each) => sum + each, 0) / 1024;
}

async function main(): Promise<void> {
  await (await opened('for the first time')).close();
  const empty = await opened('empty');
  const [fillMs, { accountId, ids }] = await timed(() => fill(empty));
  console.log(`${sessions} projects with a session each: ${(fillMs / 1000).toFixed(1)} s`);
  await empty.close();
  const store = await opened(`with ${sessions} sessions`);
  const pick = (): string => ids[Math.floor(Math.random() * ids.length)] ?? '';

  const times = { state: [] as number[], revision: [] as number[], charge: [] as number[], notice: [] as number[] };
  for (let i = 0; i < 2000; i++) {
    times.state.push((await timed(() => sessionState(store.db, { accountId, sessionId: pick() })))[0]);
    times.revision.push((await timed(() => sessionRevision(store.db, { accountId, sessionId: pick() })))[0]);
  }
  await store.db.transaction().execute((tx) => grant(tx, { account: accountId, amount: 1_000_000, ref: 'bench' }));
  for (let i = 0; i < 500; i++) {
    const ref = `bench ${i}`;
    const act = () =>
      store.db.transaction().execute(async (tx) => {
        await hold(tx, { account: accountId, amount: 2, ref });
        await capture(tx, { ref, amount: 1 });
      });
    times.charge.push((await timed(act))[0]);
  }
  let heard: () => void = () => undefined;
  await using _listening = await store.listen('bench', () => heard());
  for (let i = 0; i < 500; i++) {
    const came = new Promise<void>((resolve) => (heard = resolve));
    const began = performance.now();
    await store.notify(store.db, 'bench', { id: String(i) });
    await came;
    times.notice.push(performance.now() - began);
  }
  say('state of a session', times.state);
  say('its revision', times.revision);
  say('hold and capture, committed', times.charge);
  say('a notice, heard', times.notice);
  console.log(`Postgres: ${memoryMb(path.join(folder, 'postgres')).toFixed(0)} MB`);
  const { rows } = await sql<{
    size: string;
  }>`select pg_size_pretty(pg_database_size(current_database())) as size`.execute(store.db);
  console.log(`database: ${rows[0]?.size}`);
  await store.close();
}

await main().finally(() => rmSync(folder, { recursive: true, force: true }));
