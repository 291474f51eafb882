import { fail } from '../../base/errors.ts';
import type { Said } from '../../base/lang.ts';
import { localeOf } from '../../base/lang.ts';
import { inLocale } from '../../base/say.ts';
import type { Draft } from '../../draft/model.ts';
import { decodeDraft } from '../../draft/wire.ts';
import type { ExportOptions } from '../../operations/export-options.ts';
import type { RuleResult } from '../../render/check-file.ts';
import type { RenderReport } from '../../render/render.ts';
import { type BlobBytes, type ByteRange } from '../../store/blobs/blobs.ts';
import { finishKey, hashOfBody, takeKey } from '../../store/idempotency.ts';
import * as renders from '../../store/renders.ts';
import type { Render, Session } from '../../store/schema.ts';
import { lockSession, sessionState } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { endingFor, profileOf } from '../export-profile.ts';
import { factsOf, type Library } from '../session.ts';
import { follow } from './follow.ts';
import { libraryOf } from './library.ts';
import { type RenderError, stopRender } from './render-end.ts';
import { queueRender } from './render-queue.ts';
import { type Attribution, storedAttribution } from './turns.ts';

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
  readonly error: RenderError | null;
  /** Where the file differs from what was asked for, and why. */
  readonly notes: readonly string[];
  /** Null before it is finished. */
  readonly report: MadeView | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly expiresAt: Date | null;
};

/** What the row of a finished render keeps of how it was made. */
export type KeptReport = Making & {
  /** Of the platform that it was made for. */
  readonly rules: readonly RuleResult[];
  readonly notes: readonly Said[];
  readonly lang: string;
};

type Making = Pick<RenderReport, 'chunks' | 'frames' | 'width' | 'height' | 'fps' | 'loudness' | 'check'>;

/** How a finished file was made, and how it stands to its plan and to its platform's rules. */
export type MadeView = Making & {
  readonly rules: readonly (Omit<RuleResult, 'remedy'> & { readonly remedy: string })[];
};

type Which = { readonly accountId: string; readonly id: string };

const ROUTE = 'render';

/**
 * Queues a render in one transaction. Throws `session.not_found`, `render.id_used` (3003), `draft.nothing_there` (3006),
 * `draft.invalid` (3001), `render.attribution` (402), `session.busy` (5001), `session.idempotency_reused` (3004), and what
 * `profileOf` throws for options that do not work.
 */
export async function startRender(desk: Desk, request: RenderRequest): Promise<RenderView> {
  const { store } = desk;
  const found = await sessionState(store.db, request);
  if (found === null) throw fail('session.not_found', undefined);
  const library = libraryOf(found.assets);
  const hasOwn = request.draft !== null && request.draft !== undefined;
  const draft = hasOwn ? decodeDraft(request.draft, factsOf(library)) : found.version.draft;
  await checkOptions(draft, library, request.options);
  const key = keyOf(request);
  const uid = await store.db.transaction().execute(async (tx) => {
    if (key !== null) {
      const taken = await takeKey(tx, { ...key, now: desk.clock() });
      if (taken.kind === 'reused') throw fail('session.idempotency_reused', undefined);
      if (taken.kind === 'done') return (taken.response as { uid: string }).uid;
    }
    const session: Session | null = await lockSession(tx, request);
    if (session === null) throw fail('session.not_found', undefined);
    const made = await queueRender(desk, tx, session, {
      accountId: request.accountId,
      id: request.id,
      draft,
      version: hasOwn ? null : found.version.number,
      options: request.options,
      webhook: request.webhook,
      attribution: storedAttribution(request.attribution),
      bodyHash: bodyHashOf(request),
    });
    if (key !== null) await finishKey(tx, key, { status: 200, response: { uid: made.uid } });
    return made.uid;
  });
  const render = await renders.findRenderByUid(store.db, uid);
  if (render === null) throw fail('render.not_found', undefined);
  return viewOf(render);
}

/** Refuses what could never be made before anybody waits for it. How large the sources are is looked at later. */
async function checkOptions(draft: Draft, library: Library, options: ExportOptions): Promise<void> {
  const { sizeFactor: _sizeFactor, ...known } = options;
  await profileOf(draft, library, known, `video${endingFor(options)}`);
}

const bodyHashOf = ({ id, sessionId, draft, options, webhook }: RenderRequest): string =>
  hashOfBody([id, sessionId, draft ?? null, options, webhook]);

function keyOf(request: RenderRequest): { accountId: string; route: string; key: string; bodyHash: string } | null {
  const { accountId, idempotencyKey = null } = request;
  return idempotencyKey === null
    ? null
    : { accountId, route: ROUTE, key: idempotencyKey, bodyHash: bodyHashOf(request) };
}

/** Throws `render.not_found` (1003). */
export async function findRender(desk: Desk, which: Which): Promise<RenderView> {
  return viewOf(await requireRender(desk, which));
}

/** Of an account, newest first. */
export async function listRenders(
  desk: Desk,
  input: { accountId: string; sessionId?: string | null; limit: number },
): Promise<readonly RenderView[]> {
  return (await renders.listRenders(desk.store.db, input)).map(viewOf);
}

/** Stops a render that has not ended. Throws `render.not_found`. */
export async function cancelRender(desk: Desk, which: Which): Promise<RenderView> {
  const { uid } = await requireRender(desk, which);
  await stopRender(desk, uid);
  return findRender(desk, which);
}

/** The render as it moves on, from its present state to its end. Ends early with the signal. Throws `render.not_found`. */
export async function* followRender(desk: Desk, which: Which & { signal: AbortSignal }): AsyncGenerator<RenderView> {
  const { uid } = await requireRender(desk, which);
  let last = '';
  for await (const _ of follow(desk, 'render', uid, which.signal)) {
    const render = await renders.findRenderByUid(desk.store.db, uid);
    if (render === null) return; // its project was deleted
    const view = viewOf(render);
    const now = `${view.state} ${view.progress}`;
    if (now !== last) yield view;
    last = now;
    if (view.completedAt !== null) return;
  }
}

/** A finished file: its owner's by account and id, or by `uid` where the caller has checked a signature. */
export type DownloadOf = Which | { readonly uid: string };

export type Download = {
  readonly uid: string;
  readonly filename: string;
  readonly bytes: number;
  readonly type: string;
  readonly completedAt: Date;
};

/** What a finished file is, to answer HEAD and ranges. Throws `render.not_found`, `render.not_ready`, `render.expired`. */
export async function findDownload(desk: Desk, which: DownloadOf): Promise<Download> {
  return (await requireFile(desk, which)).download;
}

/** Its bytes, or some of them; `end` is the last byte. Throws as `findDownload`, `store.blob_missing`. */
export async function openDownload(desk: Desk, which: DownloadOf, range: ByteRange | null = null): Promise<BlobBytes> {
  const { key } = await requireFile(desk, which);
  return desk.store.blobs.open(key, range);
}

async function requireFile(desk: Desk, which: DownloadOf): Promise<{ key: string; download: Download }> {
  const render = 'uid' in which ? await byUid(desk, which.uid) : await requireRender(desk, which);
  const { uid, state, filename, bytes, completed_at: completedAt, blob_key: key } = render;
  if (state !== 'completed' || completedAt === null) throw fail('render.not_ready', { state });
  if (key === null) throw fail('render.expired', undefined);
  const name = filename ?? `video.${key.split('.').at(-1) ?? 'mp4'}`;
  return { key, download: { uid, filename: name, bytes: bytes ?? 0, type: typeOf(name), completedAt } };
}

async function byUid(desk: Desk, uid: string): Promise<Render> {
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uid);
  const render = isUuid ? await renders.findRenderByUid(desk.store.db, uid) : null;
  if (render === null) throw fail('render.not_found', undefined);
  return render;
}

async function requireRender(desk: Desk, which: Which): Promise<Render> {
  const render = await renders.findRender(desk.store.db, which);
  if (render === null) throw fail('render.not_found', undefined);
  return render;
}

const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  png: 'image/png',
  jpg: 'image/jpeg',
};

const typeOf = (filename: string): string =>
  TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

function viewOf(render: Omit<Render, 'draft'>): RenderView {
  const report = render.report as KeptReport | null;
  const isDone = render.state === 'completed' && render.blob_key !== null;
  return {
    uid: render.uid,
    id: render.id,
    sessionId: render.session_id,
    state: render.state,
    progress: render.progress,
    file: isDone
      ? { filename: render.filename ?? 'video', bytes: render.bytes ?? 0, durationMs: render.duration_ms ?? 0 }
      : null,
    error: render.error as RenderError | null,
    notes: report?.notes.map((said) => inLocale(said, localeOf(report.lang))) ?? [],
    report: report === null ? null : madeView(report),
    createdAt: render.created_at,
    startedAt: render.started_at,
    completedAt: render.completed_at,
    expiresAt: render.expires_at,
  };
}

function madeView({ chunks, frames, width, height, fps, loudness, check, rules, lang }: KeptReport): MadeView {
  const said = rules.map(({ remedy, ...rule }) => ({ ...rule, remedy: inLocale(remedy, localeOf(lang)) }));
  return { chunks, frames, width, height, fps, loudness, check, rules: said };
}
