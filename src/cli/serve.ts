import { openDesk } from '../app/open-desk.ts';
import { makeSamplesAhead } from '../app/service/samples.ts';
import type { Settings } from '../app/settings.ts';
import { openFetcher } from '../server/fetch/fetcher.ts';
import { openLog } from '../server/log.ts';
import { openServer } from '../server/server.ts';
import { type ConfigFlags, configure } from './configure.ts';

export type ServeFlags = ConfigFlags & { readonly host?: string; readonly port?: string };

/**
 * `tellcut serve`: prints one address when it answers, and stops in order on SIGINT or SIGTERM: no new work, streams are
 * told to come back, running work gets its time, the rest is taken up by the next start.
 */
export async function serve({ host, port, ...flags }: ServeFlags, signal: AbortSignal): Promise<number> {
  const settings = await configure(flags, {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  });
  const log = openLog(logLevel(settings));
  await using outbound = openFetcher(settings);
  await using desk = await openDesk({ settings, outbound, log });
  await using server = await openServer(desk, log);
  const address = await server.listen();
  process.stdout.write(`${address}\n`);
  log.info({ address, workers: settings.workers, credits: settings.credits }, 'ready');
  if (settings.workers > 0) void makeSamplesAhead(desk, signal);
  await aborted(signal);
  log.info({ seconds: settings.drain / 1000 }, 'stopping');
  server.stop();
  await desk.drain(settings.drain);
  return 0;
}

/** A person at a terminal wants the address, not a line for each request. */
export function logLevel(settings: Settings): Settings['logLevel'] {
  const isAsked = process.env['TELLCUT_LOG_LEVEL'] !== undefined || settings.logLevel !== 'info';
  return isAsked || !process.stderr.isTTY ? settings.logLevel : 'warn';
}

/** Until somebody asks to stop. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((stop) => {
    if (signal.aborted) stop();
    else
      signal.addEventListener(
        'abort',
        () => {
          stop();
        },
        { once: true },
      );
  });
