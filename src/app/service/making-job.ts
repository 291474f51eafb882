import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fail, TellcutError } from '../../base/errors.ts';
import type { Work } from '../../engine/engine.ts';
import { MAKE_KINDS, type MakeOrder, type MediaMaker } from '../../llm/make/maker.ts';
import { attachAsset } from '../../store/assets.ts';
import { capture } from '../../store/ledger.ts';
import * as makings from '../../store/makings.ts';
import type { MakingRow } from '../../store/schema.ts';
import { lockSessionById } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { carryThrough, checked, nameFor } from '../making-run.ts';
import type { StoredAsset } from '../session.ts';
import { keepBytes } from './assets.ts';
import { failMaking } from './making.ts';
import { studioFor } from './studio-for.ts';

const Order: z.ZodType<MakeOrder> = z.object({
  kind: z.enum(MAKE_KINDS),
  prompt: z.string(),
  size: z.object({ width: z.number(), height: z.number() }).nullable(),
  seconds: z.number().nullable(),
  seed: z.number(),
});

/** How often a row tells how far it is, in ms. */
const TELL_MS = 1000;

/**
 * Has one thing made: ordered once, fetched, checked as an upload is, kept, and paid for with the row's end. Run again
 * after a crash it goes on with the provider's id; without one nobody knows whether it was ordered, and it is not again.
 */
export async function runMakingJob(desk: Desk, work: Work<{ id: string }>): Promise<void> {
  const row = await makings.findMaking(desk.store.db, work.data.id);
  if (row === null || !makings.isOpen(row)) return;
  try {
    const maker = makerOf(desk, row);
    if (row.state === 'asking' && row.ticket === null) throw fail('make.unsure', { label: row.label });
    await made(desk, row, maker, work.signal);
  } catch (error) {
    work.signal.throwIfAborted(); // called off, or another process goes on
    if (!(error instanceof TellcutError)) throw error; // a bug, or a database that is away: tried again
    desk.log.warn({ making: row.id, code: error.code }, 'nothing was made');
    await failMaking(desk, row.id, error);
  }
}

/** One that was tried often enough. */
export async function endDeadMaking(desk: Desk, { id }: { id: string }, why: string): Promise<void> {
  const row = await makings.findMaking(desk.store.db, id);
  desk.log.error({ making: id, why }, 'making something failed for good');
  if (row !== null) await failMaking(desk, id, fail('make.failed', { label: row.label, why: 'our own failure' }));
}

function makerOf({ models }: Desk, { kind, label }: MakingRow): MediaMaker {
  const name = MAKE_KINDS.find((one) => one === kind);
  const maker = name === undefined ? null : models.makers[name];
  if (maker?.label !== label) throw fail('make.failed', { label, why: 'it is not set up here any more' });
  return maker;
}

async function made(desk: Desk, row: MakingRow, maker: MediaMaker, signal: AbortSignal): Promise<void> {
  const { store, studio } = desk;
  const order = Order.parse(row.request);
  const out = path.join(studio.scratch, `made-${randomUUID()}`);
  let toldAt = 0;
  try {
    await carryThrough(maker, order, {
      ticket: row.ticket,
      since: (row.begun_at ?? desk.clock()).getTime(),
      out,
      signal,
      open: desk.outbound.open,
      notes: {
        asking: async () => {
          // Somebody called it off, or another process is at it.
          if (!(await makings.noteAsking(store.db, row.id, desk.clock()))) throw fail('make.cancelled', row);
        },
        ticket: (ticket) => makings.noteTicket(store.db, row.id, ticket),
        waiting: async (look) => {
          if (Date.now() - toldAt < TELL_MS) return;
          toldAt = Date.now();
          await makings.noteProgress(store.db, row.id, look);
          await store.notify(store.db, 'making', { id: row.id });
          if (row.session_id !== null) await store.notify(store.db, 'session', { id: row.session_id });
        },
      },
    });
    const stored = await checked(studioFor(studio, 'now'), out, { maker, order, signal });
    await kept(desk, row, { stored, file: out, filename: nameFor(order) });
  } finally {
    await rm(out, { force: true }); // moved away, unless something failed
  }
}

type Kept = { readonly stored: StoredAsset; readonly file: string; readonly filename: string };

/** The file, its place in the session, the row's end and the credits: all at once, or none of it. */
async function kept(desk: Desk, row: MakingRow, { stored, file, filename }: Kept): Promise<void> {
  const { store } = desk;
  await store.db.transaction().execute(async (tx) => {
    await keepBytes(desk, tx, stored, file);
    const session = row.session_id === null ? null : await lockSessionById(tx, row.session_id);
    const ended = await makings.endMaking(tx, row.id, {
      state: 'done',
      assetId: stored.asset.id,
      now: desk.clock(),
    });
    if (ended === null) return; // called off meanwhile: nobody has the file, and retention takes it away
    if (session !== null) {
      await attachAsset(tx, { sessionId: session.id, assetId: stored.asset.id, filename });
      await store.notify(tx, 'session', { id: session.id });
    }
    if (ended.hold_ref !== null) await capture(tx, { ref: ended.hold_ref, amount: ended.price });
    await store.notify(tx, 'making', { id: row.id });
  });
}
