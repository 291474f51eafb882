import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestServer, type TestServer } from '../support/http.ts';
import type { Answer } from '../support/inject.ts';
import { email, fresh, PASSWORD, type People, peopleOf } from '../support/people.ts';

/** People who come with a browser: claim links, cookies, other websites. */

let site: TestServer;
let { ask, anonymous, project }: People = {} as People;
before(async () => {
  site = await openTestServer();
  ({ ask, anonymous, project } = peopleOf(site));
});
after(() => site[Symbol.asyncDispose]());

const BROWSER = { 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0' };

test('a claim link opens one project for the first who follows it', async () => {
  const someone = await anonymous();
  const { task, session, claim } = await project(someone);
  const path = new URL(String(claim));
  assert.match(path.search, /^\?ct=clm_[\w-]{43}$/);
  const link = path.pathname + path.search;
  for (const headers of [
    { 'user-agent': 'Slackbot-LinkExpanding 1.0' },
    { 'sec-purpose': 'prefetch', 'user-agent': 'Mozilla/5.0' },
  ]) {
    const preview = await ask('GET /workspace/claim', { headers }, link);
    assert.deepEqual(
      [preview.status, preview.headers['set-cookie']],
      [200, undefined],
      'looking ahead uses nothing up',
    );
  }
  const race = await Promise.all(
    Array.from({ length: 20 }, () => ask('GET /workspace/claim', { headers: BROWSER, remoteAddress: fresh() }, link)),
  );
  const winners = race.filter(({ status }) => status === 303);
  assert.equal(winners.length, 1);
  assert.equal(race.filter(({ status }) => status === 410).length, 19);
  const [winner] = winners;
  assert.equal(winner?.headers['location'], `/workspace/${task}`);
  const set = String(winner?.headers['set-cookie'] as string);
  assert.match(set, /^tellcut=tcw_[\w-]+; .*HttpOnly/);
  assert.match(set, /SameSite=Lax/);
  const cookie = set.split(';')[0];
  const page = await ask('GET /workspace/:task_id', { cookie, headers: BROWSER }, `/workspace/${task}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /Mine/);
  const state = await ask(
    'GET /api/state/nemo_agent/:uid/:sid/latest',
    { cookie },
    `/api/state/nemo_agent/me/${session}/latest`,
  );
  assert.equal(state.status, 200);
  const other = await project(someone);
  assert.equal(
    (await ask('GET /workspace/:task_id', { cookie, headers: BROWSER }, `/workspace/${other.task}`)).status,
    404,
  );
  assert.equal((await ask('GET /api/tasks/:uid', { cookie }, '/api/tasks/me')).status, 403);
  assert.equal(
    (await ask('GET /workspace/claim', { headers: BROWSER }, '/workspace/claim?ct=clm_nothing')).status,
    404,
  );

  const bound = await ask('POST /api/auth/register', {
    cookie,
    headers: BROWSER,
    body: { email: email(), password: PASSWORD, bind: someone.id },
    remoteAddress: fresh(),
  });
  assert.equal(bound.data['user_id'], someone.id, 'the claim session is proof');
  const full = String(bound.headers['set-cookie'] as string).split(';')[0];
  assert.notEqual(full, cookie, 'a new session at login');
  assert.equal((await ask('GET /api/tasks/:uid', { cookie: full }, '/api/tasks/me')).status, 200);
  assert.equal(
    (await ask('GET /api/state/nemo_agent/:uid/:sid/latest', { cookie }, `/api/state/nemo_agent/me/${session}/latest`))
      .status,
    401,
  );
});

test('a claim link of a deleted project is unknown', async () => {
  const someone = await anonymous();
  const { task, claim } = await project(someone);
  const link = new URL(String(claim));
  await ask('DELETE /api/tasks/:uid/:task_id', { token: someone.token }, `/api/tasks/me/${task}`);
  assert.equal((await ask('GET /workspace/claim', { headers: BROWSER }, link.pathname + link.search)).status, 404);
});

test("another website cannot use somebody's cookie", async () => {
  const remoteAddress = fresh();
  const made = await ask('POST /api/auth/register', {
    headers: BROWSER,
    body: { email: email(), password: PASSWORD },
    remoteAddress,
  });
  const cookie = String(made.headers['set-cookie'] as string).split(';')[0];
  const create = (headers: Record<string, string>): Promise<Answer> =>
    ask(
      'POST /api/tasks/:uid/with-session/nemo_agent',
      { cookie, headers, body: {} },
      '/api/tasks/me/with-session/nemo_agent',
    );
  const own = new URL(site.url).origin;
  assert.equal((await create({ 'sec-fetch-site': 'same-origin' })).status, 200);
  assert.equal((await create({ origin: own })).status, 200);
  for (const headers of [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${own}.evil.example`, 'sec-fetch-site': 'same-origin' },
    { origin: own.replace('http:', 'https:') },
    { origin: 'https://evil.example', host: 'evil.example' },
  ]) {
    const answer = await create(headers as Record<string, string>);
    assert.deepEqual([answer.status, answer.body.code], [403, 403], JSON.stringify(headers));
  }
  const bearer = String(cookie?.split('=')[1]);
  assert.equal((await ask('POST /api/auth/verify', { token: bearer })).status, 401, 'a cookie is no bearer token');
  const { token } = await anonymous();
  assert.equal(
    (await ask('POST /api/auth/verify', { cookie: `tellcut=${token}`, headers: BROWSER })).status,
    401,
    'and the other way round',
  );
});
