import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A line that a child printed. */
export type Said = { readonly kind: string; readonly data: Readonly<Record<string, unknown>> };

/** A process of test/support/desk-child.ts. */
export type DeskChild = AsyncDisposable & {
  readonly said: readonly Said[];
  /** The first line that fits, also one that was said before. Throws when the child ends, or after so many ms. */
  readonly until: (fits: (line: Said) => boolean, ms?: number) => Promise<Said>;
  readonly kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
};

const ENTRY = fileURLToPath(new URL('desk-child.ts', import.meta.url));

/** Starts a child with these arguments, by `through` where one is given. It is killed when it is disposed. */
export function startDesk(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
): DeskChild {
  const [program = '', ...rest] = [...through, process.execPath, ENTRY, ...args];
  const child: ChildProcess = spawn(program, rest, {
    env: { ...onlyOf('PATH', 'TMPDIR', 'NODE_COMPILE_CACHE'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Said[] = [];
  let stderr = '';
  let hear = (): void => undefined;
  const ended = once(child, 'close').then(() => hear());
  child.stderr?.on('data', (data: Buffer) => {
    stderr = (stderr + data.toString()).slice(-4000);
  });
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(JSON.parse(line) as Said);
      hear();
    });
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const until: DeskChild['until'] = async (fits, ms = 240_000) => {
    const deadline = Date.now() + ms;
    for (;;) {
      const found = said.find(fits);
      if (found !== undefined) return found;
      if (isOver() || Date.now() > deadline)
        throw new Error(`the child never said it; last: ${JSON.stringify(said.slice(-5))} ${stderr}`);
      await Promise.race([
        new Promise<void>((resolve) => {
          hear = resolve;
        }),
        new Promise((resolve) => setTimeout(resolve, 500)),
      ]);
    }
  };
  const kill: DeskChild['kill'] = async (signal) => {
    if (!isOver()) child.kill(signal);
    await ended;
  };
  return { said, until, kill, [Symbol.asyncDispose]: () => kill('SIGKILL') };
}

const onlyOf = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));

/** What a child logged under this message. */
export const logged = (child: DeskChild, message: string): Readonly<Record<string, unknown>>[] =>
  child.said.filter(({ kind, data }) => kind === 'log' && data['message'] === message).map(({ data }) => data);
