import type { AdkEvent } from '../../protocol/adk.ts';
import type { Desk } from '../desk.ts';

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
  readonly idempotencyKey?: string | null;
  readonly attribution: Attribution;
};

/** An event of a turn with its number, which begins at 1 and has no gaps. */
export type NumberedEvent = { readonly seq: number; readonly event: AdkEvent };

/**
 * Queues a turn, with its hold, in one transaction. `isJoined`: the idempotency key is that of this turn, begun before.
 * Throws `session.not_found` (1002), `turn.running` (3005), `credits.not_enough` (2001), `idempotency.reused` (3004),
 * `server.busy` (5001), `agent.empty_request`, `input.request_too_long`.
 */
export function startTurn(desk: Desk, request: TurnRequest): Promise<{ turnId: string; isJoined: boolean }> {
  throw new Error(`not written ${String(desk)} ${String(request)}`);
}

/** Stops a turn that has not ended; the draft stays as it was. One that has ended stays as it is. Throws `turn.not_found`. */
export function cancelTurn(desk: Desk, which: { accountId: string; turnId: string }): Promise<TurnView> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** A turn of this account. Throws `turn.not_found` (1003). */
export function findTurn(desk: Desk, which: { accountId: string; turnId: string }): Promise<TurnView> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** The number of an event by its id; null when the turn has no such event. */
export function seqOfEvent(desk: Desk, turnId: string, eventId: string): Promise<number | null> {
  throw new Error(`not written ${String(desk)} ${turnId} ${eventId}`);
}

/** The events of a turn after this number, as far as they are there. */
export function eventsAfter(desk: Desk, turnId: string, seq: number): Promise<readonly NumberedEvent[]> {
  throw new Error(`not written ${String(desk)} ${turnId} ${seq}`);
}

/**
 * The events of a turn after this number as they come, until the turn has ended; from the store, so that any process can
 * follow a turn that runs in another. The caller has checked whose turn it is (`findTurn`). Ends early with the signal.
 */
export function followTurn(
  desk: Desk,
  turnId: string,
  options: { after: number; signal: AbortSignal },
): AsyncIterable<NumberedEvent> {
  throw new Error(`not written ${String(desk)} ${turnId} ${String(options)}`);
}
