import type { Gauge } from 'prom-client';
import type { Desk } from '../../app/desk.ts';
import { type Caller, livingTokens } from '../../app/service/tokens.ts';
import { fail } from '../../base/errors.ts';

/**
 * The streams that are open in this process: so many of one token, and none of a token that no longer works. Whether
 * tokens still work is asked for all of them at once, every few seconds: a thousand idle streams cost one query.
 */

/** With the time that the query takes, a revoked token's streams end within five seconds, whoever revoked it. */
const ASK_EVERY_MS = 3000;
/** One browser shares its token among its tabs, and each tab may watch a turn and an export. */
const BROWSER_TIMES = 4;
/** Streams last as long as a turn: what a client is told to wait, in seconds. */
const RETRY_S = 5;

export type StreamKind = 'turn' | 'render' | 'socket';

/** A place among the open streams; disposing gives it back. */
export type OpenStream = Disposable & {
  /**
   * Aborted when the stream must end, with why: `account.token_invalid` once its token was revoked or has run out,
   * {@link Displaced} when the same client came back for the same thing.
   */
  readonly lost: AbortSignal;
  /** Says what is watched, where that was not known before. */
  readonly watches: (what: string) => void;
};

/** Why a stream ends whose client has come back for it: its old connection is taken for broken. */
export class Displaced extends Error {
  override readonly name = 'Displaced';
}

export type Opening = {
  readonly caller: Caller;
  readonly kind: StreamKind;
  /** What is watched, when the client says how far it had come: it comes back after its connection broke. */
  readonly resumes?: string | null;
};

type Held = { of: string | null; readonly end: AbortController };

export class OpenStreams implements Disposable {
  readonly #desk: Desk;
  readonly #gauge: Gauge<'kind'>;
  readonly #byToken = new Map<string, Set<Held>>();
  #timer: NodeJS.Timeout | null = null;
  #isAsking = false;
  readonly #askEveryMs: number;

  constructor(desk: Desk, gauge: Gauge<'kind'>, askEveryMs = ASK_EVERY_MS) {
    this.#askEveryMs = askEveryMs;
    this.#desk = desk;
    this.#gauge = gauge;
  }

  /**
   * Takes a place, before anything is begun for the stream. A client that comes back for something takes the place of its
   * oldest stream of it where none is free: a phone that changes networks leaves connections behind that look alive for
   * minutes. Throws `server.too_many_streams`.
   */
  open({ caller, kind, resumes = null }: Opening): OpenStream {
    const { tokenId } = caller;
    const held = this.#byToken.get(tokenId) ?? new Set<Held>();
    const most = this.#desk.settings.maxStreamsPerToken * (caller.tokenKind === 'web' ? BROWSER_TIMES : 1);
    if (held.size >= most) {
      const old = resumes === null ? undefined : [...held].find((each) => each.of === resumes);
      if (old === undefined) throw fail('server.too_many_streams', { most, retryAfter: RETRY_S });
      held.delete(old);
      old.end.abort(new Displaced());
    }
    const mine: Held = { of: resumes, end: new AbortController() };
    held.add(mine);
    this.#byToken.set(tokenId, held);
    this.#gauge.inc({ kind });
    this.#timer ??= setInterval(() => void this.#ask(), this.#askEveryMs).unref();
    let isOpen = true;
    return {
      lost: mine.end.signal,
      watches: (what) => {
        mine.of = what;
      },
      [Symbol.dispose]: () => {
        if (!isOpen) return;
        isOpen = false;
        this.#gauge.dec({ kind });
        held.delete(mine);
        if (held.size === 0 && this.#byToken.get(tokenId) === held) this.#byToken.delete(tokenId);
        if (this.#byToken.size === 0) this[Symbol.dispose]();
      },
    };
  }

  /** Ends the streams of tokens that no longer work. A store that is away ends none. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const asked = [...this.#byToken.keys()];
      const living = await livingTokens(this.#desk, asked);
      for (const id of asked) {
        if (living.has(id)) continue;
        for (const { end } of this.#byToken.get(id) ?? []) end.abort(fail('account.token_invalid', undefined));
      }
    } catch (error) {
      this.#desk.log.warn({ err: error }, 'whether tokens still work could not be asked');
    } finally {
      this.#isAsking = false;
    }
  }

  /** Asks no more. */
  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
