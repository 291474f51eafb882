import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, fromWire, TellcutError } from '../base/errors.ts';
import { BOUND_VARIABLE, ChildMessage, PARENT_VARIABLE, type Task } from './pool-messages.ts';

export type { Task } from './pool-messages.ts';

/**
 * Who waits for a task: `now` a person who looks at the place, `render` a file, `soon` a player that reads ahead,
 * `idle` nobody. An idle task is ended with {@link Displaced} as soon as another one finds no free child.
 */
export type Priority = 'now' | 'render' | 'soon' | 'idle';
const PRIORITIES: readonly Priority[] = ['now', 'render', 'soon', 'idle'];

/** Why an idle task was ended: there was real work. It may be run again later. */
export class Displaced extends Error {
  override readonly name = 'Displaced';
}

export type PoolOptions = {
  /** The module that calls `serveTasks`. */
  readonly entry: URL;
  /** Children at most; they start when they are needed. */
  readonly size: number;
  /** A child is replaced after so many tasks: native code leaks a little. */
  readonly tasksPerChild?: number;
  /** Memory that a child may take for data, in bytes, where the system can limit it; null for no limit. */
  readonly memoryBytes?: number | null;
};

export type RunOptions = {
  /** What people call the file or the part of the video: named in `media.crashed` and `media.stuck`. */
  readonly label: string;
  /** A child that reports nothing for so long is killed, in ms. */
  readonly stallMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Which of the waiting tasks goes first; asked each time a child is free. `render` when left out. */
  readonly priority?: Priority | (() => Priority) | undefined;
  /** Done in less time than another child takes to start: it waits for one that runs. */
  readonly isBrief?: boolean | undefined;
  readonly onProgress?: ((value: number) => void) | undefined;
  /** Told when a child begins with it. */
  readonly onStart?: (() => void) | undefined;
};

/** Runs tasks in child processes, so that a crash or a hang of native code costs one task. */
export interface Pool extends AsyncDisposable {
  readonly size: number;
  /**
   * What the handler of `task.kind` returned. Waits for a free child. Rejects with the handler's failure, with
   * `media.crashed` or `media.stuck`, or with the signal's reason: the child is killed then.
   */
  run(task: Task, options: RunOptions): Promise<unknown>;
  /** Ends all children; running tasks reject. */
  close(): Promise<void>;
}

/** Tasks after which a child is replaced. */
const TASKS_PER_CHILD = 200;
/** A cross-fade of two sources in 4K at x264 "slow" with four threads took 2.6 GB. */
const MEMORY_BYTES = 4 * 1024 ** 3;
/** What a child inherits of the environment; everything else may hold secrets or change how libraries behave. */
const ENVIRONMENT = ['TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];
/**
 * glibc raises its limit for memory that goes back to the system at once to 32 MB, and pictures of 3 MB then stay in a
 * heap full of holes: 336 MB instead of 148 after 300 seeks in Full HD, at the same speed. Others ignore it.
 */
const ALLOCATION = { MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' };
/**
 * So few tasks wait so long, in ms, for a worker that runs: starting another takes 0.3 s of CPU, and a clip of two
 * seconds is done in 0.9 instead of 1.2 s of CPU, no later.
 */
const FEW_TASKS = 2;
const PATIENCE_MS = 500;
const STDERR_MOST = 4000;
const PRLIMIT = '/usr/bin/prlimit';
const SETPRIV = '/usr/bin/setpriv';

/** Makes a pool; children start with the first tasks. */
export function createPool(options: PoolOptions): Pool {
  return new ForkedPool(options);
}

type Waiting = {
  readonly task: Task;
  readonly options: RunOptions;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};

class ForkedPool implements Pool {
  readonly size: number;
  readonly #options: PoolOptions;
  readonly #children = new Set<Child>();
  readonly #queue: Waiting[] = [];
  #isClosed = false;
  #patience: NodeJS.Timeout | null = null;
  #isImpatient = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.size = Math.max(1, options.size);
  }

  run(task: Task, options: RunOptions): Promise<unknown> {
    const { signal } = options;
    if (this.#isClosed) return Promise.reject(new Error('the pool is closed'));
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { task, options, resolve, reject };
      this.#queue.push(waiting);
      signal?.addEventListener(
        'abort',
        () => {
          const at = this.#queue.indexOf(waiting);
          if (at < 0) return;
          this.#queue.splice(at, 1);
          reject(signal.reason as Error);
        },
        { once: true },
      );
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const next = this.#first();
      if (next === null) return;
      const idle = [...this.#children].find((child) => !child.isBusy) ?? null;
      if (idle === null && this.#isWorthWaiting(next)) return;
      const free = idle ?? this.#spawn();
      if (free === null) {
        // The child that ends makes room for another, and that dispatches.
        if (priorityOf(next.options) !== 'idle') this.#displace();
        return;
      }
      this.#queue.splice(this.#queue.indexOf(next), 1);
      next.options.onStart?.();
      void this.#serve(free, next);
    }
  }

  /**
   * Whether a task waits for a child that is there before another one is started: short work is done by one, in less time
   * than a second takes to start. Not where a person waits, and never for long.
   */
  #isWorthWaiting({ options }: Waiting): boolean {
    const mayGrow = this.#children.size > 0 && this.#children.size < this.size;
    if (mayGrow && this.#queue.every((waiting) => waiting.options.isBrief === true)) return true;
    if (!mayGrow || this.#isImpatient || this.#queue.length > FEW_TASKS) return false;
    if (priorityOf(options) === 'now') return false;
    this.#patience ??= setTimeout(() => {
      this.#patience = null;
      this.#isImpatient = true;
      this.#dispatch();
      this.#isImpatient = false;
    }, PATIENCE_MS);
    return true;
  }

  /** The waiting task that goes first: the most urgent, of those the oldest. */
  #first(): Waiting | null {
    const rank = ({ options }: Waiting): number => PRIORITIES.indexOf(priorityOf(options));
    return this.#queue.reduce<Waiting | null>(
      (best, waiting) => (best === null || rank(waiting) < rank(best) ? waiting : best),
      null,
    );
  }

  /** Ends one idle task, unless a child is already on its way out. */
  #displace(): void {
    const children = [...this.#children];
    if (children.some((child) => child.isLeaving)) return;
    children.find((child) => child.isIdleTask)?.displace();
  }

  #spawn(): Child | null {
    if (this.#children.size >= this.size || this.#isClosed) return null;
    const child = new Child(this.#options);
    this.#children.add(child);
    void child.ended.then(() => {
      this.#children.delete(child);
      this.#dispatch();
    });
    return child;
  }

  async #serve(child: Child, { task, options, resolve, reject }: Waiting): Promise<void> {
    await child.run(task, options).then(resolve, (error: unknown) => {
      // What nobody has a name for may be a child short of memory or broken: another try gets another child.
      if (!(error instanceof TellcutError)) child.retire();
      reject(error);
    });
    if (child.served >= (this.#options.tasksPerChild ?? TASKS_PER_CHILD)) child.retire();
    this.#dispatch();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#patience !== null) clearTimeout(this.#patience);
    for (const { reject } of this.#queue.splice(0)) reject(new Error('the pool is closed'));
    const children = [...this.#children];
    for (const child of children) child.kill();
    await Promise.all(children.map((child) => child.ended));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

const priorityOf = ({ priority = 'render' }: RunOptions): Priority =>
  typeof priority === 'function' ? priority() : priority;

type Running = {
  readonly id: number;
  readonly options: RunOptions;
  readonly settle: (finish: () => void) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** One child process and the task that it is at. */
class Child {
  readonly ended: Promise<void>;
  served = 0;
  readonly #process: ChildProcess;
  #running: Running | null = null;
  #isLeaving = false;
  #isReady = false;
  #stderr = '';
  #timer: NodeJS.Timeout | null = null;

  constructor(options: PoolOptions) {
    this.#process = forkChild(options);
    this.#process.on('message', (message) => this.#hear(message));
    this.#process.stderr?.on('data', (data: Buffer) => {
      this.#stderr = (this.#stderr + data.toString('utf8')).slice(-STDERR_MOST);
    });
    this.ended = new Promise((resolve) => {
      const end = (why: (running: Running) => unknown): void => {
        this.#isLeaving = true;
        const running = this.#running;
        if (running !== null) running.settle(() => running.reject(why(running)));
        resolve();
      };
      this.#process.once('exit', (code, signal) => end((running) => this.#reasonOf(running, code, signal)));
      this.#process.once('error', (error) => end(() => error));
    });
  }

  get isBusy(): boolean {
    return this.#running !== null || this.#isLeaving;
  }

  run(task: Task, options: RunOptions): Promise<unknown> {
    const id = ++this.served;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#settle(() => reject(options.signal?.reason));
        this.kill();
      };
      this.#running = {
        id,
        options,
        resolve,
        reject,
        settle: (finish) => {
          options.signal?.removeEventListener('abort', abort);
          finish();
        },
      };
      options.signal?.addEventListener('abort', abort, { once: true });
      this.#watch();
      this.#process.send({ id, task }, (error) => {
        if (error !== null && this.#running?.id === id) this.kill();
      });
    });
  }

  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  get isIdleTask(): boolean {
    return this.#running !== null && priorityOf(this.#running.options) === 'idle';
  }

  displace(): void {
    this.#settle((running) => running.reject(new Displaced('there is other work')));
    this.kill();
  }

  /** Lets the child end by itself: it is not at a task. */
  retire(): void {
    this.#isLeaving = true;
    if (this.#process.connected) this.#process.disconnect();
  }

  kill(): void {
    this.#isLeaving = true;
    this.#process.kill('SIGKILL');
  }

  #hear(message: unknown): void {
    const heard = ChildMessage.safeParse(message);
    if (!heard.success) {
      this.#settle((running) => running.reject(new Error('a worker sent what nobody understands')));
      this.kill();
      return;
    }
    const said = heard.data;
    if (said.kind === 'ready') this.#isReady = true;
    if (said.kind === 'ready' || said.id !== this.#running?.id) return;
    if (said.kind === 'progress') {
      this.#watch();
      this.#running.options.onProgress?.(said.value);
    } else if (said.kind === 'done') this.#settle((running) => running.resolve(said.result));
    else this.#settle((running) => running.reject(fromWire(said.failure)));
  }

  #settle(finish: (running: Running) => void): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    running.settle(() => finish(running));
  }

  /** Begins the time anew after which the child counts as stuck. */
  #watch(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const { label, stallMs } = this.#running?.options ?? { label: '', stallMs: 0 };
    this.#timer = setTimeout(() => {
      this.#settle((running) =>
        running.reject(fail('media.stuck', { file: label, seconds: Math.round(stallMs / 1000) })),
      );
      this.kill();
    }, stallMs);
  }

  /** A signal is native code's end; an exit code is a bug of ours, and says so with what stood on stderr. */
  #reasonOf(running: Running, code: number | null, signal: NodeJS.Signals | null): Error {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#running = null;
    if (signal !== null && this.#isReady) return fail('media.crashed', { file: running.options.label });
    return new Error(`a worker ended with ${signal ?? code}: ${this.#stderr.trim()}`);
  }
}

function forkChild({ entry, memoryBytes = MEMORY_BYTES }: PoolOptions): ChildProcess {
  const env: NodeJS.ProcessEnv = { [PARENT_VARIABLE]: String(process.pid), ...ALLOCATION };
  for (const name of ENVIRONMENT) if (process.env[name] !== undefined) env[name] = process.env[name];
  // The folder in it is of this version of Node; children put it there again.
  const compiled = getCompileCacheDir();
  if (compiled !== undefined) env['NODE_COMPILE_CACHE'] = path.dirname(compiled);
  const stdio: ('ignore' | 'pipe' | 'ipc')[] = ['ignore', 'ignore', 'pipe', 'ipc'];
  const module = fileURLToPath(entry);
  if (memoryBytes === null || !existsSync(PRLIMIT)) return fork(module, [], { env, stdio, execArgv: [] });
  // prlimit replaces itself by node: one process, whose channel and signals are node's.
  const limited = [`--data=${memoryBytes}`, '--core=0', '--'];
  if (!bindsToParent())
    return fork(module, [], { env, stdio, execPath: PRLIMIT, execArgv: [...limited, process.execPath] });
  env[BOUND_VARIABLE] = '1';
  const execArgv = [...limited, SETPRIV, '--pdeathsig=KILL', '--', process.execPath];
  return fork(module, [], { env, stdio, execPath: PRLIMIT, execArgv });
}

let isBinding: boolean | null = null;

/** Whether the system's `setpriv` can end a child with its parent: that of util-linux 2.33 can, older and BusyBox' cannot. */
function bindsToParent(): boolean {
  isBinding ??= process.platform === 'linux' && existsSync(SETPRIV) && readFileSync(SETPRIV).includes('pdeathsig');
  return isBinding;
}
