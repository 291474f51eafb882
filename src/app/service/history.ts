import type { History, Version } from '../../draft/history.ts';
import type { Draft } from '../../draft/model.ts';
import type { Db, Session, StoredHistory, Tx } from '../../store/schema.ts';
import { type NewVersion, saveHistory } from '../../store/sessions.ts';

/** Versions around the present one that are read with it: undo and redo seldom go further. */
const NEAR = { back: 3, forward: 1 };

/** Somebody wants a version that was not read. Read all of them and begin again. */
export class VersionMissing extends Error {
  override readonly name = 'VersionMissing';
}

/**
 * The history of a session, with the drafts near the present one (`near`) or with all. A draft that was not read throws
 * {@link VersionMissing} when it is looked at.
 */
export async function readHistory(
  db: Db,
  session: Pick<Session, 'id' | 'history'>,
  reach: 'near' | 'all',
): Promise<History> {
  const { numbers, at, last } = session.history;
  const wanted = reach === 'all' ? numbers : numbers.slice(Math.max(0, at - NEAR.back), at + NEAR.forward + 1);
  const rows = await db
    .selectFrom('draft_versions')
    .select(['number', 'draft', 'label'])
    .where('session_id', '=', session.id)
    .where('number', 'in', [...wanted])
    .execute();
  const known = new Map(rows.map((row): [number, Version] => [row.number, row]));
  return { versions: numbers.map((number) => known.get(number) ?? unread(number)), at, lastNumber: last };
}

function unread(number: number): Version {
  return {
    number,
    label: '',
    get draft(): Draft {
      throw new VersionMissing(`version ${number} was not read`);
    },
  };
}

/** Runs work on a session's history: with the drafts near the present one and, when it goes further, again with all. */
export async function withHistory<T>(
  db: Db,
  session: Pick<Session, 'id' | 'history'>,
  work: (history: History) => Promise<T>,
): Promise<T> {
  try {
    return await work(await readHistory(db, session, 'near'));
  } catch (error) {
    if (!(error instanceof VersionMissing)) throw error;
    return work(await readHistory(db, session, 'all'));
  }
}

/** A history as it is kept. */
export const storedHistory = ({ versions, at, lastNumber }: History): StoredHistory => ({
  numbers: versions.map(({ number }) => number),
  at,
  last: lastNumber,
});

/**
 * Keeps where a history stands now, with the versions that are new since `last`; the caller holds the session's lock.
 * Returns the new revision.
 */
export function keepHistory(
  tx: Tx,
  session: Pick<Session, 'id' | 'history'>,
  input: { history: History; turnId: string | null; previous?: unknown },
): Promise<number> {
  const { last } = session.history;
  const added = input.history.versions
    .filter(({ number }) => number > last)
    .map(({ number, draft, label }): NewVersion => ({ number, draft, label, turnId: input.turnId }));
  return saveHistory(tx, session.id, {
    history: storedHistory(input.history),
    added,
    ...(input.previous === undefined ? {} : { previous: input.previous }),
  });
}
