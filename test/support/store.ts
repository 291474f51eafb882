import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts';

/** A real store in a folder of its own; closing it removes the folder. About a second: one for each test file. */
export async function openTestStore(options: Partial<StoreOptions> = {}): Promise<Store & { readonly folder: string }> {
  const folder = options.folder ?? newFolder();
  const store = await openStore({ folder, ...options });
  const close = async (): Promise<void> => {
    await store.close();
    removeFolder(folder);
  };
  return { ...store, folder, close, [Symbol.asyncDispose]: close };
}

/** An empty folder that a store may have. */
export function newFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'tellcut-store-'));
}

export function removeFolder(folder: string): void {
  // A database that was told to end may still write for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Empties every table, for tests that share a store and count what is in it. The ledger refuses this from anybody else. */
export async function emptyStore(store: Store): Promise<void> {
  const { sql } = await import('kysely');
  await sql`
    set session_replication_role = replica;
    do $$ begin execute (
      select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity cascade'
      from pg_tables where schemaname = 'public' and tablename not like 'kysely%'); end $$;
    set session_replication_role = origin;`.execute(store.db);
}
