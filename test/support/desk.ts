import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Desk, Log, Outbound } from '../../src/app/desk.ts';
import { openDesk } from '../../src/app/open-desk.ts';
import { addFile, type FileRecord } from '../../src/app/service/assets.ts';
import { createProject } from '../../src/app/service/projects.ts';
import { followRender, type RenderView } from '../../src/app/service/renders.ts';
import { type Attribution, followTurn, type NumberedEvent, startTurn } from '../../src/app/service/turns.ts';
import { readSettings, type Settings } from '../../src/app/settings.ts';
import { type Makers, NO_MAKERS } from '../../src/llm/make/makers.ts';
import { createAccount } from '../../src/store/accounts.ts';
import { grant } from '../../src/store/ledger.ts';
import { seedCluster } from './cluster-template.ts';
import { newFolder, removeFolder } from './store.ts';

/** A line of the log as tests look at it. */
export type LogLine = {
  readonly level: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export type TestDesk = Desk & { readonly folder: string; readonly lines: readonly LogLine[] };

export const NOBODY: Attribution = { source: null, version: null, platform: null };
export const SKILL: Attribution = { source: 'test', version: '1', platform: 'node' };

export type TestDeskOptions = {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly outbound?: Outbound;
  /** Who makes pictures, clips and music; left out: nobody. */
  readonly makers?: Makers;
};

/** Settings of a test: credits count, everything lies in `folder`. */
export function testSettings(folder: string, env: Readonly<Record<string, string>> = {}): Settings {
  const read = readSettings({ env: { TELLCUT_CREDITS: 'on', TELLCUT_WORKERS: '2', ...env }, dataFolder: folder });
  return { ...read, secret: read.secret ?? 'a secret of tests, 40 characters long…' };
}

const noNetwork = (): Promise<never> => Promise.reject(new Error('no network in tests'));
export const NO_NETWORK: Outbound = { post: noNetwork, open: noNetwork };

/** A real desk on the built-in database; closing it removes its folder, unless the folder was given. */
export async function openTestDesk({ folder, env, outbound, makers }: TestDeskOptions = {}): Promise<TestDesk> {
  const own = folder ?? newFolder();
  if (env?.['DATABASE_URL'] === undefined) await seedCluster(own);
  const lines: LogLine[] = [];
  const level =
    (name: string): Log['info'] =>
    (data, message) =>
      void lines.push({ level: name, message, data });
  const desk = await openDesk({
    settings: testSettings(own, env),
    outbound: outbound ?? NO_NETWORK,
    brain: null,
    makers: makers ?? NO_MAKERS,
    log: { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') },
  });
  return {
    ...desk,
    folder: own,
    lines,
    [Symbol.asyncDispose]: async () => {
      await desk[Symbol.asyncDispose]();
      if (folder === undefined) removeFolder(own);
    },
  };
}

/** An account with credits. */
export async function accountWith(
  desk: Desk,
  credits: number,
  kind: 'anonymous' | 'registered' = 'registered',
): Promise<string> {
  const account = await createAccount(desk.store.db, { kind });
  if (credits > 0)
    await desk.store.db
      .transaction()
      .execute((tx) => grant(tx, { account: account.id, amount: credits, ref: `test ${account.id}` }));
  return account.id;
}

export type Place = { readonly accountId: string; readonly sessionId: string; readonly projectId: string };

/** A project with a session, for an account with credits. */
export async function projectOf(desk: Desk, accountId: string, language = 'en'): Promise<Place> {
  return { accountId, ...(await createProject(desk, { accountId, name: 'A film', language })) };
}

/** Takes a copy of a file into a session. */
export async function upload(
  desk: TestDesk,
  place: Place,
  file: string,
  filename = path.basename(file),
): Promise<FileRecord> {
  const folder = path.join(desk.folder, 'arriving');
  mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, crypto.randomUUID());
  copyFileSync(file, copy);
  return addFile(desk, { ...place, path: copy, filename, signal: AbortSignal.timeout(120_000) });
}

/** Asks for something and gives the turn's id. */
export async function ask(
  desk: Desk,
  place: Place,
  text: string,
  idempotencyKey: string | null = null,
): Promise<string> {
  return (await startTurn(desk, { ...place, text, idempotencyKey, attribution: SKILL })).turnId;
}

/** All events of a turn, once it has ended. */
export async function eventsOf(desk: Desk, turnId: string, after = 0): Promise<NumberedEvent[]> {
  return Array.fromAsync(followTurn(desk, turnId, { after, signal: AbortSignal.timeout(120_000) }));
}

/** Asks, waits, and gives the last words. */
export async function say(desk: Desk, place: Place, text: string): Promise<string> {
  const events = await eventsOf(desk, await ask(desk, place, text));
  return events.at(-1)?.event.text ?? '';
}

/** The states of a render up to its end. */
export async function watchRender(desk: Desk, accountId: string, id: string, ms = 240_000): Promise<RenderView[]> {
  return Array.fromAsync(followRender(desk, { accountId, id, signal: AbortSignal.timeout(ms) }));
}
