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
  /** Aborted when the reader may no longer read, with the failure that says why; or when it has come back elsewhere. */
  readonly lost: AbortSignal;
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
  const { desk, reply, turnId, streaming, lang, stopping, lost } = following;
  const rules = following.rules ?? STREAM_RULES;
  using stream = new EventStream(reply, rules, { 'x-turn-id': turnId });
  const enough = AbortSignal.any([stopping, AbortSignal.timeout(rules.maxMs)]);
  const signal = AbortSignal.any([stream.gone, enough, lost]);
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
  if (lost.reason instanceof TellcutError) {
    const { code, message } = toProblem(lost.reason, lang);
    await stream.send(errorEvent(head(), code, message));
  } else if (enough.aborted || lost.aborted) await stream.send(resumeEvent(head(), last, COME_BACK[lang]));
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
