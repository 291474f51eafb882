import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { upload as take } from '../support/desk.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { type Answer, type Asking, ask as askApp } from '../support/inject.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

let site: TestServer;
let app: FastifyInstance;
const media = tempFolder();
before(async () => {
  makeVideo(media.file('short.mp4'), { frames: 50, rate: { num: 25, den: 1 } });
  site = await openTestServer();
  app = site.server.app;
});
after(async () => {
  await site[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

const SKILL = { 'x-skill-source': 'test', 'x-skill-version': '1', 'x-skill-platform': 'node' };
type Film = { token: string; accountId: string; session: string; task: string };

async function film({ isEmpty = false } = {}): Promise<Film> {
  const { token, accountId, project } = await site.client();
  const { taskId, sessionId } = await project();
  if (!isEmpty) await take(site.desk, { accountId, sessionId, projectId: taskId }, media.file('short.mp4'), 'talk.mp4');
  return { token, accountId, session: sessionId, task: taskId };
}

/** Calls a route of a film: `:sid`, `:task_id` and `:uid` are its own. */
function on(app_: Film, key: string, asking: Asking & { id?: string; path?: string } = {}): Promise<Answer> {
  const [, pattern = ''] = key.split(' ');
  const url = pattern
    .replace(':uid', 'me')
    .replace(':sid', app_.session)
    .replace(':task_id', app_.task)
    .replace(':id', asking.id ?? 'none');
  return askApp(app, key, url + (asking.path ?? ''), { token: app_.token, ...asking });
}

const LATEST = 'GET /api/state/nemo_agent/:uid/:sid/latest';
const PATCH = 'PATCH /api/state/nemo_agent/:uid/:sid/draft';
const RENDER = 'POST /api/render/proxy/lambda';
const codes = ({ status, body }: Answer): [number, unknown] => [status, body.code];

test('a project: created, listed, renamed, deleted; its session is gone with it', async () => {
  const mine = await film({ isEmpty: true });
  const listed = await on(mine, 'GET /api/tasks/:uid');
  const [first] = listed.data['tasks'] as { task_id: string; task_name: string; sessions: string[] }[];
  assert.deepEqual([first?.task_id, first?.task_name, first?.sessions], [mine.task, 'A film', [mine.session]]);
  const renamed = await on(mine, 'PATCH /api/tasks/:uid/:task_id', { body: { task_name: ' 城市 之梦 ' } });
  assert.equal(renamed.data['task_name'], '城市 之梦');
  assert.equal((await on(mine, LATEST)).status, 200);
  assert.deepEqual((await on(mine, 'DELETE /api/tasks/:uid/:task_id')).data, { deleted: true });
  assert.deepEqual(codes(await on(mine, 'DELETE /api/tasks/:uid/:task_id')), [404, 1003]);
  assert.deepEqual(codes(await on(mine, LATEST)), [404, 1002]);
  assert.deepEqual((await on(mine, 'GET /api/tasks/:uid')).data, { tasks: [] });
});

test('a project without a body has a name and a language all the same', async () => {
  const { token } = await site.client();
  const url = '/api/tasks/me/with-session/nemo_agent';
  const key = 'POST /api/tasks/:uid/with-session/nemo_agent';
  const made = await askApp(app, key, url, { token, headers: { 'accept-language': 'zh' } });
  const shown = await askApp(app, 'GET /api/tasks/:uid/:task_id', `/api/tasks/me/${String(made.data['task_id'])}`, {
    token,
  });
  assert.deepEqual([shown.data['task_name'], shown.data['language']], ['新项目', 'zh-CN']);
  for (const body of [
    { language: '../en' },
    { task_name: '' },
    { task_name: 'x'.repeat(201) },
    { task_name: 7 },
    'x',
    [],
  ])
    assert.deepEqual(
      codes(await askApp(app, key, url, { token, body, headers: { 'content-type': 'application/json' } })),
      [400, 400],
    );
});

test('captions come by an operation and go as a file, in any format; without any they are refused by name', async () => {
  const mine = await film();
  const CAPTIONS = 'GET /api/state/nemo_agent/:uid/:sid/captions';
  assert.equal((await on(mine, CAPTIONS)).status, 422);
  const { data } = await on(mine, LATEST);
  const file = '1\n00:00:00,200 --> 00:00:01,500\nHello <b>there</b> & you\n';
  const body = { base_version: data['version'], operations: [{ op: 'captions', file }] };
  assert.equal((await on(mine, PATCH, { body })).status, 200);
  const srt = await on(mine, CAPTIONS);
  assert.deepEqual(srt.data, {
    format: 'srt',
    content: '1\n00:00:00,200 --> 00:00:01,500\nHello there & you\n',
  });
  const vtt = await on(mine, CAPTIONS, { path: '?format=vtt' });
  assert.match(String(vtt.data['content']), /^WEBVTT\n\n00:00:00\.200 --> 00:00:01\.500\nHello there &amp; you\n/);
  assert.equal((await on(mine, CAPTIONS, { path: '?format=exe' })).status, 400);
});

test('a timeline goes out for another editor and comes back as one undo step, on the same files', async () => {
  const mine = await film();
  const TIMELINE = 'GET /api/state/nemo_agent/:uid/:sid/timeline';
  const TAKE = 'POST /api/state/nemo_agent/:uid/:sid/timeline';
  const { data } = await on(mine, TIMELINE, { path: '?format=edl' });
  const [file] = data['files'] as { name: string; content: string }[];
  assert.match(
    file?.content ?? '',
    /^TITLE: .+\nFCM: NON-DROP FRAME\n[^]*01:00:00:00 01:00:02:00\n\* FROM CLIP NAME: /,
  );
  const shorter = (file?.content ?? '').replace('01:00:02:00', '01:00:01:00');
  const taken = await on(mine, TAKE, { body: { format: 'edl', content: shorter } });
  assert.equal(taken.status, 200, JSON.stringify(taken.data));
  assert.match(String(taken.data['summary']), /0-1s/);
  const { data: after } = await on(mine, LATEST);
  assert.deepEqual((after['state'] as { history: unknown }).history, { undo: 1, redo: 0 });
  assert.equal((await on(mine, TAKE, { body: { format: 'fcpxml', content: '<x/>' } })).status, 422);
  assert.equal((await on(mine, TIMELINE, { path: '?format=chapters' })).status, 422);
});

test('the state has what is published, and answers 304 until something changes', async () => {
  const mine = await film();
  const { data, headers } = await on(mine, LATEST);
  const state = data['state'] as Record<string, unknown>;
  for (const key of [
    'draft',
    'canvas_config',
    'video_infos',
    'video_analyses',
    'generated_media',
    'summary',
    'history',
    'turn',
  ])
    assert.ok(key in state, key);
  const draft = state['draft'] as { t: { tt: number; sg: { d: number }[] }[] };
  assert.deepEqual(
    draft.t.map(({ tt, sg }) => [tt, sg.map(({ d }) => d)]),
    [[0, [2000]]],
  );
  const etag = String(headers['etag'] as string);
  assert.match(etag, /^"[^"]+"$/);
  for (const asked of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const same = await on(mine, LATEST, { headers: { 'if-none-match': asked } });
    assert.deepEqual([same.status, same.text, same.headers['etag']], [304, '', etag]);
  }
  assert.equal((await on(mine, LATEST, { headers: { 'if-none-match': '"other"' } })).status, 200);
  const patched = await on(mine, PATCH, {
    body: { base_version: data['version'], operations: [{ op: 'title', text: 'Hello' }] },
  });
  assert.equal(patched.status, 200, patched.text);
  assert.match((patched.data['changes'] as string[]).join(), /Hello/);
  const changed = await on(mine, LATEST, { headers: { 'if-none-match': etag } });
  assert.equal(changed.status, 200);
  assert.notEqual(patched.headers['etag'], etag);
});

test('an edit by hand: on the latest version, all or none, in words when it cannot be', async () => {
  const mine = await film();
  const { version } = (await on(mine, LATEST)).data as { version: number };
  const send = (operations: unknown, base_version: unknown = version): Promise<Answer> =>
    on(mine, PATCH, { body: { base_version, operations } });
  const half = await send([
    { op: 'title', text: 'Hello' },
    { op: 'delete', clips: '9' },
  ]);
  assert.equal(half.status, 422, half.text);
  assert.equal(half.body.code, 3001);
  assert.equal(((await on(mine, LATEST)).data as { version: number }).version, version, 'nothing half-done');
  for (const odd of [[], 'x', [{}], [{ op: 7 }], Array(101).fill({ op: 'title' }), undefined])
    assert.deepEqual(codes(await send(odd)), [400, 400]);
  for (const odd of [-1, 1.5, '1', null, 1e12])
    assert.deepEqual(codes(await send([{ op: 'title', text: 'x' }], odd)), [400, 400]);
  const unknown = await send([{ op: 'make_it_pop' }]);
  assert.ok([400, 422].includes(unknown.status), unknown.text);
  const done = await send([{ op: 'title', text: 'Hello' }]);
  assert.equal(done.status, 200, done.text);
  const late = await send([{ op: 'title', text: 'Too late' }]);
  assert.deepEqual(codes(late), [409, 3002]);
  assert.equal(late.data['version'], done.data['version']);
});

test('versions are listed and restored as new ones', async () => {
  const mine = await film();
  const { version } = (await on(mine, LATEST)).data as { version: number };
  await on(mine, PATCH, { body: { base_version: version, operations: [{ op: 'title', text: 'Hello' }] } });
  const { versions } = (await on(mine, 'GET /api/state/nemo_agent/:uid/:sid/versions')).data as {
    versions: { version: number; current: boolean }[];
  };
  assert.equal(versions.filter(({ current }) => current).length, 1);
  assert.ok(versions.some((each) => each.version === version));
  const restored = await on(mine, 'POST /api/state/nemo_agent/:uid/:sid/restore', { body: { version } });
  assert.equal(restored.status, 200, restored.text);
  assert.ok(Number(restored.data['version']) > version);
  const missing = await on(mine, 'POST /api/state/nemo_agent/:uid/:sid/restore', { body: { version: 999 } });
  assert.deepEqual(codes(missing), [404, 1003]);
});

test('an export is refused by name: nothing there, no attribution, a used id, an odd wish', async () => {
  const empty = await film({ isEmpty: true });
  const nothing = await on(empty, RENDER, { headers: SKILL, body: { id: 'a', sessionId: empty.session } });
  assert.deepEqual([...codes(nothing), nothing.body['success']], [422, 3006, false]);
  const mine = await film();
  const body = { id: 'a', sessionId: mine.session, output: { quality: 'draft', resolution: '360p' } };
  const anonymous = await on(mine, RENDER, { body });
  assert.deepEqual(codes(anonymous), [402, 402]);
  assert.deepEqual(codes(await on(mine, RENDER, { headers: { ...SKILL, 'x-skill-version': '' }, body })), [402, 402]);
  for (const output of [
    { format: 'exe' },
    { quality: 'best' },
    { fps: 0 },
    { resolution: 'huge' },
    { webhook: 'ftp://x' },
    { platform: '' },
    { max_bytes: -1 },
    'mp4',
  ]) {
    const answer = await on(mine, RENDER, { headers: SKILL, body: { ...body, output } });
    assert.ok(answer.status === 400 || answer.status === 422, `${JSON.stringify(output)}: ${answer.text}`);
    assert.equal(answer.body['success'], false);
  }
  for (const id of ['../x', '', 'a b', 'x'.repeat(65), 7])
    assert.deepEqual(codes(await on(mine, RENDER, { headers: SKILL, body: { ...body, id } })), [400, 400]);
  for (const draft of [
    { t: [{ tt: 0, sg: [{ a: 'https://evil.example/x.mp4', d: 1000 }] }] },
    { t: [{ tt: 0, sg: [{ a: 'ast_nobody', d: 1000 }] }] },
    { t: 7 },
  ])
    assert.deepEqual(codes(await on(mine, RENDER, { headers: SKILL, body: { ...body, draft } })), [422, 3001]);
  const other = await film();
  assert.deepEqual(
    codes(await on(mine, RENDER, { headers: SKILL, body: { ...body, sessionId: other.session } })),
    [404, 1002],
  );
});

test('an export: queued, watched, downloaded whole and in parts, by token and by signed address', async () => {
  const mine = await film();
  const body = { id: 'render_1', sessionId: mine.session, output: { quality: 'draft', resolution: '360p' } };
  const started = await on(mine, RENDER, { headers: SKILL, body });
  assert.equal(started.status, 200, started.text);
  assert.deepEqual(
    [started.body['success'], started.body['id'], started.body['status'], started.data['progress']],
    [true, 'render_1', 'pending', 0],
  );
  assert.deepEqual(codes(await on(mine, RENDER, { headers: SKILL, body: { ...body, output: {} } })), [409, 3003]);

  const stream = await fetch(`${site.url}/api/render/proxy/lambda/render_1/events`, {
    headers: { authorization: `Bearer ${mine.token}` },
  });
  const seen = (await stream.text())
    .split('\n\n')
    .filter((frame) => frame.startsWith('data: '))
    .map((frame) => JSON.parse(frame.slice(6)) as { progress: number; status: string });
  assert.equal(seen.at(-1)?.status, 'completed', JSON.stringify(seen.at(-1)));
  assert.deepEqual(
    seen.map(({ progress }) => progress),
    seen.map(({ progress }) => progress).toSorted((a, b) => a - b),
  );

  const status = await on(mine, 'GET /api/render/proxy/lambda/:id', { id: 'render_1' });
  const output = status.body['output'] as { url: string; size: number; duration: number };
  assert.deepEqual([status.body['progress'], output.duration, status.data['outputUrl']], [100, 2, output.url]);
  const made = status.data['report'] as { chunks: Record<string, number>; frames: number; check: { ok: boolean } };
  assert.deepEqual([made.frames, made.check.ok], [50, true]);
  const { total = 0, encoded = 0, copied = 0, cached = 0 } = made.chunks;
  assert.ok(total > 0 && encoded + copied + cached === total, JSON.stringify(made.chunks));
  const whole = await fetch(output.url);
  const bytes = Buffer.from(await whole.arrayBuffer());
  assert.equal(bytes.length, output.size);
  assert.match(String(whole.headers.get('content-disposition')), /^attachment; filename="A film\.mp4"/);
  assert.equal(whole.headers.get('content-type'), 'video/mp4');
  assert.equal(whole.headers.get('x-content-type-options'), 'nosniff');
  assert.match(String(whole.headers.get('content-security-policy')), /^sandbox/);

  const download = `${site.url}/api/render/proxy/render_1/download`;
  const headers = { authorization: `Bearer ${mine.token}` };
  const part = await fetch(download, { headers: { ...headers, range: 'bytes=4-11' } });
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 4-11/${bytes.length}`]);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(4, 12));
  const head = await fetch(download, { method: 'HEAD', headers });
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(bytes.length)]);
  assert.equal((await fetch(download, { headers: { ...headers, range: `bytes=${bytes.length}-` } })).status, 416);
  const etag = String(whole.headers.get('etag'));
  assert.equal((await fetch(download, { headers: { ...headers, 'if-none-match': etag } })).status, 304);

  const signed = new URL(output.url);
  const changed = (change: (query: URLSearchParams) => void, path = signed.pathname): string => {
    const query = new URLSearchParams(signed.search);
    change(query);
    return `${path}?${query.toString()}`;
  };
  const statusOf = async (path: string): Promise<number> => (await fetch(new URL(path, site.url))).status;
  assert.equal(await statusOf(changed((query) => query.set('sig', `${String(query.get('sig')).slice(0, -2)}xx`))), 403);
  assert.equal(await statusOf(changed((query) => query.set('exp', '9999999999'))), 403);
  assert.equal(await statusOf(changed((query) => query.delete('exp'))), 403);
  assert.equal(await statusOf(changed(() => undefined, `/renders/${crypto.randomUUID()}`)), 403);
  assert.ok(!readFileSync(media.file('short.mp4')).equals(bytes));
});

test('a render that is cancelled stays so, and has nothing to download', async () => {
  const mine = await film();
  const body = { id: 'render_2', session_id: mine.session, output: { quality: 'high' } };
  assert.equal((await on(mine, RENDER, { headers: SKILL, body })).status, 200);
  const cancelled = await on(mine, 'POST /api/render/proxy/lambda/:id/cancel', { id: 'render_2' });
  assert.ok(['cancelled', 'completed'].includes(String(cancelled.body['status'])), cancelled.text);
  if (cancelled.body['status'] === 'cancelled')
    assert.deepEqual(codes(await on(mine, 'GET /api/render/proxy/:id/download', { id: 'render_2' })), [404, 1003]);
  const { renders } = (await on(mine, 'GET /api/render/proxy/lambda')).data as { renders: { id: string }[] };
  assert.deepEqual(
    renders.map(({ id }) => id),
    ['render_2'],
  );
});

test('the sessions of ADK are the same sessions', async () => {
  const mine = await film({ isEmpty: true });
  const base = `/apps/nemo_agent/users/${mine.accountId}/sessions`;
  const { token } = mine;
  const listed = await askApp(app, 'GET /apps/nemo_agent/users/:uid/sessions', base, { token });
  assert.deepEqual(
    (listed.body as unknown as { id: string }[]).map(({ id }) => id),
    [mine.session],
  );
  const made = await askApp(app, 'POST /apps/nemo_agent/users/:uid/sessions', base, { token, body: {} });
  const id = String(made.body['id']);
  assert.deepEqual(
    [made.body['appName'], made.body['userId'], made.body['events']],
    ['nemo_agent', mine.accountId, []],
  );
  assert.equal((await on({ ...mine, session: id }, LATEST)).status, 200);
  const removed = await askApp(app, 'DELETE /apps/nemo_agent/users/:uid/sessions/:sid', `${base}/${id}`, { token });
  assert.deepEqual([removed.status, removed.body], [200, {}]);
  const gone = await askApp(app, 'GET /apps/nemo_agent/users/:uid/sessions/:sid', `${base}/${id}`, { token });
  assert.deepEqual(codes(gone), [404, 1002]);
  assert.deepEqual((await askApp(app, 'GET /list-apps')).body as unknown, ['nemo_agent']);
});
