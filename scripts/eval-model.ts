/**
 * A request as a model understands it, for scripts/eval.ts: the same instructions, tools and data as in a turn, on a
 * timeline made up from the request's context. Calls are written down and answered as done; nothing is rendered.
 */
import { toOperation } from '../src/agent/to-operation.ts';
import type { PlanContext, PlannedOp } from '../src/agent/types.ts';
import type { Brain } from '../src/app/brain.ts';
import { ABILITY_NAMES } from '../src/app/names.ts';
import type { Asset } from '../src/draft/facts.ts';
import type { Draft } from '../src/draft/model.ts';
import { converse } from '../src/llm/converse.ts';
import { INSTRUCTIONS, messagesFor, toolAnswer } from '../src/llm/instructions.ts';
import { ASK, CANNOT, toolSpecs } from '../src/llm/tools.ts';
import { applyOne } from '../src/operations/registry.ts';
import { draftOf, factsFor, sampleAsset } from '../test/support/sample-draft.ts';

/** Files as many, as long and as large as the context says. */
function assetsFor({ videos, photos, audios, duration = 60 * videos, size, files = [] }: PlanContext): Asset[] {
  const [width = 1920, height = 1080] = (size ?? '').split('x').map(Number).filter(Boolean);
  const names = [...files];
  const many = (count: number, kind: 'video' | 'image' | 'audio', ending: string): Asset[] =>
    Array.from({ length: count }, (_, i) => ({
      ...sampleAsset(`${kind}-${i + 1}.${ending}`, {
        kind,
        width,
        height,
        duration: Math.round((1000 * duration) / Math.max(1, videos)),
      }),
      filename: names.shift() ?? `${kind}-${i + 1}.${ending}`,
    }));
  return [...many(videos, 'video', 'mp4'), ...many(photos, 'image', 'jpg'), ...many(audios, 'audio', 'mp3')];
}

function timelineFor(assets: readonly Asset[], { timeline = '' }: PlanContext): Draft {
  const context = { facts: factsFor(...assets), selected: null };
  let draft = draftOf(...assets);
  if (/music/.test(timeline)) draft = applyOne(draft, { op: 'add_music' }, context).draft;
  if (/title/.test(timeline)) draft = applyOne(draft, { op: 'title', text: 'My Trip' }, context).draft;
  return draft;
}

/** The operations that a model calls for, in the words of the request vocabulary. Throws `model.…`. */
export async function operationsBy(brain: Brain, text: string, context: PlanContext): Promise<PlannedOp[]> {
  const assets = assetsFor(context);
  const draft = timelineFor(assets, context);
  const ops: PlannedOp[] = [];
  const abilities = Object.fromEntries(Object.entries(ABILITY_NAMES).map(([name, said]) => [name, said.en]));
  await converse({
    setting: brain.model,
    instructions: INSTRUCTIONS,
    messages: messagesFor(text, draft, { facts: factsFor(...assets), before: [] }),
    tools: toolSpecs(abilities),
    carryOut: async ({ name, input }) => {
      if (name === ASK) {
        ops.push({ op: 'clarify' });
        return { text: toolAnswer({ ok: true }), ends: true };
      }
      const args = typeof input === 'object' && input !== null ? (input as Record<string, string>) : {};
      if (name === CANNOT) ops.push({ op: args['ability'] === 'other' ? 'unsupported' : String(args['ability']) });
      else ops.push({ ...args, op: name });
      return { text: toolAnswer({ ok: true }) };
    },
    onRefused: ({ name }) => {
      ops.push({ op: name });
    },
    onText: () => undefined,
    secrets: brain.secrets(),
    limits: brain.limits,
    signal: new AbortController().signal,
  });
  return ops.length === 0 ? [{ op: 'answer' }] : ops;
}

/** An expected operation as the operations are called: the planner says "no title" where a tool deletes it. */
export const asCalled = (expected: PlannedOp): PlannedOp => toOperation(expected);
