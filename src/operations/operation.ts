import type * as z from 'zod';
import type { Lang, Said } from '../base/lang.ts';
import type { FactName, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';

/** What an operation may read besides the draft. `now` is the segment the user looks at, if any ("this clip"). */
export type OperationContext = { readonly facts: Facts; readonly selected: string | null };

/** Something that a surface does after the draft is placed: the only way for an operation to reach beyond it. */
export type Request =
  | { readonly kind: 'export'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'undo'; readonly steps: number }
  | { readonly kind: 'redo'; readonly steps: number }
  | { readonly kind: 'status' }
  | { readonly kind: 'credits' }
  /** Keep a value for the next videos, or forget what is kept under a name. */
  | { readonly kind: 'keep'; readonly shelf: 'template' | 'brand'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'forget'; readonly shelf: 'template' | 'brand'; readonly name: string };

/** What an operation did: the new draft, what to say about it (in each language), and requests to the surface. */
export type Outcome = {
  readonly draft: Draft;
  /**
   * One sentence that says what changed: what, which clip, from-to times, before → after. No word of buttons or
   * panels. "Nothing to do" is an outcome too, with the reason as its sentence and the draft unchanged.
   */
  readonly said: Said;
  /** Further sentences: what was assumed, shortened or skipped, and why. */
  readonly notes: readonly Said[];
  readonly requests: readonly Request[];
};

/**
 * One edit operation: the single record that the agent's tools, HTTP, MCP, the command line and the docs come from.
 * `apply` is pure and throws only named failures (`fail('draft.…')`); it leaves the draft valid.
 */
export type Operation<Args extends z.ZodType = z.ZodType> = {
  readonly name: string;
  /** One sentence for a language model and for the docs page. */
  readonly summary: string;
  /** Argument names and values are those of the request vocabulary: see docs/operations.md. */
  readonly args: Args;
  /** Facts that must have been measured, and of which assets, before `apply`. */
  readonly needs: (
    args: z.output<Args>,
    draft: Draft,
  ) => readonly { readonly asset: string; readonly fact: FactName }[];
  readonly apply: (draft: Draft, args: z.output<Args>, context: OperationContext) => Outcome;
  readonly examples: readonly { readonly [L in Lang]?: string }[];
};

/** Keeps the inferred types of the schema; does nothing at run time. */
export function operation<Args extends z.ZodType>(record: Operation<Args>): Operation<Args> {
  return record;
}

/** An outcome with nothing further to say or to ask for. */
export function done(draft: Draft, said: Said, notes: readonly Said[] = []): Outcome {
  return { draft, said, notes, requests: [] };
}
