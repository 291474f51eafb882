import { fail } from '../../base/errors.ts';
import type { Session, Tx } from '../../store/schema.ts';
import { lockSession } from '../../store/sessions.ts';
import { findOpenTurn } from '../../store/turns.ts';
import type { Desk } from '../desk.ts';

type Which = { readonly accountId: string; readonly sessionId: string };

/**
 * Changes a session by hand, alone: nobody else changes it meanwhile, and no turn is under way. Who watches it hears.
 * Throws `session.not_found`, `turn.running`.
 */
export async function changeSession<T>(
  desk: Desk,
  which: Which,
  change: (tx: Tx, session: Session) => Promise<T>,
): Promise<T> {
  return desk.store.db.transaction().execute(async (tx) => {
    const session = await lockSession(tx, which);
    if (session === null) throw fail('session.not_found', undefined);
    const turn = await findOpenTurn(tx, session.id);
    if (turn !== null) throw fail('turn.running', { turnId: turn.id });
    const result = await change(tx, session);
    await desk.store.notify(tx, 'session', { id: session.id });
    return result;
  });
}
