import * as z from 'zod';
import { CATALOGUE, type ErrorCode, type WireFailure } from '../base/errors.ts';

/** Where a child finds its parent's process id: asking the system would be too late for a parent that died at once. */
export const PARENT_VARIABLE = 'TELLCUT_PARENT_PID';
/** Set where the system ends a child with its parent; otherwise the child has to look by itself. */
export const BOUND_VARIABLE = 'TELLCUT_ENDS_WITH_PARENT';

/** What a pool sends to its children. `kind` chooses the handler; everything in a task survives JSON. */
export type Task = { readonly kind: string } & Readonly<Record<string, unknown>>;
export type TaskMessage = { readonly id: number; readonly task: Task };

const Failure: z.ZodType<WireFailure> = z.object({
  code: z.custom<ErrorCode | 'internal'>(
    (code) => typeof code === 'string' && (code === 'internal' || Object.hasOwn(CATALOGUE, code)),
  ),
  /** Left out by the channel where a failure has none. */
  params: z
    .unknown()
    .optional()
    .transform((params: unknown) => params),
  message: z.string().max(100_000),
});

/** What children say. A child has read a stranger's file: nothing that it sends is believed unchecked. */
export const ChildMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), id: z.int(), value: z.number() }),
  z.object({ kind: z.literal('done'), id: z.int(), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), id: z.int(), failure: Failure }),
]);
export type ChildMessage = z.infer<typeof ChildMessage>;
