import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import { displayName } from './name.ts';

test('N2: a name is the last part of a path, on one line, in one form', () => {
  for (const [given, expected] of [
    ['talk.mp4', 'talk.mp4'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['/abs/olute.mov', 'olute.mov'],
    ['C:\\', 'C:'],
    ['', 'file'],
    ['..', 'file'],
    ['./', 'file'],
    ['a\0b.mp4', 'a b.mp4'],
    ['a\r\nSet-Cookie: x=1.mp4', 'a Set-Cookie: x=1.mp4'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['con.mp4', 'con.mp4'],
    ['.env', '.env'],
    ['cafe\u0301.mp4', 'café.mp4'],
    ['👩‍👩‍👧 home.mp4', '👩‍👩‍👧 home.mp4'],
    ['%2e%2e%2fx.mp4', '%2e%2e%2fx.mp4'],
    ['\ud800.mp4', '.mp4'],
  ] as const) {
    assert.equal(displayName(given), expected, JSON.stringify(given));
  }
});

test('N2: a long name keeps its extension and whole characters', () => {
  const name = displayName(`${'漢'.repeat(4096)}.mp4`);
  assert.ok(Buffer.byteLength(name) <= 255);
  assert.match(name, /^漢+\.mp4$/);
});

test('N2: whatever is given, what comes out is safe to show', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = displayName(given);
      assert.ok(name.length > 0 && Buffer.byteLength(name) <= 255);
      assert.doesNotMatch(name, /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.ok(name !== '.' && name !== '..' && name.isWellFormed());
    }),
    { numRuns: 2000 },
  );
});
