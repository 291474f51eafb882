import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPassword, hashPassword } from './passwords.ts';

test('a password belongs to its hash and to no other', async () => {
  const hash = await hashPassword('correct horse');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.equal(await checkPassword('correct horse', hash), true);
  assert.equal(await checkPassword('correct horse ', hash), false);
  assert.equal(await checkPassword('', hash), false);
  assert.notEqual(await hashPassword('correct horse'), hash);
});

test('letters count beyond the 72nd byte, and however a system composes them', async () => {
  const long = 'a'.repeat(100);
  assert.equal(await checkPassword(`${long}b`, await hashPassword(`${long}c`)), false);
  assert.equal(await checkPassword('pässwörd', await hashPassword('pa\u0308sswo\u0308rd')), true);
});

test('no hash, or one that is none, fits nothing', async () => {
  for (const kept of [null, '', 'x', '$argon2id$v=19$m=1,t=1,p=1$$', '$2b$10$abc'])
    assert.equal(await checkPassword('x', kept), false);
});

test('a line that grows too long is sent away, and the door opens again', async () => {
  const crowd = await Promise.allSettled(Array.from({ length: 80 }, () => checkPassword('x', null)));
  const refused = crowd.filter(({ status }) => status === 'rejected');
  assert.equal(refused.length, 80 - 66);
  assert.equal(await checkPassword('x', null), false);
});
