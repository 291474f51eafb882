import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './measure.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Tellcut as people install it: compiled, in a folder of its own, so that nobody changes it while it is measured. */
export type Built = {
  /** The commit it was built from; `+` where files differed from it. */
  readonly commit: string;
  /** The command line, with nothing kept between runs unless `cache` names a folder. */
  readonly tellcut: (args: readonly string[], cache: string) => Command;
  /** A program of the bench that uses compiled modules. */
  readonly program: (file: string, args: readonly string[], cache: string) => Command;
};

/** Compiles the sources of this checkout into `folder`. */
export function build(folder: string): Built {
  for (const name of ['src', 'bin', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const dist = path.join(folder, 'dist');
  if (!existsSync(path.join(dist, 'main.js'))) throw new Error(`tsc ended with ${status}: ${stdout.slice(0, 2000)}`);
  const bin = path.join(folder, 'bin/tellcut.mjs');
  const env = (cache: string): Record<string, string> => ({ TELLCUT_CACHE: cache });
  return {
    commit: commit(),
    tellcut: (args, cache) => ({ argv: [process.execPath, bin, ...args], env: env(cache) }),
    program: (file, args, cache) => ({ argv: [process.execPath, file, dist, ...args], env: env(cache) }),
  };
}

function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--', 'src', 'bin', 'package.json', 'package-lock.json') !== '';
  return `${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? '+' : ''}`;
}
