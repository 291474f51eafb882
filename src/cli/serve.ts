import { openStoreFor } from '../app/store-for.ts';
import { type ConfigFlags, configure } from './configure.ts';

export type ServeFlags = ConfigFlags & { readonly host?: string; readonly port?: string };

/**
 * `tellcut serve`. The database makes its files and starts in processes of its own: what serves is loaded meanwhile
 * (src/cli/serving.ts), so nothing of it may be imported here.
 */
export async function serve({ host, port, ...flags }: ServeFlags, signal: AbortSignal): Promise<number> {
  const settings = await configure(flags, {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  });
  const store = openStoreFor(settings, { join: false });
  store.catch(() => undefined); // heard where it is awaited
  const { serveOver } = await import('./serving.ts');
  await serveOver(store, settings, signal);
  return 0;
}
