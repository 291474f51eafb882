import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../../base/errors.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { ensureCluster, lastLine } from './cluster.ts';
import { type Identity, identityOf } from './identity.ts';
import { factsOf, isRunning, readLock } from './lock.ts';
import { claimOwner, livingOwner, releaseOwner } from './owner.ts';
import { placeOf } from './place.ts';
import { type Server, startServer } from './server.ts';

/** The built-in Postgres, reachable by its socket. Disposing ends it, unless it is somebody else's that we joined. */
export type Embedded = AsyncDisposable & {
  readonly socketFolder: string;
  readonly isJoined: boolean;
  /** Once a power cut leaves a new database whole; nothing may be acknowledged before. */
  readonly onDisk: Promise<void>;
  /** Resolves when it can be worked with: one that was joined and has lost its owner becomes ours. Throws as `openStore` does. */
  readonly ensure: () => Promise<void>;
};

/** How long an orphan may take to end by itself: its shell saw our predecessor die and told it to. */
const ORPHAN_MS = 10_000;
/** The longest path of a socket, on the strictest system, with the name that Postgres gives it. */
const LONGEST_FOLDER = 103 - '/.s.PGSQL.5432'.length;

type Setup = { readonly binaries: Binaries; readonly identity: Identity; readonly data: string };

/** Opens the built-in database of a data folder, and makes it when there is none. Throws as `openStore` does. */
export async function openEmbedded(folder: string, { join }: { join: boolean }): Promise<Embedded> {
  const identity = identityOf(process.getuid?.());
  const place = placeOf(folder, identity);
  const binaries = findBinaries(place, identity);
  const { data, onDisk } = await ensureCluster(place, binaries, identity);
  onDisk.catch(() => undefined); // heard where it is awaited
  const setup = { binaries, identity, data };
  if (join && livingOwner(place) !== null) {
    const lock = readLock(setup.data);
    if (lock !== null && isRunning(factsOf(lock), setup.data))
      return joined({ setup, place, folder, socketFolder: lock.socketFolder }, onDisk);
  }
  const owned = await own({ setup, place, folder, socketFolder: null });
  return { ...owned, isJoined: false, onDisk, ensure: async () => {} };
}

/** A server that is started anew is back by then; after it, whoever needs the database runs it. */
const NEXT_OWNER_MS = 2_000;

/** The database of another process. When that one ends, the next owner uses the same socket: connections come back. */
function joined(where: Place & { readonly socketFolder: string }, onDisk: Promise<void>): Embedded {
  let owned: Owned | null = null;
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    for (const deadline = Date.now() + NEXT_OWNER_MS; Date.now() < deadline; await wait(100))
      if (owned !== null || livingOwner(where.place) !== null) return;
    owned = await own(where);
  };
  return {
    socketFolder: where.socketFolder,
    get isJoined() {
      return owned === null;
    },
    onDisk,
    ensure: () => {
      looking ??= look().finally(() => (looking = null));
      return looking;
    },
    [Symbol.asyncDispose]: async () => {
      await looking?.catch(() => undefined);
      await owned?.[Symbol.asyncDispose]();
    },
  };
}

/** `socketFolder`: null: it is chosen. */
type Place = {
  readonly setup: Setup;
  readonly place: string;
  readonly folder: string;
  readonly socketFolder: string | null;
};
type Owned = AsyncDisposable & { readonly socketFolder: string };

async function own({ setup, place, folder, socketFolder: given }: Place): Promise<Owned> {
  const socketFolder = given === null ? socketFolderOf(setup) : socketFolderAgain(given, setup);
  const isApart = socketFolder !== setup.data;
  const begin = async (): Promise<Server> => {
    for (const deadline = Date.now() + ORPHAN_MS; ; await wait(50)) {
      const started = isBusy(setup.data) ? null : await startServer({ ...setup, socketFolder });
      if (started?.kind === 'ready') return started.server;
      if (started?.kind === 'failed') throw startFailure(started.said);
      if (livingOwner(place) !== null || Date.now() > deadline) throw fail('store.in_use', { folder });
    }
  };
  try {
    let server = await begin();
    claimOwner(place);
    let isClosing = false;
    // Should it die alone (out of memory, a kill by hand), it is started again; the pool connects to the new one.
    const keep = async (): Promise<void> => {
      for (;;) {
        await server.ended;
        if (isClosing) return;
        server = await begin();
        if (isClosing) await server.stop();
      }
    };
    const kept = keep().catch(() => undefined); // it does not come back: every query says that the database is away
    return {
      socketFolder,
      [Symbol.asyncDispose]: async () => {
        isClosing = true;
        await server.stop();
        await kept;
        releaseOwner(place);
        if (isApart) rmSync(socketFolder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    if (isApart) rmSync(socketFolder, { recursive: true, force: true });
    throw error;
  }
}

/** A Postgres on these data that is alive; a lock that only looks like it is taken away. */
function isBusy(data: string): boolean {
  const lock = readLock(data);
  if (lock === null) return false;
  if (isRunning(factsOf(lock), data)) return true;
  rmSync(path.join(data, 'postmaster.pid'), { force: true });
  if (lock.socketFolder.startsWith(path.join(os.tmpdir(), APART)))
    rmSync(lock.socketFolder, { recursive: true, force: true });
  return false;
}

const APART = 'tellcut-socket-';

/** The data directory itself, which is closed to others; one of its own where that path is too long for a socket. */
function socketFolderOf({ data, identity }: Setup): string {
  if (Buffer.byteLength(data) <= LONGEST_FOLDER) return data;
  const folder = mkdtempSync(path.join(os.tmpdir(), APART));
  if (identity !== null) chownSync(folder, identity.uid, identity.gid);
  return folder;
}

/** The socket's folder of an owner before us, who has taken it away when it was one of its own. */
function socketFolderAgain(folder: string, { data, identity }: Setup): string {
  if (folder === data) return folder;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (identity !== null) chownSync(folder, identity.uid, identity.gid);
  return folder;
}

function startFailure(said: string): Error {
  if (/No space left on device/i.test(said)) return fail('render.disk_full', { file: null });
  return fail('store.cannot_start', { why: lastLine(said) });
}
