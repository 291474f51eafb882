import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What one command leaves for the next: who this installation is, and for each server the token and the session. */
export type Place = { token: string | null; session: string | null };
export type Kept = { readonly clientId: string; readonly servers: Record<string, Place> };

const FILE = 'remote.json';

/** A file that is missing or damaged is as none: a new client id, no tokens. */
export async function readKept(folder: string): Promise<Kept> {
  try {
    const { clientId, servers } = JSON.parse(await readFile(path.join(folder, FILE), 'utf8')) as Partial<Kept>;
    if (typeof clientId === 'string' && typeof servers === 'object' && servers !== null) return { clientId, servers };
  } catch {
    // none yet
  }
  return { clientId: crypto.randomUUID(), servers: {} };
}

/** Readable by its owner only: it holds tokens. */
export async function keep(folder: string, kept: Kept): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, FILE);
  const part = `${file}.${process.pid}`;
  await writeFile(part, JSON.stringify(kept, null, 2), { mode: 0o600 });
  await chmod(part, 0o600); // a file that was there keeps its mode otherwise
  await rename(part, file);
}

export function placeOf(kept: Kept, server: string): Place {
  kept.servers[server] ??= { token: null, session: null };
  return kept.servers[server];
}
