import assert from 'node:assert/strict';
import { openAsBlob, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

/** The bytes of an upload on their way out again. */

const media = tempFolder();
const video = media.file('talk.mp4');
let server: TestServer;

before(async () => {
  makeVideo(video, { frames: 30, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  server = await openTestServer();
});
after(async () => {
  await server[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

test('N1: media is served by a signed address with ranges, sandboxed, as a file to save', async () => {
  const client = await server.client();
  const { sessionId } = await client.project();
  const form = new FormData();
  form.append('files', await openAsBlob(video), 'talk.mp4');
  const sent = await client.call('POST', `/api/upload-video/nemo_agent/me/${sessionId}`, form);
  const { data } = (await sent.json()) as { data: { files: { cdn_url: string }[] } };
  const address = data.files[0]?.cdn_url ?? '';
  assert.ok(address.startsWith(`${server.url}/media/ast_`), address);
  const bytes = readFileSync(video);
  const whole = await fetch(address);
  assert.equal(whole.status, 200);
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes);
  for (const [name, value] of [
    ['content-type', /^video\/mp4$/],
    ['x-content-type-options', /^nosniff$/],
    ['content-disposition', /^attachment; filename="ast_[0-9a-f]+\.mp4"/],
    ['content-security-policy', /^sandbox; default-src 'none'/],
    ['accept-ranges', /^bytes$/],
  ] as const) {
    assert.match(whole.headers.get(name) ?? '', value, name);
  }
  const part = await fetch(address, { headers: { range: 'bytes=10-19' } });
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 10-19/${bytes.length}`]);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(10, 20));
  assert.equal((await fetch(address, { headers: { range: `bytes=${bytes.length}-` } })).status, 416);
  assert.equal((await fetch(address, { method: 'HEAD' })).headers.get('content-length'), String(bytes.length));
  const etag = whole.headers.get('etag') ?? '';
  assert.equal((await fetch(address, { headers: { 'if-none-match': etag } })).status, 304);
  const url = new URL(address);
  for (const wrong of [
    url.pathname,
    `${url.pathname}?exp=9999999999&sig=${url.searchParams.get('sig')}`,
    `${url.pathname}?exp=1&sig=x`,
    `/media/ast_${'0'.repeat(32)}${url.search}`,
    '/media/..%2f..%2fetc%2fpasswd?exp=1&sig=x',
    '/media/%00?exp=1&sig=x',
    '/media/a%0d%0aSet-Cookie:x?exp=1&sig=x',
  ]) {
    const { status } = await fetch(server.url + wrong);
    assert.ok([400, 403, 404, 410].includes(status), `${wrong} ${status}`);
  }
});
