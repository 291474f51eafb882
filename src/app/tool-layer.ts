import { toOperation } from '../agent/to-operation.ts';
import type { PlannedOp } from '../agent/types.ts';
import { fail, problemSaid, TellcutError } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { FactName } from '../draft/facts.ts';
import { currentVersion, type History, place, redo, undo } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import { textSegments } from '../draft/queries.ts';
import type { Request } from '../operations/operation.ts';
import { joined } from '../operations/phrase.ts';
import { applyOne, findOperation } from '../operations/registry.ts';
import { withBrandFiles } from './brand-files.ts';
import { measure } from './ingest.ts';
import { keepAsked, withKept } from './kept.ts';
import { withMade } from './making.ts';
import { abilityName, wayAround } from './names.ts';
import { type Allowed, permit } from './permit.ts';
import { factsOf, type Library } from './session.ts';
import type { Studio } from './studio.ts';
import { secondStill, withTranslation } from './translation.ts';
import type { Step, TurnInput } from './turn-types.ts';
import { withUploadedCaptions } from './uploaded-captions.ts';
import { withVoice } from './voice.ts';

/** Where a turn stands. */
export type State = {
  readonly draft: Draft;
  readonly history: History;
  readonly library: Library;
  readonly steps: readonly Step[];
  readonly requests: readonly Request[];
  /** Footage in ms that this turn has taken away. */
  readonly taken: number;
  /** Calls so far, refused ones too. */
  readonly calls: number;
};

export function startState({ history, library }: Pick<TurnInput, 'history' | 'library'>): State {
  return { draft: currentVersion(history).draft, history, library, steps: [], requests: [], taken: 0, calls: 0 };
}

/** What the surface is asked to make, rather than to look up or to take back. */
const isFile = (request: Request): boolean => request.kind === 'export';

export type Doing = {
  readonly state: State;
  readonly call: PlannedOp;
  /** Said beside what the operation says. */
  readonly notes: readonly Said[];
  /** What the person's words allow; null: the call was read from the words themselves. */
  readonly allowed: Allowed | null;
  readonly input: TurnInput;
};

/**
 * Carries out one call, whoever makes it. A named failure becomes a failed step and changes nothing; any other is
 * thrown. The only way by which a turn changes a draft.
 */
export async function carryOut(studio: Studio, { state, call, notes, allowed, input }: Doing): Promise<State> {
  const id = `call_${state.calls + 1}`;
  const counted = { ...state, calls: state.calls + 1 };
  const { op, default: _default, offers: _offers, ...args } = call;
  input.onEvent?.({ kind: 'tool-call', id, op, args: shortened(args) });
  const [after, step] = await attempt(studio, { state: counted, call, notes, allowed, input });
  const result = step.kind === 'failed' ? { code: step.code, notes: [] } : { code: null, notes: step.notes };
  input.onEvent?.({ kind: 'tool-result', id, op, said: step.said, ...result });
  const done = { ...after, steps: [...after.steps, step] };
  const still = step.kind === 'failed' ? null : secondStill(call, after.draft, input.brain ?? null);
  return still === null ? done : carryOut(studio, { state: done, call: still, notes: [], allowed, input });
}

/** Most characters of one argument in an event. Operations refuse longer texts anyway. */
const MOST_SHOWN = 500;

/** Arguments for showing: a model may have written anything. */
function shortened(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args)
      .slice(0, 40)
      .map(([name, value]) => {
        const isPlain = typeof value === 'number' || typeof value === 'boolean' || value === null;
        const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
        if (isPlain || text.length <= MOST_SHOWN) return [name.slice(0, 60), value];
        return [name.slice(0, 60), `${text.slice(0, MOST_SHOWN)}…`];
      }),
  );
}

async function attempt(studio: Studio, doing: Doing): Promise<[State, Step]> {
  try {
    return await apply(studio, doing);
  } catch (error) {
    if (!(error instanceof TellcutError)) throw error;
    return [doing.state, failedStep(doing.call.op, error)];
  }
}

async function apply(studio: Studio, { state, call: planned, notes, allowed, input }: Doing): Promise<[State, Step]> {
  const hasCaptions = textSegments(state.draft, 'caption').length > 0;
  const captioned = await withUploadedCaptions(studio, await withKept(studio.kept, toOperation(planned)), {
    library: state.library,
    hasCaptions,
  });
  const { draft: standing } = state;
  const told = await withTranslation(captioned, { draft: standing, brain: input.brain ?? null, signal: input.signal });
  const spoken = await withVoice(studio, told, { library: state.library, draft: standing, signal: input.signal });
  const made = await withMade(studio, spoken.call, {
    draft: standing,
    library: spoken.library,
    signal: input.signal,
    words: allowed === null ? null : input.text,
    onProgress: (doing, fraction) => input.onEvent?.({ kind: 'progress', stage: 'making', said: doing, fraction }),
  });
  const { call } = made;
  const branded = await withBrandFiles(studio, call, made.library, input.signal);
  const library = await withFacts(studio, call, { ...state, library: branded }, input);
  const facts = factsOf(library);
  const outcome = applyOne(state.draft, call, { facts, selected: input.selected ?? null });
  const requests = [...state.requests, ...outcome.requests];
  let after = { draft: outcome.draft, history: state.history };
  for (const request of outcome.requests) {
    if (request.kind === 'undo' || request.kind === 'redo') after = moved(after, request.kind, request.steps);
  }
  const start = currentVersion(input.history);
  const { refusal, taken } = permit({
    op: call.op,
    start: start.draft,
    before: state.draft,
    after: after.draft,
    facts,
    taken: state.taken,
    files: requests.filter(isFile).length,
    leavesTurn: after.history !== state.history && currentVersion(after.history).number !== start.number,
    allowed,
  });
  if (refusal !== null) throw refusal;
  const keeps = outcome.requests.filter(({ kind }) => kind === 'keep' || kind === 'forget');
  // What lasts beyond this video is kept or forgotten by the person's own words alone.
  if (allowed !== null && keeps.length > 0 && !OF_KEPT.test(input.text))
    throw fail('agent.needs_your_word', { undo: false });
  for (const request of keeps) await keepAsked(studio.kept, request, library);
  const isFree = outcome.requests.some((request) => request.kind === 'credits');
  const said = isFree ? (input.credits ?? NO_CREDITS) : outcome.said;
  const step: Step = { kind: 'done', op: call.op, said, notes: [...outcome.notes, ...made.notes, ...notes] };
  return [{ ...state, ...after, library, requests, taken }, step];
}

const OF_KEPT = /template|模[板版]|brand|logo|品牌|标志/i;

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

/** The library with every fact measured that the operation asks for. */
async function withFacts(studio: Studio, call: PlannedOp, state: State, input: TurnInput): Promise<Library> {
  const { draft, library } = state;
  const operation = findOperation(call.op);
  if (operation === null) throw fail('agent.cannot_yet', { what: abilityName(call.op) });
  const wanted = new Map<string, FactName[]>();
  for (const { asset, fact } of operation.needsOf(call, draft, factsOf(library))) {
    wanted.set(asset, [...(wanted.get(asset) ?? []), fact]);
  }
  const known = new Map(library);
  for (const [id, names] of wanted) {
    const stored = library.get(id);
    if (stored === undefined || names.every((name) => (stored.asset[name] ?? null) !== null)) continue;
    input.onMeasure(stored.asset.filename);
    input.onEvent?.({ kind: 'progress', stage: 'measuring', detail: stored.asset.filename });
    known.set(id, await measure(studio, stored, names, input.signal));
  }
  return known;
}

function failedStep(op: string, error: TellcutError): Step {
  const way = error.code === 'agent.cannot_yet' ? wayAround(op) : null;
  const said = way === null ? problemSaid(error) : joined([problemSaid(error), way]);
  return { kind: 'failed', op, code: error.code, said };
}
