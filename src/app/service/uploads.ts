import { fail } from '../../base/errors.ts';
import * as keys from '../../store/idempotency.ts';
import { findSession } from '../../store/sessions.ts';
import { beginUpload, endUpload } from '../../store/uploads.ts';
import type { Desk } from '../desk.ts';
import type { Attribution } from './turns.ts';

/** Room for an upload within the account's quota. Disposing gives it back: what arrived counts as files by then. */
export type Reservation = AsyncDisposable & { readonly id: string };

export type Reserving = {
  /** Left out: a new one. */
  readonly id?: string;
  readonly accountId: string;
  /** Null: told by the form, after the files. */
  readonly sessionId: string | null;
  /** As the sender announced, or as much as may come. */
  readonly bytes: number;
  readonly attribution: Attribution;
};

/** Begins an upload. Throws `session.not_found` and `store.quota_full` before a byte is read. */
export async function reserveUpload(desk: Desk, reserving: Reserving): Promise<Reservation> {
  const { accountId, sessionId, bytes, attribution } = reserving;
  if (sessionId !== null && (await findSession(desk.store.db, { accountId, sessionId })) === null)
    throw fail('session.not_found', undefined);
  const { id } = await desk.store.db.transaction().execute((tx) =>
    beginUpload(tx, {
      ...(reserving.id === undefined ? {} : { id: reserving.id }),
      accountId,
      sessionId,
      declaredBytes: bytes,
      quotaBytes: desk.settings.quotaBytes,
      attribution,
    }),
  );
  return { id, [Symbol.asyncDispose]: () => releaseUpload(desk, id, 'done') };
}

/** Gives back the room of an upload that spans several requests. */
export function releaseUpload(desk: Desk, id: string, state: 'done' | 'failed'): Promise<void> {
  return endUpload(desk.store.db, id, state);
}

const ROUTE = 'upload';
/** A second request with the key of one that is still running waits so long, in seconds. */
const RETRY_S = 5;

/**
 * Does an upload once for each idempotency key: the same request again gets the first answer. Without a key, it is done.
 * Throws `session.idempotency_reused` (3004) when the key was used with something else.
 */
export async function onceUpload<T>(
  desk: Desk,
  request: { readonly accountId: string; readonly key: string | null; readonly body: readonly unknown[] },
  work: () => Promise<T>,
): Promise<T> {
  const { accountId, key, body } = request;
  if (key === null) return work();
  const which = { accountId, route: ROUTE, key };
  const bodyHash = keys.hashOfBody(body);
  const { db } = desk.store;
  const state = await db.transaction().execute((tx) => keys.takeKey(tx, { ...which, bodyHash, now: desk.clock() }));
  if (state.kind === 'reused') throw fail('session.idempotency_reused', undefined);
  if (state.kind === 'running') throw fail('session.busy', { retryAfter: RETRY_S });
  if (state.kind === 'done') return state.response as T;
  try {
    const response = await work();
    await keys.finishKey(db, which, { status: 200, response });
    return response;
  } catch (error) {
    await keys.forgetKey(db, which);
    throw error;
  }
}
