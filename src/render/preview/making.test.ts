import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Pool } from '../../media/pool.ts';
import { openPartCache } from '../cache.ts';
import { Making, type Order, type Wish } from './making.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'making-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A pool whose tasks are begun and finished by hand. */
function workshop(name: string): { making: Making; log: string[]; begin: () => void; finish: () => void } {
  const log: string[] = [];
  let begin = (): void => undefined;
  let finish = (): void => undefined;
  const pool = {
    run: (task: { out: string }, { signal, onStart }: { signal: AbortSignal; onStart: () => void }) =>
      new Promise<void>((resolve, reject) => {
        log.push('asked');
        begin = onStart;
        finish = () => {
          writeFileSync(task.out, 'made');
          resolve();
        };
        signal.addEventListener('abort', () => {
          log.push('ended');
          reject(signal.reason as Error);
        });
      }),
  } as unknown as Pool;
  const cache = openPartCache({ folder: path.join(folder, name) });
  const making = new Making({ pool, cache, scratch: folder });
  return { making, log, begin: () => begin(), finish: () => finish() };
}

const order: Order = {
  key: 'a'.repeat(64),
  label: 'a part',
  stallMs: 1000,
  task: (out) => ({ kind: 'chunk', out }),
};
const wish = (signal: AbortSignal): Wish => ({ priority: 'now', signal });
const asked = async (log: readonly string[]): Promise<void> => {
  while (!log.includes('asked')) await new Promise((done) => setImmediate(done));
};

test('a part that a child is at is finished for whoever comes back', async () => {
  const { making, log, begin, finish } = workshop('back');
  const leaver = new AbortController();
  const left = making.take(order, wish(leaver.signal), () => 'first');
  await asked(log);
  begin();
  leaver.abort();
  await assert.rejects(left, { name: 'AbortError' });
  const back = making.take(order, wish(new AbortController().signal), () => 'second');
  await new Promise((done) => setImmediate(done));
  finish();
  assert.equal(await back, 'second');
  assert.deepEqual(log, ['asked']);
});

test('a part that waits for a child is dropped with the last who wants it; at the end, all are', async () => {
  const waiting = workshop('waiting');
  const leaver = new AbortController();
  const left = waiting.making.take(order, wish(leaver.signal), () => '');
  await asked(waiting.log);
  leaver.abort();
  await assert.rejects(left, { name: 'AbortError' });
  assert.deepEqual(waiting.log, ['asked', 'ended']);
  const working = workshop('working');
  const last = new AbortController();
  const gone = working.making.take(order, wish(last.signal), () => '');
  await asked(working.log);
  working.begin();
  last.abort();
  await assert.rejects(gone, { name: 'AbortError' });
  await working.making.ended();
  assert.deepEqual(working.log, ['asked', 'ended']);
});
