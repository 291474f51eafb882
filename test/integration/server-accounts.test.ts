import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { adjust, audit } from '../../src/store/ledger.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { ANON, email, fresh, PASSWORD, type People, peopleOf } from '../support/people.ts';
import { newFolder, removeFolder } from '../support/store.ts';

const env = { TELLCUT_ANON_PER_ADDRESS: '10', TELLCUT_ANON_PER_NETWORK: '15', TELLCUT_TRUST_PROXY: '10.0.0.1' };
const folder = newFolder();
let site: TestServer;

async function open(): Promise<void> {
  site = await openTestServer({ folder, env });
}
before(open);
after(async () => {
  await site[Symbol.asyncDispose]();
  removeFolder(folder);
});

const ask: People['ask'] = (...call) => peopleOf(site).ask(...call);
const anonymous: People['anonymous'] = (clientId) => peopleOf(site).anonymous(clientId);
const project: People['project'] = (someone) => peopleOf(site).project(someone);

test('an anonymous token: what comes, and that it works', async () => {
  const clientId = crypto.randomUUID();
  const { data } = await ask(ANON, { headers: { 'x-client-id': clientId }, remoteAddress: fresh() });
  assert.match(String(data['token']), /^nmv_usr_[\w-]{43}$/);
  assert.match(String(data['user_id']), /^anon_/);
  assert.equal(data['credits'], 100);
  assert.deepEqual(data['scopes'], ['read', 'write', 'upload', 'render']);
  const days = (Date.parse(String(data['expires_at'])) - Date.now()) / 86_400_000;
  assert.ok(days > 6.99 && days <= 7);
  const verified = await ask('POST /api/auth/verify', { token: String(data['token']) });
  assert.deepEqual(
    [verified.data['user_id'], verified.data['balance'], verified.data['plan']],
    [data['user_id'], 100, 'free'],
  );
  const balance = await ask('GET /api/credits/balance/simple', { token: String(data['token']) });
  assert.deepEqual(balance.data, { available: 100, frozen: 0, total: 100 });
  const history = await ask('GET /api/credits/history', { token: String(data['token']) });
  assert.deepEqual(
    (history.data['entries'] as { kind: string; amount: number }[]).map(({ kind, amount }) => [kind, amount]),
    [['grant', 100]],
  );
});

test('a client id is a UUID or client-…; anything else is 400', async () => {
  for (const id of [
    undefined,
    '',
    'x',
    'client-',
    'client-ü',
    `client-${'x'.repeat(58)}`,
    'x'.repeat(10_000),
    "1' or 1=1",
    `${crypto.randomUUID()}x`,
  ]) {
    const answer = await ask(ANON, {
      headers: id === undefined ? {} : { 'x-client-id': Buffer.from(id).toString('latin1') },
      remoteAddress: fresh(),
    });
    assert.deepEqual([answer.status, answer.body.code], [400, 400], id);
  }
  assert.equal(
    (await ask(ANON, { headers: { 'x-client-id': 'client-1731000000' }, remoteAddress: fresh() })).status,
    200,
  );
});

test('one token for a client and week, however it is asked for: in capitals, at once, after a restart', async () => {
  const clientId = crypto.randomUUID();
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      ask(ANON, {
        headers: { 'x-client-id': index % 2 === 0 ? clientId : clientId.toUpperCase() },
        remoteAddress: fresh(),
      }),
    ),
  );
  assert.equal(many.filter(({ status }) => status === 200).length, 1);
  const refused = many.filter(({ status }) => status === 429);
  assert.equal(refused.length, 19);
  const wait = Number(refused[0]?.headers['retry-after']);
  assert.ok(wait > 604_700 && wait <= 604_800, String(wait));
  assert.deepEqual([refused[0]?.body.code, refused[0]?.data['retry_after']], [429, wait]);
  await site[Symbol.asyncDispose]();
  await open();
  assert.equal((await ask(ANON, { headers: { 'x-client-id': clientId }, remoteAddress: fresh() })).status, 429);
});

test('ten tokens for one address; an IPv6 household is one, its provider has a wider limit', async () => {
  const from = async (remoteAddress: string, headers: Record<string, string> = {}): Promise<number> =>
    (await ask(ANON, { headers: { 'x-client-id': crypto.randomUUID(), ...headers }, remoteAddress })).status;
  const codes = [];
  for (let index = 0; index < 11; index++) codes.push(await from('203.0.113.9'));
  assert.deepEqual(codes, [...Array<number>(10).fill(200), 429]);
  assert.equal(await from('::ffff:203.0.113.9'), 429, 'the same address in other clothes');
  for (const header of ['x-forwarded-for', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip', 'forwarded'])
    assert.equal(await from('203.0.113.9', { [header]: '8.8.8.8' }), 429, header);
  assert.equal(
    await from('10.0.0.1', { 'x-forwarded-for': '8.8.8.8, 203.0.113.9' }),
    429,
    'our proxy is believed, to its left nobody',
  );
  assert.equal(await from('10.0.0.1', { 'x-forwarded-for': '203.0.113.9, 203.0.113.10' }), 200);
  const six = [];
  for (let index = 0; index < 11; index++) six.push(await from(`2001:db8:7:7:${index}::1`));
  assert.deepEqual(six, [...Array<number>(10).fill(200), 429]);
  for (let index = 0; index < 5; index++) assert.equal(await from(`2001:db8:7:${index + 8}::1`), 200);
  assert.equal(await from('2001:db8:7:99::1'), 429, 'the /48 has had fifteen');
});

test('a client whose token has expired gets its account back, and no new credits', async () => {
  const clientId = crypto.randomUUID();
  const first = await anonymous(clientId);
  const { db } = site.desk.store;
  const longAgo = new Date(Date.now() - 8 * 86_400_000);
  await db
    .updateTable('tokens')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('account_id', '=', first.id)
    .execute();
  await db.updateTable('token_issues').set({ issued_at: longAgo }).where('client_id', '=', clientId).execute();
  const second = await anonymous(clientId);
  assert.equal(second.id, first.id);
  const balance = await ask('GET /api/credits/balance/simple', { token: second.token });
  assert.equal(balance.data['available'], 100);
});

test('registering keeps the account with its projects and credits, and needs its token', async () => {
  const someone = await anonymous();
  const { task } = await project(someone);
  const stranger = await anonymous();
  const address = email();
  const body = { email: address, password: PASSWORD, bind: someone.id };
  const remoteAddress = fresh();
  for (const token of [undefined, stranger.token]) {
    const refused = await ask('POST /api/auth/register', { token, body, remoteAddress });
    assert.deepEqual([refused.status, refused.body.code], [403, 403]);
  }
  const done = await ask('POST /api/auth/register', { token: someone.token, body, remoteAddress });
  assert.equal(done.status, 200, done.text);
  assert.equal(done.data['user_id'], someone.id);
  const token = String(done.data['token']);
  const tasks = (await ask('GET /api/tasks/:uid', { token }, '/api/tasks/me')).data['tasks'] as { task_id: string }[];
  assert.deepEqual(
    tasks.map(({ task_id }) => task_id),
    [task],
  );
  const verified = await ask('POST /api/auth/verify', { token: someone.token });
  assert.deepEqual(
    [verified.data['email'], verified.data['balance']],
    [address.toLowerCase(), 100],
    'the old token works on',
  );
  const again = await ask('POST /api/auth/register', {
    token: stranger.token,
    body: { ...body, bind: stranger.id },
    remoteAddress,
  });
  assert.deepEqual([again.status, again.body.code], [400, 400], 'the address is taken');
  const login = await ask('POST /api/auth/login', { body: { email: address.toUpperCase(), password: PASSWORD } });
  assert.equal(login.data['user_id'], someone.id);
  assert.deepEqual(await audit(site.desk.store.db), []);
});

test('a new account without an anonymous one; passwords and addresses that are none', async () => {
  const remoteAddress = fresh();
  const made = await ask('POST /api/auth/register', { body: { email: email(), password: PASSWORD }, remoteAddress });
  assert.match(String(made.data['user_id']), /^usr_/);
  for (const wrong of [
    { email: 'no', password: PASSWORD },
    { email: email(), password: 'short' },
    { email: email(), password: 'x'.repeat(1025) },
    { email: email(), password: 'x'.repeat(1_000_000) },
    { email: `${'x'.repeat(250)}@example.com`, password: PASSWORD },
    { email: email() },
    {},
  ]) {
    const answer = await ask('POST /api/auth/register', { body: wrong, remoteAddress: fresh() });
    assert.deepEqual([answer.status, answer.body.code], [400, 400]);
    assert.doesNotMatch(answer.text, /long password|xxxx/, 'what was typed is not repeated');
  }
});

test('two who register the same address at once: one account', async () => {
  const address = email();
  const all = await Promise.all(
    [1, 2, 3, 4].map(() =>
      ask('POST /api/auth/register', { body: { email: address, password: PASSWORD }, remoteAddress: fresh() }),
    ),
  );
  assert.deepEqual(
    all.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 400, 400, 400],
  );
});

test('a wrong password and an unknown address look and take the same; guessing ends soon', async () => {
  const address = email();
  await ask('POST /api/auth/register', { body: { email: address, password: PASSWORD }, remoteAddress: fresh() });
  const time = async (body: object): Promise<[number, string]> => {
    const began = performance.now();
    const { text } = await ask('POST /api/auth/login', { body, remoteAddress: fresh() });
    return [performance.now() - began, text];
  };
  // The quicker of three: whatever else the machine does makes some of them slower, none of them faster.
  let wrongMs = Number.POSITIVE_INFINITY;
  let unknownMs = Number.POSITIVE_INFINITY;
  for (let index = 0; index < 3; index++) {
    const wrong = await time({ email: address, password: 'not that' });
    const unknown = await time({ email: email(), password: 'not that' });
    assert.equal(wrong[1], unknown[1]);
    wrongMs = Math.min(wrongMs, wrong[0]);
    unknownMs = Math.min(unknownMs, unknown[0]);
  }
  assert.ok(unknownMs > wrongMs / 4, `an unknown address must not answer at once: ${unknownMs} against ${wrongMs} ms`);
  for (let index = 0; index < 7; index++) await time({ email: address, password: 'nor that' });
  const locked = await ask('POST /api/auth/login', {
    body: { email: address, password: PASSWORD },
    remoteAddress: fresh(),
  });
  assert.deepEqual([locked.status, locked.body.code], [429, 429]);
  assert.ok(Number(locked.headers['retry-after']) > 0);
});

test('logging out ends the token at once', async () => {
  const { token } = await anonymous();
  assert.equal((await ask('POST /api/auth/verify', { token })).status, 200);
  assert.equal((await ask('POST /api/auth/logout', { token })).status, 200);
  assert.equal((await ask('POST /api/auth/verify', { token })).status, 401);
});

test('API tokens: fewer scopes, an end, shown once, revoked by id; none can do more than its maker', async () => {
  const { token } = await anonymous();
  const made = await ask('POST /api/auth/tokens', {
    token,
    body: { name: 'reader', scopes: ['read'], expires_in: 3600 },
  });
  const reader = String(made.data['token']);
  assert.match(reader, /^tck_/);
  assert.deepEqual(made.data['scopes'], ['read']);
  assert.equal((await ask('GET /api/credits/balance/simple', { token: reader })).status, 200);
  assert.equal((await ask('POST /api/auth/tokens', { token: reader, body: { name: 'more' } })).status, 403);
  const writer = await ask('POST /api/auth/tokens', { token, body: { name: 'writer', scopes: ['write'] } });
  const more = await ask('POST /api/auth/tokens', {
    token: String(writer.data['token']),
    body: { name: 'x', scopes: ['render'] },
  });
  assert.deepEqual([more.status, more.body.code], [403, 403]);
  const never = await ask('POST /api/auth/tokens', { token, body: { name: 'for ever' } });
  assert.ok(
    Date.parse(String(never.data['expires_at'])) < Date.now() + 7.01 * 86_400_000,
    'an anonymous account cannot live on by it',
  );
  const list = (await ask('GET /api/auth/tokens', { token })).data['tokens'] as {
    id: string;
    name: string | null;
    last4: string;
  }[];
  const entry = list.find(({ name }) => name === 'reader');
  assert.equal(entry?.last4, reader.slice(-4));
  assert.doesNotMatch(JSON.stringify(list), new RegExp(reader.slice(4, 20)));
  const path = `/api/auth/tokens/${entry?.id ?? ''}`;
  assert.equal((await ask('DELETE /api/auth/tokens/:token_id', { token }, path)).status, 200);
  assert.equal((await ask('DELETE /api/auth/tokens/:token_id', { token }, path)).status, 404);
  assert.equal((await ask('GET /api/credits/balance/simple', { token: reader })).status, 401);
});

test('no token is kept in the database as it is', async () => {
  const { token } = await anonymous();
  const { db } = site.desk.store;
  const rows = JSON.stringify([
    await db.selectFrom('tokens').selectAll().execute(),
    await db.selectFrom('accounts').selectAll().execute(),
  ]);
  assert.doesNotMatch(rows, new RegExp(token.slice(8)));
  assert.doesNotMatch(rows, new RegExp(PASSWORD));
});

test('who has no credits left is told where to register, and nothing is begun', async () => {
  const someone = await anonymous();
  const { session } = await project(someone);
  const { db } = site.desk.store;
  await db.transaction().execute((tx) => adjust(tx, { account: someone.id, amount: -100, ref: `spent ${someone.id}` }));
  const body = {
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: session,
    new_message: { parts: [{ text: 'add a title Hello' }] },
  };
  const answer = await ask('POST /run_sse', { token: someone.token, body });
  assert.deepEqual([answer.status, answer.body.code], [402, 2001], answer.text);
  assert.equal(answer.data['register_url'], `${site.url}/register?bind=${someone.id}`);
  assert.deepEqual(await db.selectFrom('turns').select('id').where('account_id', '=', someone.id).execute(), []);
  const page = await ask('GET /register', { token: someone.token }, `/register?bind=${someone.id}`);
  assert.match(page.text, new RegExp(`name="bind" value="${someone.id}"`));
});

test('a sentence in Chinese for who asks in Chinese', async () => {
  const answer = await ask('POST /api/auth/verify', { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } });
  assert.match(String(answer.body.message), /令牌/);
});
