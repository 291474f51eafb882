import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { FastifyInstance } from 'fastify';
import { claimToken, openClaim } from '../../src/app/service/accounts.ts';
import { createProject } from '../../src/app/service/projects.ts';
import { SCOPES } from '../../src/app/service/tokens.ts';
import { emptyDraft } from '../../src/draft/build.ts';
import type { Route } from '../../src/server/route.ts';
import { ROUTES } from '../../src/server/routes/index.ts';
import { createRender } from '../../src/store/renders.ts';
import { issueToken, revokeToken } from '../../src/store/tokens.ts';
import { createTurn } from '../../src/store/turns.ts';
import { accountWith } from '../support/desk.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { ask } from '../support/inject.ts';
import { bodyOf, keyOf, named, pathOf, staleSamples, type Things, UNKNOWN } from '../support/route-samples.ts';

let site: TestServer;
let app: FastifyInstance;
let anna: Things;
let bert: Things;
/** Tokens of Anna's, by what they are; and one of Bert's. */
let tokens: Readonly<Record<'full' | 'readOnly' | 'revoked' | 'expired' | 'claim' | 'other', string>>;

before(async () => {
  site = await openTestServer();
  app = site.server.app;
  anna = await thingsOf('render_anna');
  bert = await thingsOf('render_bert');
  const { db } = site.desk.store;
  const issue = async (
    accountId: string,
    more: { scopes?: readonly string[]; expiresAt?: Date | null } = {},
  ): Promise<{ secret: string; id: string }> => {
    const { secret, token } = await issueToken(db, {
      accountId,
      kind: 'api',
      scopes: SCOPES,
      expiresAt: null,
      ...more,
    });
    return { secret, id: token.id };
  };
  const revoked = await issue(anna.accountId);
  await revokeToken(db, { accountId: anna.accountId, id: revoked.id, now: new Date() });
  tokens = {
    full: (await issue(anna.accountId)).secret,
    readOnly: (await issue(anna.accountId, { scopes: ['read'] })).secret,
    revoked: revoked.secret,
    expired: (await issue(anna.accountId, { expiresAt: new Date(Date.now() - 1000) })).secret,
    claim: (
      await claimToken(site.desk, { accountId: anna.accountId, projectId: anna.taskId, sessionId: anna.sessionId })
    ).token,
    other: (await issue(bert.accountId)).secret,
  };
});

after(() => site[Symbol.asyncDispose]());

/** An account with one of everything. */
async function thingsOf(renderId: string): Promise<Things> {
  const { desk } = site;
  const { db } = desk.store;
  const accountId = await accountWith(desk, 100);
  const { projectId, sessionId } = await createProject(desk, { accountId, name: 'A film', language: 'en' });
  const turnId = `e-${crypto.randomUUID()}`;
  await db.transaction().execute(async (tx) => {
    const draft = emptyDraft({ width: 1920, height: 1080, fps: 30, background: { kind: 'color', color: '#000000' } });
    const common = { accountId, sessionId, projectId, draft, version: 1, output: {}, filename: 'film.mp4' };
    await createRender(tx, { ...common, id: renderId, webhook: null, bodyHash: null, attribution: null });
    await createTurn(tx, {
      id: turnId,
      sessionId,
      accountId,
      text: 'hello',
      holdRef: null,
      price: 0,
      attribution: null,
    });
    await tx.updateTable('turns').set({ state: 'done', ended_at: new Date() }).where('id', '=', turnId).execute();
    await tx.updateTable('renders').set({ state: 'cancelled' }).where('id', '=', renderId).execute();
  });
  const { token } = await issueToken(db, { accountId, kind: 'api', scopes: ['read'], expiresAt: null });
  return { accountId, taskId: projectId, sessionId, renderId, turnId, tokenId: token.id, uploadId: UNKNOWN.uploadId };
}

/** The path of one of Anna's, with her account's id in the place of `me` when Bert asks. */
const paths = (route: Route, things: Things): string => pathOf(route, things);

for (const route of ROUTES) {
  const title = keyOf(route);
  const isOpen = route.auth !== 'token';

  test(`${title}: without a token, with a wrong, a revoked and an expired one`, async () => {
    const url = paths(route, anna);
    const body = bodyOf(route, anna);
    if (route.auth === 'none') {
      const answer = await ask(app, route, url, { body });
      assert.ok(
        ![401, 500].includes(answer.status) || answer.body.message?.includes('password'),
        `${answer.status} ${answer.text}`,
      );
      return;
    }
    for (const token of ['junk', 'nmv_usr_junk', tokens.revoked, tokens.expired]) {
      const answer = await ask(app, route, url, { token, body });
      assert.equal(answer.status, 401, token);
      if (route.method === 'HEAD') continue;
      assert.equal(answer.body.code, 1001);
      assert.equal(answer.headers['www-authenticate'], 'Bearer');
    }
    if (isOpen) return;
    const answer = await ask(app, route, url, { body });
    assert.equal(answer.status, 401);
  });

  if (!isOpen) {
    test(`${title}: a claim token calls no API; a token without the scope does not either`, async () => {
      const url = paths(route, anna);
      const claim = await ask(app, route, url, { token: tokens.claim, body: bodyOf(route, anna) });
      assert.equal(claim.status, 403);
      const missing = (route.scopes ?? []).some((scope) => scope !== 'read');
      if (!missing) return;
      const reader = await ask(app, route, url, { token: tokens.readOnly, body: bodyOf(route, anna) });
      assert.equal(reader.status, 403);
      if (route.method !== 'HEAD') assert.equal(reader.body.code, 403);
    });

    if (named(route).length > 0 && !route.url.startsWith('/apps/nemo_agent/users/:uid/sessions/:sid')) {
      test(`${title}: somebody else's looks exactly like nothing`, async () => {
        const theirs = await ask(app, route, paths(route, anna), { token: tokens.other, body: bodyOf(route, anna) });
        const nothing = await ask(app, route, paths(route, UNKNOWN), {
          token: tokens.other,
          body: bodyOf(route, UNKNOWN),
        });
        assert.equal(theirs.status, 404, theirs.text);
        assert.equal(theirs.text, nothing.text);
        assert.equal(theirs.status, nothing.status);
      });
    }

    test(`${title}: the browser of a claim link sees its project only`, async () => {
      const cookie = await claimCookie(anna);
      const headers = { 'sec-fetch-site': 'same-origin' };
      if (route.claim === undefined) {
        const answer = await ask(app, route, paths(route, anna), { cookie, headers, body: bodyOf(route, anna) });
        assert.equal(answer.status, 403);
        return;
      }
      if (named(route).length === 0) return;
      const elsewhere = await ask(app, route, paths(route, bert), { cookie, headers, body: bodyOf(route, bert) });
      assert.equal(elsewhere.status, 404);
      const second = await secondProject();
      const beside = await ask(app, route, paths(route, second), { cookie, headers, body: bodyOf(route, second) });
      assert.equal(beside.status, 404, `another project of the same account: ${beside.text}`);
    });
  }
}

async function claimCookie({ accountId, taskId, sessionId }: Things): Promise<string> {
  const { token } = await claimToken(site.desk, { accountId, projectId: taskId, sessionId });
  const { web } = await openClaim(site.desk, token);
  return `tellcut=${web.token}`;
}

/** Another project of Anna's, with a render and a turn of its own. */
let second: Things | null = null;
async function secondProject(): Promise<Things> {
  if (second !== null) return second;
  const made = await thingsOf('render_second');
  const { db } = site.desk.store;
  const account_id = anna.accountId;
  await db.updateTable('projects').set({ account_id }).where('id', '=', made.taskId).execute();
  await db.updateTable('sessions').set({ account_id }).where('id', '=', made.sessionId).execute();
  await db.updateTable('renders').set({ account_id }).where('id', '=', made.renderId).execute();
  await db.updateTable('turns').set({ account_id }).where('id', '=', made.turnId).execute();
  second = { ...made, accountId: account_id };
  return second;
}

test('every sample belongs to a route, and every route is there once', () => {
  assert.deepEqual(staleSamples(ROUTES), []);
  assert.equal(new Set(ROUTES.map(keyOf)).size, ROUTES.length);
});

test("an account's own id stands for me, somebody else's is not found", async () => {
  const own = await ask(app, 'GET /api/tasks/:uid', `/api/tasks/${anna.accountId}`, { token: tokens.full });
  assert.equal(own.status, 200);
  for (const uid of [bert.accountId, 'anon_nobody', 'local']) {
    const answer = await ask(app, 'GET /api/tasks/:uid', `/api/tasks/${uid}`, { token: tokens.full });
    assert.deepEqual([answer.status, answer.body.code], [404, 1003]);
  }
});

test('ids that mean something to file systems, headers or routers are refused', async () => {
  const ids = [
    '..%2f..%2fetc%2fpasswd',
    'a%00b',
    'a%0d%0aSet-Cookie:x',
    'x'.repeat(65),
    'x'.repeat(300),
    '%ff',
    '%',
    'é',
    'a.b',
  ];
  for (const id of ids) {
    const response = await app.inject({
      method: 'GET',
      url: `/api/state/nemo_agent/me/${id}/latest`,
      headers: { authorization: `Bearer ${tokens.full}` },
    });
    assert.equal(response.statusCode, 400, `${id}: ${response.payload}`);
    assert.equal((response.json() as { code: number }).code, 400);
    assert.equal(response.headers['set-cookie'], undefined);
  }
});

test('a token in an address is refused, whatever else is sent', async () => {
  for (const query of ['token=x', 'access_token=x', 'api_key=x', 'Authorization=x']) {
    const answer = await app.inject({
      url: `/api/tasks/me?${query}`,
      headers: { authorization: `Bearer ${tokens.full}` },
    });
    assert.equal(answer.statusCode, 400, query);
  }
});

test('what is not there, and what is not HTTP, is answered in the envelope', async () => {
  const missing = await app.inject({ url: '/api/nothing', headers: { 'accept-language': 'zh-CN' } });
  assert.equal(missing.statusCode, 404);
  assert.deepEqual((missing.json() as { code: number; message: string }).code, 404);
  assert.match((missing.json() as { message: string }).message, /没有/);
  const wrongMethod = await app.inject({ method: 'PUT', url: '/api/tasks/me' });
  assert.equal(wrongMethod.statusCode, 404);
});

test('bodies that are no JSON, not said to be JSON, too long, or poisoned', async () => {
  const send = async (payload: string, type = 'application/json'): Promise<[number, number]> => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/auth/tokens',
      headers: { authorization: `Bearer ${tokens.full}`, 'content-type': type },
      payload,
    });
    return [response.statusCode, (response.json() as { code: number }).code];
  };
  for (const text of [
    '{',
    'nul',
    '{"name":"x"}x',
    '{"__proto__":{"x":1},"name":"a"}',
    '{"constructor":{"prototype":{}},"name":"a"}',
    '',
    '[]',
    '7',
  ])
    assert.deepEqual(await send(text), [400, 400], text);
  assert.deepEqual(await send('name=x', 'application/x-www-form-urlencoded'), [400, 400]);
  assert.deepEqual(await send('{"name":"x"}', 'text/plain'), [400, 400]);
  assert.deepEqual(await send(JSON.stringify({ name: 'x'.repeat(1_100_000) })), [413, 4002]);
  assert.deepEqual(await send('['.repeat(100_000) + ']'.repeat(100_000)), [400, 400]);
});

test('/openapi.json is OpenAPI 3.1, lists every route that is not hidden, and every address has a summary', async () => {
  const response = await app.inject({ url: '/openapi.json' });
  const document = response.json() as { openapi: string; paths: Record<string, Record<string, { summary?: string }>> };
  const { valid, errors } = await new Validator().validate(document);
  assert.ok(valid, JSON.stringify(errors ?? '').slice(0, 2000));
  assert.equal(document.openapi, '3.1.0');
  for (const route of ROUTES.filter(({ hidden, method }) => hidden !== true && method !== 'HEAD')) {
    const path = document.paths[route.url.replace(/:(\w+)/g, '{$1}')];
    assert.ok(path?.[route.method.toLowerCase()]?.summary, keyOf(route));
  }
});

test('/docs works without a network: everything on it comes from here', async () => {
  const page = await app.inject({ url: '/docs/' });
  assert.equal(page.statusCode, 200);
  const linked = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  assert.ok(linked.length > 2);
  for (const address of linked) {
    assert.doesNotMatch(address, /^(https?:)?\/\//);
    if (address.startsWith('data:')) continue;
    const part = await app.inject({ url: new URL(address, 'http://here/docs/').pathname });
    assert.equal(part.statusCode, 200, address);
  }
});

test('health, readiness and metrics', async () => {
  assert.deepEqual((await ask(app, 'GET /healthz')).body, { status: 'ok' });
  assert.equal((await ask(app, 'GET /readyz')).body['status'], 'ready');
  const metrics = await app.inject({ url: '/metrics' });
  assert.equal(metrics.statusCode, 200);
  for (const name of [
    'tellcut_http_request_seconds_count',
    'tellcut_turns',
    'tellcut_jobs_waiting',
    'tellcut_accounts',
  ])
    assert.match(metrics.payload, new RegExp(`^${name}`, 'm'));
  assert.doesNotMatch(metrics.payload, /(ses|task|anon|usr|tok)_[0-9a-f]{8}/, 'labels are patterns, never ids');
  for (const from of [{ remoteAddress: '203.0.113.5' }, { headers: { 'x-forwarded-for': '203.0.113.5' } }])
    assert.equal((await app.inject({ url: '/metrics', ...from })).statusCode, 404);
});

test('headers of protection are on every answer; no other origin may read', async () => {
  for (const url of ['/', '/healthz', '/api/nothing', '/api/tasks/me']) {
    const { headers } = await app.inject({ url, headers: { origin: 'https://evil.example' } });
    assert.match(String(headers['content-security-policy']), /script-src 'self';/);
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['access-control-allow-origin'], undefined);
  }
});
