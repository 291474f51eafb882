import { requireText } from '../../agent/request-text.ts';
import { fail, TellcutError } from '../../base/errors.ts';
import { localeOf } from '../../base/lang.ts';
import { inLocale } from '../../base/say.ts';
import { type AdkEvent, progressEvent } from '../../protocol/adk.ts';
import * as events from '../../store/events.ts';
import { finishKey, hashOfBody, takeKey } from '../../store/idempotency.ts';
import { newId } from '../../store/ids.ts';
import { hold } from '../../store/ledger.ts';
import type { Session, Attribution as StoredAttribution, Turn, Tx } from '../../store/schema.ts';
import { lockSession } from '../../store/sessions.ts';
import * as turns from '../../store/turns.ts';
import type { Desk } from '../desk.ts';
import { follow } from './follow.ts';
import { isFreeRequest } from './free-request.ts';
import { TURN } from './queues.ts';
import { stopTurn } from './turn-end.ts';

/** Who sent a request, by the X-Skill-… headers. Null: not said. */
export type Attribution = {
  readonly source: string | null;
  readonly version: string | null;
  readonly platform: string | null;
};

export type TurnState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A turn as its owner may see it. */
export type TurnView = {
  readonly id: string;
  readonly sessionId: string;
  readonly state: TurnState;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

export type TurnRequest = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly text: string;
  /** BCP 47 tag; null: the session's. */
  readonly language?: string | null;
  /** The segment that is chosen on the timeline. */
  readonly selected?: string | null;
  readonly idempotencyKey?: string | null;
  readonly attribution: Attribution;
};

/** An event of a turn with its number, which begins at 1 and has no gaps. */
export type NumberedEvent = { readonly seq: number; readonly event: AdkEvent };

const ROUTE = 'turn';
/** What somebody is told who finds the queue full, in seconds. */
const RETRY_AFTER_S = 10;

/**
 * Queues a turn, with its hold, in one transaction. `isJoined`: the idempotency key is that of this turn, begun before.
 * Throws `session.not_found` (1002), `turn.running` (3005), `credits.not_enough` (2001), `session.idempotency_reused`
 * (3004), `session.busy` (5001), `agent.empty_request`, `input.request_too_long`.
 */
export async function startTurn(desk: Desk, request: TurnRequest): Promise<{ turnId: string; isJoined: boolean }> {
  requireText(request.text);
  const { store } = desk;
  return store.db.transaction().execute(async (tx) => {
    const key = keyOf(request);
    if (key !== null) {
      const taken = await takeKey(tx, { ...key, now: desk.clock() });
      if (taken.kind === 'reused') throw fail('session.idempotency_reused', undefined);
      if (taken.kind === 'done') return { turnId: (taken.response as { turnId: string }).turnId, isJoined: true };
    }
    const session = await lockSession(tx, request);
    if (session === null) throw fail('session.not_found', undefined);
    const open = await turns.findOpenTurn(tx, session.id);
    if (open !== null) throw fail('turn.running', { turnId: open.id });
    if ((await turns.countOpenTurns(tx, null)) >= desk.settings.maxQueuedTurns)
      throw fail('session.busy', { retryAfter: RETRY_AFTER_S });
    const turnId = await queueTurn(desk, tx, session, request);
    if (key !== null) await finishKey(tx, key, { status: 200, response: { turnId } });
    return { turnId, isJoined: false };
  });
}

async function queueTurn(desk: Desk, tx: Tx, session: Session, request: TurnRequest): Promise<string> {
  const { accountId, text } = request;
  const id = newId.turn();
  const price = await placeHold(desk, tx, { accountId, sessionId: session.id, text, ref: id });
  const turn = await turns.createTurn(tx, {
    id,
    accountId,
    sessionId: session.id,
    text,
    price,
    holdRef: price === 0 ? null : id,
    attribution: storedAttribution(request.attribution),
  });
  if (turn === null) throw fail('turn.running', { turnId: id });
  // Who follows the turn hears at once that it was taken.
  const lang = localeOf(request.language ?? session.language);
  const taken = progressEvent({ turnId: id, at: desk.clock() }, 0, inLocale(TAKEN, lang));
  await events.appendEvents(tx, id, [{ id: taken.id, event: taken }]);
  const data = { turnId: id, language: request.language ?? null, selected: request.selected ?? null };
  const jobId = await desk.engine.send(tx, TURN, data, { key: session.id, group: accountId });
  if (jobId !== null) await turns.setTurnJob(tx, id, jobId);
  await desk.store.notify(tx, 'session', { id: session.id });
  return id;
}

const TAKEN = { en: 'Reading your request', zh: '正在理解您的请求' } as const;

/** What was set aside. A request that costs nothing anyhow is not refused to somebody who has nothing left. */
async function placeHold(
  desk: Desk,
  tx: Tx,
  { ref, accountId, sessionId, text }: { ref: string; accountId: string; sessionId: string; text: string },
): Promise<number> {
  const { credits, priceTurn } = desk.settings;
  if (!credits || priceTurn === 0) return 0;
  try {
    await hold(tx, { account: accountId, amount: priceTurn, ref });
    return priceTurn;
  } catch (error) {
    const isShort = error instanceof TellcutError && error.code === 'credits.not_enough';
    if (isShort && (await isFreeRequest(tx, { accountId, sessionId, text }))) return 0;
    throw error;
  }
}

function keyOf(request: TurnRequest): { accountId: string; route: string; key: string; bodyHash: string } | null {
  const { accountId, sessionId, text, language = null, selected = null, idempotencyKey = null } = request;
  if (idempotencyKey === null) return null;
  return { accountId, route: ROUTE, key: idempotencyKey, bodyHash: hashOfBody([sessionId, text, language, selected]) };
}

/** Attribution as rows hold it; null when nothing was said. */
export function storedAttribution(said: Attribution): StoredAttribution | null {
  const entries = Object.entries(said).filter(([, value]) => value !== null);
  return entries.length === 0 ? null : (Object.fromEntries(entries) as StoredAttribution);
}

/** Stops a turn that has not ended; the draft stays as it was. One that has ended stays as it is. Throws `turn.not_found`. */
export async function cancelTurn(desk: Desk, which: { accountId: string; turnId: string }): Promise<TurnView> {
  const turn = await requireTurn(desk, which);
  if (turn.state === 'queued' || turn.state === 'running') await stopTurn(desk, turn.id);
  return findTurn(desk, which);
}

/** A turn of this account. Throws `turn.not_found` (1003). */
export async function findTurn(desk: Desk, which: { accountId: string; turnId: string }): Promise<TurnView> {
  return viewOf(await requireTurn(desk, which));
}

async function requireTurn(desk: Desk, which: { accountId: string; turnId: string }): Promise<Turn> {
  const turn = await turns.findTurn(desk.store.db, which);
  if (turn === null) throw fail('turn.not_found', undefined);
  return turn;
}

const viewOf = ({ id, session_id, state, created_at, started_at, ended_at }: Turn): TurnView => ({
  id,
  sessionId: session_id,
  state,
  createdAt: created_at,
  startedAt: started_at,
  endedAt: ended_at,
});

/** The number of an event by its id; null when the turn has no such event. */
export function seqOfEvent(desk: Desk, turnId: string, eventId: string): Promise<number | null> {
  return events.seqOfEvent(desk.store.db, turnId, eventId);
}

/** The events of a turn after this number, as far as they are there; long ones in pages: ask again after the last. */
export async function eventsAfter(desk: Desk, turnId: string, seq: number): Promise<readonly NumberedEvent[]> {
  const rows = await events.eventsAfter(desk.store.db, turnId, seq);
  return rows.map((row) => ({ seq: row.seq, event: row.event as AdkEvent })); // written by us, as such
}

/**
 * The events of a turn after this number as they come, until the turn has ended; from the store, so that any process can
 * follow a turn that runs in another. The caller has checked whose turn it is (`findTurn`). Ends early with the signal.
 */
export async function* followTurn(
  desk: Desk,
  turnId: string,
  { after, signal }: { after: number; signal: AbortSignal },
): AsyncGenerator<NumberedEvent> {
  let seq = after;
  for await (const _ of follow(desk, 'turn', turnId, signal)) {
    // The state first: events that a turn ends with are there when it has ended.
    const turn = await turns.findTurnById(desk.store.db, turnId);
    const hasEnded = turn === null || turn.ended_at !== null;
    for (;;) {
      const page = await eventsAfter(desk, turnId, seq);
      for (const each of page) {
        yield each;
        seq = each.seq;
      }
      if (page.length === 0) break;
    }
    if (hasEnded) return;
  }
}
