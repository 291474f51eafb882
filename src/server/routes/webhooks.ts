import * as z from 'zod';
import { accountWebhookSecrets, type WebhookSecrets } from '../../app/service/webhooks.ts';
import { defineRoute, type Route } from '../route.ts';

/** What an account checks its webhooks by. */

const tag = 'Export';

const Secret = z.object({
  secret: z.string().describe('Key of HMAC-SHA256 over "<t>.<body>", compared with each v1 of X-Tellcut-Signature.'),
  previous_until: z.string().nullable().describe('Until then the secret before it signs too; null: it does not.'),
});

const shown = ({ secret, previousUntil }: WebhookSecrets): z.output<typeof Secret> => ({
  secret,
  previous_until: previousUntil?.toISOString() ?? null,
});

export const WEBHOOK_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'GET',
    url: '/api/webhooks/secret',
    tag,
    summary: 'The secret that the webhooks of this account are signed with.',
    auth: 'token',
    scopes: ['write'],
    response: Secret,
    handler: async ({ desk, caller }) => shown(await accountWebhookSecrets(desk, caller.accountId, 'keep')),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/webhooks/secret/rotate',
    tag,
    summary: 'Another secret for the webhooks of this account; the one before it signs too for a day.',
    auth: 'token',
    scopes: ['write'],
    response: Secret,
    handler: async ({ desk, caller }) => shown(await accountWebhookSecrets(desk, caller.accountId, 'rotate')),
  }),
];
