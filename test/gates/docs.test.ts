import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { stalePages } from '../../scripts/gen-docs.ts';

test('the pages that are made from code are what the code says (node scripts/gen-docs.ts)', async () => {
  assert.deepEqual(await stalePages(), []);
});

test('every decision has a number of its own', () => {
  const numbers = readdirSync('docs/decisions').map((name) => name.slice(0, 4));
  assert.deepEqual(numbers, [...new Set(numbers)]);
});
