import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pc from 'picocolors';
import { modelsOf } from '../app/models.ts';
import { langOf } from '../base/lang.ts';

export type ModelsFlags = { check?: boolean; json?: boolean; lang?: string };

/** `tellcut models`: who reads requests, who hears words and who speaks here; with `--check` whether it answers. 3 where it does not. */
export async function models(flags: ModelsFlags, signal: AbortSignal): Promise<number> {
  const lang = flags.lang === undefined ? 'en' : langOf(flags.lang);
  const scratch = flags.check === true ? await mkdtemp(path.join(tmpdir(), 'tellcut-')) : null;
  try {
    const found = await modelsOf(process.env, scratch, signal);
    const all = [found.requests, found.words, found.voices];
    if (flags.json === true) {
      const shown = (each: (typeof all)[number]): object => ({
        set: each.isSet,
        working: each.isWorking,
        message: each.said[lang],
      });
      const { requests, words, voices } = found;
      const said = { requests: shown(requests), words: shown(words), voices: shown(voices) };
      process.stdout.write(`${JSON.stringify(said)}\n`);
    } else
      for (const { isWorking, said } of all) {
        const sign = isWorking === false ? pc.yellow('✗') : isWorking === true ? pc.green('✓') : pc.cyan('·');
        process.stdout.write(`${sign} ${said[lang]}\n`);
      }
    return all.some(({ isWorking }) => isWorking === false) ? 3 : 0;
  } finally {
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
}
