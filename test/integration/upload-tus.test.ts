import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { Upload } from '@tus/server';
import { openLog } from '../../src/server/log.ts';
import { openServer } from '../../src/server/server.ts';
import { UploadStore } from '../../src/server/upload/tus-store.ts';
import { openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

/** The tus protocol on the wire; tus-js-client itself is tried in compat/. */

const media = tempFolder();
const video = media.file('talk.mp4');
let server: TestServer;
let client: TestClient;
let sessionId: string;
let bytes: Buffer;

before(async () => {
  makeVideo(video, { frames: 60, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  bytes = readFileSync(video);
  server = await openTestServer({ env: { TELLCUT_MAX_UPLOAD_BYTES: '1000000' } });
  client = await server.client();
  ({ sessionId } = await client.project());
});
after(async () => {
  await server[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

const TUS = { 'tus-resumable': '1.0.0' };
const metadata = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const create = (
  length: number,
  fields: Record<string, string>,
  who = client,
  more: Record<string, string> = {},
): Promise<Response> =>
  who.call('POST', '/files/', undefined, {
    ...TUS,
    'upload-length': String(length),
    'upload-metadata': metadata(fields),
    ...more,
  });
const patch = (url: string, offset: number, piece: Uint8Array, who = client): Promise<Response> =>
  fetch(url, {
    method: 'PATCH',
    headers: {
      ...who.headers,
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: Buffer.from(piece),
  });
const head = (url: string, who = client): Promise<Response> =>
  fetch(url, { method: 'HEAD', headers: { ...who.headers, ...TUS } });
const folder = (): string[] => readdirSync(path.join(server.desk.settings.data, 'resumable'));

test('an upload in pieces is resumed where it stopped, becomes a file of its session, and stays known', async () => {
  const made = await create(
    bytes.length,
    { session_id: sessionId, filename: '../演讲.mp4', tellcut_account: 'local' },
    client,
    {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    },
  );
  assert.equal(made.status, 201);
  const url = made.headers.get('location') ?? '';
  assert.ok(url.startsWith(`${server.url}/files/tus_`), url);
  assert.ok(Date.parse(made.headers.get('upload-expires') ?? '') > Date.now());
  assert.equal((await patch(url, 0, bytes.subarray(0, 1000))).status, 204);
  assert.equal((await head(url)).headers.get('upload-offset'), '1000');
  assert.equal((await patch(url, 500, bytes.subarray(500))).status, 409, 'another offset');
  assert.equal((await head(url)).headers.get('upload-offset'), '1000');
  const last = await patch(url, 1000, bytes.subarray(1000));
  assert.equal(last.status, 204, await last.text());
  const asset = last.headers.get('x-asset-id');
  const { state } = (await client.data('GET', `/api/state/nemo_agent/me/${sessionId}/latest`)) as {
    state: { video_infos: { id: string; filename: string }[] };
  };
  assert.deepEqual(
    state.video_infos.map(({ id, filename }) => [id, filename]),
    [[asset, '演讲.mp4']],
  );
  const done = await head(url);
  assert.deepEqual(
    [done.status, done.headers.get('upload-offset')],
    [200, String(bytes.length)],
    'a lost answer is no second upload',
  );
  assert.deepEqual(
    folder().filter((name) => !name.endsWith('.json')),
    [],
    'its bytes have moved',
  );
});

test('too large, without a session, of another session or account, unknown: refused', async () => {
  const other = await server.client();
  const large = await create(1_000_001, { session_id: sessionId });
  assert.equal(large.status, 413);
  assert.equal((await create(10, {})).status, 400);
  const foreign = await create(10, { session_id: sessionId }, other);
  assert.deepEqual([foreign.status, ((await foreign.json()) as { code: number }).code], [404, 1002]);
  const made = await create(bytes.length, { session_id: sessionId, filename: 'a.mp4' });
  const url = made.headers.get('location') ?? '';
  for (const status of [
    (await head(url, other)).status,
    (await patch(url, 0, bytes, other)).status,
    (await fetch(url, { method: 'DELETE', headers: { ...other.headers, ...TUS } })).status,
    (await head(`${server.url}/files/tus_unknown`)).status,
  ]) {
    assert.equal(status, 404);
  }
  assert.equal((await fetch(url, { method: 'PATCH', headers: TUS })).status, 401);
  assert.equal((await client.call('HEAD', url)).status, 412, 'without the version of the protocol');
  assert.equal((await fetch(url, { method: 'DELETE', headers: { ...client.headers, ...TUS } })).status, 204);
  assert.equal((await head(url)).status, 404);
  const open = await server.desk.store.db.selectFrom('uploads').select('id').where('state', '=', 'open').execute();
  assert.deepEqual(open, [], 'no room stays taken');
});

test('checksums: a piece that arrives otherwise is 460 and not kept, the right one is, an unknown kind is refused', async () => {
  const made = await create(bytes.length, { session_id: sessionId, filename: 'sum.mp4' });
  const url = made.headers.get('location') ?? '';
  const send = (offset: number, piece: Uint8Array, checksum: string): Promise<Response> =>
    fetch(url, {
      method: 'PATCH',
      headers: {
        ...client.headers,
        ...TUS,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-checksum': checksum,
      },
      body: Buffer.from(piece),
    });
  const sum = (algorithm: string, piece: Uint8Array): string =>
    `${algorithm} ${createHash(algorithm).update(piece).digest('base64')}`;
  const first = bytes.subarray(0, 700);
  const wrong = await send(0, first, sum('sha1', bytes.subarray(1, 701)));
  assert.equal(wrong.status, 460);
  assert.match(((await wrong.json()) as { message: string }).message, /sum\.mp4/);
  assert.equal((await head(url)).headers.get('upload-offset'), '0');
  for (const unknown of ['crc32 AAAAAA==', 'sha1', 'sha1 !', sum('sha1', first).slice(0, -6)])
    assert.equal((await send(0, first, unknown)).status, 400, unknown);
  assert.equal((await send(0, first, sum('sha1', first))).headers.get('upload-offset'), '700');
  assert.equal((await send(700, bytes.subarray(700, 900), sum('md5', first))).status, 460);
  assert.equal((await head(url)).headers.get('upload-offset'), '700', 'what came before stays');
  assert.equal((await send(700, bytes.subarray(700), sum('sha256', bytes.subarray(700)))).status, 204);
  const { headers } = await fetch(`${server.url}/files/`, { method: 'OPTIONS' });
  assert.deepEqual(
    [headers.get('tus-checksum-algorithm'), headers.get('tus-extension')?.includes('checksum')],
    ['sha1,sha256,md5', true],
  );
});

test('who sends too slowly is told so, and what has come is kept', async () => {
  const own = tempFolder();
  const store = new UploadStore({
    directory: path.dirname(own.file('x')),
    expirationMs: 1e9,
    pace: { idleMs: 400, windowMs: 200, minBytesPerSecond: 1e6 },
    removed: async () => undefined,
  });
  await store.create(new Upload({ id: 'tus_slow', size: 1000, offset: 0, metadata: { filename: 'slow.mp4' } }));
  const drip = Readable.from(
    (async function* () {
      for (;;) {
        yield Buffer.alloc(1);
        await new Promise((done) => setTimeout(done, 20));
      }
    })(),
  );
  await assert.rejects(store.write(drip, 'tus_slow', 0), { code: 'upload.too_slow' });
  const kept = await store.getUpload('tus_slow');
  assert.ok(kept.offset > 0, String(kept.offset));
  own[Symbol.dispose]();
});

test('bytes beyond the announced length are not taken', async () => {
  const made = await create(100, { session_id: sessionId, filename: 'a.mp4' });
  const url = made.headers.get('location') ?? '';
  const { status } = await patch(url, 0, Buffer.alloc(500));
  assert.ok(status === 413 || status === 415 || status === 422, String(status));
});

test('what is no media is refused at the end, and nothing of it stays', async () => {
  const text = Buffer.from('#EXTM3U\nfile:///etc/passwd\n');
  const made = await create(text.length, { session_id: sessionId, filename: 'list.mp4' });
  const url = made.headers.get('location') ?? '';
  const last = await patch(url, 0, text);
  assert.deepEqual([last.status, ((await last.json()) as { code: number }).code], [415, 4001]);
  assert.equal((await head(url)).status, 404);
});

test('what had arrived whole when the process ended is taken in by the next one', async () => {
  const own = await openTestServer({ env: { TELLCUT_WORKERS: '0' } });
  const user = await own.client();
  const place = await user.project();
  const made = await user.call('POST', '/files/', undefined, {
    ...TUS,
    'upload-length': String(bytes.length),
    'upload-metadata': metadata({ session_id: place.sessionId, filename: 'late.mp4' }),
  });
  const id = (made.headers.get('location') ?? '').split('/').at(-1) ?? '';
  // As a kill between the last byte and its taking in leaves it.
  writeFileSync(path.join(own.desk.settings.data, 'resumable', id), bytes);
  await own.server[Symbol.asyncDispose]();
  const next = await openServer(own.desk, openLog('silent'));
  await next.app.ready();
  const assets = await own.desk.store.db.selectFrom('session_assets').select('filename').execute();
  assert.deepEqual(assets, [{ filename: 'late.mp4' }]);
  await next[Symbol.asyncDispose]();
  await own.desk[Symbol.asyncDispose]();
});

test('what the server knows of the protocol is said to anybody', async () => {
  const { status, headers } = await fetch(`${server.url}/files/`, { method: 'OPTIONS' });
  assert.deepEqual([status, headers.get('tus-version'), headers.get('tus-max-size')], [204, '1.0.0', '1000000']);
});
