import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createPool, type Pool, type Priority } from '../../src/media/pool.ts';
import { until } from '../support/until.ts';

const ENTRY = new URL('../support/pool-entry.ts', import.meta.url);
const OPTIONS = { label: 'clip.mp4', stallMs: 100_000 };

type Echo = { said: unknown; pid: number; env: string[] };

function makePool(size = 1, extra: { tasksPerChild?: number; memoryBytes?: number } = {}): Pool {
  return createPool({ entry: ENTRY, size, ...extra });
}

const pidOf = async (pool: Pool): Promise<number> => ((await pool.run({ kind: 'echo' }, OPTIONS)) as Echo).pid;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('results come back, and children inherit no environment', async () => {
  process.env['TELLCUT_TEST_SECRET'] = 'x';
  await using pool = makePool();
  const { said, env } = (await pool.run({ kind: 'echo', value: { a: [1, 'zwei'] } }, OPTIONS)) as Echo;
  assert.deepEqual(said, { a: [1, 'zwei'] });
  assert.ok(!env.includes('TELLCUT_TEST_SECRET') && !env.includes('PATH') && !env.includes('HOME'), env.join(' '));
});

test('failures keep their name across the border, bugs do not get one', async () => {
  await using pool = makePool();
  await assert.rejects(pool.run({ kind: 'fail' }, OPTIONS), { code: 'media.unreadable', params: { file: 'clip.mp4' } });
  await assert.rejects(
    pool.run({ kind: 'bug' }, OPTIONS),
    (error: Error) => !('code' in error) && /a bug/.test(error.message),
  );
  await assert.rejects(pool.run({ kind: 'toString' }, OPTIONS), /no handler/);
});

test('a crash costs one task and is named; the next one gets a new child', async () => {
  await using pool = makePool();
  const before = await pidOf(pool);
  await assert.rejects(pool.run({ kind: 'crash' }, OPTIONS), { code: 'media.crashed', params: { file: 'clip.mp4' } });
  assert.notEqual(await pidOf(pool), before);
});

test('after a failure without a name the next task gets a new child, after a named one it need not', async () => {
  await using pool = makePool();
  const first = await pidOf(pool);
  await assert.rejects(pool.run({ kind: 'fail' }, OPTIONS), { code: 'media.unreadable' });
  assert.equal(await pidOf(pool), first);
  await assert.rejects(pool.run({ kind: 'bug' }, OPTIONS), /a bug/);
  assert.notEqual(await pidOf(pool), first);
});

test('a child that leaves by itself is a bug, not a damaged file', async () => {
  await using pool = makePool();
  await assert.rejects(pool.run({ kind: 'exit' }, OPTIONS), /a worker ended with 7/);
  assert.ok((await pidOf(pool)) > 0);
});

test('a child without progress is killed and named; one with progress may take longer', async () => {
  await using pool = makePool();
  await pidOf(pool);
  const heard: number[] = [];
  const slow = pool.run(
    { kind: 'work', steps: 12 },
    { label: 'long.mp4', stallMs: 800, onProgress: (n) => heard.push(n) },
  );
  assert.equal(await slow, 'worked');
  assert.ok(heard.length >= 8, `progress came while the child was busy: ${heard.join(' ')}`);
  const stuck = pool.run({ kind: 'hang' }, { label: 'stuck.mp4', stallMs: 300 });
  await assert.rejects(stuck, { code: 'media.stuck', params: { file: 'stuck.mp4', seconds: 0 } });
  assert.ok((await pidOf(pool)) > 0);
});

test('cancelling kills the child at once and passes the reason on, also for tasks that wait', async () => {
  await using pool = makePool();
  const running = new AbortController();
  const waiting = new AbortController();
  const first = pool.run({ kind: 'hang' }, { ...OPTIONS, signal: running.signal });
  const second = pool.run({ kind: 'echo' }, { ...OPTIONS, signal: waiting.signal });
  waiting.abort(new Error('not any more'));
  await assert.rejects(second, /not any more/);
  running.abort();
  await assert.rejects(first, { name: 'AbortError' });
  assert.ok((await pidOf(pool)) > 0);
  await assert.rejects(pool.run({ kind: 'echo' }, { ...OPTIONS, signal: running.signal }), { name: 'AbortError' });
});

test('a message that is not understood is not believed', async () => {
  await using pool = makePool();
  await assert.rejects(pool.run({ kind: 'nonsense' }, OPTIONS), /nobody understands/);
});

test('children work side by side, and are replaced after their share of tasks', async () => {
  await using pool = makePool(2, { tasksPerChild: 2 });
  const pids: number[] = [];
  for (let i = 0; i < 3; i++) pids.push(await pidOf(pool));
  assert.equal(pids[0], pids[1]);
  assert.notEqual(pids[1], pids[2]);
  const both = await Promise.all([0, 1].map(() => pool.run({ kind: 'work', steps: 2 }, OPTIONS)));
  assert.deepEqual(both, ['worked', 'worked']);
});

test('short work is done by one child; more where it takes long, where much waits, or where a person does', async () => {
  const children = async (tasks: number, ms: number, priority: Priority = 'render'): Promise<number> => {
    await using pool = makePool(3);
    await pool.run({ kind: 'rest', ms: 0 }, OPTIONS); // a busy machine takes long to start the first child
    const work = Array.from({ length: tasks }, () => pool.run({ kind: 'rest', ms }, { ...OPTIONS, priority }));
    return new Set(await Promise.all(work)).size;
  };
  assert.equal(await children(2, 0), 1);
  assert.equal(await children(2, 3000), 2);
  assert.equal(await children(6, 300), 3);
  assert.equal(await children(2, 1000, 'now'), 2);
});

test('the most urgent of the waiting tasks goes first, and may become so while it waits', async () => {
  await using pool = makePool();
  const order: string[] = [];
  const run = (name: string, priority: Priority | (() => Priority)): Promise<void> =>
    pool.run({ kind: 'work', steps: 1 }, { ...OPTIONS, priority }).then(() => void order.push(name));
  let later: Priority = 'soon';
  const all = [run('first', 'render'), run('soon', 'soon'), run('render', 'render'), run('now', 'now')];
  all.push(run('promoted', () => later));
  later = 'now';
  await Promise.all(all);
  assert.deepEqual(order, ['first', 'now', 'promoted', 'render', 'soon']);
});

test('an idle task is ended as soon as other work finds no free child, and only then', async () => {
  await using pool = makePool(2);
  const idle = pool.run({ kind: 'hang' }, { ...OPTIONS, priority: 'idle' });
  const ended = assert.rejects(idle, { name: 'Displaced' });
  const busy = pool.run({ kind: 'work', steps: 8 }, OPTIONS);
  const began = performance.now();
  await pool.run({ kind: 'echo' }, { ...OPTIONS, priority: 'soon' });
  assert.ok(performance.now() - began < 60_000);
  await ended;
  assert.equal(await busy, 'worked');
  assert.equal(await pool.run({ kind: 'work', steps: 1 }, { ...OPTIONS, priority: 'idle' }), 'worked');
});

test('memory is limited, so that a bomb ends its child and not the machine', async (t) => {
  if (!existsSync('/usr/bin/prlimit')) return t.skip('no prlimit on this machine');
  await using pool = makePool(1, { memoryBytes: 1024 ** 3 });
  await assert.rejects(pool.run({ kind: 'fill' }, OPTIONS));
  assert.ok((await pidOf(pool)) > 0);
});

for (const memory of ['limited', 'unlimited']) {
  // With a limit the system ends it, where it can; without, a thread of its own does.
  test(`no child outlives its parent, not even one that hangs (memory ${memory})`, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-pool-'));
    const pidFile = path.join(folder, 'pid');
    try {
      const owner = fork(new URL('../support/pool-owner.ts', import.meta.url), [pidFile, memory], {
        execArgv: [],
        stdio: 'ignore',
      });
      await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', 'the child hangs');
      const pid = Number(readFileSync(pidFile, 'utf8'));
      assert.ok(isAlive(pid));
      owner.kill('SIGKILL');
      await until(() => !isAlive(pid), 'the child ends');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

test('closing ends every child and refuses new tasks', async () => {
  const pool = makePool(2);
  const pid = await pidOf(pool);
  const running = pool.run({ kind: 'hang' }, OPTIONS);
  const refused = assert.rejects(running);
  await pool.close();
  await refused;
  await until(() => !isAlive(pid), 'the child is gone');
  await assert.rejects(pool.run({ kind: 'echo' }, OPTIONS), /closed/);
});

test('a brief task waits for a child that runs; another one starts for a longer task', async () => {
  await using pool = makePool(2);
  const rest = (ms: number, isBrief: boolean): Promise<unknown> =>
    pool.run({ kind: 'rest', ms }, { ...OPTIONS, isBrief });
  const first = rest(1500, false);
  assert.equal(await rest(10, true), await first, 'no child was started for it, however long it had to wait');
  const second = rest(3000, false);
  assert.notEqual(await rest(10, false), await second);
});
