import { createHmac } from 'node:crypto';
import type { Work } from '../../engine/engine.ts';
import { findRenderByUid } from '../../store/renders.ts';
import type { Render } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { sharedRenderPath, signPath } from '../signing.ts';
import type { RenderError } from './render-end.ts';

/** What an account's webhooks are signed with; its owner checks them by it. Of one account nothing follows for another. */
export function webhookSecret(secret: string, accountId: string): string {
  return `whsec_${createHmac('sha256', secret).update(`webhook\n${accountId}`).digest('base64url')}`;
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<seconds>.<body>`, as payment services sign. */
export function webhookSignature(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
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
  const { webhookTimeout: timeoutMs, webhookAttempts, secret } = desk.settings;
  const body = JSON.stringify(bodyOf(desk, render));
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'tellcut',
    'x-tellcut-delivery': work.id,
    'x-tellcut-signature': webhookSignature(webhookSecret(secret, render.account_id), body, desk.clock()),
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
