import type { PoolConfig } from 'pg';
import { whereOf } from '../failures.ts';
import { openEmbedded } from './embedded.ts';
import { externalConnection } from './external.ts';

/** A Postgres to work with; disposing ends it when it is ours. */
export type Postgres = AsyncDisposable & {
  /** `joined`: the built-in database of another process, which looks after it. */
  readonly kind: 'embedded' | 'joined' | 'external';
  readonly connection: PoolConfig & { readonly where: string };
  /** Host and database, to be shown. */
  readonly where: string;
  /** Once a power cut leaves a new database whole; nothing may be acknowledged before. */
  readonly onDisk: Promise<void>;
  /** Resolves when it can be worked with: one that was joined and has lost its owner becomes ours, and `kind` with it. */
  readonly ensure: () => Promise<void>;
};

/** The Postgres of `databaseUrl`, else the built-in one in the data folder. Throws as `openStore` does. */
export async function openPostgres(options: {
  readonly folder: string;
  readonly databaseUrl?: string | null;
  readonly join?: boolean;
}): Promise<Postgres> {
  if (options.databaseUrl) {
    const connection = await externalConnection(options.databaseUrl);
    const where = whereOf(connection);
    return {
      kind: 'external',
      where,
      connection: { ...connection, where },
      onDisk: Promise.resolve(),
      ensure: async () => {},
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const embedded = await openEmbedded(options.folder, { join: options.join ?? false });
  const where = 'built in';
  return {
    get kind() {
      return embedded.isJoined ? 'joined' : 'embedded';
    },
    where,
    onDisk: embedded.onDisk,
    ensure: () => embedded.ensure(),
    connection: { host: embedded.socketFolder, user: 'postgres', database: 'postgres', where },
    [Symbol.asyncDispose]: () => embedded[Symbol.asyncDispose](),
  };
}
