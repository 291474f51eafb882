import type { FastifyServerOptions } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { fail } from '../base/errors.ts';
import { WORDS } from './failures.ts';

/** How Fastify reads and writes by the schemas of our routes. Given at its start, it does not load compilers of its own. */
export const COMPILERS: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: {
    // The types speak of JSON Schema alone. Fastify says null where there is no body.
    buildValidator: (() => validatorOf) as never,
    buildSerializer: () => serializerCompiler as never,
  },
};

const validatorOf =
  ({ schema }: { readonly schema: z.ZodType }) =>
  (value: unknown) =>
    validated(schema, value ?? undefined);

function validated(schema: z.ZodType, value: unknown): { value: unknown } | { error: Error } {
  const read = schema.safeParse(value, { error: WORDS });
  if (read.success) return { value: read.data };
  const issues = read.error.issues.slice(0, 20).map(({ path, message }) => {
    const field = path.map(String).join('.').slice(0, 100);
    return field === '' ? message.slice(0, 200) : `${field} ${message.slice(0, 200)}`;
  });
  return { error: fail('input.invalid', { issues }) };
}
