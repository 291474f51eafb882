import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bundleClient } from '../../scripts/build.ts';
import { webhookSignature } from '../../src/app/service/webhooks.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { cleanEnv } from '../support/serve.ts';

/** The programs of examples/, where a person would have them: beside node_modules with tellcut in it. */

const folder = tempFolder();
let server: TestServer;
let client: TestClient;
before(async () => {
  server = await openTestServer();
  client = await server.client();
  cpSync('examples', folder.path, { recursive: true });
  const modules = folder.file('node_modules');
  mkdirSync(path.join(modules, '@modelcontextprotocol'), { recursive: true });
  mkdirSync(path.join(modules, 'tellcut'));
  cpSync('package.json', path.join(modules, 'tellcut', 'package.json'));
  for (const name of ['eventsource-parser', 'tus-js-client', '@modelcontextprotocol/client', 'zod'])
    symlinkSync(path.resolve('node_modules', name), path.join(modules, name));
  await bundleClient(path.join(modules, 'tellcut', 'dist'));
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Running = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> };

function run(example: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [folder.file(example), ...args], {
    cwd: folder.path,
    env: cleanEnv({ TELLCUT_URL: server.url, TELLCUT_TOKEN: client.token, ...env }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, said: () => said, ended };
}

/** Until a program has said something; fails when it ends before. */
async function hears({ said, ended }: Running, words: RegExp): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!words.test(said())) {
    assert.ok(!isOver, said());
    await new Promise((done) => setTimeout(done, 20));
  }
}

const clip = (file: string): void => makeVideo(file, { frames: 45, rate: { num: 30, den: 1 }, width: 160, height: 90 });

test('every example has its line in the README, and the README no other', () => {
  const page = readFileSync('examples/README.md', 'utf8');
  const listed = [...page.matchAll(/^\| \[(.+?)\]/gm)].map(([, name]) => name);
  const there = readdirSync('examples').filter((name) => name.endsWith('.mjs') && name !== 'edit.mjs');
  assert.deepEqual(new Set(listed), new Set(there));
});

test('batch-folder edits every video of a folder, and names the one that it cannot', async () => {
  const clips = folder.file('clips');
  mkdirSync(clips);
  for (const name of ['a.mp4', 'b.mp4']) clip(path.join(clips, name));
  writeFileSync(path.join(clips, 'c.mp4'), 'no video');
  const running = run('batch-folder.mjs', [clips, 'cut the first second', folder.file('out')]);
  assert.equal(await running.ended, 1);
  assert.match(running.said(), /failed c\.mp4: ./);
  for (const name of ['a.mp4', 'b.mp4'])
    assert.ok(Math.abs(probeFile(path.join(folder.file('out'), name)).duration - 500) < 60, name);
});

test('watch-folder edits what is put into a folder, until it is stopped', async () => {
  const inbox = folder.file('inbox');
  mkdirSync(inbox);
  const running = run('watch-folder.mjs', [inbox, 'cut the first second', folder.file('watched')]);
  try {
    await hears(running, /watching/);
    clip(folder.file('new.mp4'));
    renameSync(folder.file('new.mp4'), path.join(inbox, 'new.mp4'));
    await hears(running, /done .*new\.mp4/);
    assert.ok(probeFile(folder.file('watched/new.mp4')).duration > 400);
  } finally {
    running.child.kill('SIGTERM');
  }
  assert.equal(await running.ended, 0, running.said());
});

test('webhook-receiver believes what the server signs, and nothing else', async () => {
  const running = run('webhook-receiver.mjs', ['0']);
  try {
    await hears(running, /listening on \d+/);
    const url = `http://127.0.0.1:${/listening on (\d+)/.exec(running.said())?.[1]}/`;
    const body = JSON.stringify({ id: 'render_1', status: 'completed' });
    const { secret } = (await client.data('GET', '/api/webhooks/secret')) as { secret: string };
    const send = async (signature: string): Promise<number> =>
      (await fetch(url, { method: 'POST', body, headers: { 'x-tellcut-signature': signature } })).status;
    assert.equal(await send(webhookSignature(['whsec_other'], body, new Date())), 401);
    assert.equal(await send(webhookSignature([secret], body, new Date(Date.now() - 3_600_000))), 401);
    assert.equal(await send(''), 401);
    assert.equal(await send(webhookSignature(['whsec_newer', secret], body, new Date())), 204);
    await hears(running, /ended \{"id":"render_1"/);
  } finally {
    running.child.kill('SIGTERM');
  }
  await running.ended;
});

test('mcp-agent does a job over MCP, tool by tool', async () => {
  clip(folder.file('talk.mp4'));
  const tellcut = [process.execPath, path.resolve('src/main.ts'), 'mcp', '--data', folder.file('data')].join(' ');
  const running = run('mcp-agent.mjs', ['talk.mp4', 'finished.mp4'], { TELLCUT_MCP: tellcut });
  assert.equal(await running.ended, 0, running.said());
  assert.match(running.said(), /title: .*Urban Dreams/);
  assert.match(running.said(), /Your video is .*finished\.mp4, 0\.5 s long\./);
  assert.ok(Math.abs(probeFile(folder.file('finished.mp4')).duration - 500) < 60);
});
