import type { Sentence } from './clause.ts';
import type { Plan, PlannedOp } from './types.ts';

export function replyTo(s: Sentence, ops: PlannedOp[]): Plan {
  return { lang: s.lang, ops, reply: '', question: null, assumed: [] };
}
