import assert from 'node:assert/strict';
import { once } from 'node:events';
import { openAsBlob, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeStill, makeVideo, tempFolder } from '../support/make-media.ts';
import { until } from '../support/until.ts';

/** Files on their way in, over a real socket: by form, by address, and the same bytes on their way out. */

const MOST = 3_000_000;
const media = tempFolder();
const video = media.file('talk.mp4');
const still = media.file('still.png');
let server: TestServer;
let client: TestClient;
let origin: string;
const web = createServer((request, response) => {
  if (request.url === '/talk.mp4') response.end(readFileSync(video));
  else if (request.url === '/to-file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
  else response.writeHead(404).end();
});

before(async () => {
  makeVideo(video, { frames: 30, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  makeStill(still, 'png', 5);
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  server = await openTestServer({
    env: { TELLCUT_MAX_UPLOAD_BYTES: String(MOST), TELLCUT_ALLOW_PRIVATE_URLS: 'on' },
  });
  client = await server.client();
});
after(async () => {
  await server[Symbol.asyncDispose]();
  web.close();
  media[Symbol.dispose]();
});

type Answer = {
  code: number;
  message: string;
  data: {
    files: Record<string, unknown>[];
    failed: { filename: string; code: number; message: string; data: Record<string, unknown> | null }[];
    session_state_applied: boolean;
  };
};

async function form(...files: (readonly [string, string | Blob, string])[]): Promise<FormData> {
  const made = new FormData();
  for (const [field, file, name] of files) {
    made.append(field, typeof file === 'string' ? await openAsBlob(file) : file, name);
  }
  return made;
}

async function send(
  session: string,
  body: unknown,
  headers: Record<string, string> = {},
  who = client,
): Promise<{ status: number; answer: Answer }> {
  const response = await who.call('POST', `/api/upload-video/nemo_agent/me/${session}`, body, headers);
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** Everything below the place where files arrive, to show that nothing is left. */
function leftOver(): string[] {
  const folder = path.join(server.desk.settings.data, 'uploads');
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
}

test('several files of one form, in their order, with what they are; the draft has them', async () => {
  const { sessionId } = await client.project();
  const { status, answer } = await send(
    sessionId,
    await form(['files', video, 'talk.mp4'], ['file', still, 'photo.jpeg']),
  );
  assert.equal(status, 200);
  assert.equal(answer.data.session_state_applied, true);
  assert.deepEqual(answer.data.failed, []);
  const [first, second] = answer.data.files;
  assert.deepEqual(Object.keys(first ?? {}).toSorted(), [
    'cdn_url',
    'duration',
    'file_type',
    'filename',
    'fps',
    'has_audio',
    'hash',
    'height',
    'id',
    'width',
  ]);
  assert.deepEqual(
    [first?.['filename'], first?.['file_type'], first?.['duration'], first?.['width'], first?.['has_audio']],
    ['talk.mp4', 'video', 1, 160, false],
  );
  assert.equal(second?.['file_type'], 'image', 'by its content, whatever its name says');
  const { state } = (await client.data('GET', `/api/state/nemo_agent/me/${sessionId}/latest`)) as {
    state: { video_infos: { id: string }[]; draft: { t: { sg: unknown[] }[] } };
  };
  assert.deepEqual(
    state.video_infos.map(({ id }) => id),
    [first?.['id'], second?.['id']],
  );
  assert.ok(state.draft.t.some(({ sg }) => sg.length > 0));
  assert.deepEqual(leftOver(), []);
});

test('the same bytes twice are one file', async () => {
  const { sessionId } = await client.project();
  const one = await send(sessionId, await form(['files', video, 'a.mp4']));
  const two = await send(sessionId, await form(['files', video, 'b.mp4']));
  assert.equal(one.answer.data.files[0]?.['id'], two.answer.data.files[0]?.['id']);
});

test('what is no media, too large, empty or missing is refused by name, and nothing stays', async () => {
  const { sessionId } = await client.project();
  const text = await send(
    sessionId,
    await form(['files', new Blob(['#EXTM3U\nfile:///etc/passwd\n']), 'playlist.mp4']),
  );
  assert.deepEqual([text.status, text.answer.code], [415, 4001]);
  assert.deepEqual((text.answer.data as unknown as { supported: string[] }).supported, [
    'mp4',
    'mov',
    'avi',
    'webm',
    'mkv',
    'jpg',
    'png',
    'gif',
    'webp',
    'mp3',
    'wav',
    'm4a',
    'aac',
  ]);
  const large = await send(sessionId, await form(['files', new Blob([Buffer.alloc(MOST + 1)]), 'large.mp4']));
  assert.deepEqual([large.status, large.answer.code, large.answer.data], [413, 4002, { max_bytes: MOST }]);
  const empty = await send(sessionId, await form(['files', new Blob([]), 'empty.mp4']));
  assert.deepEqual([empty.status, empty.answer.code], [422, 4004]);
  const broken = await send(
    sessionId,
    await form(['files', new Blob([readFileSync(video).subarray(0, 600)]), 'cut.mp4']),
  );
  assert.deepEqual([broken.status, broken.answer.code], [422, 4004]);
  const none = await send(sessionId, new FormData());
  assert.deepEqual([none.status, none.answer.code], [400, 400]);
  assert.deepEqual([(await send(sessionId, undefined)).status, (await send(sessionId, {})).status], [400, 400]);
  assert.deepEqual(leftOver(), []);
});

test('N1: what only calls itself media is told by its content, whatever its name and type say', async () => {
  const { sessionId } = await client.project();
  for (const [name, content] of [
    ['page.mp4', '<!doctype html><script>alert(1)</script>'],
    ['picture.png', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    ['script.mp4', '<?php system($_GET[0]); ?>             '],
    ['list.mp4', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['dash.mp4', '<?xml version="1.0"?><MPD><Period><BaseURL>file:///etc/passwd</BaseURL></Period></MPD>'],
    ['concat.mp4', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['session.mp4', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n'],
    ['archive.mp4', 'PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['paper.mp4', '%PDF-1.7\n1 0 obj <<>> endobj                '],
    ['program.mp4', '\u007fELF\u0002\u0001\u0001aaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['brand.mp4', `\0\0\0\u0018ftypheic\0\0\0\0mif1heic${'a'.repeat(40)}`],
  ] as const) {
    const { status, answer } = await send(
      sessionId,
      await form(['files', new Blob([content], { type: 'video/mp4' }), name]),
    );
    assert.deepEqual([status, answer.code], [415, 4001], name);
    assert.doesNotMatch(JSON.stringify(answer), /root:|\/tmp|uploads/, name);
  }
  assert.deepEqual(leftOver(), []);
});

test('each file of a form succeeds or fails on its own', async () => {
  const { sessionId } = await client.project();
  const { status, answer } = await send(
    sessionId,
    await form(
      ['files', new Blob([Buffer.alloc(MOST + 1)]), 'large.mp4'],
      ['files', video, 'good.mp4'],
      ['files', new Blob(['hello']), 'text.mp4'],
    ),
  );
  assert.equal(status, 200);
  assert.deepEqual(
    answer.data.files.map(({ filename }) => filename),
    ['good.mp4'],
  );
  assert.deepEqual(
    answer.data.failed.map(({ filename, code }) => [filename, code]),
    [
      ['large.mp4', 4002],
      ['text.mp4', 4001],
    ],
  );
  assert.deepEqual(leftOver(), []);
});

test('by address: fetched through the guard, each on its own; 4003 says that an address is refused', async () => {
  const { sessionId } = await client.project();
  const both = await send(sessionId, { urls: [`${origin}/talk.mp4`, `${origin}/missing.mp4`], source_type: 'url' });
  assert.deepEqual(
    both.answer.data.files.map(({ filename }) => filename),
    ['talk.mp4'],
  );
  assert.deepEqual(
    both.answer.data.failed.map(({ code }) => code),
    [4004],
  );
  for (const url of [
    'file:///etc/passwd',
    'ftp://example.com/a',
    'http://169.254.169.254/latest/',
    `${origin}/to-file`,
    'nonsense',
  ]) {
    const { status, answer } = await send(sessionId, { urls: [url] });
    assert.deepEqual([status, answer.code], [400, 4003], url);
    assert.doesNotMatch(answer.message, /169\.254\.169\.254.*169|root:/);
  }
  assert.deepEqual((await send(sessionId, { urls: [] })).answer.code, 400);
  assert.deepEqual((await send(sessionId, { urls: Array.from({ length: 51 }, () => origin) })).answer.code, 400);
  assert.deepEqual(leftOver(), []);
});

test('a server of the default settings fetches from no private address', async () => {
  const own = await openTestServer({ env: { TELLCUT_WORKERS: '0' } });
  try {
    const user = await own.client();
    const { sessionId } = await user.project();
    const { status, answer } = await send(sessionId, { urls: [`${origin}/talk.mp4`] }, {}, user);
    assert.deepEqual([status, answer.code], [400, 4003]);
  } finally {
    await own[Symbol.asyncDispose]();
  }
});

test("somebody else's session, none at all, and a token without the scope", async () => {
  const other = await server.client();
  const { sessionId } = await client.project();
  for (const id of [sessionId, 'ses_unknown']) {
    const { status, answer } = await send(id, await form(['files', video, 'talk.mp4']), {}, other);
    assert.deepEqual([status, answer.code], [404, 1002]);
  }
  assert.deepEqual(leftOver(), []);
});

test('once for an idempotency key', async () => {
  const { sessionId } = await client.project();
  const key = { 'idempotency-key': crypto.randomUUID() };
  const first = await send(sessionId, await form(['files', video, 'talk.mp4']), key);
  const again = await send(sessionId, await form(['files', video, 'talk.mp4']), key);
  assert.deepEqual(again, first);
  const other = await send(sessionId, await form(['files', still, 'talk.mp4']), key);
  assert.deepEqual([other.status, other.answer.code], [409, 3004]);
});

test('U5: a sender that is cut off leaves nothing, and the server goes on', async () => {
  const { sessionId } = await client.project();
  const { port } = new URL(server.url);
  for (const bytes of [0, 10, 400, 200_000]) {
    const socket = connect(Number(port), '127.0.0.1');
    const head = `--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\n`;
    socket.write(
      `POST /api/upload-video/nemo_agent/me/${sessionId} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${client.token}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n${(head + 'y'.repeat(300_000)).slice(0, bytes)}`,
    );
    await new Promise((done) => setTimeout(done, 60));
    socket.destroy();
    await once(socket, 'close');
  }
  await until(() => leftOver().length === 0);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  assert.equal((await send(sessionId, await form(['files', video, 'after.mp4']))).status, 200);
  const { rows } = {
    rows: await server.desk.store.db.selectFrom('uploads').select('state').where('state', '=', 'open').execute(),
  };
  assert.deepEqual(rows, [], 'no room stays taken');
});

test('U6: a form that is none, and one that ends too early', async () => {
  const { sessionId } = await client.project();
  for (const [type, body] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=x', 'no boundary here'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\nabc',
    ],
    ['multipart/form-data; boundary=x', `--x\r\n${'A: b\r\n'.repeat(5000)}\r\n\r\n--x--\r\n`],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nabc\r\n--x--\r\n',
    ],
    [`multipart/form-data; boundary=${'b'.repeat(252)}`, `--${'b'.repeat(252)}\r\n\r\n`],
    ['multipart/form-data; boundary=x', '--x\r\n__proto__: a\r\n\r\nabc\r\n--x'],
    ['application/octet-stream', 'abc'],
    ['text/plain', 'abc'],
    ['application/json', '{'],
  ] as const) {
    const response = await fetch(`${server.url}/api/upload-video/nemo_agent/me/${sessionId}`, {
      method: 'POST',
      headers: { ...client.headers, 'content-type': type },
      body,
    });
    const { code } = (await response.json()) as Answer;
    assert.ok([400, 415].includes(response.status) && [400, 4001].includes(code), `${type} ${response.status} ${code}`);
  }
  const many = new FormData();
  for (let i = 0; i < 60; i++) many.append('files', new Blob(['x']), `${i}.mp4`);
  assert.deepEqual((await send(sessionId, many)).status, 400);
  assert.deepEqual(leftOver(), []);
});

test('U7: more than was announced, and a body without a length, are stopped at the limit', async () => {
  const { sessionId } = await client.project();
  const head = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\n';
  const piece = Buffer.alloc(1 << 20);
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(Buffer.from(head)),
    pull: (stream) => {
      sent += piece.length;
      if (sent < 20_000_000) stream.enqueue(piece);
      else {
        stream.enqueue(Buffer.from('\r\n--x--\r\n'));
        stream.close();
      }
    },
  });
  let sent = 0;
  const response = await fetch(`${server.url}/api/upload-video/nemo_agent/me/${sessionId}`, {
    method: 'POST',
    headers: { ...client.headers, 'content-type': 'multipart/form-data; boundary=x' },
    body,
    duplex: 'half',
  } as RequestInit);
  assert.deepEqual([response.status, ((await response.json()) as Answer).code], [413, 4002]);
  assert.deepEqual(leftOver(), []);
});

test('U9: uploads at once do not exceed the quota together', async () => {
  const own = await openTestServer({ env: { TELLCUT_QUOTA_BYTES: '5MB' } });
  try {
    const user = await own.client();
    const { sessionId } = await user.project();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        // A `free` box behind a movie: a whole MP4 of a megabyte, each another one.
        const box = Buffer.alloc(1_000_000, index);
        box.writeUInt32BE(box.length, 0);
        box.write('free', 4, 'latin1');
        const file = new Blob([readFileSync(video), box]);
        const { status, answer } = await send(sessionId, await form(['files', file, `${index}.mp4`]), {}, user);
        return `${status} ${answer.code}`;
      }),
    );
    const taken = outcomes.filter((outcome) => outcome === '200 0').length;
    assert.ok(taken >= 1 && taken <= 4, JSON.stringify(outcomes));
    assert.deepEqual(new Set(outcomes), new Set(['200 0', '413 4002']));
  } finally {
    await own[Symbol.asyncDispose]();
  }
});

test('U8: below the floor of free space: 507, 5002, nothing kept', async () => {
  const own = await openTestServer({ env: { TELLCUT_WORKERS: '0', TELLCUT_MIN_FREE_BYTES: '900TB' } });
  try {
    const user = await own.client();
    const { sessionId } = await user.project();
    const { status, answer } = await send(sessionId, await form(['files', video, 'talk.mp4']), {}, user);
    assert.deepEqual([status, answer.code], [507, 5002]);
    const { status: tus } = await user.call('POST', '/files/', undefined, {
      'tus-resumable': '1.0.0',
      'upload-length': '1000',
      'upload-metadata': `session_id ${btoa(sessionId)}`,
    });
    assert.equal(tus, 507);
  } finally {
    await own[Symbol.asyncDispose]();
  }
});

test('N2, N4: a name is text to show, whatever it tries', async () => {
  const { sessionId } = await client.project();
  for (const [given, expected] of [
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\x.mp4', 'x.mp4'],
    ['a\u202e4pm.exe', 'a4pm.exe'],
    ['evil\u0000.mp4', 'evil .mp4'],
    ['%03d.png', '%03d.png'],
    ['演讲 😀.mp4', '演讲 😀.mp4'],
  ] as const) {
    const { answer } = await send(sessionId, await form(['files', video, given]));
    assert.equal(answer.data.files[0]?.['filename'], expected, JSON.stringify(answer));
  }
});

test('N5: a link that somebody planted in the folder of arriving files is not followed', async () => {
  const { sessionId } = await client.project();
  const folder = path.join(server.desk.settings.data, 'resumable');
  symlinkSync('/etc/hostname', path.join(folder, 'tus_link'));
  for (const id of ['tus_link', 'tus_link.json', '..%2fsecret']) {
    const { status } = await client.call('HEAD', `/files/${id}`, undefined, { 'tus-resumable': '1.0.0' });
    assert.ok([400, 404, 410].includes(status), `${id} ${status}`);
  }
  assert.ok(sessionId);
});
