import type * as Ai from 'ai';
import type { JSONSchema7, LanguageModel, TextStreamPart, ToolSet } from 'ai';
import { fail, type TellcutError } from '../base/errors.ts';
import { cleanStream, withoutSecrets } from './clean-stream.ts';
import { connect } from './connect.ts';
import { namedFailure } from './failures.ts';
import type { Message } from './instructions.ts';
import type { Limits } from './limits.ts';
import { patientFetch, sleep } from './patient-fetch.ts';
import type { ModelSetting } from './setting.ts';
import type { ToolSpec } from './tools.ts';

/** A tool call as the model made it; the input is whatever it wrote. */
export type ModelCall = { readonly id: string; readonly name: string; readonly input: unknown };

/** What a tool answers, and whether that ends the turn. */
export type ToolResult = { readonly text: string; readonly ends?: boolean };

export type Conversing = {
  readonly setting: ModelSetting;
  readonly instructions: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  /**
   * Carries out one call; calls come one after another, also where the model made several at once. The signal ends
   * with the turn: what comes of a call after that counts no more.
   */
  readonly carryOut: (call: ModelCall, signal: AbortSignal) => Promise<ToolResult>;
  /** A call that never reached {@link carryOut}: no such tool, or arguments that are no JSON. */
  readonly onRefused: (call: ModelCall) => void;
  /** Words as they come, and each run of words when it is whole. */
  readonly onText: (kind: 'delta' | 'whole', text: string) => void;
  /** What must not leave, whatever the model says. */
  readonly secrets: readonly string[];
  readonly limits: Limits;
  readonly signal: AbortSignal;
};

export type Conversed = {
  /** The words of the last step: what came before were words on the way. */
  readonly text: string;
  readonly calls: number;
  readonly tokens: number;
  /** The limit that ended the turn before the model did, or null. */
  readonly spent: TellcutError | null;
};

/**
 * One turn with a model: it calls tools until it has no more to call. Throws named `model.…` failures of the provider,
 * what `carryOut` throws, and the reason of `signal`.
 */
export async function converse(input: Conversing): Promise<Conversed> {
  const { setting, limits, signal } = input;
  const { streamText, jsonSchema, tool } = await loadSdk();
  const turn = new TurnState(input);
  const total = setTimeout(() => {
    turn.end(fail('model.time_spent', { minutes: Math.max(1, Math.round(limits.totalMs / 60_000)) }));
  }, limits.totalMs);
  try {
    const model = await connect(setting, patientFetch(limits.patience));
    const tools: ToolSet = {};
    for (const { name, description, schema } of input.tools) {
      tools[name] = tool({
        description,
        // Checked by the operation itself, whose refusal the model can read; the SDK's would be another wording.
        inputSchema: jsonSchema(schema as JSONSchema7),
        execute: (args: unknown, { toolCallId: id }: { toolCallId: string }) => turn.call({ id, name, input: args }),
      });
    }
    await run(streamText, { model, tools, turn, input });
  } finally {
    clearTimeout(total);
    turn.close();
  }
  signal.throwIfAborted();
  return turn.result();
}

function loadSdk(): Promise<Sdk> {
  const globals = globalThis as { AI_SDK_LOG_WARNINGS?: boolean };
  globals.AI_SDK_LOG_WARNINGS = false; // its warnings are for developers and go to the terminal of whoever edits
  return import('ai');
}

type Sdk = Pick<typeof Ai, 'streamText' | 'jsonSchema' | 'tool'>;

type Running = { model: Exclude<LanguageModel, string>; tools: ToolSet; turn: TurnState; input: Conversing };

/** An answer without a word or with half of one is asked for again, as long as nobody has seen anything of it. */
async function run(stream: Sdk['streamText'], running: Running): Promise<void> {
  const { turn, input } = running;
  const { retries, pauseMs } = input.limits.patience;
  for (let attempt = 0; ; attempt++) {
    await runOnce(stream, running);
    if (attempt === retries || !turn.beginAgain()) break;
    await sleep(Math.random() * pauseMs * 2 ** attempt, turn.signal).catch(() => undefined); // `requireEnd` says why
  }
  turn.requireEnd();
}

async function runOnce(stream: Sdk['streamText'], { model, tools, turn, input }: Running): Promise<void> {
  const { limits } = input;
  try {
    const result = stream({
      model,
      tools,
      // Anthropic caches what it is told to; this mark covers the tools before it too. Others take no notice.
      instructions: {
        role: 'system',
        content: input.instructions,
        providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
      },
      messages: [...input.messages],
      stopWhen: () => turn.isOver,
      toolCallConcurrency: 1,
      maxRetries: 0, // `patientFetch` retries
      timeout: { firstChunkMs: limits.firstMs, chunkMs: limits.gapMs },
      abortSignal: turn.signal,
      telemetry: { isEnabled: false },
      providerOptions: { openai: { store: false } }, // what people say about their videos is kept by nobody else
      onError: () => undefined, // its default prints to the terminal; the error comes in the stream too
    });
    for await (const part of result.stream) turn.take(part);
  } catch (error) {
    turn.broke(error);
  }
}

/** What happens in a turn, counted. */
class TurnState {
  isOver = false;
  readonly #input: Conversing;
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  readonly #clean: ReturnType<typeof cleanStream>;
  readonly #stop: () => void;
  /** Characters that go out with every step. */
  readonly #told: number;
  #text = '';
  #run = '';
  #isHeard = false;
  #characters = 0;
  #calls = 0;
  #tokens = 0;
  #heardAt = performance.now();
  #spent: TellcutError | null = null;
  #bug: { readonly thrown: unknown } | null = null;
  #failure: TellcutError | null = null;

  constructor(input: Conversing) {
    this.#input = input;
    this.#clean = cleanStream(input.secrets);
    this.#told = JSON.stringify([input.instructions, input.messages, input.tools]).length;
    this.#stop = () => {
      this.#controller.abort(input.signal.reason);
    };
    if (input.signal.aborted) this.#stop();
    else input.signal.addEventListener('abort', this.#stop, { once: true });
  }

  close(): void {
    this.#input.signal.removeEventListener('abort', this.#stop);
  }

  /** A limit is reached: nothing more is asked of the model. */
  end(why: TellcutError): void {
    this.#spent ??= why;
    this.isOver = true;
    this.#controller.abort(why);
  }

  result(): Conversed {
    return { text: this.#text.trim(), calls: this.#calls, tokens: this.#tokens, spent: this.#spent };
  }

  async call(call: ModelCall): Promise<string> {
    if (!this.#count()) return 'Refused: no more calls in this turn.';
    try {
      const { text, ends } = await this.#input.carryOut(withoutSecrets(call, this.#input.secrets), this.signal);
      if (ends === true) this.isOver = true;
      return text;
    } catch (thrown) {
      this.#fault(thrown);
      throw thrown;
    }
  }

  /** A fault of ours ends the turn and is thrown as it is: no model is to blame. */
  #fault(thrown: unknown): void {
    this.#bug ??= { thrown };
    this.isOver = true;
    this.#controller.abort(thrown);
  }

  /** False when this call is one too many. */
  #count(): boolean {
    if (this.isOver) return false;
    const { calls } = this.#input.limits;
    if (this.#calls === calls) {
      this.end(fail('model.calls_spent', { most: calls }));
      return false;
    }
    this.#calls++;
    return true;
  }

  take(part: TextStreamPart<ToolSet>): void {
    try {
      this.#take(part);
    } catch (thrown) {
      this.#fault(thrown);
    }
  }

  #take(part: TextStreamPart<ToolSet>): void {
    if (part.type !== 'abort') this.#heardAt = performance.now();
    // Sources, files and results are nothing that a turn needs.
    if (part.type === 'start-step') this.#text = '';
    else if (part.type === 'text-delta') {
      this.#grow(part.text.length);
      this.#say(this.#clean.push(part.text));
    } else if (part.type === 'text-end') this.#endRun();
    else if (part.type === 'reasoning-delta') this.#grow(part.text.length);
    else if (part.type === 'tool-input-delta') this.#grow(part.delta.length);
    else if (part.type === 'tool-call' && part.invalid === true) {
      const call = { id: part.toolCallId, name: part.toolName, input: part.input };
      if (this.#count()) this.#input.onRefused(withoutSecrets(call, this.#input.secrets));
    } else if (part.type === 'finish-step') {
      // A stream that simply ends was cut off on its way: whoever finishes says why.
      if (part.finishReason === 'error' || (part.finishReason === 'other' && part.rawFinishReason === undefined))
        this.broke(new Error('the answer broke off'));
      this.#endStep(part.usage.totalTokens);
    } else if (part.type === 'error') this.broke(part.error);
    // Either the SDK's own watch over silence or one of ours, which `broke` knows.
    else if (part.type === 'abort') this.broke(new DOMException('the model is silent', 'TimeoutError'));
  }

  #say(text: string): void {
    if (text === '') return;
    this.#isHeard = true;
    this.#run += text;
    this.#input.onText('delta', text);
  }

  #endRun(): void {
    this.#say(this.#clean.end());
    if (this.#run.trim() === '') return;
    this.#input.onText('whole', this.#run);
    this.#text += `${this.#text === '' ? '' : '\n'}${this.#run}`;
    this.#run = '';
  }

  #grow(characters: number): void {
    this.#characters += characters;
    if (this.#characters <= this.#input.limits.characters) return;
    this.#failure ??= fail('model.too_long', { model: this.#input.setting.label });
    this.#controller.abort(this.#failure);
  }

  #endStep(tokens: number | undefined): void {
    this.#tokens += tokens ?? Math.ceil((this.#told + this.#characters) / 3);
    this.#characters = 0;
    const { tokens: most } = this.#input.limits;
    if (this.#tokens > most && !this.isOver) {
      this.#spent ??= fail('model.tokens_spent', { most });
      this.isOver = true;
    }
  }

  /** The stream, or the provider before it, failed. What we did to it ourselves is no failure of it. */
  broke(error: unknown): void {
    if (this.signal.aborted || this.#failure !== null) return;
    this.#failure = namedFailure(error, this.#input.setting, performance.now() - this.#heardAt);
    this.isOver = true;
  }

  /** True when nothing has come of the turn yet, for a reason that may be gone the next time; forgets that reason. */
  beginAgain(): boolean {
    const isSpoiled = this.signal.aborted || this.#isHeard || this.#calls > 0 || this.#spent !== null;
    if (isSpoiled || this.#bug !== null) return false;
    if (this.#failure !== null && this.#failure.code !== 'model.garbled') return false;
    this.#failure = null;
    this.isOver = false;
    return true;
  }

  /** Throws what the turn broke at; a limit that was reached is none. */
  requireEnd(): void {
    this.#input.signal.throwIfAborted();
    if (this.#bug !== null) throw this.#bug.thrown;
    if (this.#failure !== null) throw this.#failure;
    this.#endRun();
    if (this.#calls === 0 && this.#text === '' && this.#spent === null)
      throw fail('model.empty', { model: this.#input.setting.label });
  }
}
