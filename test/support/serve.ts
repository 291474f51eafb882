import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = path.resolve('src/main.ts');

/** `tellcut serve` in a process of its own. */
export type Served = AsyncDisposable & {
  readonly child: ChildProcess;
  /** The line that it printed. */
  readonly url: string;
  /** Time from its start to that line. */
  readonly readyMs: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal and waits for the end; the exit code, or the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals | null>;
};

/** The environment of a child, without settings of whoever runs the tests. */
export function cleanEnv(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(([key]) => !/^(TELLCUT_|S3_|DATABASE_URL)/.test(key));
  return { ...(Object.fromEntries(kept) as Record<string, string>), NO_COLOR: '1', TELLCUT_MODEL: '', ...more };
}

export type ServeOptions = {
  readonly data: string;
  /** Another program than the sources: a built one. */
  readonly main?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts a server on a free port and waits for its address. Fails with what it said when it ends instead. */
export async function serveIn({ data, main = MAIN, args = [], env = {} }: ServeOptions): Promise<Served> {
  const began = performance.now();
  const child = spawn(process.execPath, [main, 'serve', '--data', data, '--port', '0', ...args], {
    env: cleanEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.on('close', (code, signal) => done(code ?? signal));
  });
  const url = await new Promise<string>((found, failed) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.includes('\n')) found(stdout.split('\n')[0] ?? '');
    });
    void ended.then((how) => failed(new Error(`it ended (${String(how)}): ${stderr}`)));
  });
  const end: Served['end'] = (signal) => {
    child.kill(signal);
    return ended;
  };
  return {
    child,
    url,
    readyMs: performance.now() - began,
    stdout: () => stdout,
    stderr: () => stderr,
    end,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
    },
  };
}

/** Processes whose command line or working folder names a folder: the database of a server. Linux only. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const isGone = /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
        return line.includes(folder) && !isGone;
      } catch {
        return false; // it has ended meanwhile
      }
    })
    .map(Number);
}

/** Waits until a folder has no processes left, or for so long; those that are left. */
export async function processesLeft(folder: string, ms: number): Promise<number[]> {
  const until = performance.now() + ms;
  while (processesOf(folder).length > 0 && performance.now() < until) await sleep(50);
  return processesOf(folder);
}
