import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Binaries } from './binaries.ts';
import { asIdentity, type Identity } from './identity.ts';

/** Postgres as a child of ours. `ended` resolves when it is gone, whatever the reason. */
export type Server = { readonly ended: Promise<void>; readonly stop: () => Promise<void> };

/** `locked`: another one works on these data. `failed`: with what it said. */
export type Started =
  | { readonly kind: 'ready'; readonly server: Server }
  | { readonly kind: 'locked' | 'failed'; readonly said: string };

/**
 * Runs the program and ends it (by SIGINT, Postgres' fast shutdown) when standard input closes, which happens however we
 * die. Standard input is kept as 3, since a shell gives /dev/null to what it runs in the background.
 */
const ENDS_WITH_US = '"$@" </dev/null & p=$!; exec 3<&0; (cat <&3 >/dev/null; kill -INT $p) 2>/dev/null & wait $p';

const LOCKED = /lock file ".*" already exists|pre-existing shared memory block|is another postmaster/i;
/** Waits no longer than this for crash recovery; Postgres goes on with it at the next start. */
const START_MS = 120_000;
const ASK_AGAIN_MS = 2_000;
const STOP_MS = 10_000;

/** Starts Postgres on `data`, reachable by its socket in `socketFolder` alone. */
export async function startServer(input: {
  readonly binaries: Binaries;
  readonly identity: Identity;
  readonly data: string;
  readonly socketFolder: string;
}): Promise<Started> {
  const command = [input.binaries.postgres, '-D', input.data, ...settings(input.socketFolder)];
  // A group of its own: Ctrl-C is for us, who then end it in order.
  const child = spawn('/bin/sh', ['-c', ENDS_WITH_US, 'sh', ...command], {
    ...asIdentity(input.identity),
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  child.stdin?.on('error', () => undefined); // it ended first
  const ended = once(child, 'close').then(
    () => void child.stdin?.destroy(),
    () => undefined,
  );
  const said = await untilReady(child);
  if (said === null) return { kind: 'ready', server: { ended, stop: () => stop(child, ended) } };
  await stop(child, ended);
  return { kind: LOCKED.test(said) ? 'locked' : 'failed', said };
}

function settings(socketFolder: string): string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: socketFolder.replaceAll(',', '\\,'),
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '64MB',
    // Our queries are short: compiling them costs more than it saves.
    jit: 'off',
    // No helpers for reading: they are memory for nothing at this size.
    io_method: 'sync',
    max_wal_size: '256MB',
    timezone: 'UTC',
    // What is logged goes into our log: never the words of a statement.
    log_min_error_statement: 'panic',
    log_statement: 'none',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Null once it is ready; else the last of what it said before it ended. */
function untilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => resolve(`${said}\nnot ready after ${START_MS / 1000} s`), START_MS);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-8000);
      if (said.includes('database system is ready to accept connections')) {
        clearTimeout(late);
        resolve(null);
      }
    });
    child.once('close', () => {
      clearTimeout(late);
      resolve(said);
    });
    child.once('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  // The whole group, should its shell have been killed alone: to end in order, then at once; it recovers at its next start.
  const timers = [
    setTimeout(() => signalGroup(child, 'SIGINT'), ASK_AGAIN_MS),
    setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_MS),
  ];
  await ended;
  for (const timer of timers) clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // ended meanwhile
  }
}
