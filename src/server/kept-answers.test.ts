import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptAnswers } from './kept-answers.ts';

const bytes = (letter: string, many: number): Buffer => Buffer.from(letter.repeat(many));

test('an answer is kept for its tag alone; those not asked for longest go; a huge one is not kept', () => {
  const kept = new KeptAnswers(80);
  for (let i = 0; i < 8; i++) kept.keep(`k${i}`, 'a', bytes('x', 10));
  assert.equal(kept.read('k0', 'b'), null);
  assert.deepEqual(kept.read('k0', 'a'), bytes('x', 10));
  kept.keep('k8', 'a', bytes('y', 10));
  assert.deepEqual(
    ['k0', 'k1', 'k2', 'k8'].map((key) => kept.has(key)),
    [true, false, true, true],
  );
  kept.keep('k0', 'b', bytes('z', 9));
  assert.deepEqual([kept.read('k0', 'a'), kept.read('k0', 'b')], [null, bytes('z', 9)]);
  kept.keep('k0', 'c', bytes('z', 11));
  assert.equal(kept.has('k0'), false, 'nor the one before it');
});
