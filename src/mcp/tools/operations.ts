import { fromJsonSchema, type JsonSchemaType, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { NOT_BY_HAND } from '../../app/service/state.ts';
import type { RegisteredOperation } from '../../operations/registered.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { CHANGES, defineTool, Id, REMOVES, type Tool } from '../tool.ts';
import { edited } from './editing.ts';

/** What an operation's tool takes beside its own arguments; the server's instructions explain it once for all of them. */
const BESIDE = z.object({ session_id: Id.optional(), project_id: Id.optional(), base_version: z.int().optional() });

type Schema = { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };

/** Bounds that an agent need not read, because the operation holds them: the list of tools stands in its context. */
const isSpared = (key: string, value: unknown): boolean =>
  key === 'maxLength' || key === 'minLength' || (/^(?:min|max)imum$/.test(key) && Math.abs(Number(value)) > 1e15);

const jsonOf = (args: z.ZodType): Schema =>
  JSON.parse(
    JSON.stringify(z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' }), (key, value: unknown) =>
      isSpared(key, value) ? undefined : value,
    ),
  ) as Schema;

/** The arguments as JSON Schema: they go on as they came, for the operation reads words such as "end-10" itself. */
export function schemaOf({ args }: RegisteredOperation): StandardSchemaWithJSON {
  const own = jsonOf(args);
  return fromJsonSchema({
    type: 'object',
    properties: { ...jsonOf(BESIDE).properties, ...own.properties },
    required: [...(own.required ?? [])],
    additionalProperties: false,
  } as JsonSchemaType);
}

const REMOVING = new Set(['delete', 'remove_audio', 'cut_range']);

/** Every operation that changes a timeline, as a tool of its own name. */
export const OPERATION_TOOLS: readonly Tool[] = [...OPERATIONS.values()]
  .filter(({ name }) => !NOT_BY_HAND.has(name))
  .map((operation) => {
    const { name, summary, examples } = operation;
    const said = examples.flatMap(({ en }) => (en === undefined ? [] : [`"${en}"`])).slice(0, 2);
    return defineTool({
      name,
      title: name.replaceAll('_', ' '),
      about: said.length === 0 ? summary : `${summary} For: ${said.join(', ')}.`,
      args: schemaOf(operation) as unknown as z.ZodObject<typeof BESIDE.shape>,
      scope: 'write',
      hints: REMOVING.has(name) ? REMOVES : CHANGES,
      run: ({ session_id, project_id, base_version, ...rest }, call) =>
        edited(call, { session_id, project_id }, base_version, [{ ...rest, op: name }]),
    });
  });
