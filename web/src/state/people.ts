import { call, HEADERS, type Refused, whenSignedOut } from '../api/http.ts';
import type { WebSession } from '../api/types.ts';
import { say } from '../words.ts';
import { get, notify, SECTIONS, type Section, set } from './store.ts';

/** Who is here: the session of the browser, what happens when it ends, and the way to the settings. */

/** Asks for the browser's session; one that is old is prolonged, and who has none gets one. */
export const openSession = (): Promise<WebSession> => call<WebSession>('POST', '/api/web/session');

/** What is left after a turn, where credits count. */
export async function countCredits(): Promise<void> {
  const { me } = get();
  if (me === null || me.credits === null) return;
  const { available } = await call<{ available: number }>('GET', '/api/credits/balance/simple');
  set({ me: { ...me, credits: available } });
}

/** Goes on with what waits for a login. */
let goOn: (() => void) | null = null;

/**
 * The session ended in mid-work. The owner of a machine gets another one unasked; everybody else is asked to log in,
 * and what was under way waits for it: a new session would be somebody else's, without the project that is shown.
 */
whenSignedOut(async () => {
  const { me } = get();
  if (me === null || me.kind === 'owner') {
    await fetch('/api/web/session', { method: 'POST', headers: HEADERS });
    return;
  }
  set({ isSignedOut: true });
  await new Promise<void>((done) => {
    goOn = done;
  });
});

/** Logs in. Who was here before goes on where they were; somebody else sees their own projects. Throws {@link Refused}. */
export async function logIn(email: string, password: string): Promise<void> {
  const { user_id: id } = await call<{ user_id: string }>('POST', '/api/auth/login', { body: { email, password } });
  const { me } = get();
  if (me !== null && me.user_id !== id) {
    notify(say('ended.other'));
    location.assign('/');
    return;
  }
  set({ isSignedOut: false });
  goOn?.();
  goOn = null;
}

export async function logOut(): Promise<void> {
  try {
    await call('POST', '/api/auth/logout');
    location.assign('/login');
  } catch (error) {
    notify((error as Refused).message);
  }
}

const HASH = '#settings/';

/** Opens a part of the settings; the address says which, so that it can be linked to. */
export function openSettings(section: Section): void {
  history.replaceState(history.state, '', `${HASH}${section}`);
  set({ dialog: 'settings', section });
}

export function closeSettings(): void {
  if (location.hash.startsWith(HASH)) history.replaceState(history.state, '', location.pathname + location.search);
}

/** The part of the settings that the address names. */
export function sectionAsked(): Section | null {
  const name = location.hash.startsWith(HASH) ? location.hash.slice(HASH.length) : '';
  return SECTIONS.find((section) => section === name) ?? null;
}
