import { fileURLToPath } from 'node:url';
import type { McpServer } from '@modelcontextprotocol/server';
import { foldersAmong } from './local-files.ts';

/** Folders that a client announces: where the person works, as their editor knows it. */

/** A client that takes longer than this to name its folders has none, in ms. */
const PATIENCE_MS = 5000;

/**
 * The folders that the client of this connection announces, asked for once and again when it says that they have changed.
 * Null: it announces none. (The protocol's revision of 2026 has dropped them; clients of 2025 have them.)
 */
export function announcedRoots({ server }: McpServer): () => Promise<readonly string[] | null> {
  let known: Promise<readonly string[] | null> | null = null;
  server.setNotificationHandler('notifications/roots/list_changed', () => {
    known = null;
  });
  const ask = async (): Promise<readonly string[] | null> => {
    if (server.getClientCapabilities()?.roots === undefined) return null;
    const { roots } = await server.listRoots(undefined, { timeout: PATIENCE_MS }).catch(() => ({ roots: [] }));
    const paths = roots.flatMap(({ uri }) => pathOf(uri));
    const folders = await foldersAmong(paths);
    return folders.length === 0 ? null : folders;
  };
  return () => (known ??= ask());
}

function pathOf(uri: string): string[] {
  try {
    return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
  } catch {
    return []; // of another machine
  }
}
