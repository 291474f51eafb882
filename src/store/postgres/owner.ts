import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Which process of ours runs the database. Postgres' own lock keeps the data safe; this tells a second server at once
 * that the first is alive, and not an orphan that will be gone in a moment.
 */
type Owner = { readonly pid: number; readonly began: string };

const fileOf = (place: string): string => path.join(place, 'owner.json');

export function claimOwner(place: string): void {
  const owner: Owner = { pid: process.pid, began: beganAt(process.pid) };
  writeFileSync(fileOf(place), JSON.stringify(owner), { mode: 0o600 });
}

export function releaseOwner(place: string): void {
  rmSync(fileOf(place), { force: true });
}

/** The process number of the living owner; null when there is none, or when its number belongs to somebody else now. */
export function livingOwner(place: string): number | null {
  try {
    const owner = JSON.parse(readFileSync(fileOf(place), 'utf8')) as Owner;
    process.kill(owner.pid, 0);
    return beganAt(owner.pid) === owner.began ? owner.pid : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : null;
  }
}

/** When a process began, in the system's own ticks; empty where that cannot be told, which then proves nothing. */
function beganAt(pid: number): string {
  try {
    // Field 22 of stat(5); the name in field 2 may hold spaces and brackets.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return ''; // no /proc
  }
}
