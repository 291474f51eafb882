import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Asset, FactName, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { isPaintingId } from '../draft/painting.ts';
import { hasSound } from '../draft/queries.ts';
import { settle } from '../draft/settle.ts';
import { requireValid } from '../draft/validate.ts';
import type { Operation, OperationContext, Outcome } from './operation.ts';
import { say } from './phrase.ts';
import { wordsNeeded } from './remove-fillers.ts';
import { callAt, placesNote, placesSaying, type Saying, timedBySaying, timesAmong } from './said-time.ts';

/** A call of an operation: its name and its arguments beside it. */
export type OperationCall = { readonly op: string; readonly [argument: string]: unknown };

export type NeededFact = { readonly asset: string; readonly fact: FactName };

/** An operation whose argument types are checked at the door instead of by the compiler. */
export type RegisteredOperation = {
  readonly name: string;
  readonly summary: string;
  readonly args: z.ZodType;
  readonly examples: Operation['examples'];
  /** What must be measured before `run`, of assets that have it to be measured. Throws `input.invalid`. */
  readonly needsOf: (call: OperationCall, draft: Draft, facts: Facts) => readonly NeededFact[];
  /** Checks the arguments, applies, settles. Throws named failures only; the draft that comes out is valid. */
  readonly run: (draft: Draft, call: OperationCall, context: OperationContext) => Outcome;
};

/** Closes over the argument type of a record, so that records of different types fit into one table. */
export function register<Args extends z.ZodType>(record: Operation<Args>): RegisteredOperation {
  const times = timesAmong(record.args);
  return {
    name: record.name,
    summary: record.summary,
    args: record.args,
    examples: record.examples,
    needsOf: (call, draft, facts) => {
      const isBySaying = timedBySaying(call, times) !== null;
      const own = record.needs(argumentsOf(record, callAt(call, times, null)).args, draft);
      return [...own, ...(isBySaying ? wordsNeeded(draft) : [])].filter(({ asset, fact }) => {
        const known = facts.assets.get(asset);
        return known !== undefined && canBeMeasured(fact, known);
      });
    },
    run: (draft, call, context) => {
      const saying = timedBySaying(call, times);
      return saying === null
        ? runOnce(record, draft, { call, context })
        : runWhereSaid(record, draft, { call, context, saying, times });
    },
  };
}

type Run = { readonly call: OperationCall; readonly context: OperationContext };
type RunWhereSaid = Run & { readonly saying: Saying; readonly times: ReadonlySet<string> };

function runOnce<Args extends z.ZodType>(record: Operation<Args>, draft: Draft, { call, context }: Run): Outcome {
  const { args, unused } = argumentsOf(record, call);
  const outcome = record.apply(draft, args, context);
  if (outcome.draft === draft) return { ...outcome, notes: [...outcome.notes, ...unused] };
  const settled = settle(outcome.draft, context.facts);
  requireValid(settled.draft);
  return { ...outcome, draft: settled.draft, notes: [...outcome.notes, ...settled.notes, ...unused] };
}

/** Once for each place where some words are said, the last first: what one changes moves none of the others. */
function runWhereSaid<Args extends z.ZodType>(
  record: Operation<Args>,
  draft: Draft,
  { call, context, saying, times }: RunWhereSaid,
): Outcome {
  const places = placesSaying(draft, saying, context);
  let outcome: Outcome = { draft, said: say('', ''), notes: [], requests: [] };
  for (const place of places.toReversed()) {
    const next = runOnce(record, outcome.draft, { call: callAt(call, times, place), context });
    outcome = { ...next, requests: [...outcome.requests, ...next.requests] };
  }
  const note = places.length > 1 ? [placesNote(saying.text, places)] : [];
  return { ...outcome, notes: [...outcome.notes, ...note] };
}

/** Whether an asset has what a fact is about. */
function canBeMeasured(fact: FactName, asset: Asset): boolean {
  if (isPaintingId(asset.id)) return false;
  if (fact === 'scenes' || fact === 'motion') return asset.probe.kind === 'video';
  return fact === 'palette' ? asset.probe.video !== null : hasSound(asset);
}

function argumentsOf<Args extends z.ZodType>(
  record: Operation<Args>,
  call: OperationCall,
): { args: z.output<Args>; unused: Said[] } {
  const { op: _op, ...given } = call;
  const parsed = record.args.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 5)
      .map((issue) => `${[record.name, ...issue.path].join('.')}: ${issue.message.replace(/\.$/, '')}`);
    throw fail('input.invalid', { issues });
  }
  const known = record.args instanceof z.ZodObject ? Object.keys(record.args.shape) : Object.keys(given);
  const strange = Object.keys(given).filter((key) => !known.includes(key));
  if (strange.length === 0) return { args: parsed.data, unused: [] };
  const list = strange.slice(0, 5).join(', ');
  return {
    args: parsed.data,
    unused: [
      say('One detail I can’t use here yet, so I skipped it: {list}.', '有个细节这里还用不上，先跳过了：{list}。', {
        list,
      }),
    ],
  };
}
