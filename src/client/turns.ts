import type { AdkEvent } from '../protocol/adk.ts';
import { eventsOf } from './events.ts';
import { ApiError, answerOf, type Http, isAway } from './http.ts';

/** Turns: something is said, and what the server does about it comes as events. */

/** Events as servers of this API send them: ours have all of {@link AdkEvent}, others some of it. */
export type TurnEvent = Partial<AdkEvent>;

export type Wish = {
  /** Id of the segment that "this clip" means. */
  readonly selected?: string | null;
  /** Whether texts come in pieces too (`partial`), before the whole. */
  readonly streaming?: boolean;
  /** Stands for this wish: the same key joins the turn that it began. A random one when not given. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** Told when the connection is gone, and when it is back. */
  readonly onLost?: (isLost: boolean) => void;
};

/** The connection broke, and the server does not name its turns: it goes on with this one, and says no more of it here. */
export class TurnLost extends Error {
  override readonly name = 'TurnLost';
}

export type Turns = {
  /**
   * Says something and yields the events of the turn to its end, however often the connection is lost on the way. It is
   * sent once. Throws {@link ApiError} when the server refuses, {@link TurnLost} when a server that cannot resume broke off.
   */
  readonly say: (sessionId: string, text: string, wish?: Wish) => AsyncGenerator<TurnEvent>;
  /** The events of a turn after the one named (null: all), to its end. Throws {@link ApiError}. */
  readonly follow: (turnId: string, after: string | null, wish?: Wish) => AsyncGenerator<TurnEvent>;
  /** Stops a turn; its stream ends with words about it. Throws {@link ApiError}. */
  readonly cancel: (turnId: string) => Promise<unknown>;
};

/** How often a server that does not answer is asked for the rest of a turn before that is given up: some two minutes. */
const MOST_TRIES = 30;

const isLast = ({ finishReason, errorMessage }: TurnEvent): boolean =>
  finishReason === 'STOP' || errorMessage !== undefined;

export function openTurns(http: Http): Turns {
  async function begin(sessionId: string, text: string, wish: Wish): Promise<Response> {
    return http.send('POST', '/run_sse', {
      once: true,
      signal: wish.signal,
      headers: { accept: 'text/event-stream', 'idempotency-key': wish.key ?? crypto.randomUUID() },
      body: {
        app_name: 'nemo_agent',
        user_id: 'me',
        session_id: sessionId,
        new_message: { parts: [{ text }] },
        ...(wish.streaming === true ? { streaming: true } : {}),
        ...(wish.selected === undefined || wish.selected === null ? {} : { selected: wish.selected }),
      },
    });
  }

  return {
    say: (sessionId, text, wish = {}) => hear(http, wish, { first: () => begin(sessionId, text, wish) }),
    follow: (turnId, after, wish = {}) =>
      hear(http, wish, { first: () => rest(http, { turnId, after }, wish), known: { turnId, after } }),
    cancel: (turnId) => http.data('POST', `/run_sse/${turnId}/cancel`),
  };
}

type Known = { readonly turnId: string; readonly after: string | null };

function rest(http: Http, { turnId, after }: Known, { streaming, signal }: Wish): Promise<Response> {
  const query = new URLSearchParams({
    ...(streaming === true ? { streaming: 'true' } : {}),
    ...(after === null ? {} : { after }),
  });
  return http.send('GET', `/run_sse/${turnId}?${query}`, { signal, headers: { accept: 'text/event-stream' } });
}

type Hearing = { readonly first: () => Promise<Response>; readonly known?: Known };

async function* hear(http: Http, wish: Wish, hearing: Hearing): AsyncGenerator<TurnEvent> {
  let known = hearing.known ?? null;
  let ask = hearing.first;
  for (let tries = 0; ; tries++) {
    try {
      const response = await ask();
      if (!response.ok) await answerOf(response);
      const named = response.headers.get('x-turn-id');
      if (named !== null) known ??= { turnId: named, after: null };
      wish.onLost?.(false);
      for await (const event of eventsOf<TurnEvent>(response)) {
        tries = 0;
        known = placeAfter(known, event);
        yield event;
        if (isLast(event)) return;
      }
      // Others end their turns without saying so.
      if (known === null) return;
    } catch (error) {
      if (!mayComeBack(error, known, wish)) throw error;
      if (known === null) throw new TurnLost('The connection broke.', { cause: error });
      if (tries >= MOST_TRIES) throw error;
      wish.onLost?.(true);
    }
    await http.wait(Math.min(5000, 300 * 2 ** tries), wish.signal);
    const place = known;
    ask = () => rest(http, place, wish);
  }
}

/** Only streams of a named turn are asked for again; where in it, its events say. */
function placeAfter(known: Known | null, { id, customMetadata }: TurnEvent): Known | null {
  if (known === null || id === undefined || 'resume' in (customMetadata ?? {})) return known;
  return { turnId: known.turnId, after: id };
}

/** Refusals and the caller's own stop are final; a server that is away, busy or stops in mid-stream is not. */
function mayComeBack(error: unknown, known: Known | null, { signal }: Wish): boolean {
  if (signal?.aborted === true) return false;
  if (!(error instanceof ApiError)) return true;
  if (known === null) return false; // nothing was begun
  return isAway(error) || error.status >= 500 || error.status === 429;
}
