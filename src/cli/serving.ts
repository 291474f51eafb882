import { openDesk } from '../app/open-desk.ts';
import { makeSamplesAhead } from '../app/service/samples.ts';
import type { Settings } from '../app/settings.ts';
import type { openStoreFor } from '../app/store-for.ts';
import { openFetcher } from '../server/fetch/fetcher.ts';
import { openLog } from '../server/log.ts';
import { openServer } from '../server/server.ts';
import { aborted, logLevel } from './until.ts';

/**
 * Serves with these settings over a store that is being opened, until the signal. Prints one address when it answers, and
 * stops in order: no new work, streams are told to come back, running work gets its time, the rest is taken up by the next
 * start.
 */
export async function serveOver(
  store: ReturnType<typeof openStoreFor>,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const log = openLog(logLevel(settings));
  await using outbound = openFetcher(settings);
  await using desk = await openDesk({ settings, outbound, log, store });
  await using server = await openServer(desk, log);
  const address = await server.listen();
  process.stdout.write(`${address}\n`);
  log.info({ address, workers: settings.workers, credits: settings.credits }, 'ready');
  if (settings.workers > 0) void makeSamplesAhead(desk, signal);
  await aborted(signal);
  log.info({ seconds: settings.drain / 1000 }, 'stopping');
  server.stop();
  await desk.drain(settings.drain);
}
