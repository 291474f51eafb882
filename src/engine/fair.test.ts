import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fairPriority } from './fair.ts';

type Job = { readonly group: string; readonly priority: number };

/** Sends so many jobs of a group behind what waits, as the engine counts it. */
function sent(waiting: readonly Job[], group: string, count: number): Job[] {
  const priorities = waiting.map(({ priority }) => priority);
  const own = waiting.filter((job) => job.group === group).map(({ priority }) => priority);
  const next = priorities.length === 0 ? null : Math.max(...priorities);
  const first = fairPriority({ next, lastOfGroup: own.length === 0 ? null : Math.min(...own) });
  return [...waiting, ...Array.from({ length: count }, (_, i) => ({ group, priority: first - i }))];
}

/** The order in which they are taken: by priority, those with the same one as they came. */
const taken = (jobs: readonly Job[]): string =>
  jobs
    .map((job, i) => ({ ...job, i }))
    .toSorted((a, b) => b.priority - a.priority || a.i - b.i)
    .map(({ group }) => group)
    .join('');

test('groups take turns job by job, whoever came first and however much they bring', () => {
  assert.equal(taken(sent(sent([], 'a', 5), 'b', 3)), 'abababaa');
  assert.equal(taken(sent(sent(sent([], 'a', 3), 'b', 3), 'c', 3)), 'abcabcabc');
});

test('one who brings more goes on behind what they have waiting', () => {
  assert.equal(taken(sent(sent(sent([], 'a', 2), 'b', 4), 'a', 2)), 'ababbaba'); // of equals the one who asked first
});

test('a newcomer begins beside the next job that waits, not before everybody', () => {
  const begun = sent(sent([], 'a', 6), 'b', 6).filter(({ priority }) => priority <= -3);
  assert.equal(taken(sent(begun, 'c', 3)), 'abcabcabc');
});
