import { fail } from '../../base/errors.ts';
import type { Draft } from '../../draft/model.ts';
import { draftLength } from '../../draft/queries.ts';
import type { ExportOptions } from '../../operations/export-options.ts';
import { findAccount } from '../../store/accounts.ts';
import * as renders from '../../store/renders.ts';
import type { Attribution, Session, Tx } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { endingFor } from '../export-profile.ts';
import { RENDER_PLAN } from './queues.ts';

export type NewRender = {
  readonly accountId: string;
  readonly id: string;
  readonly draft: Draft;
  /** The session's version that it is; null: a draft of its own. */
  readonly version: number | null;
  readonly options: ExportOptions;
  readonly webhook: string | null;
  readonly attribution: Attribution | null;
  readonly bodyHash: string | null;
};

/** The jobs of a render as its row holds them. `done`: frames of each part; `frames`: of all parts. */
export type RenderJobs = {
  readonly refs: readonly { readonly queue: string; readonly id: string }[];
  readonly done: Readonly<Record<string, number>>;
  readonly frames: number;
  /** Whether its parts are known and sent. */
  readonly isPlanned: boolean;
};

/** What somebody is told who has too much waiting, in seconds. */
const RETRY_AFTER_S = 30;

/**
 * Queues a render with its first job. Throws `render.id_used` (3003), `draft.nothing_there` (3006), `session.busy`
 * (5001), `render.attribution` (402).
 */
export async function queueRender(desk: Desk, tx: Tx, session: Session, render: NewRender): Promise<{ uid: string }> {
  if (draftLength(render.draft) === 0) throw fail('draft.nothing_there', undefined);
  await requireAttribution(tx, render);
  const { maxQueuedRenders, maxRendersPerAccount } = desk.settings;
  const isFull =
    (await renders.countOpenRenders(tx, null)) >= maxQueuedRenders ||
    (await renders.countOpenRenders(tx, render.accountId)) >= maxRendersPerAccount;
  if (isFull) throw fail('session.busy', { retryAfter: RETRY_AFTER_S });
  const project = await tx
    .selectFrom('projects')
    .select('name')
    .where('id', '=', session.project_id)
    .executeTakeFirst();
  const made = await renders.createRender(tx, {
    ...render,
    sessionId: session.id,
    projectId: session.project_id,
    output: render.options,
    filename: `${fileStem(project?.name ?? '')}${endingFor(render.options)}`,
    webhook: render.webhook === null ? null : { url: render.webhook },
  });
  if (made === null) throw fail('render.id_used', { id: render.id });
  const { uid } = made;
  const jobId = await desk.engine.send(tx, RENDER_PLAN, { uid }, { group: render.accountId });
  const refs = jobId === null ? [] : [{ queue: RENDER_PLAN.name, id: jobId }];
  await renders.setRenderJobs(tx, uid, { refs, done: {}, frames: 0, isPlanned: false } satisfies RenderJobs);
  await desk.store.notify(tx, 'render', { id: uid, seq: 0 });
  return { uid };
}

/** Anonymous accounts say which skill they come by. */
async function requireAttribution(tx: Tx, { accountId, attribution }: NewRender): Promise<void> {
  const account = await findAccount(tx, accountId);
  if (account?.kind !== 'anonymous') return;
  const { source, version, platform } = attribution ?? {};
  if ([source, version, platform].some((said) => said === undefined || said === ''))
    throw fail('render.attribution', undefined);
}

/** A project's name as the name of a file that every system takes. */
export function fileStem(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return plain === '' ? 'video' : Array.from(plain).slice(0, 80).join('');
}
