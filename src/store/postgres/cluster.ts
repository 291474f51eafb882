import { execFile } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fail, named, TellcutError } from '../../base/errors.ts';
import type { Binaries } from './binaries.ts';
import { asIdentity, type Identity } from './identity.ts';

/** The major version is part of the name: a Postgres of another major version cannot read the folder. */
const CLUSTER = 'pg18';
const PARTIAL = `.${CLUSTER}-`;
/** Making a cluster takes about a second; one that is this old was left behind. */
const LEFT_BEHIND_MS = 10 * 60_000;

/** A data directory. `onDisk`: once a power cut leaves it whole; nothing may be acknowledged before. */
export type Cluster = { readonly data: string; readonly onDisk: Promise<void> };

/**
 * The data directory of the built-in Postgres. Made when it is not there, beside its place and then renamed, so that one
 * who is killed meanwhile leaves no half of it. Throws `store.cannot_start`, `render.disk_full`.
 */
export async function ensureCluster(place: string, binaries: Binaries, identity: Identity): Promise<Cluster> {
  const data = path.join(place, CLUSTER);
  if (existsSync(path.join(data, 'PG_VERSION'))) return { data, onDisk: syncRest(place, data, binaries, identity) };
  for (const name of readdirSync(place)) {
    const left = path.join(place, name);
    if (name.startsWith(PARTIAL) && Date.now() - statSync(left).mtimeMs > LEFT_BEHIND_MS)
      rmSync(left, { recursive: true, force: true });
  }
  const partial = mkdtempSync(path.join(place, PARTIAL));
  try {
    if (identity !== null) chownSync(partial, identity.uid, identity.gid);
    // C: sorting by bytes is the same on every machine; text for people is sorted by whoever shows it.
    const args = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions', '--no-sync'];
    await promisify(execFile)(binaries.initdb, ['-D', partial, ...args], asIdentity(identity));
    writeFileSync(path.join(place, UNSYNCED), '');
    syncFolder(place);
    renameSync(partial, data);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Else another process was quicker.
    if (!existsSync(path.join(data, 'PG_VERSION'))) throw initFailure(error);
  }
  return { data, onDisk: syncRest(place, data, binaries, identity) };
}

/** Lies beside a cluster whose files may not be on the disk yet. */
const UNSYNCED = `.${CLUSTER}.unsynced`;

/**
 * Brings a new cluster onto the disk while Postgres starts on it: a thousand files, which takes longer than the start.
 * Whoever was killed meanwhile leaves the mark, and the next start does it.
 */
async function syncRest(place: string, data: string, { initdb }: Binaries, identity: Identity): Promise<void> {
  const mark = path.join(place, UNSYNCED);
  if (!existsSync(mark)) return;
  try {
    await promisify(execFile)(initdb, ['--sync-only', '-D', data], asIdentity(identity));
    syncFolder(place);
    rmSync(mark, { force: true });
  } catch (error) {
    throw initFailure(error);
  }
}

/** The rename itself must survive a power cut, or the next start would find no database and make an empty one. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function initFailure(error: unknown): unknown {
  if (named(error) instanceof TellcutError) return named(error);
  const { stderr } = error as { readonly stderr?: unknown };
  const said = typeof stderr === 'string' ? stderr : '';
  if (/No space left on device/i.test(said)) return fail('render.disk_full', { file: null }, { cause: error });
  return said === '' ? error : fail('store.cannot_start', { why: lastLine(said) }, { cause: error });
}

/** The last line that says something, as Postgres ends its messages. */
export function lastLine(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /(error|fatal|panic|could not)/i.test(line)).at(-1);
  return (telling ?? lines.filter((line) => line !== '').at(-1) ?? '').replace(/^.*?(ERROR|FATAL|PANIC|error): */, '');
}
