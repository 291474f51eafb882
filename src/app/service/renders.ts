import type { ExportOptions } from '../../operations/export-options.ts';
import type { Desk } from '../desk.ts';
import type { Attribution } from './turns.ts';

export type RenderState = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';

export type RenderRequest = {
  readonly accountId: string;
  /** The client's id; unique for each account. */
  readonly id: string;
  readonly sessionId: string;
  /** A wire draft; null: the session's latest. */
  readonly draft: unknown;
  readonly options: ExportOptions;
  /** Gets a signed POST at the end; null: nobody. */
  readonly webhook: string | null;
  readonly attribution: Attribution;
  readonly idempotencyKey?: string | null;
};

/** A render as its owner may see it. */
export type RenderView = {
  /** Ours, in addresses that are signed. */
  readonly uid: string;
  readonly id: string;
  readonly sessionId: string;
  readonly state: RenderState;
  /** 0–100, never falling. */
  readonly progress: number;
  /** Of the finished file; null before. */
  readonly file: { readonly filename: string; readonly bytes: number; readonly durationMs: number } | null;
  /** Code and sentence of a failure, in the session's language. */
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly notes: readonly string[];
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly expiresAt: Date | null;
};

type Which = { readonly accountId: string; readonly id: string };

/**
 * Queues a render in one transaction. Throws `session.not_found`, `render.id_used` (3003), `draft.nothing_there` (3006),
 * `draft.invalid` (3001), `render.attribution` (402), `server.busy` (5001), `idempotency.reused` (3004).
 */
export function startRender(desk: Desk, request: RenderRequest): Promise<RenderView> {
  throw new Error(`not written ${String(desk)} ${String(request)}`);
}

/** Throws `render.not_found` (1003). */
export function findRender(desk: Desk, which: Which): Promise<RenderView> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** Of an account, newest first. */
export function listRenders(
  desk: Desk,
  input: { accountId: string; sessionId?: string | null; limit: number },
): Promise<readonly RenderView[]> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}

/** Stops a render that has not ended. Throws `render.not_found`. */
export function cancelRender(desk: Desk, which: Which): Promise<RenderView> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** The render as it moves on, from its present state to its end. Ends early with the signal. Throws `render.not_found`. */
export function followRender(desk: Desk, which: Which & { signal: AbortSignal }): AsyncIterable<RenderView> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** A finished file: its owner's by account and id, or by `uid` where the caller has checked a signature. */
export type DownloadOf = Which | { readonly uid: string };

/** What a finished file is, to answer HEAD and ranges. Throws `render.not_found`, `render.not_ready`, `render.expired`. */
export function findDownload(
  desk: Desk,
  which: DownloadOf,
): Promise<{ uid: string; filename: string; bytes: number; type: string; completedAt: Date }> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** Its bytes, or some of them; `end` is the last byte. Throws as `findDownload`. */
export function openDownload(
  desk: Desk,
  which: DownloadOf,
  range?: { start: number; end: number } | null,
): Promise<{ stream: NodeJS.ReadableStream; bytes: number }> {
  throw new Error(`not written ${String(desk)} ${String(which)} ${String(range)}`);
}
