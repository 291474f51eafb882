import { eventsOf } from '../../../src/client/events.ts';
import type { AdkEvent } from '../../../src/protocol/adk.ts';
import { call, isAway, type Options, Refused, refusalOf, renewed, send } from './http.ts';

export type Listening = {
  readonly onEvent: (event: AdkEvent) => void;
  /** Told when the connection is gone, and when it is back. */
  readonly onLost: (isLost: boolean) => void;
  readonly signal: AbortSignal;
};

const isLast = (event: AdkEvent): boolean => event.finishReason === 'STOP';
/** The session ended while the stream was open: it is no event of the turn, which goes on. */
const isSignedOut = (event: AdkEvent): boolean => event.type === 'error' && event.errorCode === 'account.token_invalid';
/** Too many tabs are listening: one of them will have heard enough. */
const isCrowded = (error: unknown): boolean => error instanceof Refused && error.code === 429;
const pause = (tries: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, Math.min(5000, 300 * 2 ** tries));
  });

/**
 * Something to say. `key` stands for it: the same key joins the turn that it began. `selected`: the segment that "this
 * clip" means.
 */
export type Wish = {
  readonly sessionId: string;
  readonly text: string;
  readonly key: string;
  readonly selected: string | null;
};

/**
 * Says something and hears the turn to its end, however often the connection is lost on the way. Throws {@link Refused}
 * when the server will not.
 */
export async function runTurn({ sessionId, text, key, selected }: Wish, listening: Listening): Promise<void> {
  const body = {
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: sessionId,
    new_message: { parts: [{ text }] },
    streaming: true,
    ...(selected === null ? {} : { selected }),
  };
  // Asking again, after a reload too, does nothing twice.
  const headers = { 'idempotency-key': key };
  const first = (): Promise<Response> => send('POST', '/run_sse', { body, headers, signal: listening.signal });
  await hear(first, null, listening);
}

/** Hears a turn that is under way, from after an event on. */
export async function followTurn(turnId: string, after: string | null, listening: Listening): Promise<void> {
  await hear(() => again(turnId, after, listening), { turnId, after }, listening);
}

function again(turnId: string, after: string | null, { signal }: Listening): Promise<Response> {
  const query = after === null ? '' : `&after=${after}`;
  const options: Options = { signal };
  return send('GET', `/run_sse/${turnId}?streaming=true${query}`, options);
}

type Known = { turnId: string; after: string | null };

async function hear(first: () => Promise<Response>, begun: Known | null, listening: Listening): Promise<void> {
  const { onEvent, onLost, signal } = listening;
  let known = begun;
  let ask = first;
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      const response = await ask();
      if (response.status >= 500) throw new Refused(0, response.statusText);
      if (!response.ok || !(response.headers.get('content-type') ?? '').startsWith('text/event-stream'))
        throw await refusalOf(response);
      onLost(false);
      for await (const event of eventsOf<AdkEvent>(response)) {
        tries = 0;
        if (isSignedOut(event)) {
          await renewed();
          break;
        }
        known = {
          turnId: event.invocationId,
          after: 'resume' in (event.customMetadata ?? {}) ? (known?.after ?? null) : event.id,
        };
        onEvent(event);
        if (isLast(event)) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      const isRefused = error instanceof Refused && !isAway(error);
      if (isRefused && !(known !== null && isCrowded(error))) throw error;
      onLost(true);
    }
    await pause(tries);
    const place = known;
    if (place !== null) ask = () => again(place.turnId, place.after, listening);
  }
}

/** Stops a turn; its stream ends with words about it. */
export const cancelTurn = (turnId: string): Promise<unknown> => call('POST', `/run_sse/${turnId}/cancel`);

/** A session's requests and events, oldest first. */
export async function pastEvents(sessionId: string): Promise<readonly AdkEvent[]> {
  const response = await send('GET', `/apps/nemo_agent/users/me/sessions/${sessionId}`);
  if (!response.ok) throw await refusalOf(response);
  return ((await response.json()) as { events: readonly AdkEvent[] }).events;
}
