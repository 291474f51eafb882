import { fromJsonSchema, type JsonSchemaType, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type * as z from 'zod';
import { NOT_BY_HAND } from '../../app/service/state.ts';
import { leanSchema } from '../../operations/lean-schema.ts';
import type { RegisteredOperation } from '../../operations/registered.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { CHANGES, defineTool, REMOVES, type Tool } from '../tool.ts';
import { edited } from './editing.ts';

/**
 * What an operation's tool takes beside its own arguments; the server's instructions explain it once for all of them, and
 * the service checks it: the list of tools stands in an agent's context.
 */
const BESIDE = { session_id: { type: 'string' }, project_id: { type: 'string' }, base_version: { type: 'integer' } };

type Beside = Partial<Readonly<{ session_id: string; project_id: string; base_version: number }>>;

/** The arguments as JSON Schema: they go on as they came, for the operation reads words such as "end-10" itself. */
export function schemaOf({ args }: RegisteredOperation): StandardSchemaWithJSON {
  const { properties, required = [] } = leanSchema(args);
  return fromJsonSchema({
    type: 'object',
    properties: { ...BESIDE, ...properties },
    ...(required.length === 0 ? {} : { required: [...required] }),
  } as JsonSchemaType);
}

const REMOVING = new Set(['delete', 'remove_audio', 'cut_range']);

/** Every operation that changes a timeline, as a tool of its own name. */
export const OPERATION_TOOLS: readonly Tool[] = [...OPERATIONS.values()]
  .filter(({ name }) => !NOT_BY_HAND.has(name))
  .map((operation) => {
    const { name, summary, examples } = operation;
    const said = examples.find(({ en }) => en !== undefined)?.en;
    return defineTool({
      name,
      title: null,
      about: said === undefined ? summary : `${summary} For: "${said}".`,
      args: schemaOf(operation) as unknown as z.ZodType<Beside>,
      scope: 'write',
      hints: REMOVING.has(name) ? REMOVES : CHANGES,
      run: ({ session_id, project_id, base_version, ...rest }, call) =>
        edited(call, { session_id, project_id }, base_version, [{ ...rest, op: name }]),
    });
  });
