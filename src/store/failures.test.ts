import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail } from '../base/errors.ts';
import { databaseFailure, whereOf } from './failures.ts';

const coded = (code: string, message = 'x', more: object = {}): Error =>
  Object.assign(new Error(message), { code, ...more });
const nameOf = (thrown: unknown): string | undefined => (thrown as { code?: string }).code;

for (const [thrown, name] of [
  [coded('53100', 'could not extend file: No space left on device'), 'render.disk_full'],
  [coded('57P01'), 'store.not_reachable'],
  [coded('08006'), 'store.not_reachable'],
  [coded('53300', 'sorry, too many clients already'), 'store.not_reachable'],
  [coded('ECONNREFUSED'), 'store.not_reachable'],
  [coded('ENOENT', 'connect ENOENT /x/.s.PGSQL.5432', { syscall: 'connect' }), 'store.not_reachable'],
  [new Error('Connection terminated unexpectedly'), 'store.not_reachable'],
  [new Error('Query read timeout'), 'store.not_reachable'],
  [new Error('timeout exceeded when trying to connect'), 'store.not_reachable'],
  [coded('28P01', 'password authentication failed for user "u"'), 'store.refused'],
  [coded('3D000', 'database "x" does not exist'), 'store.refused'],
  [coded('22021', 'invalid byte sequence for encoding "UTF8": 0x00'), 'store.bad_text'],
] as const) {
  test(`${nameOf(thrown) ?? thrown.message} is ${name}`, () => {
    const named = databaseFailure(thrown, 'host/db');
    assert.equal(nameOf(named), name);
    assert.equal((named as Error).cause, thrown);
  });
}

test('bugs of ours, failures with a name and a missing file keep what they are', () => {
  const ours = [coded('23505'), coded('42601'), new Error('x'), fail('store.in_use', { folder: 'x' }), 'text', null];
  for (const thrown of [...ours, coded('ENOENT', 'open x', { syscall: 'open' })])
    assert.equal(databaseFailure(thrown, 'x'), thrown);
});

test('where: host and database, nothing else', () => {
  assert.equal(whereOf({ host: 'db.example.com:5432', database: 'tellcut' }), 'db.example.com:5432/tellcut');
  assert.equal(whereOf({}), 'localhost/');
});
