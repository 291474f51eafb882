import path from 'node:path';
import pc from 'picocolors';
import { languageOf } from '../agent/read.ts';
import { type BatchItem, runBatch } from '../app/batch.ts';
import { brainFrom } from '../app/brain.ts';
import { earsFrom } from '../app/ears.ts';
import { openStudio } from '../app/studio.ts';
import { fail } from '../base/errors.ts';
import { type Locale, localeOf } from '../base/lang.ts';
import { inLocale } from '../base/say.ts';
import { cacheFolder } from './folders.ts';
import { ownMaking } from './making.ts';
import { progressFor, silentProgress } from './progress.ts';
import { say } from './say.ts';

export type BatchFlags = { out: string; json?: boolean; cache: boolean; lang?: string };

/** `tellcut batch`: one request for many files. The report names what was done to each, and what failed and why. */
export async function batch(inputs: readonly string[], flags: BatchFlags, signal: AbortSignal): Promise<number> {
  const text = inputs.at(-1) ?? '';
  if (inputs.length < 2) {
    const problem = 'Name a folder or files before the request: tellcut batch recordings "cut the silences".';
    throw fail('input.usage', { problem });
  }
  const asked = flags.lang === undefined ? null : localeOf(flags.lang);
  const lang = asked ?? localeOf(languageOf(text));
  const brain = brainFrom(process.env);
  const isJson = flags.json === true;
  const progress = isJson && !process.stderr.isTTY ? silentProgress : progressFor(process.stderr);
  const folder = path.resolve(flags.out);
  const items: BatchItem[] = [];
  await using studio = await openStudio({ folder: cacheFolder(), useCache: flags.cache, ears: earsFrom(process.env) });
  try {
    await runBatch(
      { ...studio, making: ownMaking(studio) },
      {
        inputs: inputs.slice(0, -1),
        text,
        lang: asked,
        folder,
        brain,
        signal,
        onProgress: ({ file, at, of }, stage, fraction) => {
          progress.step(`${at}/${of} ${file} · ${say(stage, lang)}`, fraction);
        },
        onItem: (item) => {
          items.push(item);
          progress.clear();
          if (!isJson) process.stdout.write(itemText(item, lang));
        },
      },
    );
  } catch (error) {
    progress.clear();
    if (!signal.aborted) throw error;
    if (isJson) process.stdout.write(report(items, { folder, lang, isStopped: true }));
    process.stderr.write(`${say('batchStopped', lang)}\n`);
    return 130;
  }
  process.stdout.write(
    isJson ? report(items, { folder, lang, isStopped: false }) : `\n${totals(items, lang)}\n${folder}\n`,
  );
  return exitCode(items);
}

const count = (items: readonly BatchItem[], state: BatchItem['state']): number =>
  items.filter((item) => item.state === state).length;

/** 4: every file waits for the same answer. 3: something failed. */
function exitCode(items: readonly BatchItem[]): number {
  if (count(items, 'failed') > 0) return 3;
  return count(items, 'asked') > 0 ? 4 : 0;
}

function itemText({ file, state, outputs, said }: BatchItem, lang: Locale): string {
  const sign = { done: pc.green('✓'), skipped: pc.cyan('·'), failed: pc.yellow('✗'), asked: pc.yellow('?') }[state];
  const before = state === 'skipped' ? ` (${say('doneBefore', lang)})` : '';
  const made = outputs.length === 0 ? '' : ` → ${outputs.map((output) => path.basename(output)).join(', ')}`;
  const lines = state === 'skipped' ? [] : said.map((each) => `  ${inLocale(each, lang)}`);
  return `${[`${sign} ${path.basename(file)}${made}${before}`, ...lines].join('\n')}\n`;
}

function totals(items: readonly BatchItem[], lang: Locale): string {
  const words = { done: 'batchDone', skipped: 'batchSkipped', failed: 'batchFailed', asked: 'batchAsked' } as const;
  const states = ['done', 'skipped', 'failed', 'asked'] as const;
  const parts = states.flatMap((state) => {
    const n = count(items, state);
    return n === 0 ? [] : [`${n} ${say(words[state], lang)}`];
  });
  return parts.join(' · ');
}

type About = { readonly folder: string; readonly lang: Locale; readonly isStopped: boolean };

function report(items: readonly BatchItem[], { folder, lang, isStopped }: About): string {
  const one = {
    ok: !isStopped && items.every((item) => item.state === 'done' || item.state === 'skipped'),
    stopped: isStopped,
    folder,
    done: count(items, 'done'),
    skipped: count(items, 'skipped'),
    failed: count(items, 'failed'),
    asked: count(items, 'asked'),
    items: items.map((item) => ({ ...item, said: item.said.map((each) => inLocale(each, lang)) })),
  };
  return `${JSON.stringify(one)}\n`;
}
