import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { createAccount } from '../../src/store/accounts.ts';
import { openStore } from '../../src/store/store.ts';
import { issueToken } from '../../src/store/tokens.ts';
import { type Cli, openCli, type Ran, runCli, temporaryFolder } from '../support/cli.ts';
import { seedCluster } from '../support/cluster-template.ts';
import { processesLeft, processesOf, type Served, serveIn } from '../support/serve.ts';
import { newFolder, removeFolder } from '../support/store.ts';
import { until } from '../support/until.ts';

const isLinux = process.platform === 'linux';
const env = { TELLCUT_CREDITS: 'on', TELLCUT_WORKERS: '1' };

type Reply = { code: number; message: string; data: Record<string, unknown> };
async function call(
  url: string,
  route: string,
  { token, body }: { token?: string; body?: unknown } = {},
): Promise<Reply> {
  const [method = 'GET', address = ''] = route.split(' ');
  const response = await fetch(url + address, {
    method,
    headers: {
      'x-client-id': crypto.randomUUID(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Reply;
}

const tokenOf = async ({ url }: Served): Promise<string> =>
  String((await call(url, 'POST /api/auth/anonymous-token')).data['token']);

/** A data folder that goes with its scope. */
function dataFolder(): Disposable & { readonly path: string } {
  const folder = newFolder();
  chmodSync(folder, 0o711); // as root, the database runs as somebody else, who must get there
  return { path: path.join(folder, 'data'), [Symbol.dispose]: () => removeFolder(folder) };
}

/** `tellcut …` with a data folder and no settings of ours. */
const tellcut = (
  folder: string,
  args: readonly string[],
  more: Record<string, string> = {},
  run: (...given: Parameters<Cli['run']>) => Promise<Ran> = runCli,
): Promise<Ran> => {
  mkdirSync(folder, { recursive: true });
  const none = Object.fromEntries(
    Object.keys(process.env)
      .filter((key) => /^(TELLCUT_|S3_|DATABASE_URL)/.test(key))
      .map((key) => [key, '']),
  );
  return run(args, { cwd: folder, env: { ...none, ...more } });
};

test('it prints one address, answers, keeps its log apart, and stops in order; the next start goes on', async (t) => {
  using data = dataFolder();
  let token: string;
  {
    await using served = await serveIn({ data: data.path, env });
    t.diagnostic(`a first start took ${Math.round(served.readyMs)} ms`);
    assert.match(served.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual((await call(served.url, 'GET /readyz')) as unknown, {
      status: 'ready',
      checks: { database: true, storage: true, accepting: true },
    });
    token = await tokenOf(served);
    await call(served.url, 'POST /api/tasks/me/with-session/nemo_agent', {
      token,
      body: { task_name: 'Secret plans' },
    });
    await fetch(`${served.url}/renders/x?exp=1&sig=signed-secret`);
    assert.equal(statSync(path.join(data.path, 'secret')).mode & 0o777, 0o600);
    const ends = performance.now();
    assert.equal(await served.end('SIGTERM'), 0, served.stderr());
    const stopMs = performance.now() - ends;
    t.diagnostic(`stopping took ${Math.round(stopMs)} ms`);
    assert.ok(stopMs < 60_000, 'nothing runs, so nothing is waited for, which would be 90 s');
    assert.equal(served.stdout(), `${served.url}\n`);
    for (const line of served.stderr().trim().split('\n')) assert.doesNotThrow(() => JSON.parse(line), line);
    const secrets = [
      token,
      token.slice(8),
      'Secret plans',
      'signed-secret',
      readFileSync(path.join(data.path, 'secret'), 'utf8').trim(),
    ];
    for (const secret of secrets) assert.ok(!served.stderr().includes(secret), `the log holds ${secret}`);
  }
  if (isLinux) assert.deepEqual(await processesLeft(data.path, 5000), []);
  await using again = await serveIn({ data: data.path, env });
  t.diagnostic(`a second start took ${Math.round(again.readyMs)} ms`);
  const { tasks } = (await call(again.url, 'GET /api/tasks/me', { token })).data as { tasks: { task_name: string }[] };
  assert.deepEqual(
    tasks.map(({ task_name }) => task_name),
    ['Secret plans'],
  );
});

test('kill -9 leaves no database behind, and loses nothing', { skip: !isLinux }, async () => {
  using data = dataFolder();
  await seedCluster(data.path);
  await using served = await serveIn({ data: data.path, env });
  const token = await tokenOf(served);
  assert.ok(processesOf(data.path).length > 1);
  await served.end('SIGKILL');
  assert.deepEqual(await processesLeft(data.path, 10_000), []);
  await using again = await serveIn({ data: data.path, env });
  assert.equal((await call(again.url, 'POST /api/auth/verify', { token })).code, 0);
});

describe('beside a running server', () => {
  const data = dataFolder();
  const cli = openCli();
  let served: Served;
  before(async () => {
    await seedCluster(data.path);
    served = await serveIn({ data: data.path, env });
  });
  after(async () => {
    await cli[Symbol.asyncDispose]();
    await served[Symbol.asyncDispose]();
    data[Symbol.dispose]();
  });

  test('a second server on the same data says so and does no harm', async () => {
    const second = await tellcut(data.path, ['serve', '--data', data.path, '--port', '0']);
    assert.notEqual(second.code, 0);
    assert.match(second.stderr, /Another tellcut is using/);
    assert.equal(second.stdout, '');
    assert.equal(((await call(served.url, 'GET /healthz')) as unknown as { status: string }).status, 'ok');
  });

  test('what cannot be is said in one sentence, with exit code 2', async () => {
    using other = temporaryFolder();
    const port = new URL(served.url).port;
    const fails = async (args: readonly string[], more: Record<string, string>, message: RegExp): Promise<void> => {
      const { code, stderr, stdout } = await tellcut(
        other.path,
        [...args, '--data', path.join(other.path, 'data')],
        more,
        cli.run,
      );
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /, 'no stack');
    };
    await fails(['serve', '--port', port], {}, /another program uses it/);
    await fails(['serve', '--port', '99999'], {}, /TELLCUT_PORT must be a whole number/);
    await fails(
      ['serve'],
      { TELLCUT_CREDITS: 'perhaps', TELLCUT_DRAIN: 'soon' },
      /TELLCUT_CREDITS must be on or off; TELLCUT_DRAIN must be/,
    );
    await fails(['serve', '--config', 'nothing.json'], {}, /cannot be read as JSON/);
    await fails(['worker'], {}, /DATABASE_URL must name the database/);
    writeFileSync(path.join(other.path, 'odd.json'), '{"prot":1}');
    await fails(['serve', '--config', path.join(other.path, 'odd.json')], {}, /"prot", which is no setting/);
  });

  test('admin: accounts, credits, plans, tokens, the ledger', async () => {
    const token = await tokenOf(served);
    const { user_id: id } = (await call(served.url, 'POST /api/auth/verify', { token })).data as { user_id: string };
    const admin = async (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
      tellcut(data.path, ['admin', ...args, '--data', data.path], {}, args[0] === 'users' ? runCli : cli.run);
    const [user] = JSON.parse((await admin('users', '--json')).stdout) as {
      id: string;
      available: number;
      plan: string;
    }[];
    assert.deepEqual([user?.id, user?.available, user?.plan], [id, 100, 'free']);
    assert.match((await admin('grant', id, '50', '--note', 'for a bug')).stdout, /150 credits now/);
    assert.equal((await call(served.url, 'GET /api/credits/balance/simple', { token })).data['available'], 150);
    assert.match((await admin('plan', id, 'pro')).stdout, /on the plan pro/);
    assert.match((await admin('audit')).stdout, /adds up/);
    for (const wrong of [
      ['grant', id, '-5'],
      ['grant', id, '1.5'],
      ['grant', id, '99999999999'],
      ['plan', id, 'Pro Max!'],
    ]) {
      const { code, stderr } = await admin(...wrong);
      assert.ok(code === 2 || code === 3, `${wrong.join(' ')}: ${code} ${stderr}`);
    }
    assert.match((await admin('grant', 'nobody', '5')).stderr, /There is no account "nobody"/);
    assert.match((await admin('revoke', id)).stdout, /1 tokens of/);
    const codeNow = async (): Promise<number> => (await call(served.url, 'POST /api/auth/verify', { token })).code;
    await until(async () => (await codeNow()) !== 0, 'the end of the token');
    assert.equal(await codeNow(), 1001);
  });
});

test('ten thousand stored sessions slow neither the start nor a reading down', async (t) => {
  using place = dataFolder();
  const data = place.path;
  await seedCluster(data);
  {
    let token: string;
    {
      await using store = await openStore({ folder: data });
      token = await store.db.transaction().execute(async (tx) => {
        const account = await createAccount(tx, { kind: 'registered' });
        const rows = Array.from({ length: 10_000 }, (_, index) => index);
        for (let at = 0; at < rows.length; at += 1000) {
          const some = rows.slice(at, at + 1000);
          await tx
            .insertInto('projects')
            .values(some.map((n) => ({ id: `task_${n}`, account_id: account.id, name: `Film ${n}`, language: 'en' })))
            .execute();
          await tx
            .insertInto('sessions')
            .values(
              some.map((n) => ({
                id: `ses_${n}`,
                project_id: `task_${n}`,
                account_id: account.id,
                language: 'en',
                history: JSON.stringify({ numbers: [1], at: 0, last: 1 }),
              })),
            )
            .execute();
        }
        return (await issueToken(tx, { accountId: account.id, kind: 'api', scopes: ['read'], expiresAt: null })).secret;
      });
    }
    await using served = await serveIn({ data, env });
    t.diagnostic(`ready after ${Math.round(served.readyMs)} ms`);
    const began = performance.now();
    const { tasks } = (await call(served.url, 'GET /api/tasks/me?limit=50', { token })).data as { tasks: unknown[] };
    t.diagnostic(`a page of projects took ${Math.round(performance.now() - began)} ms`);
    assert.equal(tasks.length, 50);
  }
});

test('help lists the commands of a server', async () => {
  using folder = temporaryFolder();
  const { stdout } = await tellcut(folder.path, ['--help']);
  for (const command of ['serve', 'worker', 'admin']) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
});

test('what comes a byte at a time holds neither a connection nor the end', async () => {
  using data = dataFolder();
  await seedCluster(data.path);
  await using served = await serveIn({ data: data.path, env });
  const token = await tokenOf(served);
  const post = (more: string): string =>
    `POST /api/auth/tokens HTTP/1.1\r\nHost: x\r\n${more}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"na`;
  const closed = async (head: string): Promise<string> => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    socket.write(head);
    return text(socket);
  };
  assert.match(await closed(post('')), /^HTTP\/1\.1 401 /, 'answered, and closed soon after');
  assert.match(await closed('BLAH\r\n\r\n'), /^HTTP\/1\.1 400 [^]*"code":400/);
  assert.match(
    await closed('GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nContent-Length: x\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
  );
  const stuck = closed(post(`Authorization: Bearer ${token}\r\n`)).catch(() => '');
  const began = performance.now();
  assert.equal(await served.end('SIGTERM'), 0, served.stderr());
  assert.ok(performance.now() - began < 60_000, 'the end of all calls would be 90 s');
  await stuck;
});
