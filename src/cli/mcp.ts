import path from 'node:path';
import type { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Desk } from '../app/desk.ts';
import { openDesk } from '../app/open-desk.ts';
import { openScratch } from '../app/scratch.ts';
import { SessionMedia } from '../app/service/session-media.ts';
import { takeJobs } from '../app/service/take-jobs.ts';
import { SCOPES } from '../app/service/tokens.ts';
import { ownerAccount } from '../app/service/web-session.ts';
import { openLocalFiles, realFolders } from '../mcp/local-files.ts';
import { openMcpServer } from '../mcp/open.ts';
import { announcedRoots } from '../mcp/roots.ts';
import type { Agent } from '../mcp/tool.ts';
import { openFetcher } from '../server/fetch/fetcher.ts';
import { openLog } from '../server/log.ts';
import { PACE } from '../server/upload/pace.ts';
import { Receiver } from '../server/upload/receive.ts';
import { takeUrls } from '../server/upload/take-urls.ts';
import { type ConfigFlags, configure } from './configure.ts';

export type McpFlags = ConfigFlags & { readonly root?: readonly string[] };

/**
 * `tellcut mcp`: the Model Context Protocol over stdin and stdout, for an agent on this machine. Its projects are those of
 * the machine's own account, and those of a server that runs on the same folder; when that one ends, the next one, or this process, goes on. Files by path
 * lie within `--root` (default: the folders that the client announces, or where it was started). Ends when stdin ends.
 */
export async function mcp({ root = [], ...flags }: McpFlags, signal: AbortSignal): Promise<number> {
  const named = root.length === 0 ? null : await realFolders(root);
  const here = await realFolders([process.cwd()]);
  const settings = await configure(flags);
  const log = openLog('warn');
  await using fetcher = openFetcher(settings);
  await using desk = await openDesk({ settings, outbound: fetcher, log, join: true });
  using scratch = await openScratch(path.join(settings.data, 'uploads'));
  const { folder } = scratch;
  await using media = new SessionMedia(desk);
  const receiver = new Receiver({ folder, minFreeBytes: settings.minFreeBytes, pace: PACE });
  const agent = {
    desk,
    accountId: await ownerAccount(desk),
    scopes: SCOPES,
    lang: 'en' as const,
    attribution: { source: 'tellcut-mcp', version: '0.1.0', platform: 'stdio' },
    stopping: signal,
    ready: goingOn(desk),
    media,
    fetchUrls: (urls: readonly string[], rules: { maxBytes: number; signal: AbortSignal }) =>
      takeUrls({ receiver, fetcher, folder }, urls, rules),
  };
  const connection = serveStdio(() => openFor(agent, { named, here, folder }), {
    onerror: (error) => log.warn({ err: error }, 'a message was not understood'),
  });
  await ended(signal);
  await connection.close();
  await desk.drain(settings.drain);
  return 0;
}

/** Calls wait for a server that is being started again; where none comes, this process looks after the folder, and its jobs. */
function goingOn(desk: Desk): () => Promise<void> {
  let takes = desk.store.kind !== 'joined';
  return async () => {
    if (takes) return;
    await desk.store.ensure();
    if (desk.store.kind === 'joined' || takes) return;
    takes = true;
    await takeJobs(desk, desk.settings.workers);
  };
}

type Folders = { readonly named: readonly string[] | null; readonly here: readonly string[]; readonly folder: string };

/** What was named on the command line holds; else the client's folders, else where it was started. */
function openFor(agent: Omit<Agent, 'local'>, { named, here, folder }: Folders): McpServer {
  let announced: () => Promise<readonly string[] | null> = () => Promise.resolve(null);
  const local = openLocalFiles(async () => named ?? (await announced()) ?? here, folder);
  const server = openMcpServer({ ...agent, local });
  announced = announcedRoots(server);
  return server;
}

/** Until the agent goes away, or somebody asks to stop. */
const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((stop) => {
    const end = (): void => {
      stop();
    };
    process.stdin.once('end', end).once('close', end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) stop();
  });
