import path from 'node:path';
import pc from 'picocolors';
import { convertTimeline } from '../app/interchange.ts';
import { localeOf } from '../base/lang.ts';
import { inLocale } from '../base/say.ts';

/** `tellcut convert`: what got lost on the way, then the path of the file. */
export async function convert(from: string, to: string, flags: { lang?: string }): Promise<number> {
  const { file, losses } = await convertTimeline(from, path.resolve(to));
  for (const loss of losses) process.stdout.write(`${pc.dim(inLocale(loss, localeOf(flags.lang ?? 'en')))}\n`);
  process.stdout.write(`${file}\n`);
  return 0;
}
