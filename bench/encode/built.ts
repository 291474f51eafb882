import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../../scripts/build.ts';
import type { Command } from './measure.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Tellcut as people install it: bundled, in a folder of its own, so that nobody changes it while it is measured. */
export type Built = {
  /** The commit it was built from; `+` where files differed from it. */
  readonly commit: string;
  /** The command line, with nothing kept between runs unless `cache` names a folder. */
  readonly tellcut: (args: readonly string[], cache: string) => Command;
  /** `render-edit.ts`, bundled with it. */
  readonly renderEdit: (args: readonly string[], cache: string) => Command;
};

/** Bundles the sources of this checkout into `folder`. */
export async function build(folder: string): Promise<Built> {
  for (const name of ['bin', 'package.json']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  await bundle({ out: path.join(folder, 'dist'), more: { 'bench/render-edit': 'bench/encode/render-edit.ts' } });
  const start = (file: string, args: readonly string[], cache: string): Command => ({
    argv: [process.execPath, path.join(folder, file), ...args],
    env: { TELLCUT_CACHE: cache },
  });
  return {
    commit: commit(),
    tellcut: (args, cache) => start('bin/tellcut.mjs', args, cache),
    renderEdit: (args, cache) => start('dist/bench/render-edit.js', args, cache),
  };
}

function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--', 'src', 'bin', 'package.json', 'package-lock.json') !== '';
  return `${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? '+' : ''}`;
}
