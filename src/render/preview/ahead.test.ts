import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ahead } from './ahead.ts';
import type { Order, Wish } from './making.ts';

const order = (key: string): Order => ({ key, label: key, stallMs: 1000, task: () => ({ kind: 'chunk' }) });

/** Takes orders and finishes them by hand. */
function workshop(): { log: string[]; finish: (key: string) => Promise<void>; ahead: Ahead } {
  const log: string[] = [];
  const open = new Map<string, () => void>();
  const take = async <Read>(
    { key }: Order,
    wish: Wish,
    read: (file: string) => Read | Promise<Read>,
  ): Promise<Read> => {
    log.push(`${wish.priority} ${key}`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    open.set(key, resolve);
    wish.signal.addEventListener('abort', () => {
      log.push(`stopped ${key}`);
      reject(wish.signal.reason);
    });
    await promise;
    return read(key);
  };
  const finish = async (key: string): Promise<void> => {
    open.get(key)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { log, finish, ahead: new Ahead({ take }) };
}

test('one part is made at a time, in order', async () => {
  const { log, finish, ahead } = workshop();
  ahead.want([order('a'), order('b')]);
  assert.deepEqual(log, ['soon a']);
  assert.ok(ahead.expects('a') && ahead.expects('b') && !ahead.expects('c'));
  await finish('a');
  assert.deepEqual(log, ['soon a', 'soon b']);
});

test('a new list ends what is no longer on it, keeps what is, and goes on after an end', async () => {
  const { log, finish, ahead } = workshop();
  ahead.want([order('a'), order('b')]);
  ahead.want([order('a'), order('c')]);
  assert.deepEqual(log, ['soon a']);
  ahead.want([order('d')]);
  assert.deepEqual(log, ['soon a', 'stopped a']);
  await finish('a');
  assert.deepEqual(log, ['soon a', 'stopped a', 'soon d']);
  ahead.want([]);
  await finish('d');
  assert.deepEqual(log, ['soon a', 'stopped a', 'soon d', 'stopped d']);
});
