import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts';
import { seedCluster } from './cluster-template.ts';

/**
 * A real store in a folder of its own; closing it removes the folder. About a second: one for each test file. With
 * TELLCUT_TEST_DATABASE_URL it is a new database on that server.
 */
export async function openTestStore(options: Partial<StoreOptions> = {}): Promise<Store & { readonly folder: string }> {
  const folder = options.folder ?? newFolder();
  const external = process.env['TELLCUT_TEST_DATABASE_URL'] ?? null;
  const made = external === null || options.databaseUrl ? null : await newDatabase(external);
  if (options.folder === undefined && made === null && !options.databaseUrl) await seedCluster(folder);
  const store = await openStore({ folder, databaseUrl: made?.url ?? null, ...options });
  const close = async (): Promise<void> => {
    await store.close();
    await made?.drop();
    removeFolder(folder);
  };
  return { ...store, folder, close, [Symbol.asyncDispose]: close };
}

async function newDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `tellcut_test_${process.pid}_${Date.now()}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client(server);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

/** An empty folder that a store may have. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tellcut-store-'));
  // Root's Postgres runs as nobody, and would else go to /var/lib/tellcut for a data folder below this one.
  chmodSync(folder, 0o711);
  return folder;
}

export function removeFolder(folder: string): void {
  // A database that was told to end may still write for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Empties every table, for tests that share a store and count what is in it. The ledger refuses this from anybody else. */
export async function emptyStore(store: Store): Promise<void> {
  await sql`
    set session_replication_role = replica;
    do $$ begin execute (
      select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity cascade'
      from pg_tables where schemaname = 'public' and tablename not like 'kysely%'); end $$;
    set session_replication_role = origin;`.execute(store.db);
}
