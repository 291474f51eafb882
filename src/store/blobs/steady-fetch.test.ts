import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Stalled, steadyFetch } from './steady-fetch.ts';

const BYTES = 24 << 20;

async function serve(answer: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('sending takes as long as it moves, and ends when it does not', async () => {
  let got = 0;
  await using slow = await serve((request, response) => {
    void (async () => {
      for await (const piece of request) {
        const before = got >> 21;
        got += (piece as Buffer).length;
        if (got >> 21 !== before) await wait(120); // twelve pauses, together longer than a stall
      }
      response.setHeader('etag', '"whole"').end('taken');
    })();
  });
  using get = steadyFetch(1200);
  const answer = await get(slow.url, { method: 'PUT', body: new Blob([new Uint8Array(BYTES)]) });
  assert.deepEqual(
    [answer.status, await answer.text(), answer.headers.get('etag'), got],
    [200, 'taken', '"whole"', BYTES],
  );
  await using deaf = await serve(() => undefined); // reads what the kernel holds, and no more
  using hasty = steadyFetch(200);
  await assert.rejects(hasty(deaf.url, { method: 'PUT', body: Buffer.alloc(BYTES) }), Stalled);
});

test('receiving: a service that stops is noticed, a reader of ours that takes its time is not', async () => {
  await using stops = await serve(
    (_, response) => void response.writeHead(200, { 'content-length': '10' }).write('12345'),
  );
  using hasty = steadyFetch(200);
  const half = await hasty(stops.url);
  await assert.rejects(half.text());
  await using quick = await serve((_, response) => void response.end(Buffer.alloc(BYTES)));
  using get = steadyFetch(700);
  const whole = await get(quick.url);
  await wait(1000);
  assert.equal((await whole.arrayBuffer()).byteLength, BYTES);
});

test('answers without a body are answers', async () => {
  await using server = await serve((request, response) => {
    response.statusCode = request.method === 'DELETE' ? 204 : 200;
    response.setHeader('x-method', request.method ?? '').end();
  });
  using get = steadyFetch(1000);
  for (const method of ['HEAD', 'DELETE', 'POST', 'GET']) {
    const answer = await get(server.url, { method, ...(method === 'POST' ? { body: '<xml/>' } : {}) });
    assert.equal(answer.headers.get('x-method'), method);
    assert.equal(await answer.text(), '');
  }
  await assert.rejects(get('http://127.0.0.1:1/'), { code: 'ECONNREFUSED' });
});
