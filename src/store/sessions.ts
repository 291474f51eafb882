import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Draft } from '../draft/model.ts';
import { newId } from './ids.ts';
import { prepared } from './prepared.ts';
import {
  type Asset,
  type Database,
  type Db,
  type DraftVersion,
  json,
  type Session,
  type StoredHistory,
  type Turn,
} from './schema.ts';

type Which = { readonly accountId: string; readonly sessionId: string };

/** A session whose first version is `draft`. */
export async function createSession(
  tx: Transaction<Database>,
  input: { accountId: string; projectId: string; language: string; draft: Draft; label: string },
): Promise<Session> {
  const session = await tx
    .insertInto('sessions')
    .values({
      id: newId.session(),
      project_id: input.projectId,
      account_id: input.accountId,
      language: input.language,
      history: json({ numbers: [1], at: 0, last: 1 } satisfies StoredHistory),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('draft_versions')
    .values({ session_id: session.id, number: 1, draft: json(input.draft), label: input.label })
    .execute();
  return session;
}

const living = (db: Db, which: Which) =>
  db
    .selectFrom('sessions')
    .innerJoin('projects', 'projects.id', 'sessions.project_id')
    .where('sessions.id', '=', which.sessionId)
    .where('sessions.account_id', '=', which.accountId)
    .where('projects.deleted_at', 'is', null);

/** Null when it is unknown, somebody else's, or its project is deleted. */
export async function findSession(db: Db, which: Which): Promise<Session | null> {
  return (await living(db, which).selectAll('sessions').executeTakeFirst()) ?? null;
}

/** As {@link findSession}; nobody else changes it until this transaction ends. */
export async function lockSession(tx: Transaction<Database>, which: Which): Promise<Session | null> {
  return (await living(tx, which).selectAll('sessions').forUpdate('sessions').executeTakeFirst()) ?? null;
}

/** The session of a turn or job that was let in already, locked; null when it was erased meanwhile. */
export async function lockSessionById(tx: Transaction<Database>, sessionId: string): Promise<Session | null> {
  const row = await tx.selectFrom('sessions').selectAll().where('id', '=', sessionId).forUpdate().executeTakeFirst();
  return row ?? null;
}

/** In words, and prepared by the database: asked at each reading of a state, where building it was a tenth of the work. */
const REVISION = prepared(
  'session-revision',
  `select sessions.revision from sessions join projects on projects.id = sessions.project_id
   where sessions.id = $1 and sessions.account_id = $2 and projects.deleted_at is null`,
);

/** What its ETag is made of; null when there is no such session. One row by its key. */
export async function sessionRevision(db: Db, { sessionId, accountId }: Which): Promise<number | null> {
  const { rows } = await db.executeQuery(CompiledQuery.raw(REVISION, [sessionId, accountId]));
  return (rows as { revision: number }[])[0]?.revision ?? null;
}

/** Everything a session's state shows, in two reads by key. */
export type SessionState = {
  readonly session: Session;
  readonly projectName: string;
  readonly version: DraftVersion;
  /** The turn that is queued or running. */
  readonly openTurn: Pick<Turn, 'id' | 'state' | 'created_at' | 'started_at'> | null;
  /** By position. `facts`: what was measured, by name, at each name's newest version; not the large ones that no state shows. */
  readonly assets: readonly (Asset & {
    filename: string;
    position: number;
    facts: Readonly<Record<string, unknown>>;
  })[];
};

/** Null when there is no such session. */
export async function sessionState(db: Db, which: Which): Promise<SessionState | null> {
  const head = await living(db, which)
    .innerJoin('draft_versions as version', (join) =>
      join
        .onRef('version.session_id', '=', 'sessions.id')
        .on('version.number', '=', sql<number>`(sessions.history->'numbers'->>(sessions.history->>'at')::int)::int`),
    )
    .leftJoin('turns', (join) =>
      join.onRef('turns.session_id', '=', 'sessions.id').on('turns.state', 'in', ['queued', 'running']),
    )
    .selectAll('sessions')
    .select([
      'projects.name as project_name',
      'version.number as version_number',
      'version.draft as version_draft',
      'version.label as version_label',
      'version.turn_id as version_turn',
      'version.created_at as version_created',
      'turns.id as open_turn',
      'turns.state as open_state',
      'turns.created_at as open_created',
      'turns.started_at as open_started',
    ])
    .executeTakeFirst();
  if (head === undefined) return null;
  const assets = await assetsWithFacts(db, which.sessionId);
  const {
    project_name,
    version_number,
    version_draft,
    version_label,
    version_turn,
    version_created,
    open_turn,
    open_state,
    open_created,
    open_started,
    ...session
  } = head;
  return {
    session,
    projectName: project_name,
    version: {
      session_id: session.id,
      number: version_number,
      draft: version_draft,
      label: version_label,
      turn_id: version_turn,
      created_at: version_created,
    },
    openTurn:
      open_turn === null || open_state === null || open_created === null
        ? null
        : { id: open_turn, state: open_state, created_at: open_created, started_at: open_started },
    assets,
  };
}

async function assetsWithFacts(db: Db, sessionId: string): Promise<SessionState['assets']> {
  return await db
    .selectFrom('session_assets')
    .innerJoin('assets', 'assets.id', 'session_assets.asset_id')
    .selectAll('assets')
    .select(['session_assets.filename', 'session_assets.position'])
    .select(
      sql<Record<string, unknown>>`coalesce((
        select json_object_agg(newest.name, newest.value) from (
          select distinct on (facts.name) facts.name, facts.value from facts
          where facts.hash = assets.hash and facts.name not in ('probe', 'waveform', 'gops', 'words', 'motion', 'beats') order by facts.name, facts.version desc) as newest), '{}')`.as(
        'facts',
      ),
    )
    .where('session_assets.session_id', '=', sessionId)
    .orderBy('session_assets.position')
    .execute();
}

/** Raises the revision, for a change that the state shows; the new one, or null when the session is gone. */
export async function touchSession(db: Db, sessionId: string): Promise<number | null> {
  const row = await db
    .updateTable('sessions')
    .set({ revision: sql<number>`revision + 1`, updated_at: sql<Date>`now()` })
    .where('id', '=', sessionId)
    .returning('revision')
    .executeTakeFirst();
  return row?.revision ?? null;
}

export type NewVersion = {
  readonly number: number;
  readonly draft: Draft;
  readonly label: string;
  readonly turnId: string | null;
};

/**
 * Writes versions that were added and where the history stands now; the caller holds the session's lock. `previous`
 * undefined leaves the planner's memory as it is. Returns the new revision.
 */
export async function saveHistory(
  tx: Transaction<Database>,
  sessionId: string,
  input: { history: StoredHistory; added: readonly NewVersion[]; previous?: unknown },
): Promise<number> {
  if (input.added.length > 0) {
    await tx
      .insertInto('draft_versions')
      .values(
        input.added.map(({ number, draft, label, turnId }) => ({
          session_id: sessionId,
          number,
          draft: json(draft),
          label,
          turn_id: turnId,
        })),
      )
      .execute();
  }
  const { revision } = await tx
    .updateTable('sessions')
    .set({
      history: json(input.history),
      ...(input.previous === undefined ? {} : { previous: input.previous === null ? null : json(input.previous) }),
      revision: sql<number>`revision + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', sessionId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Versions by number, without their drafts. */
export async function listVersions(
  db: Db,
  sessionId: string,
  numbers: readonly number[],
): Promise<Omit<DraftVersion, 'draft'>[]> {
  if (numbers.length === 0) return [];
  return await db
    .selectFrom('draft_versions')
    .select(['session_id', 'number', 'label', 'turn_id', 'created_at'])
    .where('session_id', '=', sessionId)
    .where('number', 'in', [...numbers])
    .orderBy('number', 'desc')
    .execute();
}

/** Sessions of an account's living projects, newest first. */
export async function listSessions(db: Db, accountId: string, limit: number): Promise<Session[]> {
  return await db
    .selectFrom('sessions')
    .innerJoin('projects', 'projects.id', 'sessions.project_id')
    .selectAll('sessions')
    .where('sessions.account_id', '=', accountId)
    .where('projects.deleted_at', 'is', null)
    .orderBy('sessions.created_at', 'desc')
    .limit(limit)
    .execute();
}

/** Removes one session with its versions, turns and events. False when there is no such session. */
export async function deleteSession(tx: Transaction<Database>, which: Which): Promise<boolean> {
  const done = await tx
    .deleteFrom('sessions')
    .where('id', '=', which.sessionId)
    .where('account_id', '=', which.accountId)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
