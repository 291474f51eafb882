import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { treeMemory } from '../../test/support/tree-memory.ts';
import type { Cost } from './results.ts';

/** What to run. Nothing of our own environment reaches it but what programs need to start. */
export type Command = { readonly argv: readonly string[]; readonly env?: Readonly<Record<string, string>> };

/** How often memory is looked at, in ms. */
const EVERY_MS = 150;
/** Counting the pages of 10 GB takes a second, in which the program cannot have new ones: then we look less often. */
const LEAST_REST = 20;

const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

/**
 * Runs a command to its end. CPU is user and system time of the command and of every process that it waited for, as bash
 * counts them; memory is the largest sum over all its processes of their proportional share (PSS), so that pages that
 * they share count once. Throws with the end of what it wrote to stderr when it fails.
 */
export async function measured({ argv, env = {} }: Command): Promise<Cost & { readonly stdout: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-measure-'));
  const file = (name: string): string => path.join(folder, name);
  const errors = file('stderr');
  const script = `TIMEFORMAT='%U %S'; { time "$@" 1>"$0.out" 2>"$0" ; } 2>"$0.time"`;
  const inherited = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name] ?? '']));
  const began = performance.now();
  try {
    const child = spawn('bash', ['-c', script, errors, ...argv], {
      stdio: ['ignore', openSync('/dev/null', 'w'), 'inherit'],
      env: { ...inherited, NO_COLOR: '1', ...env },
      detached: true,
    });
    // The command ends, that is a failure, and whoever waits for us clears up.
    const stop = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    let peak = 0;
    let next: NodeJS.Timeout | undefined;
    const look = (): void => {
      const started = performance.now();
      if (child.pid !== undefined) peak = Math.max(peak, treeMemory(child.pid));
      next = setTimeout(look, Math.max(EVERY_MS, LEAST_REST * (performance.now() - started)));
    };
    look();
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    }).finally(() => {
      clearTimeout(next);
      process.off('SIGINT', stop).off('SIGTERM', stop);
    });
    const wall = (performance.now() - began) / 1000;
    if (code !== 0) throw new Error(`${argv.join(' ').slice(0, 300)}\nended with ${code}: ${lastOf(errors)}`);
    const [user = Number.NaN, system = Number.NaN] = readFileSync(`${errors}.time`, 'utf8')
      .trim()
      .split(' ')
      .map(Number);
    return { cpu: rounded(user + system), wall: rounded(wall), peak, stdout: readFileSync(`${errors}.out`, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
const lastOf = (file: string): string => readFileSync(file, 'utf8').slice(-2000);
