import { fail } from '../../base/errors.ts';
import { AGENT_NAME } from '../../protocol/adk.ts';
import { eventsOfSession } from '../../store/events.ts';
import type { Session, Turn } from '../../store/schema.ts';
import { findSession, listSessions } from '../../store/sessions.ts';
import { listTurns } from '../../store/turns.ts';
import type { Desk } from '../desk.ts';

/** A session as Google's Agent Development Kit shows one. */
export type AdkSession = {
  readonly id: string;
  readonly appName: string;
  readonly userId: string;
  readonly state: Readonly<Record<string, unknown>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Seconds. */
  readonly lastUpdateTime: number;
};

const SESSIONS_MOST = 200;
const TURNS_MOST = 200;
const EVENTS_MOST = 2000;

/** A session with its events, the requests among them as events of the user. Throws `session.not_found`. */
export async function adkSession(desk: Desk, which: { accountId: string; sessionId: string }): Promise<AdkSession> {
  const { db } = desk.store;
  const session = await findSession(db, which);
  if (session === null) throw fail('session.not_found', undefined);
  const [turns, stored] = await Promise.all([
    listTurns(db, session.id, TURNS_MOST),
    eventsOfSession(db, session.id, EVENTS_MOST),
  ]);
  const answers = Map.groupBy(stored, ({ turn_id }) => turn_id);
  const events = turns.flatMap((turn) => [
    asked(turn),
    ...(answers.get(turn.id) ?? []).map(({ event }) => event as Record<string, unknown>).filter(isWhole),
  ]);
  return { ...shown(session), events };
}

/** The sessions of an account, newest first, without their events. */
export async function adkSessions(desk: Desk, accountId: string): Promise<AdkSession[]> {
  const sessions = await listSessions(desk.store.db, accountId, SESSIONS_MOST);
  return sessions.map((session) => ({ ...shown(session), events: [] }));
}

/** ADK keeps no partial events. */
const isWhole = (event: Readonly<Record<string, unknown>>): boolean => event['partial'] !== true;

const shown = (session: Session): Omit<AdkSession, 'events'> => ({
  id: session.id,
  appName: AGENT_NAME,
  userId: session.account_id,
  state: { language: session.language },
  lastUpdateTime: session.updated_at.getTime() / 1000,
});

const asked = (turn: Turn): Record<string, unknown> => ({
  id: turn.id.slice(-8),
  invocationId: turn.id,
  author: 'user',
  timestamp: turn.created_at.getTime() / 1000,
  actions: { stateDelta: {}, artifactDelta: {}, requestedAuthConfigs: {}, requestedToolConfirmations: {} },
  longRunningToolIds: [],
  content: { role: 'user', parts: [{ text: turn.text }] },
});
