import { fromJsonSchema, type JsonSchemaType, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { NOT_BY_HAND } from '../../app/service/state.ts';
import type { RegisteredOperation } from '../../operations/registered.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { CHANGES, defineTool, REMOVES, type Tool, WHICH } from '../tool.ts';
import { edited } from './editing.ts';

/** What an operation's tool takes beside the operation's own arguments. */
const BESIDE = z.object({
  ...WHICH,
  base_version: z.int().min(0).optional().describe('Refused when the timeline has changed since this version'),
});

type Schema = { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };

const jsonOf = (args: z.ZodType): Schema => z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' }) as Schema;

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
