import path from 'node:path';
import envPaths from 'env-paths';

/** Where finished parts and measurements are kept: `TELLCUT_CACHE`, else the system's own place for caches. */
export function cacheFolder(): string {
  const asked = process.env['TELLCUT_CACHE'];
  return asked === undefined || asked === '' ? envPaths('tellcut', { suffix: '' }).cache : path.resolve(asked);
}

/** Where a server keeps everything when nobody names a folder: the system's own place for data. */
export const dataFolder = (): string => envPaths('tellcut', { suffix: '' }).data;
