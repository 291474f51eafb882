import type { FastifyReply } from 'fastify';
import type { Desk } from '../../app/desk.ts';
import { followTurn } from '../../app/service/turns.ts';
import { TellcutError, toProblem } from '../../base/errors.ts';
import type { Lang, Said } from '../../base/lang.ts';
import { errorEvent, isForAll, resumeEvent } from '../../protocol/adk.ts';
import { EventStream, STREAM_RULES, type StreamRules } from './stream.ts';

/** A stream of one turn to one reader. */
export type Following = {
  readonly desk: Desk;
  readonly reply: FastifyReply;
  readonly turnId: string;
  /** Number of the last event that the reader has; 0: none. */
  readonly after: number;
  /** Whether the reader wants the pieces of a text as they are written. */
  readonly streaming: boolean;
  readonly lang: Lang;
  /** Aborted when the server begins to stop. */
  readonly stopping: AbortSignal;
  /** Throws when the reader may no longer read: its token was revoked or has run out. Asked with every heartbeat. */
  readonly recheck: () => Promise<unknown>;
  readonly rules?: StreamRules;
};

const COME_BACK: Said = {
  en: 'The edit goes on; ask for the rest of this stream again.',
  zh: '剪辑仍在进行，请重新连接以接收后续内容。',
};

/**
 * Sends the events of a turn until it has ended. The turn does not notice whether anybody reads: a reader that goes, or
 * is dropped for reading too slowly, comes back and gets the rest. When the server stops, and after the longest time, a
 * last event says so.
 */
export async function streamTurn(following: Following): Promise<void> {
  const { desk, reply, turnId, streaming, lang, stopping } = following;
  const rules = following.rules ?? STREAM_RULES;
  using stream = new EventStream(reply, rules, { 'x-turn-id': turnId });
  const enough = AbortSignal.any([stopping, AbortSignal.timeout(rules.maxMs)]);
  using permission = new Permission(following.recheck, rules.heartbeatMs);
  const signal = AbortSignal.any([stream.gone, enough, permission.lost]);
  const head = (): { turnId: string; at: Date } => ({ turnId, at: desk.clock() });
  let last: string | null = null;
  try {
    for await (const { event } of followTurn(desk, turnId, { after: following.after, signal })) {
      if (!streaming && !isForAll(event)) continue;
      if (!(await stream.send(event))) return;
      last = event.id;
    }
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      // Nobody listens any more, or it is time to go: said below.
    } else {
      const { code, message } = toProblem(error, lang);
      desk.log.error({ err: error, turn: turnId }, 'a stream failed');
      await stream.send(errorEvent(head(), code, message));
      return;
    }
  }
  if (permission.lost.aborted) {
    const { code, message } = toProblem(permission.lost.reason, lang);
    await stream.send(errorEvent(head(), code, message));
  } else if (enough.aborted) await stream.send(resumeEvent(head(), last, COME_BACK[lang]));
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');

/** Asks again and again whether somebody may still read. Only a named refusal ends it: a store that is away does not. */
class Permission implements Disposable {
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(recheck: () => Promise<unknown>, everyMs: number) {
    this.#timer = setInterval(() => {
      recheck().catch((error: unknown) => {
        if (error instanceof TellcutError && toProblem(error).status < 500) this.#lost.abort(error);
      });
    }, everyMs);
    this.#timer.unref();
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
