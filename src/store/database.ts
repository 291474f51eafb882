import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { databaseFailure } from './failures.ts';
import { preparedName } from './prepared.ts';
import type { Database } from './schema.ts';

const INT8 = 20;

/** Kysely over a pool of at most `connections`. Failures of the driver leave it with our names. */
export function openDatabase(
  connection: pg.PoolConfig & { readonly where: string },
  connections: number,
): Kysely<Database> {
  const isLocal = connection.host?.startsWith('/') === true;
  const pool = new pg.Pool({
    ...connection,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A network that swallows an answer would be noticed after a quarter of an hour; no statement of ours takes so long.
    // And a worker that is cut off must not hold its locks for the two hours of the system's default.
    ...(isLocal ? {} : { query_timeout: 5 * 60_000, options: KEEPALIVE }),
    types: {
      // Our bigints are ids, credits and bytes: all far below 2^53, and plain numbers are what JSON has.
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? toNumber : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is replaced at the next query, which tells if the database is away.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // The pool hears a client's errors while it is idle only; one that breaks between two queries of a transaction must
    // not end the process: its next query fails.
    client.on('error', () => undefined);
  });
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: naming(pool, connection.where) }) });
}

const KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

function toNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`a bigint that is no safe integer: ${text}`);
  return value;
}

/** The pool as Kysely sees it; one wrapper for each client, since Kysely remembers clients. */
function naming(pool: pg.Pool, where: string): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const query = async (sql: string, parameters: ReadonlyArray<unknown>): Promise<unknown> => {
      try {
        const name = preparedName(sql);
        const values = [...parameters];
        return await (name === undefined ? client.query(sql, values) : client.query({ name, text: sql, values }));
      } catch (error) {
        throw databaseFailure(error, where);
      }
    };
    // Kysely's type has a second signature for cursors, which we do not use.
    return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
  };
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      try {
        const client = await pool.connect();
        const known = wrapped.get(client) ?? wrap(client);
        wrapped.set(client, known);
        return known;
      } catch (error) {
        throw databaseFailure(error, where);
      }
    },
  };
}
