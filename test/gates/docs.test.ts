import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stalePages } from '../../scripts/gen-docs.ts';

test('docs/operations.md and docs/errors.md are what the code says (node scripts/gen-docs.ts)', () => {
  assert.deepEqual(stalePages(), []);
});
