import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryFactsCache } from './facts-cache.ts';
import { oneAtATime } from './measuring.ts';

const never = new AbortController().signal;

test('who wants the same file as urgently waits; another file, a more urgent one and a failure are nobody else’s', async () => {
  const studio = { facts: memoryFactsCache(), priority: 'now' } as const;
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const work =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    async (): Promise<string> => {
      seen.push(`${name} begins`);
      await until;
      seen.push(`${name} ends`);
      return name;
    };
  const one = oneAtATime(studio, 'a', never, work('one', first.promise));
  const two = oneAtATime(studio, 'a', never, () => Promise.reject(new Error('broken')));
  const three = oneAtATime(studio, 'a', never, work('three'));
  await oneAtATime(studio, 'b', never, work('other file'));
  await oneAtATime({ ...studio, priority: 'soon' }, 'a', never, work('other urgency'));
  const gone = new AbortController();
  const four = oneAtATime(studio, 'a', gone.signal, work('four'));
  gone.abort(new Error('gone'));
  await assert.rejects(four, /gone/);
  assert.deepEqual(seen, [
    'one begins',
    'other file begins',
    'other file ends',
    'other urgency begins',
    'other urgency ends',
  ]);
  first.resolve();
  assert.equal(await one, 'one');
  await assert.rejects(two, /broken/);
  assert.equal(await three, 'three');
  assert.deepEqual(seen.slice(-3), ['one ends', 'three begins', 'three ends']);
});
