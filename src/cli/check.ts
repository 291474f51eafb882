import path from 'node:path';
import pc from 'picocolors';
import { checkPlatform } from '../app/check.ts';
import type { Exported } from '../app/export.ts';
import { openStudio } from '../app/studio.ts';
import { cacheFolder } from './folders.ts';
import { progressFor, silentProgress } from './progress.ts';
import { say } from './say.ts';

export type CheckFlags = { platform: string; repair?: boolean; out?: string; json?: boolean };

type Rule = Exported['rules'][number];

/** `tellcut check`: each rule of a platform with what was found. Exit code 3 when a rule that must hold is broken. */
export async function check(file: string, flags: CheckFlags, signal: AbortSignal): Promise<number> {
  const wantsCopy = flags.repair === true || flags.out !== undefined;
  const fixed = flags.out ?? `${path.basename(file, path.extname(file))}-fixed.mp4`;
  const progress = flags.json === true && !process.stderr.isTTY ? silentProgress : progressFor(process.stderr);
  await using studio = await openStudio({ folder: cacheFolder(), useCache: true });
  const { platform, rules, repaired } = await checkPlatform(studio, {
    file,
    platform: flags.platform,
    repairTo: wantsCopy ? path.resolve(fixed) : null,
    signal,
    onProgress: (fraction) => {
      progress.step(say('rendering', 'en'), fraction);
    },
  }).finally(() => {
    progress.clear();
  });
  const final = repaired?.rules ?? rules;
  const ok = final.every((rule) => rule.ok || rule.weight === 'should');
  const asJson = (list: readonly Rule[]): unknown =>
    list.map(({ remedy, ...rule }) => ({ ...rule, remedy: remedy.en }));
  if (flags.json === true) {
    const copy = repaired === null ? null : { file: repaired.exported.file, rules: asJson(repaired.rules) };
    process.stdout.write(`${JSON.stringify({ ok, platform: platform.id, rules: asJson(rules), repaired: copy })}\n`);
    return ok ? 0 : 3;
  }
  const lines = [`${path.basename(file)} · ${platform.name.en}`, ...rules.map(lineOf)];
  if (repaired !== null) {
    lines.push('', path.basename(repaired.exported.file), ...repaired.rules.filter((rule) => !rule.ok).map(lineOf));
    lines.push(repaired.exported.file);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return ok ? 0 : 3;
}

function lineOf({ rule, ok, weight, found, wanted, remedy }: Rule): string {
  const mark = ok ? pc.green('✓') : weight === 'must' ? pc.red('✗') : pc.yellow('!');
  const name = rule.replaceAll('_', ' ');
  return ok ? `${mark} ${name}: ${found}` : `${mark} ${name}: ${found}, wanted ${wanted}. ${remedy.en}`;
}
