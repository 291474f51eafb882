import { CATALOGUE, type ErrorCode, fail, TellcutError } from '../../base/errors.ts';
import { type Stopped } from '../../engine/running.ts';
import type { MakeOrder, MediaMaker } from '../../llm/make/maker.ts';
import { attachAsset, findAsset } from '../../store/assets.ts';
import { newId } from '../../store/ids.ts';
import { hold, release } from '../../store/ledger.ts';
import * as makings from '../../store/makings.ts';
import type { MakingRow, Tx } from '../../store/schema.ts';
import { lockSession } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { keyOfOrder } from '../making.ts';
import type { Making } from '../making-port.ts';
import { costOf } from '../making-prices.ts';
import { nameFor } from '../making-run.ts';
import type { StoredAsset } from '../session.ts';
import { follow } from './follow.ts';
import { storedAsset } from './library.ts';
import { MAKE } from './queues.ts';

/**
 * Things made by providers' models for an account, as durable jobs. What somebody ordered is a row, a hold on their credits
 * and a job, in one transaction; the job asks the provider once and goes on with its id after any crash
 * (src/app/service/making-job.ts). Whoever waits, follows the row.
 */

type For = { readonly accountId: string; readonly sessionId: string; readonly turnId: string | null };

/** Who makes things for a session, and what it costs there. */
export function makingFor(desk: Desk, whose: For): Making {
  const { settings, models } = desk;
  const prices = settings.makePrices;
  return {
    makers: models.makers,
    prices,
    counts: settings.credits,
    askAbove: settings.credits ? settings.makeAskAbove : null,
    isMade: async (maker, order) => {
      const row = await makings.findStanding(desk.store.db, { ...whose, key: keyOfOrder(maker, order) });
      if (row === null) return false;
      // What is under way is paid for already; what is made counts while its file is there.
      return makings.isOpen(row) || (row.asset_id !== null && (await findAsset(desk.store.db, row.asset_id)) !== null);
    },
    make: async (maker, order, { signal, onProgress }) => {
      const { row, stored, isNew } = await ordered(desk, whose, { maker, order });
      if (stored !== null) return { stored, charged: isNew ? row.price : 0, isNew };
      const ended = await waited(desk, row.id, signal, ({ ahead, fraction }) =>
        onProgress({ label: maker.label, look: { kind: 'waiting', ahead, fraction } }),
      );
      if (ended.state !== 'done') throw failureOf(ended);
      const asset = await desk.store.db
        .transaction()
        .execute((tx) => attached(desk, tx, { ...whose, row: ended, filename: nameFor(order) }));
      if (asset === null) throw fail('make.failed', { label: maker.label, why: 'its file was removed' });
      return { stored: asset, charged: isNew ? ended.price : 0, isNew };
    },
  };
}

type Ordered = { readonly row: MakingRow; readonly stored: StoredAsset | null; readonly isNew: boolean };

/** The row of an order: made before, under way, or new with its hold and its job. Throws `credits.not_enough`. */
async function ordered(
  desk: Desk,
  whose: For,
  { maker, order }: { readonly maker: MediaMaker; readonly order: MakeOrder },
): Promise<Ordered> {
  const key = keyOfOrder(maker, order);
  const { store, engine, settings } = desk;
  return store.db.transaction().execute(async (tx) => {
    const standing = await makings.standingMaking(tx, { accountId: whose.accountId, key });
    // The same turn after a crash paid for it, and says so.
    const isNew = standing !== null && standing.turn_id !== null && standing.turn_id === whose.turnId;
    if (standing !== null && makings.isOpen(standing)) return { row: standing, stored: null, isNew };
    if (standing !== null) {
      const stored = await attached(desk, tx, { ...whose, row: standing, filename: nameFor(order) });
      if (stored !== null) return { row: standing, stored, isNew };
      await makings.forgetMaking(tx, standing.id);
    }
    const id = newId.making();
    const price = costOf([order], settings.makePrices, settings.credits).credits;
    const holdRef = price === 0 ? null : `make ${id}`;
    if (holdRef !== null) await hold(tx, { account: whose.accountId, amount: price, ref: holdRef, note: maker.label });
    const { kind, label } = maker;
    const row = await makings.createMaking(tx, { id, ...whose, key, kind, label, request: order, price, holdRef });
    const jobId = await engine.send(tx, MAKE, { id }, { group: whose.accountId });
    if (jobId !== null) await makings.setMakingJob(tx, id, jobId);
    await store.notify(tx, 'session', { id: whose.sessionId });
    return { row, stored: null, isNew: true };
  });
}

/** What was made as a file of the session; null when its bytes are gone. */
async function attached(
  desk: Desk,
  tx: Tx,
  { row, filename, ...whose }: For & { readonly row: MakingRow; readonly filename: string },
): Promise<StoredAsset | null> {
  const asset = row.asset_id === null ? null : await findAsset(tx, row.asset_id);
  if (asset === null) return null;
  const session = await lockSession(tx, whose);
  if (session === null) throw fail('session.not_found', undefined);
  await attachAsset(tx, { sessionId: session.id, assetId: asset.id, filename });
  await desk.store.notify(tx, 'session', { id: session.id });
  return storedAsset({ ...asset, filename, facts: {} });
}

/** The row once it has ended. Throws the reason of the signal; the work goes on without whoever waited. */
async function waited(
  desk: Desk,
  id: string,
  signal: AbortSignal,
  onProgress: (row: Pick<MakingRow, 'ahead' | 'fraction'>) => void,
): Promise<MakingRow> {
  for await (const _ of follow(desk, 'making', id, signal)) {
    const row = await makings.findMaking(desk.store.db, id);
    if (row === null) break;
    if (!makings.isOpen(row)) return row;
    if (row.ahead !== null || row.fraction !== null) onProgress(row);
  }
  throw (signal.reason ?? fail('make.cancelled', { label: '' })) as Error | Stopped;
}

/** A failure as a row keeps it: its name and what it was said with. */
export const keptFailure = ({ code, params }: TellcutError): unknown => ({ code, params });

/** The failure of a row that ended badly, with its own sentence. */
function failureOf({ state, label, error }: MakingRow): TellcutError {
  if (state === 'cancelled') return fail('make.cancelled', { label });
  const kept = error as { readonly code?: unknown; readonly params?: unknown } | null;
  const code = typeof kept?.code === 'string' && Object.hasOwn(CATALOGUE, kept.code) ? (kept.code as ErrorCode) : null;
  return code === null
    ? fail('make.failed', { label, why: 'it ended without a reason' })
    : new TellcutError(code, kept?.params);
}

/** Ends one that cannot be made: its row and its hold at once. False when it had ended. */
export async function failMaking(desk: Desk, id: string, error: TellcutError): Promise<boolean> {
  return desk.store.db.transaction().execute(async (tx) => {
    const row = await makings.endMaking(tx, id, { state: 'failed', error: keptFailure(error), now: desk.clock() });
    if (row === null) return false;
    await givenBack(desk, tx, row);
    return true;
  });
}

/**
 * Calls off what a turn has ordered and what is not made yet, in the transaction that ends the turn: its jobs, to be
 * cancelled after it. `spent`: credits for what was made before.
 */
export async function callOffMakings(
  desk: Desk,
  tx: Tx,
  turnId: string,
): Promise<{ readonly jobs: readonly string[]; readonly spent: number }> {
  const jobs: string[] = [];
  let spent = 0;
  for (const row of await makings.makingsOfTurn(tx, turnId)) {
    if (row.state === 'done') spent += row.price;
    const ended = await makings.endMaking(tx, row.id, { state: 'cancelled', now: desk.clock() });
    if (ended === null) continue;
    await givenBack(desk, tx, ended);
    if (ended.job_id !== null) jobs.push(ended.job_id);
  }
  return { jobs, spent };
}

async function givenBack(desk: Desk, tx: Tx, { id, hold_ref: ref, session_id: sessionId }: MakingRow): Promise<void> {
  if (ref !== null) await release(tx, { ref });
  await desk.store.notify(tx, 'making', { id });
  if (sessionId !== null) await desk.store.notify(tx, 'session', { id: sessionId });
}

/** What a session's state shows of them. */
export async function makingsShown(
  desk: Desk,
  sessionId: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows = await makings.makingsOfSession(desk.store.db, sessionId, SHOWN_MOST);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    model: row.label,
    prompt: (row.request as Partial<MakeOrder> | null)?.prompt ?? '',
    status: SHOWN[row.state],
    progress: row.state === 'done' ? 100 : Math.round((row.fraction ?? 0) * 100),
    ahead: row.ahead,
    credits: row.state === 'done' ? row.price : 0,
    asset_id: row.asset_id,
    created_at: row.created_at.toISOString(),
  }));
}

const SHOWN_MOST = 30;
const SHOWN: Readonly<Record<MakingRow['state'], string>> = {
  waiting: 'queued',
  asking: 'running',
  making: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  gone: 'done',
};
