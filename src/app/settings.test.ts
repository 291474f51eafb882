import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { TellcutError } from '../base/errors.ts';
import { withSecret } from './secret.ts';
import { type PlainSettings, readSettings, SETTINGS, type Setting } from './settings.ts';

const read = (env: Record<string, string>, file?: unknown): PlainSettings =>
  readSettings({ env, file, dataFolder: '/srv/tellcut' });

/** The issues of settings that do not work. */
function issuesOf(env: Record<string, string>, file?: unknown): readonly string[] {
  try {
    read(env, file);
  } catch (error) {
    assert.ok(error instanceof TellcutError && error.code === 'settings.invalid');
    return (error.params as { issues: string[] }).issues;
  }
  return [];
}

test('nothing needs to be set', () => {
  const settings = read({});
  assert.equal(settings.data, '/srv/tellcut');
  assert.equal(settings.port, 8787);
  assert.equal(settings.isLoopback, true);
  assert.equal(settings.credits, false);
  assert.equal(settings.maxUploadBytes, 500_000_000);
  assert.equal(settings.anonWindow, 7 * 86_400_000);
  assert.deepEqual(settings.trustProxy, []);
  assert.ok(Object.isFrozen(settings));
});

test('flags are stronger than the environment, the environment than the file', () => {
  const sources = { env: { TELLCUT_PORT: '2' }, file: { port: 3, host: '0.0.0.0' }, dataFolder: '/d' };
  assert.equal(readSettings({ ...sources, flags: { port: '1' } }).port, 1);
  assert.equal(readSettings(sources).port, 2);
  assert.equal(readSettings({ ...sources, env: { TELLCUT_PORT: '' } }).port, 3);
  assert.equal(readSettings(sources).host, '0.0.0.0');
});

test('credits count where others can reach the server, unless it is said', () => {
  assert.equal(read({ TELLCUT_HOST: '0.0.0.0' }).credits, true);
  assert.equal(read({ TELLCUT_HOST: '0.0.0.0', TELLCUT_CREDITS: 'off' }).credits, false);
  assert.equal(read({ TELLCUT_CREDITS: 'on' }).credits, true);
  for (const host of ['127.0.0.1', '127.8.9.1', 'localhost', '::1'])
    assert.equal(read({ TELLCUT_HOST: host }).isLoopback, true);
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.com'])
    assert.equal(read({ TELLCUT_HOST: host }).isLoopback, false);
});

test('sizes, lengths of time and lists are read as people write them', () => {
  const settings = read({
    TELLCUT_MAX_UPLOAD_BYTES: '1.5 GB',
    TELLCUT_DRAIN: '90s',
    TELLCUT_TURN_TIMEOUT: '20',
    TELLCUT_TRUST_PROXY: '10.0.0.0/8, ::1',
    TELLCUT_PUBLIC_URL: 'https://video.example.com/',
  });
  assert.equal(settings.maxUploadBytes, 1_500_000_000);
  assert.equal(settings.drain, 90_000);
  assert.equal(settings.turnTimeout, 20_000);
  assert.deepEqual(settings.trustProxy, ['10.0.0.0/8', '::1']);
  assert.equal(settings.publicUrl, 'https://video.example.com');
  assert.deepEqual(read({}, { trustProxy: ['10.0.0.1'] }).trustProxy, ['10.0.0.1']);
});

test('every value that does not work is named, and none is repeated', () => {
  const issues = issuesOf({ TELLCUT_PORT: 'eighty', TELLCUT_CREDITS: 'maybe', TELLCUT_SECRET: 'short-and-sweet' });
  assert.equal(issues.length, 3);
  assert.match(issues.join('\n'), /TELLCUT_PORT must be a whole number from 0 to 65535/);
  assert.match(issues.join('\n'), /TELLCUT_CREDITS must be on or off/);
  assert.doesNotMatch(issues.join('\n'), /eighty|maybe|sweet/);
});

test('a proxy is an address or a network, never everybody', () => {
  for (const wrong of [
    'true',
    '*',
    '0.0.0.0/0',
    '::/0',
    '1',
    'loopback',
    '::ffff:10.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0/8',
  ])
    assert.equal(issuesOf({ TELLCUT_TRUST_PROXY: wrong }).length, 1, wrong);
});

test('what belongs together is asked for together', () => {
  assert.match(issuesOf({ S3_BUCKET: 'media' }).join(), /must be given together/);
  assert.match(issuesOf({ DATABASE_URL: 'postgres://db/tellcut' }).join(), /TELLCUT_SECRET must be given/);
  assert.deepEqual(issuesOf({ DATABASE_URL: 'postgres://db/tellcut', TELLCUT_SECRET: 's'.repeat(32) }), []);
  assert.match(issuesOf({ DATABASE_URL: 'mysql://db' }).join(), /postgres/);
});

test('a file is one object of known names', () => {
  assert.match(issuesOf({}, { prot: 1 }).join(), /"prot", which is no setting/);
  for (const odd of [[], 'x', null, 7]) assert.equal(issuesOf({}, odd).length, 1);
  assert.match(issuesOf({}, { port: { a: 1 } }).join(), /TELLCUT_PORT/);
});

test('every fallback works, and every setting has its own variable', () => {
  const records = Object.values(SETTINGS) as Setting[];
  assert.equal(new Set(records.map(({ env }) => env)).size, records.length);
  for (const { env, about } of records) {
    assert.match(env, /^[A-Z][A-Z0-9_]+$/);
    assert.match(about, /\.$/, env);
  }
});

test('a secret is made once, for its owner alone, also by two who come at once', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tellcut-secret-'));
  try {
    const settings = { ...read({}), data: path.join(folder, 'data') };
    const made = await Promise.all([withSecret(settings), withSecret(settings), withSecret(settings)]);
    assert.equal(new Set(made.map(({ secret }) => secret)).size, 1);
    assert.ok((made[0]?.secret.length ?? 0) >= 32);
    assert.equal((await withSecret(settings)).secret, made[0]?.secret);
    assert.equal((await stat(path.join(settings.data, 'secret'))).mode & 0o777, 0o600);
    assert.equal((await readFile(path.join(settings.data, 'secret'), 'utf8')).trim(), made[0]?.secret);
    assert.equal((await withSecret({ ...settings, secret: 'g'.repeat(32) })).secret, 'g'.repeat(32));
    await assert.rejects(
      withSecret({ ...settings, data: path.join(settings.data, 'secret', 'below') }),
      /cannot be used/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
