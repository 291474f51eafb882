import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { after, before, test } from 'node:test';
import Fastify from 'fastify';
import { Gauge } from 'prom-client';
import { authenticate } from '../../src/app/service/tokens.ts';
import { AdkEvent } from '../../src/protocol/adk.ts';
import { streamTurn } from '../../src/server/sse/follow.ts';
import { OpenStreams } from '../../src/server/sse/open-streams.ts';
import { STREAM_RULES } from '../../src/server/sse/stream.ts';
import { revokeToken } from '../../src/store/tokens.ts';
import { eventsIn, framesOf, openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { until } from '../support/until.ts';

/** Talking over HTTP: streams, resuming, one turn at a time. One server works, the other only takes requests. */

let server: TestServer;
let idle: TestServer;
let client: TestClient;
let sessionId: string;
before(async () => {
  server = await openTestServer({ env: { TELLCUT_CREDITS: 'off' } });
  idle = await openTestServer({ env: { TELLCUT_WORKERS: '0' } });
  client = await server.client();
  ({ sessionId } = await client.project());
  using folder = tempFolder();
  const file = folder.file('talk.mp4');
  makeVideo(file, { frames: 90, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  const form = new FormData();
  form.append('files', await openAsBlob(file), 'talk.mp4');
  const taken = await client.call('POST', `/api/upload-video/nemo_agent/me/${sessionId}`, form);
  assert.equal(taken.status, 200, await taken.text());
});
after(async () => {
  await server[Symbol.asyncDispose]();
  await idle[Symbol.asyncDispose]();
});

const requestOf = (session: string, text: string, more: object = {}): object => ({
  app_name: 'nemo_agent',
  user_id: 'me',
  session_id: session,
  new_message: { parts: [{ text }] },
  ...more,
});
const say = (text: string, more: object = {}, headers: Record<string, string> = {}): Promise<Response> =>
  client.call('POST', '/run_sse', requestOf(sessionId, text, more), headers);
const codeOf = async (response: Response): Promise<[number, number]> => [
  response.status,
  ((await response.json()) as { code: number }).code,
];

test('a turn is a stream of exact frames, each an event in its shape, and ends with a text', async () => {
  const response = await say('cut the first second');
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const frames = await framesOf(response);
  for (const frame of frames) assert.match(frame, /^(?:data: \{[^\n]*\}|: heartbeat)$/);
  const events = eventsIn(frames).map((event) => AdkEvent.parse(event));
  const turnId = response.headers.get('x-turn-id');
  assert.ok(events.length >= 3);
  assert.deepEqual(new Set(events.map((event) => event.invocationId)), new Set([turnId]));
  const last = events.at(-1);
  assert.equal(last?.type, 'text');
  assert.equal(last?.finishReason, 'STOP');
  assert.match(last?.text ?? '', /1 s|1\.0|first second|0:01/i);
  assert.ok(events.some(({ type }) => type === 'tool_call') && events.some(({ type }) => type === 'tool_result'));
});

test('camelCase is as good, and /run gives the same events as one list without the passing ones', async () => {
  const response = await client.call('POST', '/run', {
    appName: 'nemo_agent',
    userId: client.accountId,
    sessionId,
    newMessage: { role: 'user', parts: [{ text: 'make it louder by 2 dB' }] },
  });
  assert.equal(response.status, 200);
  const events = (await response.json()) as { partial?: true; type: string }[];
  assert.ok(Array.isArray(events) && events.length >= 1);
  assert.ok(events.every(({ partial }) => partial === undefined));
  assert.equal(events.at(-1)?.type, 'text');
});

test('a turn outlives its client; its stream can be had again, whole or from any event, without loss or repeats', async () => {
  const gone = new AbortController();
  const response = await fetch(`${server.url}/run_sse`, {
    method: 'POST',
    headers: { ...client.headers, 'content-type': 'application/json' },
    body: JSON.stringify(requestOf(sessionId, 'add a title "Hello" for 2 seconds')),
    signal: gone.signal,
  });
  const turnId = response.headers.get('x-turn-id') ?? '';
  gone.abort();
  const whole = eventsIn(await framesOf(await client.call('GET', `/run_sse/${turnId}?streaming=true`)));
  assert.equal(whole.at(-1)?.['finishReason'], 'STOP');
  for (const [index, event] of whole.entries()) {
    const rest = await framesOf(
      await client.call('GET', `/run_sse/${turnId}?streaming=true&after=${String(event['id'])}`),
    );
    assert.deepEqual(eventsIn(rest), whole.slice(index + 1));
  }
  const header = await client.call('GET', `/run_sse/${turnId}?streaming=true`, undefined, {
    'last-event-id': String(whole[0]?.['id']),
  });
  assert.deepEqual(eventsIn(await framesOf(header)), whole.slice(1));
  const unknown = await client.call('GET', `/run_sse/${turnId}?streaming=true&after=nosuchevent`);
  assert.deepEqual(eventsIn(await framesOf(unknown)), whole);
});

test('the same idempotency key joins the turn, with another request it is refused', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() };
  const first = await say('add a title "Once"', {}, key);
  const again = await say('add a title "Once"', {}, key);
  assert.equal(again.headers.get('x-turn-id'), first.headers.get('x-turn-id'));
  assert.deepEqual(eventsIn(await framesOf(again)), eventsIn(await framesOf(first)));
  assert.deepEqual(await codeOf(await say('add a title "Twice"', {}, key)), [409, 3004]);
});

test("what cannot be a turn is refused before the stream, somebody else's session like none", async () => {
  const other = await server.client();
  for (const [who, body, expected] of [
    [client, requestOf('ses_nothing', 'cut'), [404, 1002]],
    [other, requestOf(sessionId, 'cut'), [404, 1002]],
    [client, requestOf(sessionId, 'cut', { user_id: other.accountId }), [404, 1002]],
    [client, requestOf(sessionId, 'cut', { app_name: 'another_agent' }), [404, 1002]],
    [client, requestOf('../../etc', 'cut'), [400, 400]],
    [client, requestOf(sessionId, '   '), [400, 400]],
    [client, requestOf(sessionId, 'x'.repeat(100_001)), [400, 400]],
    [client, { session_id: sessionId }, [400, 400]],
    [client, {}, [400, 400]],
    [client, [], [400, 400]],
  ] as const) {
    for (const url of ['/run_sse', '/run']) {
      assert.deepEqual(await codeOf(await who.call('POST', url, body)), expected, JSON.stringify(body).slice(0, 200));
    }
  }
  assert.deepEqual(await codeOf(await fetch(`${server.url}/run_sse`, { method: 'POST' })), [401, 1001]);
  assert.deepEqual(await codeOf(await client.call('GET', '/run_sse/e-unknown')), [404, 1003]);
  const { headers } = await say('make it black and white');
  assert.deepEqual(await codeOf(await other.call('GET', `/run_sse/${headers.get('x-turn-id')}`)), [404, 1003]);
  assert.deepEqual(await codeOf(await other.call('POST', `/run_sse/${headers.get('x-turn-id')}/cancel`)), [404, 1003]);
});

test('one turn at a time; cancelling it ends its streams with a text, gives the credits back and changes nothing', async () => {
  const user = await idle.client();
  const { sessionId: quiet } = await user.project();
  const running = await user.call('POST', '/run_sse', requestOf(quiet, 'remove the sound'));
  const turnId = running.headers.get('x-turn-id');
  assert.deepEqual(await codeOf(await user.call('POST', '/run_sse', requestOf(quiet, 'again'))), [409, 3005]);
  assert.equal((await user.data('GET', '/api/credits/balance/simple'))['frozen'], 1);
  const cancelled = await user.data('POST', `/run_sse/${turnId}/cancel`);
  assert.deepEqual(cancelled, { turn_id: turnId, session_id: quiet, status: 'cancelled' });
  const events = eventsIn(await framesOf(running));
  assert.equal(events.at(-1)?.['type'], 'text');
  assert.equal((await user.data('GET', '/api/credits/balance/simple'))['available'], 100);
  assert.deepEqual(await user.data('POST', `/run_sse/${turnId}/cancel`), cancelled, 'a second time changes nothing');
});

test('U3: a stream ends when its token is revoked, in whatever process; the turn goes on', async () => {
  const user = await idle.client();
  const { sessionId: quiet } = await user.project();
  const made = await user.data('POST', '/api/auth/tokens', { name: 'phone', scopes: ['read', 'write'] });
  const running = await user.call('POST', '/run_sse', requestOf(quiet, 'remove the sound'));
  const turnId = running.headers.get('x-turn-id') ?? '';
  const { desk } = idle;
  const gauge = new Gauge({ name: 'streams', help: 'open', labelNames: ['kind'], registers: [] });
  using streams = new OpenStreams(desk, gauge, 30);
  const caller = await authenticate(desk, String(made['token']), 'bearer');
  const app = Fastify();
  app.get('/', async (_, reply) => {
    using place = streams.open({ caller, kind: 'turn' });
    const stopping = new AbortController().signal;
    const what = { desk, reply, turnId, after: 0, streaming: false, lang: 'en', stopping, lost: place.lost } as const;
    await streamTurn({ ...what, rules: { ...STREAM_RULES, heartbeatMs: 50 } });
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const response = await fetch(address);
  assert.equal((await gauge.get()).values[0]?.value, 1);
  // In the table alone, as another process does it: nobody tells this one.
  await revokeToken(desk.store.db, { accountId: user.accountId, id: caller.tokenId, now: new Date() });
  const frames = await framesOf(response);
  assert.equal(eventsIn(frames).at(-1)?.['errorCode'], 'account.token_invalid');
  await app.close();
  assert.equal((await gauge.get()).values[0]?.value, 0);
  assert.equal((await user.call('POST', `/run_sse/${turnId}/cancel`)).status, 200);
});

test('U3: the fifth stream of a token is refused before anything is done; who comes back takes his own place', async () => {
  const user = await idle.client();
  const [first, second] = [await user.project(), await user.project()];
  const own = new AbortController();
  const open = (path: string): Promise<Response> =>
    fetch(user.url + path, { headers: { ...user.headers }, signal: own.signal });
  const started = await user.call('POST', '/run_sse', requestOf(first.sessionId, 'remove the sound'));
  const turnId = started.headers.get('x-turn-id') ?? '';
  const streams = [started, ...(await Promise.all([1, 2, 3].map(() => open(`/run_sse/${turnId}`))))];
  assert.deepEqual(
    streams.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  const fifth = await user.call('POST', '/run_sse', requestOf(second.sessionId, 'remove the sound'));
  assert.match(fifth.headers.get('retry-after') ?? '', /^\d+$/);
  assert.deepEqual(await codeOf(fifth), [429, 429]);
  const state = await user.data('GET', `/api/state/nemo_agent/me/${second.sessionId}/latest`);
  assert.equal((state['state'] as { turn: unknown }).turn, null, 'no turn was begun');
  const back = await open(`/run_sse/${turnId}?after=lost`);
  assert.equal(back.status, 200);
  const told = eventsIn(await framesOf(started)).at(-1);
  assert.deepEqual(Object.keys((told?.['customMetadata'] ?? {}) as object), ['label', 'resume']);
  assert.deepEqual(await codeOf(await open(`/run_sse/${turnId}`)), [429, 429], 'still four');
  own.abort();
  // A stream whose reader has gone gives its place back.
  await until(async () => {
    const again = await user.call('GET', `/run_sse/${turnId}`);
    await again.body?.cancel();
    return again.status === 200;
  }, 'a free place');
});

test('a server that stops tells its streams where to go on', async () => {
  const own = await openTestServer({ env: { TELLCUT_WORKERS: '0' } });
  try {
    const user = await own.client();
    const { sessionId: quiet } = await user.project();
    const running = await user.call('POST', '/run_sse', requestOf(quiet, 'remove the sound'));
    own.server.stop();
    const [last] = eventsIn(await framesOf(running)).slice(-1);
    assert.equal(last?.['partial'], true);
    assert.deepEqual(Object.keys((last?.['customMetadata'] ?? {}) as object), ['label', 'resume']);
    const refused = await user.call('POST', '/run_sse', requestOf(quiet, 'more'));
    assert.deepEqual(await codeOf(refused), [503, 5001]);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
  } finally {
    await own[Symbol.asyncDispose]();
  }
});
