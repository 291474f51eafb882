import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openPartCache } from './cache.ts';

let folder: string;
const key = (n: number): string => n.toString(16).padStart(64, '0');
const inFolder = (name: string): string => path.join(folder, name);
const cached = (): string[] =>
  readdirSync(inFolder('cache'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

function source(name: string, bytes: number): string {
  writeFileSync(inFolder(name), Buffer.alloc(bytes, name));
  return inFolder(name);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tellcut-cache-'));
  mkdirSync(inFolder('cache'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a part comes back as it was kept, and others are not there', async () => {
  const cache = openPartCache({ folder: inFolder('cache') });
  await cache.keep(key(1), source('a', 1000));
  assert.equal(await cache.fetch(key(1), inFolder('back')), true);
  assert.deepEqual(readFileSync(inFolder('back')), readFileSync(inFolder('a')));
  assert.equal(await cache.fetch(key(2), inFolder('none')), false);
  assert.equal(await openPartCache({ folder: inFolder('never made') }).fetch(key(1), inFolder('none')), false);
});

test('a part that was fetched outlives its place in the cache', async () => {
  const cache = openPartCache({ folder: inFolder('cache') });
  await cache.keep(key(1), source('a', 1000));
  await cache.fetch(key(1), inFolder('back'));
  for (const file of cached()) rmSync(file);
  assert.equal(readFileSync(inFolder('back')).length, 1000);
});

for (const [what, damage] of [
  ['cut short', (file: string) => truncateSync(file, 500)],
  ['changed in one byte', (file: string) => writeFileSync(file, Buffer.alloc(1000, 'b'))],
] as const) {
  test(`a part that was ${what} counts as absent and makes room for a whole one`, async () => {
    const cache = openPartCache({ folder: inFolder('cache') });
    await cache.keep(key(1), source('a', 1000));
    rmSync(inFolder('a'));
    for (const file of cached()) damage(file);
    assert.equal(await cache.fetch(key(1), inFolder('back')), false);
    assert.deepEqual(cached(), []);
    await cache.keep(key(1), source('a', 1000));
    assert.equal(await cache.fetch(key(1), inFolder('back')), true);
  });
}

test('trimming removes what was used longest ago, and abandoned copies', async () => {
  const cache = openPartCache({ folder: inFolder('cache'), maxBytes: 2500 });
  for (const n of [1, 2, 3]) await cache.keep(key(n), source(`part ${n}`, 1000));
  for (const [i, file] of cached().toSorted().entries()) utimesSync(file, 1000 + i, 1000 + i);
  writeFileSync(inFolder('cache/00/.partial-old'), 'x');
  utimesSync(inFolder('cache/00/.partial-old'), 1, 1);
  assert.equal(await cache.fetch(key(1), inFolder('one')), true);
  await cache.trim();
  assert.equal(await cache.fetch(key(1), inFolder('still one')), true);
  assert.equal(await cache.fetch(key(2), inFolder('two')), false);
  assert.equal(await cache.fetch(key(3), inFolder('three')), true);
  assert.equal(cached().length, 2);
});

test('processes that keep the same keys and are killed leave every key whole or absent', async () => {
  writeFileSync(
    inFolder('writer.ts'),
    `import { writeFileSync } from 'node:fs';
     const { openPartCache } = await import(process.argv[2]);
     const cache = openPartCache({ folder: process.argv[3] });
     for (let round = 0; ; round++) {
       for (let n = 0; n < 20; n++) {
         const file = process.argv[4] + '-' + round + '-' + n;
         writeFileSync(file, Buffer.alloc(200_000, n + 1));
         await cache.keep(n.toString(16).padStart(64, '0'), file);
         if (round === 0 && n === 9) process.send?.('half');
       }
     }`,
  );
  const module = new URL('./cache.ts', import.meta.url).href;
  const writers = [1, 2].map((n) =>
    fork(inFolder('writer.ts'), [module, inFolder('cache'), inFolder(`w${n}`)], { execArgv: [] }),
  );
  await Promise.all(writers.map((writer) => once(writer, 'message')));
  for (const writer of writers) writer.kill('SIGKILL');
  await Promise.all(writers.map((writer) => once(writer, 'exit')));
  const cache = openPartCache({ folder: inFolder('cache') });
  let whole = 0;
  for (let n = 0; n < 20; n++) {
    if (!(await cache.fetch(key(n), inFolder(`back ${n}`)))) continue;
    whole++;
    assert.deepEqual(readFileSync(inFolder(`back ${n}`)), Buffer.alloc(200_000, n + 1));
  }
  assert.ok(whole >= 10, `${whole} parts are there`);
});
