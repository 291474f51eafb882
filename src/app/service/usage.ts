import { fail } from '../../base/errors.ts';
import { findSession } from '../../store/sessions.ts';
import * as turns from '../../store/turns.ts';
import { consumed, type UsageLine, type UsagePage, usage } from '../../store/usage.ts';
import type { Desk } from '../desk.ts';

export type { UsageLine, UsagePage } from '../../store/usage.ts';

/** What changed an account's credits, newest first, a page at a time. */
export function usagePage(desk: Desk, page: UsagePage): Promise<{ lines: readonly UsageLine[]; total: number }> {
  return usage(desk.store.db, page);
}

/** Credits that an account's turns have used so far. */
export function creditsUsed(desk: Desk, accountId: string): Promise<number> {
  return consumed(desk.store.db, accountId);
}

/** The newest turn of a session, running or ended; null before the first. Throws `session.not_found`. */
export async function newestTurn(
  desk: Desk,
  which: { accountId: string; sessionId: string },
): Promise<{ readonly id: string; readonly isRunning: boolean; readonly endedAt: Date | null } | null> {
  if ((await findSession(desk.store.db, which)) === null) throw fail('session.not_found', undefined);
  const [turn] = await turns.listTurns(desk.store.db, which.sessionId, 1);
  return turn === undefined ? null : { id: turn.id, isRunning: turn.ended_at === null, endedAt: turn.ended_at };
}
