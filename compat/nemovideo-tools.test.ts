import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openTestServer, type TestClient, type TestServer } from '../test/support/http.ts';
import { makeVideo, tempFolder } from '../test/support/make-media.ts';
import { missing } from './installed.ts';

/** Every command of the vendor's program that its help lists, as its readme shows them, with only the address changed. */

const skip = missing('nemovideo-tools');
const program = fileURLToPath(new URL('node_modules/nemovideo-tools/dist/index.js', import.meta.url));
const folder = tempFolder();
let server: TestServer;
let client: TestClient;
let project: string;

before(async () => {
  if (skip !== false) return;
  server = await openTestServer();
  client = await server.client();
});
after(async () => {
  await server?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function run(...words: string[]): Promise<{ code: number; said: string; out: string }> {
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: folder.path,
    NEMOVIDEO_API_KEY: client.token,
    NO_UPDATE_NOTIFIER: '1',
    NO_COLOR: '1',
    BROWSER: 'true',
  };
  return promisify(execFile)(process.execPath, [program, ...words], { env, cwd: folder.path, timeout: 90_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr, out: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
      out: error.stdout,
    }),
  );
}

test('config, credits', { skip }, async () => {
  assert.match((await run('config', 'set', 'base_url', server.url)).said, /base_url/);
  assert.match((await run('config', 'get')).said, new RegExp(server.url));
  const { code, said } = await run('credits');
  assert.equal(code, 0, said);
  assert.match(said, /Available: 100 \| Frozen: 0 \| Total consumed: 0/);
});

test('create, project list and get', { skip }, async () => {
  const { code, said } = await run('create', '-p', 'what can you do?');
  assert.equal(code, 0, said);
  project = /task_[0-9a-f]+/.exec(said)?.[0] ?? '';
  assert.match((await run('project', 'list')).said, new RegExp(project));
  assert.match((await run('project', 'get', project)).said, /State:\s+empty/);
});

test('upload, chat, credits history', { skip }, async () => {
  const video = folder.file('talk.mp4');
  makeVideo(video, { frames: 90, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  const sent = await run('upload', video, '--project', project);
  assert.equal(sent.code, 0, sent.said);
  assert.match(sent.said, /Uploaded talk\.mp4/);
  const chat = await run('chat', project, '-p', 'cut the first second');
  assert.equal(chat.code, 0, chat.said);
  assert.match(chat.said, /0:00–0:01/);
  assert.match((await run('project', 'get', project)).said, /State:\s+has content/);
  const history = JSON.parse((await run('credits', 'history', '--json', '--all-pages')).out) as {
    items: { kind: string; amount_delta: number }[];
  };
  assert.deepEqual(
    history.items.map(({ kind, amount_delta }) => [kind, amount_delta]),
    [
      ['conversation', -1],
      ['grant', 100],
    ],
  );
  assert.match((await run('credits', 'history', '--project-id', project)).said, /cut the first second/);
});

test('export, project download, open', { skip }, async () => {
  const out = folder.file('out.mp4');
  const made = await run('export', project, '-o', out);
  assert.equal(made.code, 0, made.said);
  assert.ok(existsSync(out) && statSync(out).size > 1000);
  const again = folder.file('again.mp4');
  const got = await run('project', 'download', project, '-o', again);
  assert.equal(got.code, 0, got.said);
  assert.equal(statSync(again).size, statSync(out).size);
  assert.match((await run('open', project)).said, new RegExp(project));
});

test('create with a length, a shape and an export; options of history; the folder of downloads', { skip }, async () => {
  const made = await run('create', '-p', 'make it 9:16', '-d', '5', '-r', '9:16', '-e', '-o', folder.file('empty.mp4'));
  assert.match(made.said, /task_[0-9a-f]+/);
  assert.doesNotMatch(made.said, /undefined|\[object|at .*\.js:\d/, 'an empty project cannot be exported, and that is said');
  assert.ok(!existsSync(folder.file('empty.mp4')));
  const help = await run('credits', 'history', '--help');
  assert.equal(help.code, 0);
  const few = JSON.parse((await run('credits', 'history', '--json')).out) as { items: unknown[] };
  assert.ok(few.items.length > 0);
  assert.match((await run('config', 'set', 'output_dir', folder.path)).said, /output_dir/);
  assert.match((await run('config', 'get', 'output_dir')).said, /./);
  for (const words of [['help'], ['--version'], ['help', 'export'], ['project', 'help', 'download']])
    assert.equal((await run(...words)).code, 0, words.join(' '));
});

test('what fails says why: an unknown project, no credits, a wrong key', { skip }, async () => {
  const unknown = await run('chat', 'task_unknown', '-p', 'cut');
  assert.equal(unknown.code, 1);
  assert.match(unknown.said, /no such project/i);
  client = { ...client, token: 'nmv_usr_wrong' };
  const wrong = await run('credits');
  assert.equal(wrong.code, 1);
  assert.match(wrong.said, /Authentication failed/);
});
