import * as z from 'zod';
import { ClipArg, LengthArg, PartArg, TimeArg } from './args.ts';

/**
 * The arguments of operations as JSON Schema in few words: whoever chooses among operations by their schemas (a model, an
 * agent) keeps all of them in mind at once.
 */

export type LeanSchema = {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
};

/** What many arguments have in common is explained once, by {@link LEGEND}, and then called by its name. */
const SHARED: readonly (readonly [string, string])[] = [
  ['a time', TimeArg.description ?? ''],
  ['a length', LengthArg.description ?? ''],
  ['a clip', ClipArg.description ?? ''],
  ['a part', PartArg.description ?? ''],
];

/** The names that descriptions of arguments use, one a line. */
export const LEGEND = SHARED.map(([name, about]) => `- ${name}: ${about.replace(/^[^:]*: /, '')}`).join('\n');

/** Bounds that need not be read, because the operation's own schema holds them. */
const SPARED = new Set(['$schema', 'maxLength', 'minLength', 'additionalProperties']);

/** What an operation takes. Limits of length and unknown names are left to its own schema. */
export const leanSchema = (args: z.ZodType): LeanSchema =>
  lean(z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' })) as LeanSchema;

/** A choice of plain types becomes one list of types, which every provider reads. */
function lean(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lean);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) => !SPARED.has(key) && !(/^(?:min|max)imum$/.test(key) && Math.abs(Number(value)) > 1e15),
  );
  const out: Record<string, unknown> = Object.fromEntries(entries.map(([key, value]) => [key, lean(value)]));
  const shared = SHARED.find(([, about]) => about === out['description']);
  if (shared !== undefined) out['description'] = shared[0];
  const choices = out['anyOf'];
  if (!Array.isArray(choices)) return out;
  const plain = choices.every((choice) => Object.keys(choice as object).join() === 'type');
  if (!plain) return out;
  const { anyOf: _, ...rest } = out;
  return { type: choices.map((choice: { type: string }) => choice.type), ...rest };
}
