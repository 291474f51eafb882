import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSigned, signPath } from './signing.ts';

const secret = 'x'.repeat(40);
const now = new Date('2026-03-01T10:00:00Z');
const queryOf = (address: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(address.split('?')[1]));

test('a signed path opens itself for its time and nothing else', () => {
  const address = signPath(secret, '/media/ast_1', 3_600_000, now);
  const query = queryOf(address);
  assert.equal(isSigned(secret, '/media/ast_1', query, now), true);
  assert.equal(isSigned(secret, '/media/ast_2', query, now), false);
  assert.equal(isSigned('y'.repeat(40), '/media/ast_1', query, now), false);
  assert.equal(isSigned(secret, '/media/ast_1', query, new Date(now.getTime() + 3_600_000)), true);
  assert.equal(isSigned(secret, '/media/ast_1', query, new Date(now.getTime() + 2 * 86_400_000)), false);
  assert.equal(isSigned(secret, '/media/ast_1', { ...query, exp: `${Number(query['exp']) + 86_400}` }, now), false);
  for (const odd of [{}, { exp: ['1'], sig: query['sig'] }, { exp: query['exp'], sig: '' }, { exp: '-1', sig: 'x' }])
    assert.equal(isSigned(secret, '/media/ast_1', odd, now), false);
});

test('the address of a file is the same all day, so that it can be cached', () => {
  const later = new Date(now.getTime() + 3_600_000);
  assert.equal(signPath(secret, '/a', 1000, now), signPath(secret, '/a', 1000, later));
});
