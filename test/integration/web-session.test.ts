import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SAMPLE_NAMES } from '../../src/app/sample.ts';
import { forget } from '../../src/app/service/tokens.ts';
import { findToken } from '../../src/store/tokens.ts';
import { upload } from '../support/desk.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

let site: TestServer;
const folder = tempFolder();
before(async () => {
  site = await openTestServer();
});
after(async () => {
  await site[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Answer = { status: number; cookie: string | null; data: Record<string, unknown> | null };

/** Asks for a browser's session as a browser with these headers would, from this machine. */
async function session(headers: Record<string, string> = {}, remoteAddress = '127.0.0.1'): Promise<Answer> {
  const { host } = new URL(site.url);
  const response = await site.server.app.inject({
    method: 'POST',
    url: '/api/web/session',
    remoteAddress,
    headers: { host, origin: site.url, ...headers },
  });
  const { data } = response.json() as { data: Record<string, unknown> | null };
  const set = response.headers['set-cookie'];
  return { status: response.statusCode, cookie: typeof set === 'string' ? (set.split(';')[0] ?? null) : null, data };
}

test('whoever sits at the machine is its owner, in every browser; the cookie is kept from scripts', async () => {
  const first = await session();
  const second = await session();
  assert.equal(first.data?.['kind'], 'owner');
  assert.equal(second.data?.['user_id'], first.data?.['user_id']);
  const again = await session({ cookie: first.cookie ?? '' });
  assert.deepEqual([again.data?.['user_id'], again.cookie], [first.data?.['user_id'], null]);
  const stale = await session({ cookie: 'tellcut=tcw_nothing' });
  assert.equal(stale.data?.['user_id'], first.data?.['user_id']);
  assert.match(stale.cookie ?? '', /^tellcut=tcw_/);
});

test('a session of which half is over begins anew with a visit; a young one stays as it is', async () => {
  const { cookie, data } = await session({ via: '1.1 tunnel' });
  const secret = (cookie ?? '').split('=')[1] ?? '';
  const accountId = String(data?.['user_id']);
  const { db } = site.desk.store;
  const endsIn = async (): Promise<number> => {
    const found = await findToken(db, secret, new Date());
    return ((found?.token.expires_at?.getTime() ?? 0) - Date.now()) / 86_400_000;
  };
  assert.equal((await session({ cookie: cookie ?? '' })).cookie, null);
  await db
    .updateTable('tokens')
    .set({ expires_at: new Date(Date.now() + 60_000) })
    .where('account_id', '=', accountId)
    .execute();
  forget(site.desk, accountId);
  const again = await session({ cookie: cookie ?? '' });
  assert.equal(again.cookie, cookie, 'the same secret, for longer');
  assert.equal(again.data?.['user_id'], accountId);
  assert.ok((await endsIn()) > 6.9, `${await endsIn()} days`);
});

test('what came by a proxy, by another name or from another machine gets an account of its own', async () => {
  const owner = (await session()).data?.['user_id'];
  const cases: [Record<string, string>, string?][] = [
    [{ 'x-forwarded-for': '203.0.113.9' }],
    [{ forwarded: 'for=203.0.113.9' }],
    [{ via: '1.1 tunnel' }],
    [{ host: 'evil.example' }],
    [{}, '203.0.113.9'],
  ];
  for (const [headers, address] of cases) {
    const { data } = await session(headers, address);
    assert.equal(data?.['kind'], 'anonymous', JSON.stringify(headers));
    assert.notEqual(data?.['user_id'], owner);
  }
});

test('another website gets no session, and nobody can register as the owner', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null', 'sec-fetch-site': 'cross-site' }]) {
    const { status, cookie } = await session(headers);
    assert.deepEqual([status, cookie], [403, null]);
  }
  const response = await site.server.app.inject({
    method: 'POST',
    url: '/api/auth/register',
    payload: { email: 'owner@this-machine', password: 'long enough' },
  });
  assert.equal(response.statusCode, 400);
});

test('sample clips that are there are added in order, each as a file of its own', async () => {
  const kept = path.join(site.desk.settings.data, 'cache', 'samples-2');
  mkdirSync(kept, { recursive: true });
  for (const [index, name] of SAMPLE_NAMES.entries())
    makeVideo(path.join(kept, name), { rate: { num: 30, den: 1 }, frames: 5 + index });
  const client = await site.client();
  for (let time = 0; time < 2; time++) {
    const { sessionId } = await client.project();
    const { files } = await client.data('POST', `/api/web/sessions/${sessionId}/samples`);
    assert.deepEqual(files, [...SAMPLE_NAMES]);
    const { state } = await client.data('GET', `/api/state/nemo_agent/me/${sessionId}/latest`);
    const infos = (state as { video_infos: { filename: string }[] }).video_infos;
    assert.deepEqual(
      infos.map(({ filename }) => filename),
      [...SAMPLE_NAMES],
    );
  }
  assert.deepEqual(readdirSync(kept).toSorted(), [...SAMPLE_NAMES].toSorted(), 'they stay for the next one');
});

test('a preview is served to its owner: playlists, parts by their names, nothing else', async () => {
  const client = await site.client();
  const { sessionId } = await client.project();
  const at = `/api/web/sessions/${sessionId}`;
  assert.equal((await client.data('GET', at))['preview'], null, 'an empty draft has none');
  makeVideo(folder.file('a.mp4'), { rate: { num: 30, den: 1 }, frames: 60 });
  const { accountId } = client;
  await upload(site.desk, { accountId, sessionId, projectId: '' }, folder.file('a.mp4'));
  const { preview, revision } = await client.data('GET', at);
  const { id, url, duration } = preview as { id: string; url: string; duration: number };
  assert.ok(Math.abs(duration - 2) < 0.05);
  const main = await client.call('GET', url);
  assert.equal(main.headers.get('cache-control'), 'no-store');
  assert.match(await main.text(), /picture\.m3u8/);
  const playlist = await (await client.call('GET', `/preview/${sessionId}/picture.m3u8`)).text();
  const [name = ''] = playlist.split('\n').filter((line) => line.endsWith('.m4s'));
  const part = await client.call('GET', `/preview/${sessionId}/${name}`);
  assert.equal(part.status, 200);
  assert.match(part.headers.get('cache-control') ?? '', /immutable/);
  assert.ok((await part.arrayBuffer()).byteLength > 500);

  const stranger = await site.client();
  assert.equal((await stranger.call('GET', `/preview/${sessionId}/${name}`)).status, 404);
  for (const odd of ['..%2f..%2fetc%2fpasswd', 'a.m4s.html', 'nothing'])
    assert.equal((await client.call('GET', `/preview/${sessionId}/${odd}`)).status, 400, odd);
  assert.equal((await client.call('GET', `/preview/${sessionId}/p-0-0.m4s`)).status, 404);

  const { state } = await client.data('GET', `/api/state/nemo_agent/me/${sessionId}/latest`);
  assert.ok(state);
  await client.data('PATCH', `/api/state/nemo_agent/me/${sessionId}/draft`, {
    base_version: (await client.data('GET', at))['version'],
    operations: [{ op: 'title', text: 'Hello' }],
  });
  const after = await client.data('GET', at);
  assert.notEqual(after['revision'], revision);
  assert.notEqual((after['preview'] as { id: string }).id, id);
});
