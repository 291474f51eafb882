import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from './cli-entry.ts';

const MAIN = path.resolve('src/main.ts');

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly cwd: string;
  /** Another program than the sources: a built one. */
  readonly main?: string;
  readonly env?: Record<string, string>;
  /** Called with all of stderr so far, whenever more of it comes. */
  readonly onStderr?: (stderr: string, pid: number) => void;
};

/** Runs `tellcut …` as a user would, in a process of its own with a cache of its own below `cwd`. */
export function runCli(args: readonly string[], { cwd, main = MAIN, env = {}, onStderr }: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd,
      env: { ...process.env, ...envIn(cwd), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (child.pid !== undefined) onStderr?.(stderr, child.pid);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

const envIn = (cwd: string): Record<string, string> => ({
  TELLCUT_MODEL: '',
  TELLCUT_CACHE: path.join(cwd, '.cache'),
  NO_COLOR: '1',
});

/** Runs commands as {@link runCli} does. */
export type Cli = AsyncDisposable & {
  readonly run: (args: readonly string[], options: { cwd: string; env?: Record<string, string> }) => Promise<Ran>;
};

/**
 * One process for many commands, one after another: half a second of a processor less for each. For tests of what is
 * said and made; those of signals, of the start and of the end of a process use {@link runCli}.
 */
export function openCli(): Cli {
  const child = fork(path.resolve('test/support/cli-entry.ts'), { env: { ...process.env, NO_COLOR: '1' } });
  const ended = once(child, 'exit');
  let last: Promise<unknown> = Promise.resolve();
  const perform = async (command: Command): Promise<Ran> => {
    const answer = once(child, 'message') as Promise<[Ran]>;
    child.send(command);
    const ran = await Promise.race([answer, ended.then(() => null)]);
    if (ran === null) throw new Error(`the process ended with ${command.args.join(' ')}`);
    return ran[0];
  };
  return {
    run: (args, { cwd, env = {} }) => {
      const next = last.then(() => perform({ args, cwd, env: { ...envIn(cwd), ...env } }));
      last = next.catch(() => undefined);
      return next;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A folder that goes when its scope ends. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-test-'));
  return {
    path: folder,
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every file below a folder, relative to it, sorted; without the cache of finished parts. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(`.cache${path.sep}`))
    .toSorted();
}

/** What is left in the scratch folder of a cache: nothing, once a run has ended. */
export function scratchLeft(cwd: string): string[] {
  const folder = path.join(cwd, '.cache', 'scratch');
  try {
    return readdirSync(folder);
  } catch {
    return []; // never made: the run ended before it needed one
  }
}
