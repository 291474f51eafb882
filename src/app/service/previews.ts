import { fail, TellcutError } from '../../base/errors.ts';
import type { Said } from '../../base/lang.ts';
import type { Version } from '../../draft/history.ts';
import { draftLength } from '../../draft/queries.ts';
import type { ComposedPiece } from '../../render/preview/composed.ts';
import { openPreview, type Preview, type PreviewOptions } from '../../render/preview/preview.ts';
import type { Db, Session } from '../../store/schema.ts';
import { sessionState } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { nextSteps } from '../next-steps.ts';
import { factsOf, type Library } from '../session.ts';
import { exportAhead, type Watched } from './export-ahead.ts';
import { readHistory } from './history.ts';
import { libraryOf, withPaths } from './library.ts';
import { stateRevision } from './state.ts';

type Which = { readonly accountId: string; readonly sessionId: string };

/** Which of a session's drafts: the one that it has, or the one that undo would bring back. */
export type Side = 'now' | 'before';

/** What an open page asks for again and again: when one of these changes, it loads what changed. */
export type SessionPulse = {
  /** The state's, as in its ETag. */
  readonly revision: string;
  readonly version: number;
  /** Names the playlists as they are now; null while there is nothing to see. */
  readonly preview: string | null;
  readonly durationMs: number;
  /** Why there is no preview of a draft that is not empty. */
  readonly problem: TellcutError | null;
  /** What could be asked for next. */
  readonly suggestions: readonly Said[];
};

type Follower = Omit<SessionPulse, 'preview' | 'durationMs'> & {
  readonly preview: Preview | null;
  usedAt: number;
  /** When a picture or sound was last asked for. */
  playedAt: number;
  /** Ends what is made ahead of an export of this draft. */
  readonly stop: AbortController;
};

const keyOf = (sessionId: string, side: Side): string => (side === 'now' ? sessionId : `${sessionId} before`);

/** What undo would bring back; the first version where there is nothing to undo. */
async function versionBefore(db: Db, session: Session): Promise<Version> {
  const { versions, at } = await readHistory(db, session, 'near');
  const version = versions[Math.max(0, at - 1)];
  if (version === undefined) throw fail('session.not_found', undefined);
  return version;
}

/** Previews at once: each may keep workers busy, and holds a plan in memory. */
const MOST = 8;
/** Nobody asked for so long: the page is gone, or hidden. */
const IDLE_MS = 120_000;
const SWEEP_MS = 30_000;
const SUGGESTIONS = 3;

/**
 * The previews of the sessions that somebody looks at, each opened when it is asked for, brought up to date when its
 * draft or its facts change, and closed when nobody asks any more. Disposing ends all of their work.
 */
export class Previews implements AsyncDisposable {
  readonly #desk: Desk;
  readonly #followers = new Map<string, Follower>();
  /** Of each preview the last thing that is done to it: one at a time. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #timer: NodeJS.Timeout;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#timer = setInterval(() => {
      this.#sweep().catch((error: unknown) => desk.log.warn({ err: error }, 'a preview was not closed'));
    }, SWEEP_MS);
    this.#timer.unref();
  }

  /** `atMs`: where a player stands. Throws `session.not_found`, and what planning refuses. */
  async pulse({ atMs = null, ...which }: Which & { readonly atMs?: number | null }): Promise<SessionPulse> {
    const { preview, revision, version, problem, suggestions } = await this.#follow(which, 'now', atMs);
    const durationMs = preview?.durationMs ?? 0;
    return { revision, version, preview: preview?.id ?? null, durationMs, problem, suggestions };
  }

  /** The music that the session's draft has composed, for its timeline. Throws `session.not_found`. */
  async music(which: Which): Promise<readonly ComposedPiece[]> {
    return (await this.#follow(which)).preview?.composed() ?? [];
  }

  /** A playlist or a part of one, by the name that playlists use. Throws also `render.no_such_part`. */
  async file(which: Which & { readonly side?: Side }, name: string, signal: AbortSignal): Promise<string | Uint8Array> {
    const follower = await this.#follow(which, which.side);
    follower.playedAt = Date.now();
    const { preview } = follower;
    if (preview === null) throw fail('render.no_such_part', undefined);
    if (name === 'main.m3u8' || name === 'picture.m3u8' || name === 'sound.m3u8') return preview.playlist(name);
    if (name === 'sound.mp4') return preview.init('sound');
    if (/^picture-[0-9a-f]+\.mp4$/.test(name)) return preview.init('picture');
    return preview.segment(name, { signal });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled(this.#turns.values());
    await Promise.allSettled([...this.#followers.keys()].map((key) => this.#close(key)));
  }

  /** The session's preview as its draft is now, or was before the last change. */
  async #follow(which: Which, side: Side = 'now', atMs: number | null = null): Promise<Follower> {
    const revision = await stateRevision(this.#desk, which);
    const key = keyOf(which.sessionId, side);
    const known = this.#followers.get(key);
    if (known?.revision === revision) {
      known.usedAt = Date.now();
      return known;
    }
    return this.#inTurn(key, async () => {
      const follower = await this.#refresh(which, side, revision);
      if (atMs !== null) follower.preview?.expect(atMs);
      return follower;
    });
  }

  async #refresh(which: Which, side: Side, revision: string): Promise<Follower> {
    const key = keyOf(which.sessionId, side);
    const known = this.#followers.get(key);
    if (known?.revision === revision) return known;
    const { store, studio } = this.#desk;
    const now = await stateRevision(this.#desk, which); // before the state: what changes meanwhile is seen next time
    const found = await sessionState(store.db, which);
    if (found === null) throw fail('session.not_found', undefined);
    const { draft, number: version } = side === 'now' ? found.version : await versionBefore(store.db, found.session);
    const library = libraryOf(found.assets);
    const facts = factsOf(library);
    const suggestions = nextSteps(draft, facts, SUGGESTIONS);
    let preview = known?.preview ?? null;
    let problem: TellcutError | null = null;
    let stored: Library = library;
    const close = async (): Promise<null> => {
      await preview?.[Symbol.asyncDispose]();
      return null;
    };
    try {
      stored = await withPaths(store, found.assets, library);
      const files = new Map([...stored].map(([id, { path }]) => [id, path]));
      const { pool, cache, scratch } = studio;
      const options: PreviewOptions = { draft, facts, files, pool, cache, scratch };
      if (draftLength(draft) === 0) preview = await close();
      else if (preview === null) preview = openPreview(options);
      else preview.update(draft, { facts, files });
    } catch (error) {
      if (!(error instanceof TellcutError)) throw error;
      problem = error;
      preview = await close();
    }
    known?.stop.abort();
    const at = Date.now();
    const stop = new AbortController();
    const follower: Follower = {
      revision: now,
      version,
      preview,
      problem,
      suggestions,
      usedAt: at,
      playedAt: at,
      stop,
    };
    this.#followers.set(key, follower);
    if (preview !== null && side === 'now')
      this.#ahead({ draft, library: stored, usedAt: () => follower.playedAt }, stop.signal);
    await this.#makeRoom();
    return follower;
  }

  #ahead(watched: Watched, signal: AbortSignal): void {
    const { renderAhead, workers } = this.#desk.settings;
    if (!renderAhead || workers === 0) return;
    exportAhead(this.#desk, watched, signal).catch((error: unknown) => {
      this.#desk.log.warn({ err: error }, 'an export could not be made ahead');
    });
  }

  #inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(key, turn);
    const forget = (): void => {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    };
    turn.then(forget, forget);
    return turn;
  }

  async #makeRoom(): Promise<void> {
    const byUse = [...this.#followers].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [key] of byUse.slice(0, Math.max(0, byUse.length - MOST))) await this.#close(key);
  }

  async #sweep(): Promise<void> {
    const before = Date.now() - IDLE_MS;
    for (const [key, { usedAt }] of this.#followers) {
      if (usedAt < before) await this.#inTurn(key, () => this.#close(key));
    }
  }

  async #close(key: string): Promise<void> {
    const follower = this.#followers.get(key);
    this.#followers.delete(key);
    follower?.stop.abort();
    await follower?.preview?.[Symbol.asyncDispose]();
  }
}
