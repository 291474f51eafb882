import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptAnswers } from './kept-answers.ts';

test('an answer is kept for its tag alone; those not asked for longest go; a huge one is not kept', () => {
  const kept = new KeptAnswers(80);
  for (let i = 0; i < 8; i++) kept.keep(`k${i}`, 'a', 'x'.repeat(10));
  assert.equal(kept.read('k0', 'b'), null);
  assert.equal(kept.read('k0', 'a'), 'x'.repeat(10));
  kept.keep('k8', 'a', 'y'.repeat(10));
  assert.deepEqual(
    ['k0', 'k1', 'k2', 'k8'].map((key) => kept.has(key)),
    [true, false, true, true],
  );
  kept.keep('k0', 'b', 'z'.repeat(9));
  assert.deepEqual([kept.read('k0', 'a'), kept.read('k0', 'b')], [null, 'z'.repeat(9)]);
  kept.keep('k0', 'c', 'z'.repeat(11));
  assert.equal(kept.has('k0'), false, 'nor the one before it');
});
