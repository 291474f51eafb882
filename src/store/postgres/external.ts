import pg from 'pg';
import { fail } from '../../base/errors.ts';
import { databaseFailure, whereOf } from '../failures.ts';

/** Connection options of a `postgres://…` address, tried once. Throws `store.not_reachable`, `store.refused`. */
export async function externalConnection(url: string): Promise<pg.PoolConfig> {
  const connection = { connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'tellcut' };
  const client = new pg.Client(connection);
  // What pg read from the address; the address itself has a password in it.
  const where = whereOf({ host: `${client.host}:${client.port}`, database: client.database ?? '' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    const said = databaseFailure(error, where);
    throw said === error ? fail('store.not_reachable', { where }, { cause: error }) : said;
  } finally {
    await client.end().catch(() => undefined);
  }
  const { host, port, database } = client;
  return { ...connection, host, port, database: database ?? '' };
}
