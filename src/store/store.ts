import type { Kysely } from 'kysely';
import type { PoolConfig } from 'pg';
import type { BlobStore } from './blobs/blobs.ts';
import { openLocalBlobs } from './blobs/local.ts';
import { openS3Blobs, type S3Options } from './blobs/s3.ts';
import { openDatabase } from './database.ts';
import { folderFailure } from './failures.ts';
import { migrate } from './migrate.ts';
import { type Listen, notify, openNotices } from './notices.ts';
import { openPostgres } from './postgres/open.ts';
import type { Database } from './schema.ts';

/** Everything that is kept: Postgres and the files. One for each process. */
export type Store = AsyncDisposable & {
  /** `joined`: the built-in database of another process, which looks after it. It becomes ours by {@link Store.ensure}. */
  readonly kind: 'embedded' | 'joined' | 'external';
  /**
   * Resolves when a store that was joined can be worked with. Where its owner has ended, the next one is waited for a few
   * seconds; then this process runs the database. Throws as `openStore` does.
   */
  readonly ensure: () => Promise<void>;
  readonly db: Kysely<Database>;
  /** For what brings a pool of its own to the same database (pg-boss). */
  readonly connection: PoolConfig;
  readonly blobs: BlobStore;
  /** Hears what other processes of this deployment tell. */
  readonly listen: Listen;
  /** Tells it, when the transaction commits. Payloads are small: an id, a number. */
  readonly notify: typeof notify;
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  /** The data folder. The built-in database and local files lie in it; with S3, the copies that are kept for a while. */
  readonly folder: string;
  /** `postgres://…`; null or absent: the built-in Postgres. */
  readonly databaseUrl?: string | null;
  /** Null or absent: files lie in the folder. */
  readonly s3?: S3Options | null;
  /** Connections of this process, beside pg-boss's and one that listens. */
  readonly connections?: number;
  /** Uses the built-in database of a server that runs on this folder, where there is one (`tellcut admin`, `tellcut mcp`). */
  readonly join?: boolean;
};

/**
 * Opens the store, with its tables as this version needs them. Throws `store.in_use`, `store.not_reachable`,
 * `store.refused`, `store.too_old`, `store.no_binaries`, `store.cannot_start`, `store.no_place`, `store.database_gone`,
 * `store.schema_newer`, `render.disk_full`, `render.cannot_write`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  try {
    return await open(options);
  } catch (error) {
    throw folderFailure(error, options.folder);
  }
}

async function open(options: StoreOptions): Promise<Store> {
  await using opened = new AsyncDisposableStack();
  const postgres = opened.use(await openPostgres(options));
  const db = openDatabase(postgres.connection, options.connections ?? 10);
  opened.defer(() => db.destroy());
  await migrate(db, postgres.where);
  const blobs = opened.use(
    options.s3 ? await openS3Blobs(options.s3, options.folder) : await openLocalBlobs(options.folder),
  );
  const notices = opened.use(openNotices(postgres.connection));
  await postgres.onDisk;
  const closing = opened.move();
  const close = (): Promise<void> => closing.disposeAsync();
  return {
    get kind() {
      return postgres.kind;
    },
    ensure: () => postgres.ensure(),
    db,
    connection: postgres.connection,
    blobs,
    listen: notices.listen,
    notify,
    close,
    [Symbol.asyncDispose]: close,
  };
}
