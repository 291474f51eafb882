import { openDesk } from '../app/open-desk.ts';
import { fail } from '../base/errors.ts';
import { openFetcher } from '../server/fetch/fetcher.ts';
import { openLog } from '../server/log.ts';
import { type ConfigFlags, configure } from './configure.ts';
import { aborted, logLevel } from './until.ts';

export type WorkerFlags = ConfigFlags & { readonly workers?: string };

/** `tellcut worker`: takes jobs of a deployment that others serve. It needs that deployment's database. */
export async function worker({ workers, ...flags }: WorkerFlags, signal: AbortSignal): Promise<number> {
  const settings = await configure(flags, workers === undefined ? {} : { workers });
  const issues: string[] = [];
  if (settings.databaseUrl === null)
    issues.push('DATABASE_URL must name the database of the servers that this worker joins');
  if (settings.workers === 0) issues.push('TELLCUT_WORKERS must be 1 or more for a worker');
  if (issues.length > 0) throw fail('settings.invalid', { issues });
  const log = openLog(logLevel(settings));
  await using outbound = openFetcher(settings);
  await using desk = await openDesk({ settings, outbound, log });
  process.stdout.write(`${settings.workers} at work\n`);
  log.info({ workers: settings.workers }, 'ready');
  await aborted(signal);
  log.info({ seconds: settings.drain / 1000 }, 'stopping');
  await desk.drain(settings.drain);
  return 0;
}
