import { languageOf } from '../agent/read.ts';
import type { Plan, PlannedOp } from '../agent/types.ts';
import { fail, problemSaid, TellcutError } from '../base/errors.ts';
import { type Locale, localeOf, type Said } from '../base/lang.ts';
import { inLocale } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { place } from '../draft/history.ts';
import { summaryLine } from '../draft/summary.ts';
import { cleanText } from '../llm/clean-stream.ts';
import { type Conversed, converse, type ModelCall, type ToolResult } from '../llm/converse.ts';
import { INSTRUCTIONS, messagesFor, toolAnswer } from '../llm/instructions.ts';
import { outsideText } from '../llm/project-data.ts';
import {
  ASK,
  AskArgs,
  CANNOT,
  DESCRIBE,
  DescribeArgs,
  isUsual,
  OTHER,
  operationSpec,
  toolSpecs,
} from '../llm/tools.ts';
import { findOperation } from '../operations/registry.ts';
import type { Brain } from './brain.ts';
import { ABILITY_NAMES } from './names.ts';
import { type Allowed, allowedBy } from './permit.ts';
import { isEdit, planFor } from './planner-turn.ts';
import { factsOf } from './session.ts';
import type { Studio } from './studio.ts';
import { carryOut, type State, startState } from './tool-layer.ts';
import type { Step, Turn, TurnInput } from './turn-types.ts';

/** Tools that are no operations. */
const OWN: ReadonlySet<string> = new Set([ASK, CANNOT, DESCRIBE, OTHER]);

/** How often the very same step may be done in one turn: small models run in circles. */
const MOST_REPEATS = 3;

/**
 * A turn as a model carries it out. Throws `model.…` when its provider fails or it says and does nothing; what a limit
 * cut short stays done and is named.
 */
export async function modelTurn(studio: Studio, input: TurnInput, brain: Brain): Promise<Turn> {
  const start = startState(input);
  const read = readBy(input, start);
  const desk = new ModelDesk(studio, input, { start, allowed: read.allowed });
  input.onEvent?.({ kind: 'progress', stage: 'thinking', detail: brain.model.label });
  const conversed = await converse({
    setting: brain.model,
    instructions: INSTRUCTIONS,
    messages: messagesFor(input.text, start.draft, {
      facts: factsOf(input.library),
      before: input.before ?? [],
      language: read.lang,
      // Our own reading of the request costs nothing: what it needs is at hand without a question.
      operations: [...new Set(read.plan?.ops.map(({ op }) => op))].flatMap((op) =>
        isUsual(op) ? [] : (operationSpec(op) ?? []),
      ),
    }),
    tools: toolSpecs(MISSING),
    carryOut: (call, signal) => desk.carryOut(call, signal),
    onRefused: (call) => {
      desk.refused(call);
    },
    onText: (kind, text) => {
      input.onEvent?.({ kind: kind === 'delta' ? 'text-delta' : 'text', text });
    },
    secrets: brain.secrets(),
    limits: brain.limits,
    signal: input.signal,
  });
  return turnOf(conversed, { input, brain, read, desk });
}

type Read = { readonly plan: Plan | null; readonly lang: Locale; readonly allowed: Allowed };

/** The words of the person alone, as the planner reads them: it has seen no name of a file and no answer of a tool. */
function readBy(input: TurnInput, { draft }: State): Read {
  const refusedBefore = input.before?.at(-1)?.refused ?? [];
  try {
    const plan = planFor(input, draft);
    const isUnderstood = plan.ops.some(({ op }) => op !== 'clarify' && op !== 'unsupported');
    const lang = isUnderstood ? plan.lang : plan.lang === 'en' || plan.lang === 'zh' ? plan.lang : null;
    const allowed = allowedBy({ text: input.text, lang, ops: plan.ops, refusedBefore });
    return { plan, lang: input.lang ?? localeOf(plan.lang), allowed };
  } catch (error) {
    if (!(error instanceof TellcutError)) throw error;
    const allowed = allowedBy({ text: input.text, lang: 'en', ops: [], refusedBefore });
    return { plan: null, lang: input.lang ?? localeOf(languageOf(input.text)), allowed };
  }
}

/** What is understood and cannot be done yet: name → what people call it. */
const MISSING: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ABILITY_NAMES).flatMap(([name, said]) => (findOperation(name) === null ? [[name, said.en]] : [])),
);

/** Takes a model's calls, one after another, and keeps what they come to. */
class ModelDesk {
  state: State;
  question: string | null = null;
  readonly done: PlannedOp[] = [];
  readonly #studio: Studio;
  readonly #input: TurnInput;
  readonly #allowed: Allowed;
  readonly #seen = new Map<string, number>();
  #refused = 0;

  constructor(studio: Studio, input: TurnInput, { start, allowed }: { start: State; allowed: Allowed }) {
    this.#studio = studio;
    this.#input = input;
    this.#allowed = allowed;
    this.state = start;
  }

  async carryOut(made: ModelCall, signal: AbortSignal): Promise<ToolResult> {
    const { name, input: raw } = meantBy(made);
    const args = argumentsIn(raw);
    if (args === null) return refusedAnswer(this.refused({ name }));
    if (name === ASK) return this.#ask(args);
    if (name === DESCRIBE) return { text: describedBy(args) };
    const op = name === CANNOT ? abilityOf(args) : name;
    if (op === null) return { text: toolAnswer({ ok: true, note: 'Say in your own words what cannot be done.' }) };
    const call = { ...args, op } as PlannedOp; // the operation's own schema checks the rest
    const key = JSON.stringify(call);
    const times = this.#seen.get(key) ?? 0;
    if (times >= MOST_REPEATS) return refusedAnswer(fail('agent.repeated', { times }));
    const after = await carryOut(this.#studio, {
      state: this.state,
      call: name === CANNOT ? { op } : call,
      notes: [],
      allowed: this.#allowed,
      input: { ...this.#input, signal },
    });
    if (signal.aborted) return { text: '' }; // the turn has ended without it
    this.state = after;
    const step = this.state.steps.at(-1);
    if (step?.kind !== 'done')
      return { text: toolAnswer({ ok: false, code: step?.code ?? 'internal', reason: step?.said.en ?? '' }) };
    this.#seen.set(key, times + 1);
    this.done.push(call);
    const timeline = summaryLine(this.state.draft, factsOf(this.state.library), 'en');
    const notes = step.notes.map((note) => note.en);
    return { text: toolAnswer({ ok: true, did: step.said.en, ...(notes.length > 0 ? { notes } : {}), timeline }) };
  }

  #ask(args: Readonly<Record<string, unknown>>): ToolResult {
    const parsed = AskArgs.safeParse(args);
    if (!parsed.success) return { text: toolAnswer({ ok: false, code: 'input.invalid', reason: 'question: text' }) };
    const [question = '', ...offers] = [parsed.data.question, ...(parsed.data.offers ?? [])].map((words) =>
      outsideText(cleanText(words, [])),
    );
    this.question = offers.length === 0 ? question : `${question} ${offers.map((o) => `“${o}”`).join(' · ')}`;
    this.#input.onEvent?.({ kind: 'text', text: this.question });
    return { text: toolAnswer({ ok: true }), ends: true };
  }

  /** Calls of tools that do not exist, or with arguments that are no JSON: the model was told; others see it here. */
  refused({ name }: Pick<ModelCall, 'name'>): TellcutError {
    const known = findOperation(name) !== null || OWN.has(name);
    const issue = known ? `${name}: the arguments are not a JSON object` : `there is no operation "${shown(name)}"`;
    const error = fail('input.invalid', { issues: [issue] });
    // Of a row of its own: such a call may be heard while another is being carried out.
    const id = `refused_${++this.#refused}`;
    const op = shown(name);
    this.#input.onEvent?.({ kind: 'tool-call', id, op, args: {} });
    this.#input.onEvent?.({ kind: 'tool-result', id, op, code: error.code, said: problemSaid(error), notes: [] });
    return error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The arguments of a call, also where a model wrote them as a text of JSON; null when they are no object. */
function argumentsIn(raw: unknown): Readonly<Record<string, unknown>> | null {
  if (isRecord(raw)) return raw;
  if (typeof raw !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(raw);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The ability that a model names, or null for one that has no name of ours. */
function abilityOf(args: Readonly<Record<string, unknown>>): string | null {
  const { ability } = args;
  return typeof ability === 'string' && Object.hasOwn(MISSING, ability) ? ability : null;
}

/** What a model wants done where it names the operation inside the arguments of a tool. */
function meantBy(call: ModelCall): ModelCall {
  if (call.name !== OTHER) return call;
  const { name, arguments: args, ...rest } = argumentsIn(call.input) ?? {};
  // Small models leave the inner object out, and write the arguments beside the name.
  return { ...call, name: typeof name === 'string' ? name : OTHER, input: args ?? rest };
}

/** Operations with their arguments, as a tool's answer. */
function describedBy(args: Readonly<Record<string, unknown>>): string {
  const parsed = DescribeArgs.safeParse(args);
  if (!parsed.success) return toolAnswer({ ok: false, code: 'input.invalid', reason: 'names: a list of 1 to 6 names' });
  const specs = parsed.data.names.map(
    (name) => operationSpec(name) ?? { name, description: 'There is no such operation.' },
  );
  return JSON.stringify(specs);
}

const refusedAnswer = (error: TellcutError): ToolResult => ({
  text: toolAnswer({ ok: false, code: error.code, reason: problemSaid(error).en }),
});

/** A tool call in the words of a model that cannot make one: small models do, and their servers let it pass. */
function isWrittenCall(text: string): boolean {
  if (/<\/?(?:tool_call|function_call|function=)|<\|tool/i.test(text)) return true;
  const [, name = ''] = /^\s*(?:```\w*\s*)?[[{]\s*\{?\s*"(?:name|tool|function|action)"\s*:\s*"(\w+)"/.exec(text) ?? [];
  return OWN.has(name) || findOperation(name) !== null;
}

/** Said where a model speaks of an edit and no tool has made one. */
const UNCHANGED: Said = { en: 'Nothing on the timeline has changed.', zh: '时间线没有任何改动。' };

type Ended = { input: TurnInput; brain: Brain; read: Read; desk: ModelDesk };

function turnOf({ text, tokens, spent }: Conversed, { input, brain, read, desk }: Ended): Turn {
  const { state, question } = desk;
  const isEdited = state.steps.some((step) => step.kind === 'done');
  // Nothing done and a limit reached is a failure like any other: the planner does better.
  if (spent !== null && !isEdited) throw spent;
  if (state.calls === 0 && question === null && isWrittenCall(text))
    throw fail('model.no_tools', { model: brain.model.label });
  const limit: Step[] =
    spent === null ? [] : [{ kind: 'failed', op: 'turn', code: spent.code, said: problemSaid(spent) }];
  const words = [text, question ?? ''].filter((part) => part !== '').join('\n');
  const claims = state.steps.length === 0 && question === null && (read.plan === null || isEdit(read.plan));
  const reply = claims ? `${words}\n${inLocale(UNCHANGED, read.lang)}` : words;
  if (claims) input.onEvent?.({ kind: 'text', text: inLocale(UNCHANGED, read.lang) });
  return {
    lang: read.lang,
    plan: { lang: read.plan?.lang ?? read.lang, ops: desk.done, reply, question: null, assumed: [] },
    draft: state.draft,
    history: place(state.history, state.draft, input.text),
    library: state.library,
    steps: [...mended(state.steps), ...limit],
    requests: state.requests,
    // What is done is shown and can be exported; then the question is an offer among the words.
    question: isEdited ? null : question,
    reply,
    by: { kind: 'model', label: brain.model.label, tokens },
    instead: null,
  };
}

/** Without the attempts that the model mended itself, and each failure once. */
function mended(steps: readonly Step[]): Step[] {
  return steps.filter((step, i) => {
    if (step.kind === 'done') return true;
    const later = steps.slice(i + 1);
    return !later.some((other) => other.op === step.op && (other.kind === 'done' || other.code === step.code));
  });
}
