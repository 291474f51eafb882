import path from 'node:path';
import { localMakingFrom } from '../app/making-local.ts';
import type { Making } from '../app/making-port.ts';
import type { Studio } from '../app/studio.ts';
import { dataFolder } from './folders.ts';

/**
 * Who makes pictures, clips and music for one command, by the environment. What was made is kept with a person's data, not
 * in the cache: it was paid for. Throws `make.bad_setting`, `make.bad_value`, `make.no_key`.
 */
export function ownMaking(studio: Studio): Making {
  const asked = process.env['TELLCUT_DATA'] ?? '';
  return localMakingFrom(studio, process.env, {
    folder: path.join(asked === '' ? dataFolder() : path.resolve(asked), 'made'),
    open: async (address, signal) => {
      // The network is loaded where something is fetched from it, and nowhere before.
      const { openFetcher } = await import('../server/fetch/fetcher.ts');
      const fetcher = openFetcher({ allowPrivateUrls: false });
      const file = await fetcher.open(address, signal);
      file.body.once('close', () => void fetcher[Symbol.asyncDispose]());
      return file;
    },
  });
}
