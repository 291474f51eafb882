import { languageOf } from '../../agent/read.ts';
import type { PlannedOp } from '../../agent/types.ts';
import { fail, TellcutError } from '../../base/errors.ts';
import { localeOf, type Said } from '../../base/lang.ts';
import { asQuote, inLocale, say } from '../../base/say.ts';
import { currentVersion, type History } from '../../draft/history.ts';
import type { Draft } from '../../draft/model.ts';
import { type TrackSize, trackChanges } from '../../draft/track-changes.ts';
import type { Work } from '../../engine/engine.ts';
import { Stopped } from '../../engine/running.ts';
import { type AdkEvent, textEvent } from '../../protocol/adk.ts';
import { appendEvents } from '../../store/events.ts';
import type { Turn as TurnRow } from '../../store/schema.ts';
import { lockSessionById, sessionState } from '../../store/sessions.ts';
import { beginTurn, findTurnById, listTurns } from '../../store/turns.ts';
import type { Desk } from '../desk.ts';
import { nextSteps } from '../next-steps.ts';
import { factsOf } from '../session.ts';
import { runTurn, type Turn, type TurnInput } from '../turn.ts';
import { adoptFile } from './assets.ts';
import { creditBalance } from './credits.ts';
import { withHistory } from './history.ts';
import { keptOf } from './kept.ts';
import { libraryOf } from './library.ts';
import { makingFor } from './making.ts';
import { replyLang } from './reply-lang.ts';
import { routed } from './routed.ts';
import { studioForBlobs } from './studio-for.ts';
import { failTurn, settleTurn, type TurnEnd } from './turn-end.ts';
import { type AskedRender, startAskedRenders } from './turn-exports.ts';
import { TurnLog } from './turn-log.ts';

/** What a turn leaves behind for the turns after it, in its row. */
export type TurnResult = { readonly reply: string; readonly refused: readonly string[] };

/** What a turn's job carries beside its row. Jobs that were queued before an update may lack what came with it. */
export type TurnData = {
  readonly turnId: string;
  readonly language: string | null;
  readonly selected?: string | null | undefined;
};

/** Exchanges that a model is told. */
const REMEMBERED = 8;

/**
 * Carries out a turn: its events as they happen, and at the end its draft, its credits and its last words at once. Run
 * again after a crash, it begins anew from the words; nothing of the first run counts but its events.
 */
export async function runTurnJob(desk: Desk, work: Work<TurnData>): Promise<void> {
  const { turnId } = work.data;
  const row = await begin(desk, turnId);
  if (row === null) return; // ended meanwhile
  const timeout = AbortSignal.timeout(desk.settings.turnTimeout);
  const signal = AbortSignal.any([work.signal, timeout]);
  try {
    await carryOut(desk, row, work.data, signal);
  } catch (error) {
    // Whoever stopped it has ended it, or somebody else goes on.
    if (work.signal.aborted) throw work.signal.reason instanceof Stopped ? work.signal.reason : error;
    const lang = localeOf(languageOf(row.text, work.data.language ?? undefined));
    if (timeout.aborted) {
      const minutes = Math.round(desk.settings.turnTimeout / 60_000);
      await failTurn(desk, turnId, fail('turn.timed_out', { minutes }), lang);
    } else if (error instanceof TellcutError) await failTurn(desk, turnId, error, lang);
    else throw error; // a bug, or a database that is away: tried again, then the dead letter's
  }
}

/** A turn that was tried often enough. */
export async function endDeadTurn(desk: Desk, { turnId }: { turnId: string }, why: string): Promise<void> {
  desk.log.error({ turn: turnId, why }, 'a turn failed for good');
  await failTurn(desk, turnId, fail('turn.gave_up', undefined), null);
}

async function begin(desk: Desk, turnId: string): Promise<TurnRow | null> {
  const { store } = desk;
  return store.db.transaction().execute(async (tx) => {
    const found = await findTurnById(tx, turnId);
    // Uploads look whether a turn is running: one after the other.
    if (found === null || (await lockSessionById(tx, found.session_id)) === null) return null;
    const begun = await beginTurn(tx, turnId, desk.clock());
    if (begun !== null) await store.notify(tx, 'session', { id: begun.session_id });
    return begun;
  });
}

async function carryOut(
  desk: Desk,
  row: TurnRow,
  { language, selected = null }: TurnData,
  signal: AbortSignal,
): Promise<void> {
  const { store } = desk;
  const found = await sessionState(store.db, { accountId: row.account_id, sessionId: row.session_id });
  if (found === null) return; // its project was deleted
  const lang = replyLang(row.text, language ?? found.session.language) ?? localeOf(languageOf(row.text));
  const log = new TurnLog({ turnId: row.id, lang }, desk.clock, (events) => append(desk, row.id, events));
  const base = {
    text: routed(row.text),
    lang,
    library: libraryOf(found.assets),
    before: desk.brain === null ? [] : await exchangesBefore(desk, row),
    brain: desk.brain,
    selected,
    credits: await creditsSaid(desk, row.account_id),
    onMeasure: () => undefined, // its event is heard below
    signal,
  };
  const previous = (found.session.previous ?? null) as readonly PlannedOp[] | null;
  const remembered = previous === null ? {} : { previous };
  const studio = {
    ...studioForBlobs(desk.studio, store.blobs, 'now'),
    kept: keptOf(desk, row.account_id),
    making: makingFor(desk, { accountId: row.account_id, sessionId: row.session_id, turnId: row.id }),
    adopt: (file: string, filename: string) =>
      adoptFile(desk, { accountId: row.account_id, sessionId: row.session_id, path: file, filename, signal }),
  };
  const { turn, history } = await withHistory(store.db, found.session, async (history) => {
    const input: TurnInput = { ...base, ...remembered, history, onEvent: (event) => log.hear(event) };
    return { turn: await runTurn(studio, input), history };
  });
  const words = await log.end();
  signal.throwIfAborted();
  const isSettled = await settleTurn(desk, row.id, async (tx, session) => {
    const renders = await startAskedRenders(desk, tx, { turn, row, session });
    return endOf(desk, { row, turn, history, words, renders });
  });
  if (!isSettled) desk.log.info({ turn: row.id }, 'a turn had ended before its work');
}

type Ending = {
  readonly row: TurnRow;
  readonly turn: Turn;
  readonly history: History;
  readonly words: string;
  readonly renders: readonly AskedRender[];
};

function endOf(desk: Desk, { row, turn, history, words, renders }: Ending): TurnEnd {
  const { lang, steps, question } = turn;
  const isEdit = turn.history.lastNumber > history.lastNumber;
  const nothing = steps.length > 0 && steps.every(({ kind }) => kind === 'failed');
  const lines = [words === '' ? turn.reply : words, ...renders.map(({ said }) => inLocale(said, lang))];
  const [next] = isEdit ? nextSteps(turn.draft, factsOf(turn.library), 1) : [];
  if (next !== undefined && turn.by.kind === 'planner')
    lines.push(inLocale(say('Next, you could say: {next}.', '接下来可以说：{next}。', { next: asQuote(next) }), lang));
  const text = lines.filter((line) => line.trim() !== '').join('\n');
  const data = {
    ...(renders.length === 0 ? {} : { renders: renders.flatMap(({ data: each }) => (each === null ? [] : [each])) }),
    ...(isEdit ? { version: turn.history.lastNumber, changes: changesOf(history, turn.draft) } : {}),
  };
  const result: TurnResult = {
    reply: text,
    refused: steps.flatMap((step) => (step.kind === 'failed' ? [step.code] : [])),
  };
  return {
    state: nothing && question === null ? 'failed' : 'done',
    events: [
      textEvent({ turnId: row.id, at: desk.clock() }, text, {
        isLast: true,
        ...(Object.keys(data).length === 0 ? {} : { data }),
      }),
    ],
    charge: isEdit ? row.price : 0,
    placed: { history: turn.history, previous: turn.plan.ops },
    result,
    ...(nothing ? { error: { code: result.refused[0] ?? 'internal', message: text } } : {}),
  };
}

/** What the turn changed, track by track, as its last event tells it: ends in seconds. */
function changesOf(history: History, draft: Draft): ChangeShown[] {
  const shown = (size: TrackSize | null): SizeShown | null =>
    size === null ? null : { count: size.count, end: size.end / 1000 };
  return trackChanges(currentVersion(history).draft, draft)
    .slice(0, CHANGES_MOST)
    .map(({ role, name, before, after }) => ({ role, name, before: shown(before), after: shown(after) }));
}

type SizeShown = { count: number; end: number };
type ChangeShown = { role: string; name: string | null; before: SizeShown | null; after: SizeShown | null };

/** Nobody reads more in a card. */
const CHANGES_MOST = 12;

/** A turn that has ended takes no more events: this run was overtaken. Throws {@link Stopped}. */
async function append(desk: Desk, turnId: string, events: readonly AdkEvent[]): Promise<void> {
  const { store } = desk;
  await store.db.transaction().execute(async (tx) => {
    const turn = await findTurnById(tx, turnId);
    if (turn?.state !== 'running') throw new Stopped('lost');
    const seq = await appendEvents(
      tx,
      turnId,
      events.map((event) => ({ id: event.id, event })),
    );
    await store.notify(tx, 'turn', { id: turnId, seq });
  });
}

async function creditsSaid(desk: Desk, accountId: string): Promise<Said> {
  if (!desk.settings.credits) return { en: 'Nothing is counted or charged on this server.', zh: '这台服务器不计费。' };
  const { available, frozen } = await creditBalance(desk, accountId);
  const own = available + frozen; // what this turn holds comes back: asking is free
  return say('You have {own} {own:credit|credits}.', '您有 {own} 积分。', { own });
}

async function exchangesBefore(desk: Desk, row: TurnRow): Promise<NonNullable<TurnInput['before']>> {
  const turns = await listTurns(desk.store.db, row.session_id, REMEMBERED + 1);
  return turns.flatMap(({ id, text, result }) => {
    const kept = result as TurnResult | null;
    return id === row.id || kept === null ? [] : [{ text, reply: kept.reply, refused: kept.refused }];
  });
}
