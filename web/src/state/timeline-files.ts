import { TIMELINE_KINDS } from '../../../src/interchange/kinds.ts';
import { call } from '../api/http.ts';
import { say } from '../words.ts';
import { newTurn, type Turn } from './messages.ts';
import { refresh } from './session.ts';
import { get, set } from './store.ts';

/** Timelines of other editors that are dropped among the clips: they become the project's draft, on its files. */

/** Formats whose files are timelines and nothing else; lists and chapters may be any text. */
const DROPPED = ['otio', 'fcpxml', 'xmeml', 'edl'] as const;

const kindOf = (name: string): (typeof DROPPED)[number] | null =>
  DROPPED.find((kind) => name.toLowerCase().endsWith(TIMELINE_KINDS[kind].extension)) ?? null;

export const isTimelineFile = ({ name }: File): boolean => kindOf(name) !== null;

/** Endings of such files, for a chooser. */
export const TIMELINE_ENDINGS: readonly string[] = DROPPED.map((kind) => TIMELINE_KINDS[kind].extension);

/** What the log calls such a card: nothing that the server knows. */
const LOCAL = 'timeline-';
export const isLocal = ({ id }: Turn): boolean => id.startsWith(LOCAL);

type Taken = { readonly version: number; readonly said: string; readonly losses: readonly string[] };

/** Puts a timeline in the place of the session's; one card says what came of it, and what was lost. */
export async function takeTimeline(file: File, sessionId: string): Promise<void> {
  const format = kindOf(file.name);
  if (format === null || get().sessionId !== sessionId) return;
  const begun = newTurn(`${LOCAL}${crypto.randomUUID()}`, say('timelines.read', { file: file.name }));
  const show = (turn: Turn): void =>
    set(({ turns }) => ({ turns: [...turns.filter(({ id }) => id !== turn.id), turn] }));
  show({ ...begun, label: say('upload.reading') });
  try {
    const content = await file.text();
    const address = `/api/state/nemo_agent/me/${sessionId}/timeline`;
    const { version, said, losses } = await call<Taken>('POST', address, { body: { format, content } });
    const lines = losses.length === 0 ? [say('timelines.whole')] : [`${say('timelines.losses')}:`, ...losses];
    if (get().sessionId !== sessionId) return;
    show({ ...begun, state: 'done', version, texts: [[said, ...lines].join('\n')] });
    await refresh().catch(() => undefined);
  } catch (error) {
    if (get().sessionId === sessionId) show({ ...begun, state: 'refused', texts: [(error as Error).message] });
  }
}

/** The server's turns with the cards of this page where they stood among them. */
export function withLocal(turns: readonly Turn[], shown: readonly Turn[]): readonly Turn[] {
  let made = turns;
  for (const [index, card] of shown.entries()) {
    if (!isLocal(card)) continue;
    const before = shown.slice(0, index).findLast((turn) => made.some(({ id }) => id === turn.id));
    const at = before === undefined ? 0 : made.findIndex(({ id }) => id === before.id) + 1;
    made = made.toSpliced(at, 0, card);
  }
  return made;
}
