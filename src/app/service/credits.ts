import { balance, history, type LedgerLine } from '../../store/ledger.ts';
import type { Desk } from '../desk.ts';

/** What is shown where nothing is counted: enough for every client that looks before it asks. */
export const UNCOUNTED = 1_000_000;

/** `total` = `available` + `frozen` (what running turns hold). */
export type CreditBalance = { readonly available: number; readonly frozen: number; readonly total: number };

export async function creditBalance(desk: Desk, accountId: string): Promise<CreditBalance> {
  if (!desk.settings.credits) return { available: UNCOUNTED, frozen: 0, total: UNCOUNTED };
  return await balance(desk.store.db, accountId);
}

export type CreditLine = LedgerLine;

/** What happened to an account's credits, newest first; `before`: the id of the last line of the page before. */
export async function creditHistory(
  desk: Desk,
  { accountId, limit, before }: { accountId: string; limit: number; before: number | null },
): Promise<readonly CreditLine[]> {
  return await history(desk.store.db, accountId, { limit, before });
}
