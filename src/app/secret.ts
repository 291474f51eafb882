import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import type { PlainSettings, Settings } from './settings.ts';

/**
 * The settings with a secret: the one given, else one that is made once and kept in the data folder, readable by its
 * owner alone. Two servers that begin at the same moment end with the same one. Throws `settings.data_folder`.
 */
export async function withSecret(settings: PlainSettings): Promise<Settings> {
  return Object.freeze({ ...settings, secret: settings.secret ?? (await keptSecret(settings.data)) });
}

async function keptSecret(folder: string): Promise<string> {
  const file = path.join(folder, 'secret');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return (await readSecret(file)) ?? (await makeSecret(file));
  } catch (error) {
    throw fail('settings.data_folder', { folder }, { cause: error });
  }
}

async function readSecret(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return text.length >= 32 ? text : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written whole beside its place and linked there: whoever comes second finds the first one's. */
async function makeSecret(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const kept = await readSecret(file);
  if (kept === null) throw new Error('the secret that is kept is too short');
  return kept;
}
