import * as z from 'zod';
import { creditBalance, creditHistory } from '../../app/service/credits.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'Credits';

const balance = defineRoute({
  method: 'GET',
  url: '/api/credits/balance/simple',
  tag,
  summary: 'What can be spent, and what running turns hold.',
  auth: 'token',
  scopes: ['read'],
  claim: 'checked-by-handler',
  response: z.object({ available: z.int(), frozen: z.int(), total: z.int() }),
  handler: ({ desk, caller }) => creditBalance(desk, caller.accountId),
});

const history = defineRoute({
  method: 'GET',
  url: '/api/credits/history',
  tag,
  summary: 'What was granted, held, spent and given back, newest first.',
  auth: 'token',
  scopes: ['read'],
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: z.coerce
      .number()
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('The id of the last entry seen.'),
  }),
  response: z.object({
    entries: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(['grant', 'hold', 'capture', 'release', 'refund', 'adjust']),
        amount: z.int().describe('Change of what can be spent.'),
        frozen: z.int().describe('Change of what is held.'),
        note: z.string().nullable(),
        created_at: z.string(),
      }),
    ),
  }),
  handler: async ({ desk, caller, query }) => ({
    entries: (
      await creditHistory(desk, { accountId: caller.accountId, limit: query.limit, before: query.before ?? null })
    ).map(({ id, kind, available, frozen, note, createdAt }) => ({
      id,
      kind,
      amount: available,
      frozen,
      note,
      created_at: createdAt.toISOString(),
    })),
  }),
});

export const CREDIT_ROUTES: readonly Route[] = [balance, history];
