import * as z from 'zod';
import type { Route } from './route.ts';

/** `{code:0,message:"ok",data}`: how every call of the API succeeds. */
export function successOf(route: Route): z.ZodType {
  if (route.wrapping === 'plain') return route.response;
  return z.object({
    code: z.literal(0),
    message: z.literal('ok'),
    ...(route.success === true ? { success: z.literal(true) } : {}),
    data: route.response,
  });
}

/** The result of a handler in the route's form. */
export function wrap(route: Route, data: unknown): unknown {
  if (route.wrapping === 'plain') return data;
  return { code: 0, message: 'ok', ...(route.success === true ? { success: true } : {}), data: data ?? null };
}

/** How a call fails: a number of docs/api.md, one sentence that a person can act on, and what a program needs. */
export const Failure = z.looseObject({
  code: z.int().describe('See the table of codes.'),
  message: z.string().describe('One sentence that a person can act on, in the language of the request.'),
  data: z.record(z.string(), z.unknown()).nullable(),
});
