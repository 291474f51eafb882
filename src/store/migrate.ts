import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { fail } from '../base/errors.ts';
import { FIRST } from './migrations/0001-first.ts';
import { LEDGER } from './migrations/0002-ledger.ts';
import { WEBHOOK_KEYS } from './migrations/0003-webhook-keys.ts';
import { KEPT } from './migrations/0004-kept.ts';
import { KEPT_ASSETS } from './migrations/0005-kept-assets.ts';
import { MAKINGS } from './migrations/0006-makings.ts';
import type { Database } from './schema.ts';

/** Every step, in order, by a name that never changes once it was released. */
export const MIGRATIONS: Readonly<Record<string, string>> = {
  '0001-first': FIRST,
  '0002-ledger': LEDGER,
  '0003-webhook-keys': WEBHOOK_KEYS,
  '0004-kept': KEPT,
  '0005-kept-assets': KEPT_ASSETS,
  '0006-makings': MAKINGS,
};

/** The oldest Postgres that is tried with our tables. */
const LEAST_VERSION = 15;

const NEVER_MIGRATED = '42P01'; // undefined_table

/**
 * Brings the tables to this version. Steps run in one transaction under an advisory lock, so that servers that start
 * together wait for each other, and a step that fails leaves nothing. Throws `store.schema_newer`, `store.too_old`.
 */
export async function migrate(db: Kysely<Database>, where: string): Promise<void> {
  await checkVersion(db);
  const done = await appliedSteps(db);
  const unknown = done.find((name) => !(name in MIGRATIONS));
  if (unknown !== undefined) throw fail('store.schema_newer', { step: unknown });
  if (done.length === Object.keys(MIGRATIONS).length) return;
  const steps: Record<string, Migration> = {};
  for (const [name, text] of Object.entries(MIGRATIONS)) {
    steps[name] = { up: async (tx: Kysely<unknown>) => void (await sql.raw(text).execute(tx)) };
  }
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(steps) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error(`the tables of ${where} could not be made`, { cause: error });
}

async function appliedSteps(db: Kysely<Database>): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return rows.map((row) => row.name);
  } catch (error) {
    if ((error as { code?: unknown }).code === NEVER_MIGRATED) return [];
    throw error;
  }
}

async function checkVersion(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
  const found = Math.floor(Number(rows[0]?.server_version_num ?? 0) / 10_000);
  if (found < LEAST_VERSION) throw fail('store.too_old', { found: String(found), least: String(LEAST_VERSION) });
}
