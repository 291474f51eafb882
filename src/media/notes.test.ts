import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openNotes } from './notes.ts';
import { settledStampOf, stampOf } from './stamp.ts';

let folder: string;
const inFolder = (name: string): string => path.join(folder, name);
const files = (): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.\w+$/.test(name));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tellcut-notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the last note of a name is read, in another process too; damage counts as none', async () => {
  const notes = openNotes(inFolder('notes'));
  assert.equal(await notes.read('a'), null);
  await notes.write('a', { n: 1 });
  await notes.write('a', { n: 2 });
  assert.deepEqual(await openNotes(inFolder('notes')).read('a'), { n: 2 });
  const [file = ''] = files();
  writeFileSync(inFolder(file), '{"n":');
  assert.equal(await notes.read('a'), null);
});

test('old notes go, the newest stay', async () => {
  const notes = openNotes(inFolder('notes'), 2);
  for (let n = 0; n < 1500; n++) await notes.write(`note ${n}`, n);
  assert.ok(files().length <= 2 * 256, `${files().length} notes`);
  assert.equal(await notes.read('note 1499'), 1499);
});

test('a folder that takes nothing costs nothing', async () => {
  writeFileSync(inFolder('notes'), 'a file where a folder should be');
  const notes = openNotes(inFolder('notes'));
  await notes.write('a', 1);
  assert.equal(await notes.read('a'), null);
});

test('a stamp changes with the bytes, also where size and time of change were put back', async () => {
  const file = inFolder('a.bin');
  writeFileSync(file, 'one');
  const long = new Date('2020-01-01');
  utimesSync(file, long, long);
  const before = await stampOf(file);
  assert.equal(await stampOf(file), before);
  await sleep(20);
  writeFileSync(file, 'two');
  utimesSync(file, long, long);
  assert.notEqual(await stampOf(file), before);
  assert.equal(await settledStampOf(file), null, 'it was written a moment ago');
  await sleep(3100);
  assert.equal(await settledStampOf(file), await stampOf(file));
});
