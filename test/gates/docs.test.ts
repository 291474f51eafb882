import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stalePages } from '../../scripts/gen-docs.ts';

test('the pages that are made from code are what the code says (node scripts/gen-docs.ts)', () => {
  assert.deepEqual(stalePages(), []);
});
