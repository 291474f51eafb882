import { toProblem } from '../../base/errors.ts';
import { type Locale, localeOf, type Said } from '../../base/lang.ts';
import { inLocale, say } from '../../base/say.ts';
import { currentVersion, type History, place } from '../../draft/history.ts';
import { type AdkEvent, errorEvent, textEvent } from '../../protocol/adk.ts';
import { assetsOfSession } from '../../store/assets.ts';
import { appendEvents } from '../../store/events.ts';
import { capture, release } from '../../store/ledger.ts';
import { makingsOfTurn } from '../../store/makings.ts';
import type { Session, Turn, Tx } from '../../store/schema.ts';
import { lockSessionById } from '../../store/sessions.ts';
import * as turns from '../../store/turns.ts';
import type { Desk } from '../desk.ts';
import { withAppended } from '../session.ts';
import { keepHistory, readHistory } from './history.ts';
import { storedAsset } from './library.ts';
import { callOffMakings } from './making.ts';
import { MAKE, TURN } from './queues.ts';

/** What a turn came to. */
export type TurnEnd = {
  readonly state: 'done' | 'failed' | 'cancelled';
  /** Events that end it, the last one a text. */
  readonly events: readonly AdkEvent[];
  /** Credits that it used; the rest of the hold goes back. */
  readonly charge: number;
  /** Where the history stands now, and what the planner remembers; null: as before. */
  readonly placed: { readonly history: History; readonly previous: unknown } | null;
  readonly result?: unknown;
  readonly error?: unknown;
};

/**
 * Ends a turn: its draft, its last events, its credits and its row in one transaction, once. False when it had ended
 * before, or was erased: then nothing of it counts. `build` makes the end in that transaction.
 */
export async function settleTurn(
  desk: Desk,
  turnId: string,
  build: (tx: Tx, session: Session, turn: Turn) => Promise<TurnEnd>,
): Promise<boolean> {
  const { store } = desk;
  return store.db.transaction().execute(async (tx) => {
    const found = await turns.findTurnById(tx, turnId);
    const session = found === null ? null : await lockSessionById(tx, found.session_id);
    const turn = await turns.findTurnById(tx, turnId); // as it is now that nobody else can end it
    if (session === null || turn === null || !(turn.state === 'queued' || turn.state === 'running')) return false;
    const end = await build(tx, session, turn);
    const { state, result, error } = end;
    await turns.endTurn(tx, turnId, { state, result, error, now: desk.clock() });
    await keepDraft(tx, session, turn, end.placed);
    const seq = await appendEvents(
      tx,
      turnId,
      end.events.map((event) => ({ id: event.id, event })),
    );
    if (turn.hold_ref !== null) {
      if (end.charge > 0) await capture(tx, { ref: turn.hold_ref, amount: end.charge });
      else await release(tx, { ref: turn.hold_ref });
    }
    await store.notify(tx, 'turn', { id: turnId, seq });
    await store.notify(tx, 'session', { id: session.id });
    return true;
  });
}

/** An upload may have begun a moment before the turn by its own clock. */
const CLOCKS_MS = 10_000;

/** Keeps the turn's draft. Files that came while it ran go behind what is there: it did not know them. */
async function keepDraft(tx: Tx, session: Session, turn: Turn, placed: TurnEnd['placed']): Promise<void> {
  const before = await readHistory(tx, session, 'near');
  let history = placed?.history ?? before;
  // One that never began left uploads to place themselves.
  const since = new Date((turn.started_at?.getTime() ?? Date.now() + CLOCKS_MS) - CLOCKS_MS);
  const used = usedAssets(before, history);
  const added = await tx
    .selectFrom('session_assets')
    .select('asset_id')
    .where('session_id', '=', session.id)
    .where('added_at', '>=', since)
    .execute();
  // What was made for a turn that came to nothing lies among the files; nobody has put it into the video.
  for (const { asset_id: id } of await makingsOfTurn(tx, turn.id)) if (id !== null) used.add(id);
  const waiting = new Set(added.map(({ asset_id: id }) => id).filter((id) => !used.has(id)));
  if (waiting.size > 0) {
    const assets = await assetsOfSession(tx, session.id);
    const stored = assets.map((asset) => storedAsset({ ...asset, facts: {} }));
    const library = new Map(stored.map((each) => [each.asset.id, each]));
    const late = stored.filter(({ asset }) => waiting.has(asset.id));
    const draft = withAppended(currentVersion(history).draft, late, library);
    history = place(history, draft, late.map(({ asset }) => asset.filename).join(', '));
  }
  if (history === before && placed === null) return;
  await keepHistory(tx, session, {
    history,
    turnId: turn.id,
    ...(placed === null ? {} : { previous: placed.previous }),
  });
}

function usedAssets(...histories: readonly History[]): Set<string> {
  const tracks = histories.flatMap((history) => [...currentVersion(history).draft.tracks]);
  return new Set(tracks.flatMap((track) => (track.type === 'video' ? track.segments.map(({ asset }) => asset) : [])));
}

/** Stops a turn that waits or runs, wherever; its draft stays as it was and nothing is charged. */
export async function stopTurn(desk: Desk, turnId: string): Promise<void> {
  let jobId: string | null = null;
  let makings: readonly string[] = [];
  await settleTurn(desk, turnId, async (tx, session, turn) => {
    jobId = turn.job_id;
    const { jobs, spent } = await callOffMakings(desk, tx, turn.id);
    makings = jobs;
    const text = inLocale(spent === 0 ? STOPPED : stoppedSaid(spent), localeOf(session.language));
    const head = { turnId, at: desk.clock() };
    return { state: 'cancelled', events: [textEvent(head, text, { isLast: true })], charge: 0, placed: null };
  });
  if (jobId !== null) await desk.engine.cancel([{ queue: TURN.name, id: jobId }]);
  if (makings.length > 0) await desk.engine.cancel(makings.map((id) => ({ queue: MAKE.name, id })));
}

const stoppedSaid = (spent: number): Said =>
  say(
    'Stopped. The video is as it was before. What was made by then is among your files; it cost {spent} {spent:credit|credits}.',
    '已停止。视频保持原样。已生成的素材留在您的文件中，用了 {spent} 积分。',
    { spent },
  );

const STOPPED: Said = {
  en: 'Stopped. The video is as it was before, and nothing was charged.',
  zh: '已停止。视频保持原样，没有扣费。',
};

/** Ends a turn that failed, with the failure's own sentence. */
export async function failTurn(desk: Desk, turnId: string, thrown: unknown, lang: Locale | null): Promise<void> {
  await settleTurn(desk, turnId, async (_tx, session) => {
    const { code, message } = toProblem(thrown, lang ?? localeOf(session.language));
    const head = { turnId, at: desk.clock() };
    return {
      state: 'failed',
      events: [errorEvent(head, code, message), textEvent(head, message, { isLast: true })],
      charge: 0,
      placed: null,
      error: { code, message },
    };
  });
}
