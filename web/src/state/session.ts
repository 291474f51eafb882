import { call, Refused } from '../api/http.ts';
import type { LatestState, Pulse, VersionInfo } from '../api/types.ts';
import { get, notify, set } from './store.ts';

/** The session that is shown: what it holds, and edits by hand. */

const stateOf = (sessionId: string): string => `/api/state/nemo_agent/me/${sessionId}`;

/** Asks whether something has changed, and loads what has. */
export async function refresh(): Promise<void> {
  const { sessionId, pulse: before, latest } = get();
  if (sessionId === null) return;
  const pulse = await call<Pulse>('GET', `/api/web/sessions/${sessionId}`);
  const isNew = before === null || latest === null || pulse.revision !== before.revision;
  const next = isNew ? await call<LatestState>('GET', `${stateOf(sessionId)}/latest`) : latest;
  if (get().sessionId !== sessionId) return;
  const isSame = before !== null && !isNew && before.preview?.id === pulse.preview?.id;
  if (!isSame) set({ pulse, latest: next });
  if (get().isOffline) set({ isOffline: false });
}

export async function loadVersions(): Promise<readonly VersionInfo[]> {
  const { sessionId } = get();
  if (sessionId === null) return [];
  return (await call<{ versions: readonly VersionInfo[] }>('GET', `${stateOf(sessionId)}/versions`)).versions;
}

export async function restoreVersion(version: number): Promise<void> {
  const { sessionId } = get();
  if (sessionId === null) return;
  try {
    await call('POST', `${stateOf(sessionId)}/restore`, { body: { version } });
    await refresh();
  } catch (error) {
    notify((error as Error).message);
  }
}

export type HandEdit = { readonly op: string; readonly [argument: string]: unknown };

/**
 * An edit by hand, worked out from the draft as it is: when somebody else was faster, it is worked out again from
 * theirs. Null: there is nothing to do any more.
 */
export async function editByHand(make: (latest: LatestState) => readonly HandEdit[] | null): Promise<void> {
  const { sessionId } = get();
  for (let tries = 0; tries < 3; tries++) {
    const { latest } = get();
    const operations = latest === null ? null : make(latest);
    if (sessionId === null || latest === null || operations === null) return;
    try {
      await call('PATCH', `${stateOf(sessionId)}/draft`, { body: { base_version: latest.version, operations } });
      await refresh();
      return;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 3002) {
        notify((error as Error).message);
        return;
      }
      await refresh();
    }
  }
}
