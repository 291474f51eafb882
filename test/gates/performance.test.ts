import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stalePages } from '../../bench/encode/pages.ts';

test('docs/performance.md and its plot are what bench/results says (npm run bench:report)', () => {
  assert.deepEqual(stalePages(), []);
});
