import { flushCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { toWire } from '../base/errors.ts';
import { BOUND_VARIABLE, type ChildMessage, PARENT_VARIABLE, type Task, type TaskMessage } from './pool-messages.ts';

/** Does one kind of task. `progress` tells the parent that it is alive and how far it is; call it as often as you like. */
export type TaskHandler = (task: Task, progress: (value: number) => void) => unknown;

/** Progress goes to the parent at most this often, in ms. */
const PROGRESS_MS = 100;
/** Lower than what people wait for directly, so that an interface stays quick while we work. */
const NICE = 10;

/**
 * The child's side of a pool: runs the tasks that come, one at a time, with the handler of their kind. The process ends
 * when the parent does, even while it is stuck in native code.
 */
export function serveTasks(handlers: Readonly<Record<string, TaskHandler>>): void {
  setPriority(NICE);
  dieWithParent();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: TaskMessage) => {
    void serve(handlers, message);
  });
  send({ kind: 'ready' });
}

async function serve(handlers: Readonly<Record<string, TaskHandler>>, { id, task }: TaskMessage): Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  const progress = (value: number): void => {
    if (performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    send({ kind: 'progress', id, value });
  };
  try {
    const handler = Object.hasOwn(handlers, task.kind) ? handlers[task.kind] : undefined;
    if (handler === undefined) throw new Error(`no handler for tasks of kind ${task.kind}`);
    const result = (await handler(task, progress)) ?? null;
    keepCompiled(task.kind);
    send({ kind: 'done', id, result });
  } catch (error) {
    send({ kind: 'failed', id, failure: toWire(error) });
  }
}

const kept = new Set<string>();

/** Keeps what the first task of a kind had compiled: the parent may end us without a chance to do so at the end. */
function keepCompiled(kind: string): void {
  if (kept.has(kind)) return;
  kept.add(kind);
  flushCompileCache();
}

function send(message: ChildMessage): void {
  // The parent may be gone already; the disconnect ends us then.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/**
 * The main thread hears of a lost parent only between tasks, and a decoder that hangs has no between. Where the system
 * does not end us with the parent, a thread looks at it twice a second: that costs 40 ms to start.
 */
function dieWithParent(): void {
  const parent = Number(process.env[PARENT_VARIABLE]);
  if (process.env[BOUND_VARIABLE] === '1') {
    // Gone before the system was told to watch it.
    if (process.ppid !== parent) process.exit(0);
    return;
  }
  const watch = `setInterval(() => { if (process.ppid !== ${parent}) process.kill(process.pid, 'SIGKILL'); }, 500);`;
  new Worker(watch, { eval: true, execArgv: [], env: {}, stdout: false, stderr: false }).unref();
}
