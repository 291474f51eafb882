import { accountByEmail, createAccount, lockName } from '../../store/accounts.ts';
import { extendToken } from '../../store/tokens.ts';
import type { Desk } from '../desk.ts';
import { anonymousToken, type From, startWebSession } from './accounts.ts';
import { type Caller, forget, type IssuedToken } from './tokens.ts';

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

/**
 * When a browser's session ends now: one of which half is over begins anew with every visit, so that nobody who comes
 * back loses what they made. Null: it stays as it is.
 */
export async function prolonged(desk: Desk, caller: Caller): Promise<Date | null> {
  const { tokenLifetime } = desk.settings;
  const now = desk.clock().getTime();
  if (caller.expiresAt === null || caller.expiresAt.getTime() - now > tokenLifetime / 2) return null;
  const expiresAt = new Date(now + tokenLifetime);
  await extendToken(desk.store.db, caller.tokenId, expiresAt);
  forget(desk, caller.accountId);
  return expiresAt;
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
