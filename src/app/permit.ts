import type { RequestLang } from '../agent/types.ts';
import { fail, type TellcutError } from '../base/errors.ts';
import { isCard } from '../draft/clips.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';

/** Files that one request may ask for. */
export const MOST_FILES = 8;

/** A model may take away this share of the footage before the person's own words must say so. */
const MOST_TAKEN = 0.5;

/** What a person's own words allow, read by the planner, which sees nothing else. */
export type Allowed = { readonly removal: boolean; readonly undo: boolean };

/** Operations that shorten because that is what they are for. */
const REMOVES = new Set([
  'trim',
  'cut_range',
  'cut_words',
  'delete',
  'remove_silence',
  'highlights',
  'light_edit',
  'remove_fillers',
]);

/** Take away silence and nothing else: never a loss that somebody must have asked for. */
const HARMLESS = new Set(['remove_silence', 'light_edit']);

const NO = /^(?:(?:no|nope|don['’]?t|do not|never|stop|cancel|wait)\b|不|别|算了|停)/i;

/** What is known of a request when its words are weighed. `ops`: the operations that the planner reads in it. */
export type Words = {
  readonly text: string;
  readonly lang: RequestLang | null;
  readonly ops: readonly { readonly op: string }[];
  /** Codes of what was refused in the turn before this one. */
  readonly refusedBefore: readonly string[];
};

/**
 * What the words allow. A language that the planner does not read allows removals too: nothing is ever emptied, all of
 * it is listed and is one undo step. An answer to our own refusal is the word that it asked for, unless it says no.
 */
export function allowedBy({ text, lang, ops, refusedBefore }: Words): Allowed {
  const isUnread = lang === null || lang === 'und';
  const isAnswer = refusedBefore.includes('agent.needs_your_word') && !NO.test(text.trim());
  return {
    removal: isUnread || isAnswer || ops.some(({ op }) => REMOVES.has(op)),
    undo: isAnswer || ops.some(({ op }) => op === 'undo' || op === 'redo'),
  };
}

/** A step that was computed and is not done yet. */
export type Proposed = {
  readonly op: string;
  /** The draft as the turn found it, before the step, and after it. */
  readonly start: Draft;
  readonly before: Draft;
  readonly after: Draft;
  readonly facts: Facts;
  /** Footage in ms that steps of this turn took away already. */
  readonly taken: number;
  /** Files asked for in this turn, with this step. */
  readonly files: number;
  /** The step goes back behind the beginning of the turn, or forward from there. */
  readonly leavesTurn: boolean;
  /** Null: the planner's own step, which comes from the words themselves. */
  readonly allowed: Allowed | null;
};

/** Whether a step may be done: the refusal, or null with what it takes away of the footage, in ms. Pure. */
export function permit(step: Proposed): { readonly refusal: TellcutError | null; readonly taken: number } {
  if (step.files > MOST_FILES)
    return { refusal: fail('agent.too_many_files', { most: MOST_FILES }), taken: step.taken };
  const taken =
    step.taken +
    (HARMLESS.has(step.op) ? 0 : Math.max(0, footage(step.before, step.facts) - footage(step.after, step.facts)));
  if (step.allowed === null) return { refusal: null, taken };
  if (step.leavesTurn && !step.allowed.undo)
    return { refusal: fail('agent.needs_your_word', { undo: true }), taken: step.taken };
  if (!step.allowed.removal && taken > footage(step.start, step.facts) * MOST_TAKEN && taken > step.taken)
    return { refusal: fail('agent.needs_your_word', { undo: false }), taken: step.taken };
  return { refusal: null, taken };
}

/** How much of the recordings is shown, in ms: speed, photos, held frames and title cards do not count. */
export function footage(draft: Draft, facts: Facts): number {
  const moving = mainSegments(draft).filter(
    (segment) => !isCard(segment) && !segment.freeze && facts.assets.get(segment.asset)?.probe.kind !== 'image',
  );
  return moving.reduce((sum, segment) => sum + segment.duration * segment.speed, 0);
}
