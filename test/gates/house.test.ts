import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type Lock, missingEntries } from '../../scripts/complete-lock.ts';
import { CATALOGUE } from '../../src/base/errors.ts';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '');

test('no folder or file hides under a name that only grows', () => {
  const vague = /^(utils?|helpers?|common|misc|lib|core)(\.|$)/;
  const found = tracked.filter((file) => file.split('/').some((part) => vague.test(part)));
  assert.deepEqual(found, []);
});

test('no binary over 200 kB is in the repository, but for the pictures of the README', () => {
  const large = tracked.filter((file) => {
    if (file.startsWith('docs/pictures/') || !existsSync(file)) return false;
    const bytes = readFileSync(file);
    return bytes.length > 200_000 && bytes.includes(0);
  });
  assert.deepEqual(large, []);
});

test('every dependency has its reason in docs/decisions', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  );
  const pages = tracked.filter((file) => file.startsWith('docs/decisions/')).map((file) => readFileSync(file, 'utf8'));
  const missing = wanted.filter((name) => !pages.some((page) => page.includes(`\`${name}\``)));
  assert.deepEqual(missing, []);
});

test('every named failure speaks both languages and ends as a sentence', () => {
  const anything: unknown = new Proxy(
    {},
    {
      get: (_, key) =>
        key === 'issues' || key === 'supported'
          ? []
          : key === 'what' || key === 'question'
            ? { en: 'x.', zh: 'x。' }
            : 'x.',
    },
  );
  for (const [code, { say }] of Object.entries(CATALOGUE)) {
    const said = (say as (p: unknown) => { en: string; zh: string })(anything);
    assert.match(said.en, /[.!?]$/, code);
    assert.match(said.zh, /[。！？.]$/, code);
  }
});

test('links between our own pages lead somewhere', () => {
  const broken: string[] = [];
  for (const page of tracked.filter((file) => file.endsWith('.md'))) {
    for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
      const file = path.normalize(path.join(path.dirname(page), target));
      if (!tracked.some((known) => known === file || known.startsWith(`${file.replace(/\/$/, '')}/`)))
        broken.push(`${page} → ${target}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('the lockfile lists the packages of every platform, so that npm ci works on each', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  assert.deepEqual(Object.keys(missingEntries(lock)), []);
});

test('properties take their seed from test/support/properties.ts', () => {
  const own = tracked.filter(
    (file) =>
      file.endsWith('.ts') &&
      file !== 'test/support/properties.ts' &&
      existsSync(file) &&
      readFileSync(file, 'utf8').includes(`from 'fast-${'check'}'`),
  );
  assert.deepEqual(own, []);
});
