import { planRequest } from '../agent/plan.ts';
import { toOperation } from '../agent/to-operation.ts';
import type { Plan, PlannedOp } from '../agent/types.ts';
import { fail, TellcutError, toProblem } from '../base/errors.ts';
import { type Lang, langOf, type Said } from '../base/lang.ts';
import type { FactName } from '../draft/facts.ts';
import { currentVersion, type History, place, redo, undo } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import type { Request } from '../operations/operation.ts';
import { applyOne, findOperation } from '../operations/registry.ts';
import { measure } from './ingest.ts';
import { abilityName, wayAround } from './names.ts';
import { contextOf, factsOf, type Library, summaryOf } from './session.ts';
import type { Studio } from './studio.ts';

/** One thing that a turn did or could not do, with its sentence. */
export type Step =
  | { readonly kind: 'done'; readonly op: string; readonly said: Said; readonly notes: readonly Said[] }
  | { readonly kind: 'failed'; readonly op: string; readonly code: string; readonly said: Said };

/** What one request came to. The draft is the new one; when nothing changed, the old one. */
export type Turn = {
  readonly lang: Lang;
  readonly plan: Plan;
  readonly draft: Draft;
  /** With this turn as one undo step, or as the undo that it was. */
  readonly history: History;
  readonly library: Library;
  readonly steps: readonly Step[];
  readonly requests: readonly Request[];
  /** A question that must be answered before anything can be done, or null. */
  readonly question: string | null;
  /** The planner's own words where no operation speaks (answers, greetings, refusals). */
  readonly reply: string;
};

export type TurnInput = {
  readonly text: string;
  /** Language of the replies; null: that of the request. */
  readonly lang: Lang | null;
  readonly history: History;
  readonly library: Library;
  /** What the request before this one was understood as, for "again" and "not that one". */
  readonly previous?: readonly PlannedOp[];
  /** Called when an operation waits for a measurement. */
  readonly onMeasure: (filename: string) => void;
  readonly signal: AbortSignal;
};

/** Operations that only speak; the planner's reply is their outcome. */
const SPOKEN = new Set(['clarify', 'answer', 'unsupported']);

/** Understands a request and carries it out on the draft, as one undo step. What fails is named; the rest is done. */
export async function runTurn(studio: Studio, input: TurnInput): Promise<Turn> {
  const { draft } = currentVersion(input.history);
  const context = contextOf(input.library, draft);
  const plan = planRequest({
    text: input.text,
    context,
    draft: summaryOf(draft),
    ...(input.previous === undefined ? {} : { previous: input.previous }),
    ...(input.lang === null ? {} : { lang: input.lang }),
  });
  const chosen = withDefaults(plan, hasWaitingSound(draft, input.library));
  const spoken = { lang: input.lang ?? langOf(plan.lang), plan, reply: plan.reply };
  let state: State = { draft, history: input.history, library: input.library, steps: [], requests: [] };
  if (chosen === null) return { ...spoken, ...state, question: plan.reply };
  for (const planned of chosen) {
    if (SPOKEN.has(planned.op)) continue;
    const notes = isDefault(plan, planned) && plan.assumed.length === 0 ? [LEFT_OPEN] : [];
    try {
      state = await carryOut(studio, { state, call: toOperation(planned), notes, input });
    } catch (error) {
      if (!(error instanceof TellcutError)) throw error;
      state = { ...state, steps: [...state.steps, failedStep(planned.op, error)] };
    }
  }
  return { ...spoken, ...state, history: place(state.history, state.draft, input.text), question: null };
}

type State = Pick<Turn, 'draft' | 'history' | 'library' | 'steps' | 'requests'>;
type Carrying = { state: State; call: PlannedOp; notes: readonly Said[]; input: TurnInput };

async function carryOut(studio: Studio, { state, call, notes, input }: Carrying): Promise<State> {
  const library = await withFacts(studio, { planned: call, draft: state.draft, library: state.library, input });
  const outcome = applyOne(state.draft, call, { facts: factsOf(library), selected: null });
  let after = { draft: outcome.draft, history: state.history };
  for (const request of outcome.requests) {
    if (request.kind === 'undo' || request.kind === 'redo') after = moved(after, request.kind, request.steps);
  }
  const isFree = outcome.requests.some((request) => request.kind === 'credits');
  const said = isFree ? NO_CREDITS : outcome.said;
  const step: Step = { kind: 'done', op: call.op, said, notes: [...outcome.notes, ...notes] };
  const requests = [...state.requests, ...outcome.requests];
  return { ...after, library, requests, steps: [...state.steps, step] };
}

/** Undo in the middle of a turn takes back what the turn has done so far; otherwise the turns before it. */
function moved(
  { draft, history }: Pick<State, 'draft' | 'history'>,
  way: 'undo' | 'redo',
  steps: number,
): Pick<State, 'draft' | 'history'> {
  const there = way === 'undo' ? undo(place(history, draft, ''), steps) : redo(history, steps);
  return { draft: currentVersion(there).draft, history: there };
}

/** On one's own machine nothing is counted. */
const NO_CREDITS: Said = {
  en: 'Nothing is counted or charged here: tellcut runs on your own machine.',
  zh: '这里不计费：tellcut 运行在您自己的电脑上。',
};

/**
 * The operations to carry out: a question that has a safe default is answered by it when the request names a
 * deliverable (docs/decisions/0010-vague-requests.md). Null: the question stands.
 */
function withDefaults(plan: Plan, soundWaits: boolean): readonly PlannedOp[] | null {
  const wantsResult = plan.ops.some((op) => !SPOKEN.has(op.op));
  const chosen: PlannedOp[] = [];
  for (const op of plan.ops) {
    if (op.op !== 'clarify') chosen.push(op);
    else if (wantsResult && op.default !== undefined) chosen.push(...op.default);
  }
  if (plan.ops.some((op) => op.op === 'clarify') && !wantsResult) return null;
  const speaksOfSound = plan.ops.some((op) => ['add_music', 'remove_audio', 'voiceover', 'merge'].includes(op.op));
  // Somebody who brings a song along with pictures wants to hear it, said or not.
  return soundWaits && wantsResult && !speaksOfSound ? [...chosen, { op: 'add_music', source: 'uploaded' }] : chosen;
}

/** Said after an edit that stands in for an answer. */
const LEFT_OPEN: Said = {
  en: 'You did not say what to change, so I kept it light. Say what you would like different.',
  zh: '您没有说具体要改什么，所以只做了轻度剪辑。想怎么调整，直接告诉我。',
};

const isDefault = (plan: Plan, op: PlannedOp): boolean =>
  plan.ops.some(({ default: ops }) => ops?.includes(op) === true);

/** Whether the library holds a sound file while the timeline has no sound track yet. */
function hasWaitingSound(draft: Draft, library: Library): boolean {
  return (
    [...library.values()].some(({ asset }) => asset.probe.kind === 'audio') &&
    !draft.tracks.some((t) => t.type === 'audio')
  );
}

type Wanted = { planned: PlannedOp; draft: Draft; library: Library; input: TurnInput };

/** The library with every fact measured that the operation asks for. */
async function withFacts(studio: Studio, { planned, draft, library, input }: Wanted): Promise<Library> {
  const operation = findOperation(planned.op);
  if (operation === null) throw fail('agent.cannot_yet', { what: abilityName(planned.op) });
  const wanted = new Map<string, FactName[]>();
  for (const { asset, fact } of operation.needsOf(planned, draft, factsOf(library))) {
    wanted.set(asset, [...(wanted.get(asset) ?? []), fact]);
  }
  const known = new Map(library);
  for (const [id, names] of wanted) {
    const stored = library.get(id);
    if (stored === undefined || names.every((name) => stored.asset[name] !== null)) continue;
    input.onMeasure(stored.asset.filename);
    known.set(id, await measure(studio, stored, names, input.signal));
  }
  return known;
}

function failedStep(op: string, error: TellcutError): Step {
  const way = error.code === 'agent.cannot_yet' ? wayAround(op) : null;
  const said = {
    en: `${toProblem(error, 'en').message}${way === null ? '' : ` ${way.en}`}`,
    zh: `${toProblem(error, 'zh').message}${way?.zh ?? ''}`,
  };
  return { kind: 'failed', op, code: error.code, said };
}
