import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock, test } from 'node:test';
import { fileKey, Kept } from './kept.ts';

const thing = (): Disposable & { closed: number } => ({
  closed: 0,
  [Symbol.dispose]() {
    this.closed++;
  },
});

test('what was given back is lent again, once, and the oldest goes when there are too many', () => {
  const kept = new Kept<ReturnType<typeof thing>>(2);
  const [a, b, c] = [thing(), thing(), thing()];
  kept.give('a', a);
  assert.equal(kept.take('a'), a);
  assert.equal(kept.take('a'), null, 'it is lent already');
  for (const [key, value] of [
    ['a', a],
    ['b', b],
    ['c', c],
  ] as const)
    kept.give(key, value);
  assert.deepEqual([a.closed, b.closed, c.closed], [1, 0, 0]);
  kept.clear();
  assert.deepEqual([a.closed, b.closed, c.closed], [1, 1, 1]);
});

test('what nobody asks for is closed after a while', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const kept = new Kept<ReturnType<typeof thing>>(2);
    const [a, b] = [thing(), thing()];
    kept.give('a', a);
    mock.timers.tick(4000);
    kept.give('b', b);
    mock.timers.tick(4000);
    assert.equal(a.closed + b.closed, 0);
    mock.timers.tick(1000);
    assert.deepEqual([a.closed, b.closed], [1, 1]);
  } finally {
    mock.timers.reset();
  }
});

test('a file that was written to has another key', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-kept-'));
  try {
    const file = path.join(folder, 'a');
    const missing = fileKey(file);
    writeFileSync(file, 'one');
    const one = fileKey(file);
    assert.equal(fileKey(file), one);
    writeFileSync(file, 'other');
    assert.equal(new Set([missing, one, fileKey(file)]).size, 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
