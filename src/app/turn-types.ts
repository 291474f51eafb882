import type { Plan, PlannedOp } from '../agent/types.ts';
import type { Locale, Said } from '../base/lang.ts';
import type { History } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import type { Exchange } from '../llm/instructions.ts';
import type { Request } from '../operations/operation.ts';
import type { Brain } from './brain.ts';
import type { Library } from './session.ts';

/** One thing that a turn did or could not do, with its sentence. */
export type Step =
  | { readonly kind: 'done'; readonly op: string; readonly said: Said; readonly notes: readonly Said[] }
  | { readonly kind: 'failed'; readonly op: string; readonly code: string; readonly said: Said };

/** What happens during a turn, as it happens; the same events whoever carries the turn out. */
export type TurnEvent =
  /** More words. */
  | { readonly kind: 'text-delta'; readonly text: string }
  /** A run of words that is whole; its deltas, if any, came before. */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tool-call';
      /** Unique within the turn. */
      readonly id: string;
      readonly op: string;
      readonly args: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'tool-result';
      readonly id: string;
      readonly op: string;
      /** Why not, by the catalogue; null when it was done. */
      readonly code: string | null;
      readonly said: Said;
      readonly notes: readonly Said[];
    }
  | { readonly kind: 'progress'; readonly stage: 'thinking' | 'measuring'; readonly detail: string }
  /** A provider's model makes something; `fraction` 0–1, null where it does not say how far it is. */
  | { readonly kind: 'progress'; readonly stage: 'making'; readonly said: Said; readonly fraction: number | null }
  /** The model gave out: what came before in this turn counts no more, the planner begins anew. */
  | { readonly kind: 'fallback'; readonly code: string; readonly said: Said };

/** What one request came to. The draft is the new one; when nothing changed, the old one. */
export type Turn = {
  readonly lang: Locale;
  readonly plan: Plan;
  readonly draft: Draft;
  /** With this turn as one undo step, or as the undo that it was. */
  readonly history: History;
  readonly library: Library;
  readonly steps: readonly Step[];
  readonly requests: readonly Request[];
  /** A question that must be answered before anything can be done, or null. */
  readonly question: string | null;
  /** Own words of who carried the turn out: of the planner where no operation speaks, of a model always. */
  readonly reply: string;
  /** Who carried it out. Tokens as the provider counts them. */
  readonly by:
    | { readonly kind: 'planner' }
    | { readonly kind: 'model'; readonly label: string; readonly tokens: number };
  /** Why the planner and not the model that is configured, or null. */
  readonly instead: Said | null;
};

export type TurnInput = {
  readonly text: string;
  /** Language of the replies; null: that of the request. */
  readonly lang: Locale | null;
  readonly history: History;
  readonly library: Library;
  /** The segment that is chosen on the timeline, which "this clip" means. */
  readonly selected?: string | null;
  /** What the request before this one was understood as, for "again" and "not that one". */
  readonly previous?: readonly PlannedOp[];
  /** The requests and answers before this one, for a model; the latest last. */
  readonly before?: readonly Exchange[];
  /** A model to carry the turn out; without one the planner does. */
  readonly brain?: Brain | null;
  /** What somebody is told who asks for their credits; left out where nothing is counted. */
  readonly credits?: Said;
  /** Called when an operation waits for a measurement. */
  readonly onMeasure: (filename: string) => void;
  readonly onEvent?: (event: TurnEvent) => void;
  readonly signal: AbortSignal;
};
