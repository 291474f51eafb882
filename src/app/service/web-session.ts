import { accountByEmail, createAccount, lockName } from '../../store/accounts.ts';
import type { Desk } from '../desk.ts';
import { anonymousToken, type From, startWebSession } from './accounts.ts';
import type { IssuedToken } from './tokens.ts';

/** Of the account of this machine: no address, so that nobody can register it or log in with it. */
export const OWNER_EMAIL = 'owner@this-machine';

/** Whether this server is for whoever sits at this machine: it listens to nobody else and has no public address. */
export const isOnePerson = ({ settings }: Pick<Desk, 'settings'>): boolean =>
  settings.isLoopback && settings.publicUrl === null && settings.trustProxy.length === 0;

/**
 * A browser's session without a login. `isFromHere`: the call came straight from a browser on this machine, which then
 * gets the machine's own account; everybody else gets a new anonymous one, counted as such. Throws
 * `account.too_many_tokens`.
 */
export async function openWebSession(
  desk: Desk,
  { isFromHere, from }: { isFromHere: boolean; from: From },
): Promise<IssuedToken> {
  if (isFromHere && isOnePerson(desk))
    return startWebSession(desk, { accountId: await ownerAccount(desk), instead: null });
  const { accountId } = await anonymousToken(desk, { clientId: crypto.randomUUID(), from });
  return startWebSession(desk, { accountId, instead: null });
}

/** The account of this machine, made by its first visitor. */
export async function ownerAccount({ store }: Desk): Promise<string> {
  const found = await accountByEmail(store.db, OWNER_EMAIL);
  if (found !== null) return found.id;
  return store.db.transaction().execute(async (tx) => {
    await lockName(tx, `email ${OWNER_EMAIL}`);
    const made = await accountByEmail(tx, OWNER_EMAIL);
    return (made ?? (await createAccount(tx, { kind: 'registered', email: OWNER_EMAIL }))).id;
  });
}
