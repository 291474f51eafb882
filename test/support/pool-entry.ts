import { writeFileSync } from 'node:fs';
import { fail } from '../../src/base/errors.ts';
import { serveTasks } from '../../src/media/serve-tasks.ts';

/** Blocks the thread as a native call does, so that no timer and no message of the child gets a turn. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

serveTasks({
  echo: (task) => ({ said: task['value'], pid: process.pid, env: Object.keys(process.env) }),
  fail: () => {
    throw fail('media.unreadable', { file: 'clip.mp4' });
  },
  bug: () => {
    throw new Error('a bug');
  },
  crash: () => {
    process.kill(process.pid, 'SIGSEGV');
    block(10_000);
  },
  exit: () => process.exit(7),
  hang: (task) => {
    if (typeof task['pidFile'] === 'string') writeFileSync(task['pidFile'], String(process.pid));
    block(600_000);
  },
  work: (task, progress) => {
    for (let step = 1; step <= Number(task['steps']); step++) {
      block(110);
      progress(step);
    }
    return 'worked';
  },
  rest: (task) => {
    block(Number(task['ms']));
    return process.pid;
  },
  nonsense: () => {
    process.send?.({ kind: 'done', id: 'none' });
    block(10_000);
  },
  fill: () => {
    const kept: Buffer[] = [];
    for (;;) kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
  },
});
