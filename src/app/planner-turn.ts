import { planRequest } from '../agent/plan.ts';
import { carriedOut } from '../agent/to-operation.ts';
import type { Plan, PlannedOp } from '../agent/types.ts';
import { localeOf, type Said } from '../base/lang.ts';
import { place } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import { contextOf, type Library, summaryOf } from './session.ts';
import type { Studio } from './studio.ts';
import { carryOut, type State, startState } from './tool-layer.ts';
import type { Step, Turn, TurnInput } from './turn-types.ts';

/** Operations that only speak; the planner's reply is their outcome. */
const SPOKEN = new Set(['clarify', 'answer', 'unsupported']);

/** A request as the planner understands it here and now. Throws what {@link planRequest} throws. */
export function planFor(input: TurnInput, draft: Draft): Plan {
  return planRequest({
    text: input.text,
    context: contextOf(input.library, draft),
    draft: summaryOf(draft),
    ...(input.previous === undefined ? {} : { previous: input.previous }),
    ...(input.lang === null ? {} : { lang: input.lang }),
  });
}

/** Operations that look something up. */
const LOOKS = new Set(['status', 'credits']);

/** Whether a plan changes or makes something. */
export const isEdit = (plan: Plan): boolean => plan.ops.some(({ op }) => !SPOKEN.has(op) && !LOOKS.has(op));

/** A turn as the planner carries it out. */
export async function planTurn(studio: Studio, input: TurnInput): Promise<Turn> {
  const start = startState(input);
  const plan = planFor(input, start.draft);
  const chosen = withDefaults(plan, hasWaitingSound(start.draft, input.library));
  const spoken = { lang: input.lang ?? localeOf(plan.lang), plan, reply: plan.reply, by: PLANNER, instead: null };
  if (chosen === null) return { ...spoken, ...start, question: plan.reply };
  let state: State = start;
  for (const planned of chosen) {
    if (SPOKEN.has(planned.op)) continue;
    const notes = isDefault(plan, planned) && plan.assumed.length === 0 ? [LEFT_OPEN] : [];
    state = await carryOut(studio, { state, call: planned, notes, allowed: null, input });
  }
  const history = place(state.history, state.draft, input.text);
  return { ...spoken, plan: withAsked(plan, state.steps), ...state, history, question: null };
}

/** The plan with a mark on what waits for the person's word on its cost: "go" is about that. */
function withAsked(plan: Plan, steps: readonly Step[]): Plan {
  const waiting = new Set(
    steps.flatMap((one) => (one.kind === 'failed' && one.code === 'make.needs_go' ? one.op : [])),
  );
  if (waiting.size === 0) return plan;
  return { ...plan, ops: plan.ops.map((one) => (waiting.has(one.op) ? { ...one, asked: true } : one)) };
}

const PLANNER = { kind: 'planner' } as const;

/**
 * The operations to carry out: a question that has a safe default is answered by it when the request names a
 * deliverable (docs/decisions/0010-vague-requests.md). Null: the question stands.
 */
function withDefaults(plan: Plan, soundWaits: boolean): readonly PlannedOp[] | null {
  const wantsResult = plan.ops.some(({ op }) => !SPOKEN.has(op));
  const chosen: PlannedOp[] = [];
  for (const op of carriedOut(plan.ops)) {
    if (op.op !== 'clarify') chosen.push(op);
    else if (wantsResult && op.default !== undefined) chosen.push(...op.default);
  }
  if (plan.ops.some((op) => op.op === 'clarify') && !wantsResult) return null;
  const speaksOfSound = plan.ops.some((op) => ['add_music', 'remove_audio', 'voiceover', 'merge'].includes(op.op));
  // Somebody who brings a song along with pictures wants to hear it, said or not.
  if (!soundWaits || !wantsResult || speaksOfSound) return chosen;
  // What is cut to the beat of that song comes after it.
  const at = chosen.findIndex((op) => op.op === 'beat_sync');
  return chosen.toSpliced(at < 0 ? chosen.length : at, 0, { op: 'add_music', source: 'uploaded' });
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
