import { fail } from '../../base/errors.ts';
import { localeOf, type Said } from '../../base/lang.ts';
import { inLocale } from '../../base/say.ts';
import { currentVersion, place } from '../../draft/history.ts';
import type { Written } from '../../interchange/formats.ts';
import * as sessions from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { exportTimeline, importTimeline } from '../interchange.ts';
import { changeSession } from './changes.ts';
import { keepHistory, withHistory } from './history.ts';
import { libraryOf } from './library.ts';
import { type LatestState, latestState } from './state.ts';

type Which = { readonly accountId: string; readonly sessionId: string };

/** The latest version as a timeline of another editor. Throws `session.not_found`, `interchange.…`, `draft.needs`. */
export async function timelineOfSession(desk: Desk, which: Which, format: string): Promise<Written> {
  const found = await sessions.sessionState(desk.store.db, which);
  if (found === null) throw fail('session.not_found', undefined);
  const library = libraryOf(found.assets);
  const [first] = library.values();
  const name = first?.asset.filename.replace(/\.[^.]+$/, '') ?? 'timeline';
  return exportTimeline(found.version.draft, library, { format, name });
}

export type TimelineImport = LatestState & { readonly said: string; readonly losses: readonly Said[] };

/**
 * A timeline of another editor in the place of the session's, on the session's files, as one undo step; chapters go onto
 * the timeline that is there. Throws `session.not_found`, `turn.running`, `interchange.…`.
 */
export async function importIntoSession(
  desk: Desk,
  which: Which,
  { content, format }: { readonly content: string; readonly format: string },
): Promise<TimelineImport> {
  const found = await sessions.sessionState(desk.store.db, which);
  if (found === null) throw fail('session.not_found', undefined);
  const library = libraryOf(found.assets);
  const made = await changeSession(desk, which, (tx, session) =>
    withHistory(tx, session, async (history) => {
      const read = importTimeline(content, format, library, currentVersion(history).draft);
      const said = inLocale(read.said, localeOf(session.language));
      await keepHistory(tx, session, { history: place(history, read.draft, said), turnId: null });
      return { said, losses: read.losses };
    }),
  );
  return { ...(await latestState(desk, which)), ...made };
}
