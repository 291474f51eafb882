import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { after, before, test } from 'node:test';
import { openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

/** The gateway's shapes; the vendor's own program is run against it in compat/. */

const media = tempFolder();
const video = media.file('talk.mp4');
let server: TestServer;
let idle: TestServer;
let client: TestClient;
let project: { taskId: string; sessionId: string };

before(async () => {
  makeVideo(video, { frames: 90, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  server = await openTestServer();
  idle = await openTestServer({ env: { TELLCUT_WORKERS: '0' } });
  client = await server.client();
  project = await client.project();
});
after(async () => {
  await server[Symbol.asyncDispose]();
  await idle[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

type Message = { readonly type: string; readonly [key: string]: unknown };

/** A socket, what came over it, and how it was closed. */
async function chat(
  url: string,
  query: Record<string, string>,
): Promise<{
  send: (message: unknown) => void;
  until: (type: string) => Promise<Message[]>;
  closed: Promise<number>;
  close: () => void;
}> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/chat?${new URLSearchParams(query).toString()}`);
  const messages: Message[] = [];
  let wake = (): void => undefined;
  socket.addEventListener('message', ({ data }) => {
    messages.push(JSON.parse(String(data)) as Message);
    wake();
  });
  const closed = new Promise<number>((done) => {
    socket.addEventListener('close', ({ code }) => done(code));
  });
  return {
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    until: async (type) => {
      const deadline = AbortSignal.timeout(60_000);
      while (!messages.some((message) => message.type === type)) {
        await new Promise<void>((done, fail) => {
          wake = done;
          deadline.addEventListener('abort', () => fail(new Error(`no ${type} in ${JSON.stringify(messages)}`)));
        });
      }
      return messages.splice(0);
    },
    closed,
    close: () => socket.close(),
  };
}

test('a file, a turn, what it cost, the draft', async () => {
  const form = new FormData();
  form.append('file', await openAsBlob(video), 'talk.mp4');
  form.append('session_id', project.sessionId); // after the file, as the vendor sends it
  const file = await client.data('POST', '/files/upload', form);
  assert.deepEqual([file['filename'], file['file_type'], file['duration']], ['talk.mp4', 'video', 3]);

  const socket = await chat(server.url, { token: client.token, session_id: project.sessionId });
  assert.deepEqual(await socket.until('session_ready'), [{ type: 'session_ready', session_id: project.sessionId }]);
  socket.send({ type: 'ping' });
  await socket.until('pong');
  socket.send({ type: 'message', content: 'cut the first second', metadata: {} });
  const messages = await socket.until('done');
  const types = messages.map(({ type }) => type);
  assert.equal(types[0], 'message_accepted');
  assert.ok(types.includes('tool_start') && types.includes('tool_end'));
  assert.equal(types.at(-2), 'text');
  assert.equal(types.at(-1), 'done');
  assert.equal(messages.at(-2)?.['text'], messages.at(-2)?.['content']);
  socket.close();

  const balance = await client.data('GET', '/billing/balance');
  assert.deepEqual(balance, { available: 99, frozen: 0, total: 99, total_consumed: 1 });
  const usage = (await client.data('GET', '/billing/usage/conversations?page_size=1')) as {
    items: { kind: string; amount_delta: number; conversation: { user_message: string; project_id: string } }[];
    total: number;
    has_next: boolean;
  };
  assert.deepEqual([usage.total, usage.has_next, usage.items.length], [2, true, 1]);
  assert.deepEqual(
    [
      usage.items[0]?.kind,
      usage.items[0]?.amount_delta,
      usage.items[0]?.conversation.user_message,
      usage.items[0]?.conversation.project_id,
    ],
    ['conversation', -1, 'cut the first second', project.taskId],
  );
  const front = (await client.data('GET', `/api/v1/state/frontend/${project.taskId}`)) as {
    project: { timeline_draft: { t: { sg: unknown[] }[] } };
    version: number;
  };
  assert.ok(front.version > 0 && front.project.timeline_draft.t.some(({ sg }) => sg.length > 0));
});

test('projects by the names of the gateway; an empty one has no draft', async () => {
  const made = (await client.data('POST', '/projects', { create_session: true })) as {
    project_id: string;
    session: { session_id: string };
  };
  const { projects } = (await client.data('GET', '/projects')) as { projects: { project_id: string }[] };
  assert.ok(projects.some(({ project_id }) => project_id === made.project_id));
  assert.equal((await client.data('GET', `/projects/${made.project_id}`))['project_id'], made.project_id);
  assert.deepEqual(await client.data('GET', `/projects/${made.project_id}/sessions`), {
    sessions: [{ session_id: made.session.session_id }],
  });
  const front = await client.data('GET', `/api/v1/state/frontend/${made.project_id}`);
  assert.deepEqual(front['project'], {});
  const none = await client.data('GET', `/services/v1/render-proxy/${made.project_id}/download`);
  assert.equal(none['output'], null);
  assert.equal((await client.data('POST', '/auth/verify', { token: client.token }))['user_id'], client.accountId);
  const other = await server.client();
  for (const path of [
    `/projects/${made.project_id}`,
    `/projects/${made.project_id}/sessions`,
    `/api/v1/state/frontend/${made.project_id}`,
  ]) {
    assert.equal((await other.call('GET', path)).status, 404, path);
  }
});

test('a claim token opens its project as a cookie, once, and calls nothing by itself', async () => {
  const made = await client.data('POST', '/api/auth/claim-token', {
    task_id: project.taskId,
    session_id: project.sessionId,
  });
  const open = (): Promise<Response> =>
    fetch(`${server.url}/api/auth/exchange-claim-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ claim_token: made['claim_token'] }),
    });
  const opened = await open();
  const { data } = (await opened.json()) as { data: { project_id: string; session_id: string } };
  assert.deepEqual([data.project_id, data.session_id], [project.taskId, project.sessionId]);
  assert.match(opened.headers.get('set-cookie') ?? '', /HttpOnly/i);
  assert.notEqual((await open()).status, 200);
});

test('a bad token closes with 4001, no session with 4002, nonsense is answered', async () => {
  const { sessionId } = project;
  const other = await server.client();
  for (const [query, code] of [
    [{ token: 'nmv_usr_wrong', session_id: sessionId }, 4001],
    [{ session_id: sessionId }, 4001],
    [{ token: client.token }, 4002],
    [{ token: client.token, session_id: '../x' }, 4002],
    [{ token: other.token, session_id: sessionId }, 4002],
  ] as const) {
    assert.equal(await (await chat(server.url, query)).closed, code, JSON.stringify(query));
  }
  const socket = await chat(server.url, { token: client.token, session_id: sessionId });
  await socket.until('session_ready');
  for (const nonsense of ['{', '[]', '{"type":"launch"}', '{"type":"message"}']) {
    socket.send(nonsense);
    assert.equal((await socket.until('error'))[0]?.['code'], 400);
  }
  socket.send({ type: 'message', content: '' });
  assert.equal((await socket.until('error'))[0]?.['type'], 'error');
  socket.close();
});

test('a turn outlives its socket, is told again to who comes back silent, and is aborted when asked', async () => {
  const user = await idle.client();
  const { sessionId } = await user.project();
  const query = { token: user.token, session_id: sessionId };
  const first = await chat(idle.url, query);
  await first.until('session_ready');
  first.send({ type: 'message', content: 'remove the sound' });
  const [accepted] = await first.until('message_accepted');
  first.close();
  await first.closed;
  const second = await chat(idle.url, query);
  await second.until('session_ready');
  await new Promise((done) => setTimeout(done, 1800));
  second.send({ type: 'abort' });
  const messages = await second.until('done');
  assert.equal(messages.at(-1)?.['turn_id'], accepted?.['turn_id']);
  assert.equal(messages.at(-2)?.['type'], 'text');
  assert.equal((await user.data('GET', '/api/credits/balance/simple'))['available'], 100);
});

test('a second turn in a session is refused on its socket', async () => {
  const user = await idle.client();
  const { sessionId } = await user.project();
  const socket = await chat(idle.url, { token: user.token, session_id: sessionId });
  await socket.until('session_ready');
  socket.send({ type: 'message', content: 'remove the sound' });
  await socket.until('message_accepted');
  socket.send({ type: 'message', content: 'and again' });
  // What the first turn says may come right behind it.
  assert.equal((await socket.until('error')).find(({ type }) => type === 'error')?.['code'], 3005);
  socket.close();
});
