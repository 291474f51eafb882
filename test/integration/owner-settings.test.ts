import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ModelSettings } from '../../src/app/model-settings.ts';
import { addFile } from '../../src/app/service/assets.ts';
import { createProject } from '../../src/app/service/projects.ts';
import { ownerAccount } from '../../src/app/service/web-session.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { modelServer, refusal, words } from '../support/model-server.ts';

let site: TestServer;
let cookie: string;
const folder = tempFolder();

before(async () => {
  site = await openTestServer();
  const response = await call('POST', '/api/web/session');
  cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
after(async () => {
  await site[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const call = (method: string, at: string, body?: unknown): Promise<Response> =>
  fetch(site.url + at, {
    method,
    headers: {
      origin: site.url,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
type Answer = { code: number; message: string; data: Record<string, Record<string, unknown>> };
const answer = async (method: string, at: string, body?: unknown): Promise<Answer> =>
  (await (await call(method, at, body)).json()) as Answer;

test('a model that answers is kept, its key is never shown and readable by nobody else; the next turn asks it', async () => {
  await using model = await modelServer(words('ready'), words('What a fine day.'));
  const brain = { provider: 'openai-compatible', model: 'm-1', base_url: model.baseUrl, key: 'sk-very-secret-key' };
  const chosen = await answer('PUT', '/api/web/models/brain', { brain });
  assert.equal(chosen.code, 0, chosen.message);
  assert.deepEqual(chosen.data['brain'], {
    by: 'settings',
    provider: 'openai-compatible',
    model: 'm-1',
    base_url: model.baseUrl,
    has_key: true,
  });
  assert.doesNotMatch(JSON.stringify([chosen, await answer('GET', '/api/web/models')]), /very-secret/);
  const file = path.join(site.desk.settings.data, 'models.json');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(readFileSync(file, 'utf8'), /sk-very-secret-key/);

  const made = await answer('POST', '/api/tasks/me/with-session/nemo_agent', {});
  const sessionId = JSON.stringify(made.data['session_id']).slice(1, -1);
  const turn = await call('POST', '/run', {
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: sessionId,
    new_message: { parts: [{ text: 'what a day' }] },
  });
  assert.match(await turn.text(), /What a fine day/);
  assert.equal(model.asked.length, 2);

  // What a restart would read; and a key that is not sent again stays.
  const again = new ModelSettings({ folder: site.desk.settings.data, env: {} });
  assert.equal(again.brain?.model.key(), 'sk-very-secret-key');
  const { signal } = new AbortController();
  const other = { provider: 'openai-compatible', model: 'm-2', baseUrl: model.baseUrl };
  await again.chooseBrain(other, signal);
  assert.equal(again.brain?.model.key(), 'sk-very-secret-key');
  await using elsewhere = await modelServer(words('ready'));
  await again.chooseBrain({ ...other, baseUrl: elsewhere.baseUrl }, signal);
  assert.equal(again.brain?.model.key(), null, 'a key goes to no other address');
});

test('a model that refuses is not kept, and its own sentence is told', async () => {
  assert.equal((await answer('PUT', '/api/web/models/brain', { brain: null })).code, 0);
  await using model = await modelServer(refusal(401));
  const brain = { provider: 'openai-compatible', model: 'm-1', base_url: model.baseUrl, key: 'wrong' };
  const refused = await answer('PUT', '/api/web/models/brain', { brain });
  assert.match(refused.message, /did not accept the key/);
  assert.equal((await answer('GET', '/api/web/models')).data['brain']?.['by'], 'nobody');
  const silent = { provider: 'openai-compatible', model: 'm-1', base_url: 'http://127.0.0.1:9/v1' };
  assert.match((await answer('PUT', '/api/web/models/brain', { brain: silent })).message, /cannot be reached/);
});

test('what the environment sets is told and cannot be chosen; a file that is broken is none', async () => {
  const env = { TELLCUT_MODEL: 'ollama:x', TELLCUT_TRANSCRIBE_URL: 'http://127.0.0.1:1/v1' };
  const settings = new ModelSettings({ folder: folder.path, env });
  assert.deepEqual([settings.choices.brain.by, settings.choices.ears.by], ['environment', 'environment']);
  await assert.rejects(settings.chooseBrain(null, AbortSignal.timeout(60_000)), { code: 'settings.by_environment' });
  await assert.rejects(settings.chooseEars(null), { code: 'settings.by_environment' });
  await using model = await modelServer(words('ready'));
  const kept = new ModelSettings({ folder: folder.path, env: { OPENROUTER_API_KEY: 'from outside' } });
  const choice = { provider: 'openrouter', model: 'm', baseUrl: model.baseUrl };
  await kept.chooseBrain(choice, AbortSignal.timeout(60_000));
  assert.equal(kept.brain?.model.key(), 'from outside');
  // Without it the choice does not work any more: the server starts all the same.
  assert.equal(new ModelSettings({ folder: folder.path, env: {} }).brain, null);
});

test('words: an address is kept or refused', async () => {
  const refused = await answer('PUT', '/api/web/models/ears', { ears: { url: 'nowhere' } });
  assert.notEqual(refused.code, 0);
  const set = await answer('PUT', '/api/web/models/ears', { ears: { url: 'http://127.0.0.1:1/v1', key: 'k' } });
  assert.deepEqual(set.data['ears'], {
    by: 'settings',
    url: 'http://127.0.0.1:1/v1',
    model: 'whisper-1',
    has_key: true,
  });
  assert.equal(site.desk.studio.ears?.host, '127.0.0.1:1');
  assert.equal((await answer('PUT', '/api/web/models/ears', { ears: null })).data['ears']?.['by'], 'nobody');
  assert.equal(site.desk.studio.ears, null);
});

test('who makes pictures, clips and music: kept without being tried, the key never shown, refused where it cannot be', async () => {
  const maker = { provider: 'fal', model: 'fal-ai/flux/dev', key: 'k-1' };
  const set = await answer('PUT', '/api/web/models/maker', { kind: 'image', maker });
  const makers = set.data['makers'] as unknown as Record<string, unknown>;
  assert.deepEqual(makers['image'], {
    by: 'settings',
    provider: 'fal',
    model: 'fal-ai/flux/dev',
    base_url: null,
    has_key: true,
  });
  assert.equal((makers['video'] as { by: string }).by, 'nobody');
  assert.ok(!JSON.stringify(set).includes('k-1'));
  assert.equal(site.desk.models.makers.image?.label, 'fal/fal-ai/flux/dev');
  // Another model of the same provider keeps the key; another provider does not get it.
  await answer('PUT', '/api/web/models/maker', { kind: 'image', maker: { provider: 'fal', model: 'fal-ai/other' } });
  assert.equal(site.desk.models.makers.image?.label, 'fal/fal-ai/other');
  const keyless = { kind: 'image', maker: { provider: 'replicate', model: 'a/b' } };
  assert.match((await answer('PUT', '/api/web/models/maker', keyless)).message, /needs a key: set REPLICATE_API_TOKEN/);
  const wrong = { kind: 'music', maker: { provider: 'openai', model: 'x', key: 'k' } };
  assert.match((await answer('PUT', '/api/web/models/maker', wrong)).message, /TELLCUT_MUSIC_MODEL is "openai\/x"/);
  assert.equal(site.desk.models.makers.image?.label, 'fal/fal-ai/other');
  await answer('PUT', '/api/web/models/maker', { kind: 'image', maker: null });
  assert.equal(site.desk.models.makers.image, null);
  const env = { TELLCUT_VIDEO_MODEL: 'fal/a/b', FAL_KEY: 'k' };
  const settings = new ModelSettings({ folder: folder.path, env });
  assert.equal(settings.choices.makers.video.by, 'environment');
  await assert.rejects(settings.chooseMaker('video', null), { code: 'settings.by_environment' });
});

test('storage is counted and cleaned, and nobody but the owner sees any of it', async () => {
  const accountId = await ownerAccount(site.desk);
  const { sessionId } = await createProject(site.desk, { accountId, name: 'A film', language: 'en' });
  const file = folder.file('a.mp4');
  makeVideo(file, { rate: { num: 30, den: 1 }, frames: 15 });
  const { size } = statSync(file);
  await addFile(site.desk, {
    accountId,
    sessionId,
    path: file,
    filename: 'a.mp4',
    signal: AbortSignal.timeout(60_000),
  });
  const found = await answer('GET', '/api/web/storage');
  assert.equal(Number(found.data['media']), size);
  assert.ok(Number(found.data['free']) > 0);
  const cleaned = await answer('POST', '/api/web/storage/clean', { what: 'cache' });
  assert.deepEqual([Number(cleaned.data['cache']), Number(cleaned.data['media'])], [0, size]);

  const other = await site.client();
  for (const [method, at, body] of [
    ['GET', '/api/web/models'],
    ['GET', '/api/web/storage'],
    ['PUT', '/api/web/models/brain', { brain: null }],
    ['PUT', '/api/web/models/ears', { ears: null }],
    ['PUT', '/api/web/models/maker', { kind: 'image', maker: null }],
    ['POST', '/api/web/storage/clean', { what: 'exports' }],
  ] as const)
    assert.equal((await other.call(method, at, body)).status, 403, at);
});

test('an export is estimated before it is made: size, bytes, how it suits a platform', async () => {
  const accountId = await ownerAccount(site.desk);
  const { sessionId } = await createProject(site.desk, { accountId, name: 'A film', language: 'en' });
  const file = folder.file('b.mp4');
  makeVideo(file, { rate: { num: 30, den: 1 }, frames: 30 });
  await addFile(site.desk, {
    accountId,
    sessionId,
    path: file,
    filename: 'b.mp4',
    signal: AbortSignal.timeout(60_000),
  });
  const at = `/api/web/sessions/${sessionId}/export`;
  const plain = (await answer('GET', at)).data as unknown as { bytes: number; duration: number; notes: unknown[] };
  assert.equal(plain.duration, 1);
  assert.ok(plain.bytes > 1000 && plain.bytes < 1_000_000, `${plain.bytes}`);
  assert.deepEqual(plain.notes, []);
  const wav = (await answer('GET', `${at}?format=wav`)).data as unknown as { bytes: number };
  assert.equal(wav.bytes, 192_000);
  const short = (await answer('GET', `${at}?platform=tiktok`)).data as unknown as {
    notes: { fault: boolean; text: string }[];
  };
  assert.ok(
    short.notes.some(({ fault, text }) => fault && /at least/.test(text)),
    JSON.stringify(short.notes),
  );
});
