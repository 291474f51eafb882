import { fail } from '../base/errors.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { addMusic } from './add-music.ts';
import { aspect } from './aspect.ts';
import { cutRange } from './cut-range.ts';
import { exportVideo } from './export.ts';
import { lightEdit } from './light-edit.ts';
import { normalizeLoudness } from './normalize-loudness.ts';
import type { OperationContext, Outcome } from './operation.ts';
import { type NeededFact, type OperationCall, type RegisteredOperation, register } from './registered.ts';
import { removeSilence } from './remove-silence.ts';
import { title } from './title.ts';
import { transitions } from './transitions.ts';
import { trim } from './trim.ts';

/** In the order of docs/operations.md. */
const RECORDS: readonly RegisteredOperation[] = [
  register(removeSilence),
  register(trim),
  register(cutRange),
  register(transitions),
  register(title),
  register(addMusic),
  register(aspect),
  register(normalizeLoudness),
  register(lightEdit),
  register(exportVideo),
];

/** Every operation by its name. */
export const OPERATIONS: ReadonlyMap<string, RegisteredOperation> = new Map(
  RECORDS.map((record) => [record.name, record]),
);

/** The operation of this name, or null. */
export function findOperation(name: string): RegisteredOperation | null {
  return OPERATIONS.get(name) ?? null;
}

function requireOperation(name: string): RegisteredOperation {
  const found = findOperation(name);
  if (found === null) throw fail('input.invalid', { issues: [`there is no operation "${name.slice(0, 60)}"`] });
  return found;
}

/** One operation on a draft. The draft that is given is never changed. */
export function applyOne(draft: Draft, call: OperationCall, context: OperationContext): Outcome {
  return requireOperation(call.op).run(draft, call, context);
}

/** What must be measured before these operations run, as far as it can be known before the first has run. */
export function factsNeeded(draft: Draft, calls: readonly OperationCall[], facts: Facts): NeededFact[] {
  const wanted = calls.flatMap((call) => requireOperation(call.op).needsOf(call, draft, facts));
  return [...new Map(wanted.map((need) => [`${need.asset} ${need.fact}`, need])).values()];
}

/** An operation's name with its outcome. */
export type AppliedOperation = Outcome & { readonly op: string };

/** All of a batch or, when one fails, nothing of it: the failure is thrown. One undo step for who keeps the versions. */
export function applyOperations(
  draft: Draft,
  calls: readonly OperationCall[],
  context: OperationContext,
): { draft: Draft; outcomes: AppliedOperation[] } {
  let current = draft;
  const outcomes: AppliedOperation[] = [];
  for (const call of calls) {
    const outcome = applyOne(current, call, context);
    current = outcome.draft;
    outcomes.push({ ...outcome, op: call.op });
  }
  return { draft: current, outcomes };
}
