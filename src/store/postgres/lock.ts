import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What Postgres writes beside its data while it runs. */
export type Lock = { readonly pid: number; readonly socketFolder: string };

/** Null: nobody runs there. */
export function readLock(data: string): Lock | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null; // no lock
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, socketFolder: lines[4] ?? '' } : null;
}

/** What is known of the process that a lock names. `command` null: it cannot be told. */
export type LockFacts = { readonly isAlive: boolean; readonly command: string | null };

/**
 * Is the lock's owner a Postgres on these data? After a crash, and above all in containers, its number may belong to
 * anybody; Postgres itself would then refuse to start. Unknown counts as running.
 */
export function isRunning({ isAlive, command }: LockFacts, data: string): boolean {
  if (!isAlive) return false;
  return command === null || (command.includes('postgres') && command.includes(data));
}

export function factsOf({ pid }: Lock): LockFacts {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return { isAlive: false, command: null };
  }
  return { isAlive: true, command: commandOf(pid) };
}

/** The words of a process' command; empty for one that has ended and was not yet collected. */
function commandOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return null; // it ended meanwhile, or we may not look
  }
}
