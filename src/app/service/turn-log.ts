import type { Locale, Said } from '../../base/lang.ts';
import { inLocale, say } from '../../base/say.ts';
import {
  type AdkEvent,
  progressEvent,
  textDeltaEvent,
  textEvent,
  toolCallEvent,
  toolCallId,
  toolResultEvent,
} from '../../protocol/adk.ts';
import type { TurnEvent } from '../turn.ts';

type Words = { readonly text: string };

/**
 * What happens during a turn, as events of the wire, in order. The last words are kept back until more follows: the
 * turn ends with them and with what the server adds.
 */
export class TurnLog {
  readonly #turnId: string;
  readonly #lang: Locale;
  readonly #clock: () => Date;
  readonly #append: (events: readonly AdkEvent[]) => Promise<void>;
  readonly #callIds = new Map<string, string>();
  #held: Words | null = null;
  #waiting: AdkEvent[] = [];
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown = null;
  #isWriting = false;

  constructor(
    turn: { readonly turnId: string; readonly lang: Locale },
    clock: () => Date,
    append: (events: readonly AdkEvent[]) => Promise<void>,
  ) {
    this.#turnId = turn.turnId;
    this.#lang = turn.lang;
    this.#clock = clock;
    this.#append = append;
  }

  /** Takes an event; it is written soon, in order. */
  hear(event: TurnEvent): void {
    if (event.kind === 'text') {
      this.#flushHeld();
      this.#held = { text: event.text };
      return;
    }
    if (event.kind === 'fallback') this.#held = null;
    else this.#flushHeld();
    const wire = this.#wireOf(event);
    if (wire !== null) this.#write(wire);
  }

  /** Words that were kept back, for the text that ends the turn. Everything before them is written when it resolves. */
  async end(): Promise<string> {
    const words = this.#held?.text ?? '';
    this.#held = null;
    await this.settled();
    return words;
  }

  /** Resolves when all is written. Throws what writing threw. */
  async settled(): Promise<void> {
    while (this.#isWriting || this.#waiting.length > 0) await this.#writing;
    if (this.#failure !== null) throw this.#failure as Error;
  }

  #flushHeld(): void {
    if (this.#held === null) return;
    const { text } = this.#held;
    this.#held = null;
    this.#write(textEvent(this.#head(), text, { isLast: false }));
  }

  #wireOf(event: Exclude<TurnEvent, { kind: 'text' }>): AdkEvent | null {
    switch (event.kind) {
      case 'text-delta':
        return textDeltaEvent(this.#head(), event.text);
      case 'tool-call': {
        const id = toolCallId();
        this.#callIds.set(event.id, id);
        return toolCallEvent(this.#head(), { id, name: event.op, args: plain(event.args) });
      }
      case 'tool-result': {
        const id = this.#callIds.get(event.id) ?? toolCallId();
        const lang = this.#lang;
        const response =
          event.code === null
            ? {
                status: 'done',
                text: inLocale(event.said, lang),
                notes: event.notes.map((note) => inLocale(note, lang)),
              }
            : { status: 'failed', code: event.code, text: inLocale(event.said, lang) };
        return toolResultEvent(this.#head(), { id, name: event.op, response });
      }
      case 'progress':
        if (event.stage === 'making')
          return progressEvent(this.#head(), Math.round((event.fraction ?? 0) * 100), inLocale(event.said, this.#lang));
        return progressEvent(this.#head(), 0, inLocale(LABELS[event.stage](event.detail), this.#lang));
      case 'fallback':
        return progressEvent(this.#head(), 0, inLocale(event.said, this.#lang));
    }
  }

  #head(): { turnId: string; at: Date } {
    return { turnId: this.#turnId, at: this.#clock() };
  }

  #write(event: AdkEvent): void {
    this.#waiting.push(event);
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#writeAll();
  }

  /** What comes while a write is under way goes with the next one: a model's words come faster than a database writes. */
  async #writeAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0 && this.#failure === null) {
        const events = this.#waiting;
        this.#waiting = [];
        await this.#append(events);
      }
    } catch (error) {
      this.#failure = error;
      this.#waiting = [];
    } finally {
      this.#isWriting = false;
    }
  }
}

const LABELS: Readonly<Record<'thinking' | 'measuring', (detail: string) => Said>> = {
  thinking: () => ({ en: 'Thinking', zh: '思考中' }),
  measuring: (name) => say('Listening to {name}', '正在分析 {name}', { name }),
};

type Plain = Parameters<typeof toolCallEvent>[1]['args'];

/** As JSON has it: without what is undefined. */
const plain = (args: Readonly<Record<string, unknown>>): Plain => JSON.parse(JSON.stringify(args)) as Plain;
