import { isAway, type Refused } from '../api/http.ts';
import { cancelTurn, followTurn, type Listening, pastEvents, runTurn, type Wish } from '../api/stream.ts';
import { LANG, say as word } from '../words.ts';
import { newTurn, type Turn, turnsOf, withEvent } from './messages.ts';
import { countCredits } from './people.ts';
import { loadRenders } from './renders.ts';
import { refresh } from './session.ts';
import { get, notify, set } from './store.ts';
import { withLocal } from './timeline-files.ts';
import { forgetWish, keepWish, keptWish } from './unsent.ts';
import { arrived, comingTo } from './uploads.ts';

let leaving = new AbortController();
/** Gives up what the server has not heard yet. */
let quitting = new AbortController();

const isHearing = (): boolean => get().turns.some(({ state }) => state === 'running');

/** Stops hearing: another session is shown. */
export function leaveChat(): void {
  leaving.abort();
  leaving = new AbortController();
}

/** The session's past; a turn that is under way is heard to its end, and what was not heard of by the server is said again. */
export async function loadChat(sessionId: string): Promise<void> {
  const turns = turnsOf(await pastEvents(sessionId));
  // What was said meanwhile is heard already, and newer than this.
  if (get().sessionId !== sessionId || isHearing()) return;
  // What the server refused to begin it does not know.
  set((app) => ({
    turns: [
      ...withLocal(turns, app.turns),
      ...app.turns.filter(({ id, state }) => id.startsWith('new-') && state === 'refused'),
    ],
  }));
  const last = turns.at(-1);
  if (last?.state === 'running')
    void hear(last, sessionId, (listening) => followTurn(last.id, last.lastEvent, listening));
  else {
    const unsent = keptWish(sessionId);
    if (unsent !== null) void say(unsent);
  }
}

let joined = '';

/** Hears what somebody else says in the session: another tab, an agent. */
export async function joinTurns(): Promise<void> {
  const { sessionId, pulse } = get();
  const place = `${sessionId ?? ''} ${pulse?.revision ?? ''}`;
  if (sessionId === null || place === joined || isHearing()) return;
  joined = place;
  await loadChat(sessionId);
}

/** Says something to the editor. */
export async function ask(text: string): Promise<void> {
  const { sessionId, selected } = get();
  if (sessionId === null || text.trim() === '') return;
  await say({ sessionId, text: text.trim(), key: crypto.randomUUID(), selected });
}

async function say(wish: Wish): Promise<void> {
  // Kept until the server has heard it: a reload in between loses nothing, and the same key begins no second turn.
  keepWish(wish);
  const turn = newTurn(`new-${wish.key}`, wish.text);
  set(({ turns }) => ({ turns: [...turns, turn] }));
  await hear(turn, wish.sessionId, async (listening, tell) => {
    // Said about files that are on their way: it is done when they are there.
    if (comingTo(wish.sessionId).length > 0) {
      tell(word('turn.forFiles'));
      await arrived(wish.sessionId, listening.signal);
      if (listening.signal.aborted) return;
      tell('');
    }
    await runTurn(wish, listening);
  });
}

/** `tell` says what the turn is busy with. */
type Listen = (listening: Listening, tell: (label: string) => void) => Promise<void>;

async function hear(begun: Turn, sessionId: string, listen: Listen): Promise<void> {
  let turn = begun;
  const show = (next: Turn): void => {
    const before = turn.id;
    turn = next;
    // Another tab's news of the same turn may have come first.
    set(({ turns }) => ({
      turns: turns
        .filter(({ id }) => before === next.id || id !== next.id)
        .map((each) => (each.id === before ? next : each)),
    }));
  };
  quitting = new AbortController();
  const left = leaving.signal;
  const signal = AbortSignal.any([left, quitting.signal]);
  const listening: Listening = {
    signal,
    onEvent: (event) => {
      forgetWish(sessionId);
      if (!signal.aborted) show({ ...withEvent(turn, event), id: event.invocationId });
    },
    onLost: (isReconnecting) => set({ isReconnecting }),
  };
  try {
    await listen(listening, (label) => show({ ...turn, label }));
  } catch (error) {
    if (!isAway(error)) forgetWish(sessionId);
    const { message, data } = error as Refused;
    const more = typeof data?.['register_url'] === 'string' ? ` ${data['register_url']}` : '';
    show({ ...turn, state: 'refused', texts: [`${message}${more}`] });
  }
  if (left.aborted) return;
  if (signal.aborted) {
    forgetWish(sessionId);
    show({ ...turn, state: 'refused', texts: [word('turn.unsent')] });
  }
  set({ isReconnecting: false });
  await Promise.all([refresh(), countCredits()]).catch(() => undefined);
  if (turn.renders.length > 0) await loadRenders(sessionId);
}

/** Stops the turn that runs. */
export async function stop(): Promise<void> {
  const turn = get().turns.findLast(({ state }) => state === 'running');
  if (turn === undefined) return;
  if (turn.id.startsWith('new-')) {
    quitting.abort();
    return;
  }
  try {
    await cancelTurn(turn.id);
  } catch (error) {
    notify((error as Error).message);
  }
}

/** Undo and redo are requests like others, so that hand and agent share one history. */
export const undo = (): Promise<void> => step(LANG === 'zh' ? '撤销' : 'undo');
export const redo = (): Promise<void> => step(LANG === 'zh' ? '重做' : 'redo');

let steps: Promise<void> = Promise.resolve();

/** One after the other, however quickly the keys come: a session does one request at a time. */
function step(text: string): Promise<void> {
  steps = steps.then(() => ask(text));
  return steps;
}
