import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { lastLine } from './cluster.ts';
import { factsOf, isRunning, readLock } from './lock.ts';

const DATA = '/data/postgres/pg18';

for (const [what, facts, expected] of [
  ['nobody with this number', { isAlive: false, command: null }, false],
  ['Postgres on these data', { isAlive: true, command: `/x/bin/postgres -D ${DATA} -c a=b` }, true],
  ['Postgres on other data', { isAlive: true, command: '/x/bin/postgres -D /other' }, false],
  ['an unrelated process', { isAlive: true, command: 'node src/main.ts serve' }, false],
  ['one that ended and was not collected', { isAlive: true, command: '' }, false],
  ['one that may not be looked at', { isAlive: true, command: null }, true],
] as const) {
  test(`a lock that names ${what} ${expected ? 'holds' : 'does not hold'}`, () => {
    assert.equal(isRunning(facts, DATA), expected);
  });
}

test('a lock is read as Postgres writes it; damage is no lock', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tellcut-lock-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'postmaster.pid');
  assert.equal(readLock(folder), null);
  writeFileSync(file, '4711\n/data\n1700000000\n5432\n/run/x\n\n  123\nready\n');
  assert.deepEqual(readLock(folder), { pid: 4711, socketFolder: '/run/x' });
  for (const damaged of ['', '\n\n', 'abc\n', '-1\n', '0\n']) {
    writeFileSync(file, damaged);
    assert.equal(readLock(folder), null, JSON.stringify(damaged));
  }
});

test('we are alive, and no process is Postgres by chance', () => {
  const facts = factsOf({ pid: process.pid, socketFolder: '' });
  assert.equal(facts.isAlive, true);
  assert.equal(isRunning(facts, DATA), false);
});

test('of what Postgres said, the line that tells the reason is shown', () => {
  const said = `2026-03-01 LOG:  starting PostgreSQL 18
2026-03-01 FATAL:  data directory "/x" has invalid permissions
2026-03-01 DETAIL:  Permissions should be u=rwx.
`;
  assert.equal(lastLine(said), 'data directory "/x" has invalid permissions');
  assert.equal(
    lastLine('initdb: error: could not look up effective user ID 12345: no such user\n'),
    'could not look up effective user ID 12345: no such user',
  );
  assert.equal(lastLine('something\n\n'), 'something');
});
