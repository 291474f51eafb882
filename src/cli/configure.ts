import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withSecret } from '../app/secret.ts';
import { type PlainSettings, readSettings, type SettingSources, type Settings } from '../app/settings.ts';
import { fail } from '../base/errors.ts';
import { dataFolder } from './folders.ts';

/** What the commands that need a store take on their command line. */
export type ConfigFlags = { readonly data?: string | undefined; readonly config?: string | undefined };

export type Flags = SettingSources['flags'];

/** The settings of this run: flags, environment, file. Throws `settings.…`. */
export async function configure({ data, config }: ConfigFlags, flags: Flags = {}): Promise<Settings> {
  return withSecret(await plainSettings({ data, config }, flags));
}

async function plainSettings({ data, config }: ConfigFlags, flags: Flags): Promise<PlainSettings> {
  const given = { ...flags, ...(data === undefined ? {} : { data }) };
  const folder = path.resolve(data ?? process.env['TELLCUT_DATA'] ?? dataFolder());
  const file = config === undefined ? path.join(folder, 'tellcut.config.json') : path.resolve(config);
  return readSettings({
    flags: given,
    env: process.env,
    file: await fileSettings(file, config !== undefined),
    dataFolder: folder,
  });
}

/** A file that was named must be there; the one in the data folder need not be. */
async function fileSettings(file: string, isNamed: boolean): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !isNamed) return undefined;
    throw fail('settings.unreadable', { file }, { cause: error });
  }
}
