import { fail } from '../../base/errors.ts';
import { localeOf } from '../../base/lang.ts';
import { inLocale } from '../../base/say.ts';
import type { CaptionFormat } from '../../captions/write.ts';
import { currentVersion, place, restore } from '../../draft/history.ts';
import type { Draft } from '../../draft/model.ts';
import { textSegments } from '../../draft/queries.ts';
import { summaryLine } from '../../draft/summary.ts';
import { encodeDraft } from '../../draft/wire.ts';
import type { OperationCall } from '../../operations/registered.ts';
import { applyOperations, factsNeeded } from '../../operations/registry.ts';
import * as sessions from '../../store/sessions.ts';
import { withBrandFiles } from '../brand-files.ts';
import { captionsText } from '../captions.ts';
import type { Desk } from '../desk.ts';
import { measure } from '../ingest.ts';
import { keepAsked, withKept } from '../kept.ts';
import { withMade } from '../making.ts';
import { factsOf, type Library } from '../session.ts';
import { withUploadedCaptions } from '../uploaded-captions.ts';
import { withVoice } from '../voice.ts';
import { adoptFile } from './assets.ts';
import { changeSession } from './changes.ts';
import { fileRecord } from './file-record.ts';
import { keepHistory, readHistory, withHistory } from './history.ts';
import { keptOf } from './kept.ts';
import { libraryOf } from './library.ts';
import { makingFor, makingsShown } from './making.ts';
import { studioForBlobs } from './studio-for.ts';

type Which = { readonly accountId: string; readonly sessionId: string };

/** The body of `state` as docs/api shows it: snake_case, wire draft. */
export type StateBody = Readonly<Record<string, unknown>>;

/** `revision` rises with every change of anything that the state shows: it is the ETag. */
export type LatestState = {
  readonly version: number;
  readonly revision: string;
  readonly updatedAt: Date;
  readonly state: StateBody;
};

/** What the ETag is made of, without reading the state: for 304. Throws `session.not_found`. */
export async function stateRevision(desk: Desk, which: Which): Promise<string> {
  const revision = await sessions.sessionRevision(desk.store.db, which);
  if (revision === null) throw fail('session.not_found', undefined);
  return taggedRevision(desk, revision);
}

/** Signed addresses in the state end: it counts as changed once a day. */
const taggedRevision = (desk: Desk, revision: number): string =>
  `${revision}-${Math.floor(desk.clock().getTime() / 86_400_000)}`;

/** Everything that a session shows. Throws `session.not_found` (1002). */
export async function latestState(desk: Desk, which: Which): Promise<LatestState> {
  const found = await sessions.sessionState(desk.store.db, which);
  if (found === null) throw fail('session.not_found', undefined);
  const { session, version } = found;
  return {
    version: version.number,
    revision: taggedRevision(desk, session.revision),
    updatedAt: session.updated_at,
    state: bodyOf(desk, found, await makingsShown(desk, session.id)),
  };
}

/** The captions of the latest version as a file's content. Throws `session.not_found`, `draft.needs` where there are none. */
export async function captionsOf(desk: Desk, which: Which, format: CaptionFormat): Promise<string> {
  const found = await sessions.sessionState(desk.store.db, which);
  if (found === null) throw fail('session.not_found', undefined);
  return captionsText(found.version.draft, format);
}

function bodyOf(
  desk: Desk,
  { session, version, assets, openTurn }: sessions.SessionState,
  made: readonly unknown[],
): StateBody {
  const library = libraryOf(assets);
  const facts = factsOf(library);
  const { draft } = version;
  const { numbers, at } = session.history;
  return {
    draft: encodeDraft(draft, facts),
    canvas_config: canvasConfig(draft),
    video_infos: [...library.values()].map(({ asset, hash }) => fileRecord(desk, asset, hash)),
    video_analyses: analysesOf(library),
    generated_media: made,
    summary: summaryLine(draft, facts, localeOf(session.language)),
    history: { undo: at, redo: numbers.length - 1 - at },
    turn:
      openTurn === null
        ? null
        : {
            id: openTurn.id,
            status: openTurn.state,
            started_at: (openTurn.started_at ?? openTurn.created_at).toISOString(),
          },
  };
}

function canvasConfig({ canvas }: Draft): StateBody {
  const { width, height, fps } = canvas;
  return { width, height, fps, ratio: ratioOf(width, height) };
}

/** `16:9`; a shape without a short name stays as its pixels. */
function ratioOf(width: number, height: number): string {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  const by = gcd(width, height);
  return `${width / by}:${height / by}`;
}

/** What was measured so far; a fact that is not there yet is left out. */
function analysesOf(library: Library): StateBody {
  return Object.fromEntries(
    [...library.values()].map(({ asset }) => [
      asset.id,
      {
        ...(asset.silence === null ? {} : { silences: asset.silence.silences }),
        ...(asset.scenes === null ? {} : { scenes: asset.scenes.cuts.map(({ at }) => at) }),
        ...(asset.loudness === null ? {} : { loudness_lufs: asset.loudness.integrated }),
      },
    ]),
  );
}

export type VersionView = {
  readonly version: number;
  readonly label: string;
  readonly createdAt: Date;
  readonly isCurrent: boolean;
};

/** The versions that can be restored, newest first. Throws `session.not_found`. */
export async function listVersions(desk: Desk, which: Which): Promise<readonly VersionView[]> {
  const session = await sessions.findSession(desk.store.db, which);
  if (session === null) throw fail('session.not_found', undefined);
  const { numbers, at } = session.history;
  const rows = await sessions.listVersions(desk.store.db, session.id, numbers);
  return rows.map(({ number, label, created_at }) => ({
    version: number,
    label,
    createdAt: created_at,
    isCurrent: number === numbers[at],
  }));
}

/** Shows an older version again, as a new one. Throws `session.not_found`, `draft.no_such_version`, `turn.running`. */
export async function restoreVersion(desk: Desk, which: Which & { version: number }): Promise<LatestState> {
  await changeSession(desk, which, async (tx, session) => {
    const history = restore(await readHistory(tx, session, 'all'), which.version);
    await keepHistory(tx, session, { history, turnId: null });
  });
  return latestState(desk, which);
}

export type DraftPatch = Which & { readonly baseVersion: number; readonly operations: readonly OperationCall[] };

/** Operations that ask for something other than another draft: they belong into a chat. */
export const NOT_BY_HAND: ReadonlySet<string> = new Set([
  'undo',
  'redo',
  'status',
  'credits',
  'export',
  'gif',
  'extract_audio',
  'thumbnail',
]);

/**
 * The agent's own operations on the draft, all or none, as one undo step. `changes` are their sentences. Throws
 * `session.draft_changed` (3002) on a stale version, `input.invalid`, `turn.running`, and what the operations throw.
 */
export async function patchDraft(
  desk: Desk,
  patch: DraftPatch,
): Promise<LatestState & { readonly changes: readonly string[] }> {
  const strange = patch.operations
    .filter(({ op }) => NOT_BY_HAND.has(op))
    .map(({ op }) => `"${op}" is asked for in a chat`);
  if (strange.length > 0) throw fail('input.invalid', { issues: strange });
  // Measuring takes its time: it is done before the session is held.
  const { library, operations } = await measuredFor(desk, patch);
  const changes = await changeSession(desk, patch, (tx, session) =>
    withHistory(tx, session, async (history) => {
      const current = currentVersion(history);
      if (current.number !== patch.baseVersion) throw fail('session.draft_changed', { version: current.number });
      const context = { facts: factsOf(library), selected: null };
      const { draft, outcomes } = applyOperations(current.draft, operations, context);
      for (const { requests } of outcomes)
        for (const request of requests)
          await keepAsked(keptOf({ store: { db: tx } }, patch.accountId), request, library);
      const lang = localeOf(session.language);
      const said = outcomes.map((outcome) => inLocale(outcome.said, lang));
      await keepHistory(tx, session, { history: place(history, draft, said.join(' ').slice(0, 200)), turnId: null });
      return said;
    }),
  );
  return { ...(await latestState(desk, patch)), changes };
}

/** The session's library with every fact that the operations ask for, as far as it can be known before the first ran. */
async function measuredFor(
  desk: Desk,
  patch: DraftPatch,
): Promise<{ library: Library; operations: readonly OperationCall[] }> {
  const found = await sessions.sessionState(desk.store.db, patch);
  if (found === null) throw fail('session.not_found', undefined);
  if (found.version.number !== patch.baseVersion)
    throw fail('session.draft_changed', { version: found.version.number });
  const library = new Map(libraryOf(found.assets));
  const signal = AbortSignal.timeout(MEASURE_MS);
  const studio = {
    ...studioForBlobs(desk.studio, desk.store.blobs, 'now'),
    adopt: (file: string, filename: string) => adoptFile(desk, { ...patch, path: file, filename, signal }),
    making: makingFor(desk, { ...patch, turnId: null }),
  };
  const kept = keptOf(desk, patch.accountId);
  const { draft } = found.version;
  const hasCaptions = textSegments(draft, 'caption').length > 0;
  const captioned = await Promise.all(
    patch.operations.map(async (call) =>
      withUploadedCaptions(studio, await withKept(kept, call), { library, hasCaptions }),
    ),
  );
  const operations: OperationCall[] = [];
  for (const call of captioned) {
    const spoken = await withVoice(studio, call, { library, signal });
    const made = await withMade(studio, spoken.call, {
      draft,
      library: new Map([...library, ...spoken.library]),
      signal,
      words: null,
      onProgress: () => undefined,
    });
    const branded = await withBrandFiles({ ...studio, kept }, call, made.library, signal);
    for (const [id, stored] of branded) library.set(id, stored);
    operations.push(made.call);
  }
  for (const { asset, fact } of factsNeeded(draft, operations, factsOf(library))) {
    const stored = library.get(asset);
    if (stored !== undefined)
      library.set(asset, await measure(studio, stored, [fact], AbortSignal.timeout(MEASURE_MS)));
  }
  return { library, operations };
}

/** A request of a client does not wait longer; what was measured by then is kept. */
const MEASURE_MS = 120_000;
