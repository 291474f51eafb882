import { createHmac } from 'node:crypto';
import { fail } from '../../base/errors.ts';
import type { Work } from '../../engine/engine.ts';
import { findAccount, rotateWebhookKey } from '../../store/accounts.ts';
import { findRenderByUid } from '../../store/renders.ts';
import type { Account, Render } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import type { Settings } from '../settings.ts';
import { sharedRenderPath, signPath } from '../signing.ts';
import type { RenderError } from './render-end.ts';

/** What an account's webhooks are signed with; its owner checks them by it. Of one account or key nothing follows for another. */
export function webhookSecret(secret: string, accountId: string, key = 0): string {
  const of = key === 0 ? `webhook\n${accountId}` : `webhook\n${accountId}\n${key}`;
  return `whsec_${createHmac('sha256', secret).update(of).digest('base64url')}`;
}

/** For so long after a new secret the one before it signs too, so that receivers can change over. */
const BOTH_MS = 24 * 3600 * 1000;

/** The secrets of an account: the one that counts, and the one before it while that signs too. */
export type WebhookSecrets = {
  readonly secret: string;
  readonly previousUntil: Date | null;
  readonly all: readonly string[];
};

type Keys = Pick<Account, 'id' | 'webhook_key' | 'webhook_rotated_at'>;

/** `root`: the deployment's own secret. */
export function webhookSecrets(
  root: string,
  { id, webhook_key: key, webhook_rotated_at: at }: Keys,
  now: Date,
): WebhookSecrets {
  const secret = webhookSecret(root, id, key);
  const until = at === null ? null : new Date(at.getTime() + BOTH_MS);
  if (until === null || until <= now) return { secret, previousUntil: null, all: [secret] };
  return { secret, previousUntil: until, all: [secret, webhookSecret(root, id, key - 1)] };
}

/** The secrets of an account, after making a new one where that is asked for. Throws `account.not_found`. */
export async function accountWebhookSecrets(
  { store, settings, clock }: { store: Pick<Store, 'db'>; settings: Pick<Settings, 'secret'>; clock: () => Date },
  accountId: string,
  change: 'keep' | 'rotate',
): Promise<WebhookSecrets> {
  const now = clock();
  const account =
    change === 'rotate'
      ? await rotateWebhookKey(store.db, { id: accountId, now })
      : await findAccount(store.db, accountId);
  if (account === null) throw fail('account.not_found', undefined);
  return webhookSecrets(settings.secret, account, now);
}

/** `t=<seconds>,v1=<hex>`, once for each secret: HMAC-SHA256 over `<seconds>.<body>`, as payment services sign. */
export function webhookSignature(secrets: readonly string[], body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signed = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...signed.map((hex) => `v1=${hex}`)].join(',');
}

/** Somebody's server answers 410 when it wants no more of this. */
const GONE = 410;

/**
 * Tells the address that a render named how it ended. Any 2xx answer is an end of it; else it is tried again with
 * growing pauses, as often as the settings say. What the receiver answers is neither read nor kept.
 */
export async function sendWebhook(desk: Desk, work: Work<{ uid: string }>): Promise<void> {
  const render = await findRenderByUid(desk.store.db, work.data.uid);
  const url = (render?.webhook as { url?: unknown } | null)?.url;
  if (render === null || typeof url !== 'string') return;
  const { webhookTimeout: timeoutMs, webhookAttempts } = desk.settings;
  const { all } = await accountWebhookSecrets(desk, render.account_id, 'keep');
  const body = JSON.stringify(bodyOf(desk, render));
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'tellcut',
    'x-tellcut-delivery': work.id,
    'x-tellcut-signature': webhookSignature(all, body, desk.clock()),
  };
  try {
    const { status } = await desk.outbound.post(url, { body, headers }, { timeoutMs, signal: work.signal });
    if (status === GONE || (status >= 200 && status < 300)) return;
    throw new Error(`the receiver answered ${status}`);
  } catch (error) {
    work.signal.throwIfAborted();
    const isLast = work.attempt >= webhookAttempts;
    desk.log.warn({ render: render.uid, attempt: work.attempt, isLast, err: error }, 'a webhook was not taken');
    if (!isLast) throw error;
  }
}

function bodyOf(desk: Desk, render: Render): Record<string, unknown> {
  const { secret, downloadLifetime } = desk.settings;
  const url = desk.address(signPath(secret, sharedRenderPath(render.uid), downloadLifetime, desk.clock()));
  return {
    event: `render.${render.state}`,
    id: render.id,
    sessionId: render.session_id,
    status: render.state,
    progress: render.progress,
    output:
      render.state === 'completed' ? { url, size: render.bytes, duration: (render.duration_ms ?? 0) / 1000 } : null,
    error: (render.error as RenderError | null)?.message ?? null,
    createdAt: render.created_at.getTime(),
    completedAt: render.completed_at?.getTime() ?? null,
  };
}
