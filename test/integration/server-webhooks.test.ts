import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { emptyDraft } from '../../src/draft/build.ts';
import { openFetcher } from '../../src/server/fetch/fetcher.ts';
import { createRender } from '../../src/store/renders.ts';
import { eventsIn, framesOf, openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

/** Webhooks over HTTP, the vendor's names of the render routes, and what pages are made of. */

const outbound = openFetcher({ allowPrivateUrls: true });
let site: TestServer;
before(async () => {
  site = await openTestServer({ env: { TELLCUT_ALLOW_PRIVATE_URLS: 'on', TELLCUT_WORKERS: '1' }, outbound });
});
after(async () => {
  await site[Symbol.asyncDispose]();
  await outbound[Symbol.asyncDispose]();
});

type Client = Awaited<ReturnType<TestServer['client']>>;

/** An account with a project in which a video of a second stands. */
async function withFilm(): Promise<{ client: Client; sessionId: string; taskId: string }> {
  const client = await site.client();
  const place = await client.project();
  using folder = tempFolder();
  makeVideo(folder.file('a.mp4'), { frames: 10, rate: { num: 10, den: 1 }, width: 160, height: 90 });
  const form = new FormData();
  form.append('files', new Blob([readFileSync(folder.file('a.mp4'))]), 'a.mp4');
  await client.data('POST', `/api/upload-video/nemo_agent/me/${place.sessionId}`, form);
  return { client, ...place };
}

type Delivery = { readonly body: string; readonly signature: string };

/** Each v1 of a signature that is the HMAC of time and body under this secret. */
function signs({ body, signature }: Delivery, secret: string): boolean {
  const parts = signature.split(',').map((part) => part.split('=') as [string, string]);
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  const wanted = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return parts.some(([name, value]) => name === 'v1' && value === wanted);
}

test('a webhook: told once when the export ends, signed by the secret of the account; rotated, by both', async () => {
  const { client, sessionId } = await withFilm();
  const deliveries: Delivery[] = [];
  const receiver = createServer((request, response) => {
    void textOf(request).then((body) => {
      deliveries.push({ body, signature: String(request.headers['x-tellcut-signature']) });
      response.writeHead(204).end();
      receiver.emit('delivered');
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const webhook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  try {
    const first = await client.data('GET', '/api/webhooks/secret');
    assert.equal(first['previous_until'], null);
    assert.deepEqual(await client.data('GET', '/api/webhooks/secret'), first, 'looking changes nothing');
    const output = { quality: 'draft', resolution: '160x90', webhook };
    await client.data('POST', '/api/render/proxy/lambda', { id: 'told', sessionId, output });
    while (deliveries.length < 1) await once(receiver, 'delivered');
    const rotated = await client.data('POST', '/api/webhooks/secret/rotate');
    assert.notEqual(rotated['secret'], first['secret']);
    const left = Date.parse(String(rotated['previous_until'])) - Date.now();
    assert.ok(left > 23 * 3_600_000 && left <= 24 * 3_600_000, `${left}`);
    await client.data('POST', '/api/render/proxy/lambda', { id: 'again', sessionId, output });
    while (deliveries.length < 2) await once(receiver, 'delivered');
    const [before, later] = deliveries as [Delivery, Delivery];
    assert.deepEqual([signs(before, String(first['secret'])), signs(before, String(rotated['secret']))], [true, false]);
    assert.deepEqual([signs(later, String(first['secret'])), signs(later, String(rotated['secret']))], [true, true]);
    assert.equal(signs({ ...later, body: `${later.body} ` }, String(rotated['secret'])), false);
    assert.match(before.body, /"id":"told".*"status":"completed"/);
    assert.match(later.body, /"id":"again".*"status":"completed"/);
  } finally {
    receiver.close();
  }
  const other = await site.client();
  const { secret } = await other.data('GET', '/api/webhooks/secret');
  assert.ok(typeof secret === 'string' && secret.length >= 32);
  assert.notEqual(secret, (await client.data('GET', '/api/webhooks/secret'))['secret'], 'each account has its own');
});

test("the vendor's names of the render routes do what ours do", async () => {
  const { client, sessionId } = await withFilm();
  const vendor = '/services/v1/render-proxy/lambda';
  const ours = '/api/render/proxy/lambda';
  const order = { id: 'one', sessionId, output: { quality: 'draft', resolution: '160x90' } };
  const made = (await (await client.call('POST', vendor, order)).json()) as Record<string, unknown>;
  assert.deepEqual([made['success'], made['code'], made['id']], [true, 0, 'one']);
  const events = eventsIn(await framesOf(await client.call('GET', `${vendor}/one/events`)));
  assert.equal(events.at(-1)?.['status'], 'completed', JSON.stringify(events.at(-1)));
  const whole = async (path: string): Promise<string> =>
    (await (await client.call('GET', path)).text()).replaceAll(/sig=[^"&]+|exp=\d+/g, '');
  assert.equal(await whole(`${vendor}/one`), await whole(`${ours}/one`));
  assert.equal(await whole(vendor), await whole(ours));
  for (const [method, path] of [
    ['POST', '/one/cancel'],
    ['GET', '/nobody'],
    ['POST', '/nobody/cancel'],
    ['GET', '/nobody/events'],
  ] as const) {
    const [theirs, own] = await Promise.all([client.call(method, vendor + path), client.call(method, ours + path)]);
    assert.equal(theirs.status, own.status, path);
    assert.deepEqual(await theirs.json(), await own.json(), path);
  }
});

test('what pages and programs read without a token: styles, scripts, the schema of a draft, a project', async () => {
  const get = (path: string): Promise<Response> => fetch(site.url + path, { redirect: 'manual' });
  for (const [path, type] of [
    ['/assets/page.css', 'text/css; charset=utf-8'],
    ['/assets/page.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    const answer = await get(path);
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, type]);
    assert.match(String(answer.headers.get('cache-control')), /^public/);
    assert.ok((await answer.text()).length > 100);
  }
  const schema = (await (await get('/schemas/draft.json')).json()) as { properties: Record<string, unknown> };
  assert.deepEqual(
    ['t', 'c', 'ms'].filter((key) => !(key in schema.properties)),
    [],
  );
  const page = await get('/p/task_0000');
  // The app where it is built, else the way to the start; neither tells whether there is such a project.
  if (page.status === 302) assert.equal(page.headers.get('location'), '/');
  else assert.match(String(page.headers.get('content-type')), /^text\/html/);
});

test('a server that stops tells the stream of an export to ask again', async () => {
  const client = await site.client();
  const { sessionId, taskId: projectId } = await client.project();
  const draft = emptyDraft({ width: 160, height: 90, fps: 25, background: { kind: 'color', color: '#000000' } });
  await site.desk.store.db.transaction().execute(async (tx) => {
    const rest = { version: 1, output: {}, filename: 'a.mp4', webhook: null, bodyHash: null, attribution: null };
    await createRender(tx, { accountId: client.accountId, sessionId, projectId, id: 'waits', draft, ...rest });
  });
  const stream = await client.call('GET', '/api/render/proxy/lambda/waits/events');
  let text = '';
  for await (const piece of (stream.body ?? assert.fail()).pipeThrough(new TextDecoderStream())) {
    text += piece;
    site.server.stop(); // it has begun: the first frame is there
  }
  const frames = eventsIn(text.split('\n\n'));
  assert.deepEqual(
    frames.map(({ status, resume }) => [status, resume]),
    [
      ['pending', undefined],
      ['pending', true],
    ],
  );
});
