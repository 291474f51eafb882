import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanStream, secretsOf } from './clean-stream.ts';

test('secrets are known by the names of their variables, and as passwords inside of addresses', () => {
  const env = {
    OPENAI_API_KEY: ' sk-0123456789 ',
    S3_SECRET_ACCESS_KEY: 'abcdefghij',
    DATABASE_URL: 'postgres://me:p%40ssword1@db/x',
    KEYMAP: 'us',
    HOME: '/home/somebody',
    EMPTY_TOKEN: '',
    MISSING: undefined,
  };
  assert.deepEqual(secretsOf(env), ['sk-0123456789', 'abcdefghij', 'p%40ssword1', 'p@ssword1']);
});

test('a tail waits only while it may begin something that is taken out', () => {
  const clean = cleanStream(['sk-0123456789']);
  assert.equal(clean.push('Hello s'), 'Hello ');
  assert.equal(clean.push('ea'), 'sea');
  assert.equal(clean.push(' sk-01234'), ' ');
  assert.equal(clean.push('56789 and SK-0123456789!'), '[…] and […]');
  assert.equal(clean.push(''), '');
  assert.equal(clean.end(), '!');
  assert.equal(clean.end(), '');
});

test('emoji, line breaks and other scripts stay as they are', () => {
  const clean = cleanStream([]);
  const text = '👩‍👩‍👧 नमस्ते\n你好\tשלום';
  assert.equal(clean.push(text) + clean.end(), text);
});
