import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openTestServer, type TestServer } from '../support/http.ts';
import { ask } from '../support/inject.ts';

/** A server that others reach: behind https, with a web app on another origin, and limits. */

let site: TestServer;
let app: FastifyInstance;
before(async () => {
  site = await openTestServer({
    env: {
      TELLCUT_PUBLIC_URL: 'https://video.example.com',
      TELLCUT_CORS_ORIGINS: 'https://app.example.com',
      TELLCUT_REQUESTS_PER_MINUTE: '50',
      TELLCUT_TRUST_PROXY: '10.0.0.0/8',
    },
  });
  app = site.server.app;
});
after(() => site[Symbol.asyncDispose]());

let hosts = 0;
const fresh = (): string => `198.51.100.${++hosts}`;

test('addresses are made from the settings, whatever a request says of its host', async () => {
  const headers = {
    'x-client-id': crypto.randomUUID(),
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
  };
  const made = await ask(app, 'POST /api/auth/anonymous-token', undefined, { headers, remoteAddress: '10.0.0.1' });
  const token = String(made.data['token']);
  const url = '/api/tasks/me/with-session/nemo_agent';
  const project = await ask(app, 'POST /api/tasks/:uid/with-session/nemo_agent', url, { token, headers, body: {} });
  assert.match(String(project.data['claim_url']), /^https:\/\/video\.example\.com\/workspace\/claim\?ct=clm_/);
  assert.doesNotMatch(project.text, /evil/);
});

test('cookies are for https and this host alone; browsers are told to stay with https', async () => {
  const body = { email: 'anna@example.com', password: 'a long password' };
  const own = { origin: 'https://video.example.com', 'sec-fetch-site': 'same-origin' };
  const made = await ask(app, 'POST /api/auth/register', undefined, { headers: own, body, remoteAddress: fresh() });
  const set = String(made.headers['set-cookie'] as string);
  assert.match(set, /^__Host-tellcut=tcw_[\w-]+; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  assert.doesNotMatch(set, /Domain/i);
  assert.match(String(made.headers['strict-transport-security'] as string), /^max-age=31536000/);
  const cookie = set.split(';')[0];
  const list = 'GET /api/tasks/:uid';
  assert.equal((await ask(app, list, '/api/tasks/me', { cookie, remoteAddress: fresh() })).status, 200);
  const plain = cookie?.replace('__Host-', '');
  assert.equal((await ask(app, list, '/api/tasks/me', { cookie: plain, remoteAddress: fresh() })).status, 401);
});

test('the origins of the settings may call with a token; no other origin, and nobody with a cookie', async () => {
  const preflight = (origin: string): Promise<{ statusCode: number; headers: Record<string, unknown> }> =>
    app.inject({
      method: 'OPTIONS',
      url: '/api/tasks/me',
      remoteAddress: fresh(),
      headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });
  const allowed = await preflight('https://app.example.com');
  assert.equal(allowed.headers['access-control-allow-origin'], 'https://app.example.com');
  assert.equal(allowed.headers['access-control-allow-credentials'], undefined);
  for (const origin of [
    'https://evil.example',
    'https://app.example.com.evil.example',
    'https://evilapp.example.com',
    'http://app.example.com',
    'null',
  ])
    assert.notEqual((await preflight(origin)).headers['access-control-allow-origin'], origin, origin);
});

test('an address that calls too often is told when to come again; others are not kept waiting', async () => {
  const remoteAddress = '203.0.113.77';
  const statuses: number[] = [];
  let last: Record<string, unknown> = {};
  let body: { code?: number; message?: string } = {};
  for (let index = 0; index < 52; index++) {
    const answer = await app.inject({ url: '/api/tasks/me', remoteAddress });
    statuses.push(answer.statusCode);
    last = answer.headers;
    body = answer.json();
  }
  assert.deepEqual([statuses[49], statuses[50], statuses[51]], [401, 429, 429]);
  assert.equal(body.code, 429);
  assert.ok(Number(last['retry-after']) >= 1 && Number(last['retry-after']) <= 60);
  assert.equal((await app.inject({ url: '/api/tasks/me', remoteAddress: fresh() })).statusCode, 401);
  const forged = await app.inject({ url: '/api/tasks/me', remoteAddress, headers: { 'x-forwarded-for': fresh() } });
  assert.equal(forged.statusCode, 429);
  const proxied = await app.inject({
    url: '/api/tasks/me',
    remoteAddress: '10.1.2.3',
    headers: { 'x-forwarded-for': `1.2.3.4, ${remoteAddress}` },
  });
  assert.equal(proxied.statusCode, 429);
});

test('registering and logging in are counted apart', async () => {
  const remoteAddress = fresh();
  const statuses = [];
  for (let index = 0; index < 12; index++)
    statuses.push((await ask(app, 'POST /api/auth/register', undefined, { body: {}, remoteAddress })).status);
  assert.deepEqual([statuses[9], statuses[10]], [400, 429]);
});

test('while it stops, reading works, new work is sent elsewhere, and it says that it is not ready', async () => {
  const headers = { 'x-client-id': crypto.randomUUID() };
  const made = await ask(app, 'POST /api/auth/anonymous-token', undefined, { headers, remoteAddress: fresh() });
  const token = String(made.data['token']);
  site.server.stop();
  const read = await ask(app, 'GET /api/tasks/:uid', '/api/tasks/me', { token, remoteAddress: fresh() });
  assert.equal(read.status, 200);
  const url = '/api/tasks/me/with-session/nemo_agent';
  const work = await ask(app, 'POST /api/tasks/:uid/with-session/nemo_agent', url, {
    token,
    body: {},
    remoteAddress: fresh(),
  });
  assert.deepEqual([work.status, work.body.code, work.headers['retry-after']], [503, 5001, '5']);
  const ready = await ask(app, 'GET /readyz', undefined, { remoteAddress: fresh() });
  assert.deepEqual([ready.status, ready.body['status']], [503, 'not-ready']);
  assert.equal((await ask(app, 'GET /healthz', undefined, { remoteAddress: fresh() })).status, 200);
});
