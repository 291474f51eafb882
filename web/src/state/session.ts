import { call, Refused, refusalOf, send } from '../api/http.ts';
import type { LatestState, Pulse, VersionInfo } from '../api/types.ts';
import { say } from '../words.ts';
import { get, notify, set } from './store.ts';

/** The session that is shown: what it holds, and edits by hand. */

const stateOf = (sessionId: string): string => `/api/state/nemo_agent/me/${sessionId}`;

/** Of which session, at which revision, the state is that is shown. */
let loaded = '';

/** Asks whether something has changed, and loads what has. */
export async function refresh(): Promise<void> {
  const { sessionId, pulse: before } = get();
  if (sessionId === null) return;
  const pulse = await call<Pulse>('GET', `/api/web/sessions/${sessionId}?at=${get().time.toFixed(2)}`);
  if (get().sessionId !== sessionId) return;
  const isSame = before?.revision === pulse.revision && before.preview?.id === pulse.preview?.id;
  // The player need not wait for the rest.
  if (!isSame && get().latest !== null) set({ pulse });
  if (loaded !== `${sessionId} ${pulse.revision}` || get().latest === null) {
    const latest = await call<LatestState>('GET', `${stateOf(sessionId)}/latest`);
    if (get().sessionId !== sessionId) return;
    loaded = `${sessionId} ${pulse.revision}`;
    set({ pulse, latest });
  }
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

/** While a request is at work its session takes no other edit: looked at again after so many ms, for so long. */
const WAIT_MS = 300;
const WAIT_MOST_MS = 120_000;
/** How often an edit is worked out again from what others made meanwhile. */
const REBASES = 5;

/**
 * An edit by hand, worked out from the draft as it is: when somebody else was faster, it is worked out again from
 * theirs; while a request is at work, it comes right after. Null: there is nothing to do any more. True when it was done; `onDone` hears its
 * sentences.
 */
export async function editByHand(
  make: (latest: LatestState) => readonly HandEdit[] | null,
  onDone: (said: readonly string[]) => void = () => undefined,
): Promise<boolean> {
  const { sessionId } = get();
  const end = Date.now() + WAIT_MOST_MS;
  for (let tries = 0; tries < REBASES; ) {
    const { latest } = get();
    const operations = latest === null || get().sessionId !== sessionId ? null : make(latest);
    if (sessionId === null || latest === null || operations === null || operations.length === 0) return false;
    try {
      const body = { base_version: latest.version, operations };
      const response = await send('PATCH', `${stateOf(sessionId)}/draft`, { body });
      if (!response.ok) throw await refusalOf(response);
      const { data } = (await response.json()) as {
        readonly data: LatestState & { readonly changes: readonly string[] };
      };
      const { version, state } = data;
      onDone(data.changes);
      // Shown at once; its preview follows.
      if (get().sessionId !== sessionId) return true;
      loaded = `${sessionId} ${(response.headers.get('etag') ?? '').replace(/^W\//, '').replaceAll('"', '')}`;
      set({ latest: { version, state } });
      await refresh().catch(() => undefined);
      return true;
    } catch (error) {
      const code = error instanceof Refused ? error.code : null;
      if (code === BUSY && Date.now() < end) {
        notify(say('timeline.waiting'));
        await new Promise((done) => setTimeout(done, WAIT_MS));
      } else if (code === CHANGED) tries++;
      else {
        notify((error as Error).message);
        return false;
      }
      await refresh().catch(() => undefined);
    }
  }
  return false;
}

/** Codes of the API (docs/errors.md): a request is at work; the draft is another one by now. */
const BUSY = 3005;
const CHANGED = 3002;
