import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import Fastify from 'fastify';
import { progressEvent, textEvent } from '../../protocol/adk.ts';
import { EventStream, frameOf, STREAM_RULES, type StreamRules } from './stream.ts';

const HEAD = { turnId: 'e-1', at: new Date(0) };

/** A server with one stream, which `run` feeds, and a raw reader of it. */
async function streaming(
  run: (stream: EventStream) => Promise<void>,
  rules: Partial<StreamRules> = {},
): Promise<AsyncDisposable & { reader: Socket; ended: Promise<void> }> {
  const app = Fastify();
  app.addHook('onRequest', async (_, reply) => void reply.header('x-from-hook', 'yes'));
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  app.get('/', async (_, reply) => {
    using stream = new EventStream(reply, { ...STREAM_RULES, ...rules }, { 'x-turn-id': 'e-1' });
    await run(stream).then(resolve, reject);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const reader = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  reader.on('error', () => undefined);
  reader.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  return {
    reader,
    ended,
    [Symbol.asyncDispose]: async () => {
      reader.destroy();
      await app.close();
    },
  };
}

/** The body of a chunked answer. */
const bodyOf = (raw: string): string => {
  const [, ...rest] = raw.split('\r\n\r\n');
  return rest
    .join('\r\n\r\n')
    .replace(/(?:^|\r\n)[0-9a-f]+\r\n(?:\r\n$)?/g, '')
    .replace(/\r\n$/, '');
};

test('frames are a line of data and an empty line, nothing else, however the text looks', async () => {
  const events = [
    textEvent(HEAD, 'one\r\n\r\ndata: {"fake":1}\n\nevent: x\nid: 7\u2028\u2029\u0085end', { isLast: false }),
    textEvent(HEAD, 'two', { isLast: true }),
  ];
  await using server = await streaming(async (stream) => {
    for (const event of events) assert.equal(await stream.send(event), true);
  });
  const raw = await text(server.reader);
  assert.match(raw, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(raw, /\r\ncontent-type: text\/event-stream\r\n/);
  assert.match(raw, /\r\ncache-control: no-cache, no-transform\r\n/);
  assert.match(raw, /\r\nx-accel-buffering: no\r\n/);
  assert.match(raw, /\r\nx-turn-id: e-1\r\n/);
  assert.match(raw, /\r\nx-from-hook: yes\r\n/);
  for (const line of bodyOf(raw).split(/[\n\r\u0085\u2028\u2029]/)) assert.match(line, /^(?:data: \{.*\}|)$/);
  const read = bodyOf(raw)
    .split('\n\n')
    .slice(0, -1)
    .map((frame) => JSON.parse(frame.slice(6)) as unknown);
  assert.deepEqual(read, events);
});

test('a silence is filled with comments, and only a silence', async () => {
  const heard = Promise.withResolvers<void>();
  const began = performance.now();
  await using server = await streaming(
    async (stream) => {
      await heard.promise;
      await stream.send(progressEvent(HEAD, 50, 'half'));
    },
    { heartbeatMs: 40 },
  );
  let raw = '';
  server.reader.on('data', (piece: Buffer) => {
    raw += piece.toString();
    if (bodyOf(raw).split('\n\n').length > 2) heard.resolve();
  });
  await once(server.reader, 'end');
  const frames = bodyOf(raw)
    .split('\n\n')
    .filter((frame) => frame !== '');
  assert.ok(frames.length >= 3 && frames.length <= 2 + (performance.now() - began) / 40, String(frames.length));
  assert.deepEqual(new Set(frames.slice(0, -1)), new Set([': heartbeat']));
  assert.match(frames.at(-1) ?? '', /^data: \{.*"progress":50/);
});

test('U2: a reader that goes is noticed', async () => {
  let isGone = false;
  await using server = await streaming(async (stream) => {
    await once(stream.gone, 'abort');
    isGone = true;
    assert.equal(await stream.send(textEvent(HEAD, 'late', { isLast: true })), false);
  });
  setTimeout(() => server.reader.destroy(), 30);
  await server.ended;
  assert.ok(isGone);
});

test('U1: a reader that does not read is dropped, with a bounded backlog in our memory', async () => {
  const big = textEvent(HEAD, 'x'.repeat(60_000), { isLast: false });
  let sent = 0;
  await using server = await streaming(
    async (stream) => {
      while (await stream.send(big)) {
        sent++;
        assert.ok(sent < 2000, 'nobody was dropped');
      }
      assert.ok(stream.gone.aborted);
    },
    { graceMs: 50 },
  );
  server.reader.pause();
  await server.ended;
  // What the kernel holds for both ends is not ours; what is beyond it is 256 KiB and one event.
  assert.ok(sent * frameOf(big).length < 16 << 20, `${sent} events were written`);
});

test('U2: a reader that goes while we wait for it lets go of us at once', async () => {
  const big = textEvent(HEAD, 'x'.repeat(60_000), { isLast: false });
  let last = true;
  await using server = await streaming(
    async (stream) => {
      while (last) last = await stream.send(big);
    },
    { graceMs: 60_000 },
  );
  server.reader.pause();
  setTimeout(() => server.reader.destroy(), 200);
  await server.ended;
  assert.equal(last, false);
});

test('a slow reader that keeps reading gets everything', async () => {
  const events = Array.from({ length: 300 }, (_, index) =>
    textEvent(HEAD, `${index}${'x'.repeat(30_000)}`, { isLast: false }),
  );
  await using server = await streaming(
    async (stream) => {
      for (const event of events) assert.equal(await stream.send(event), true);
    },
    { graceMs: 30_000 },
  );
  let bytes = 0;
  server.reader.on('data', (piece) => {
    bytes += piece.length;
    server.reader.pause();
    setTimeout(() => server.reader.resume(), 1);
  });
  await Promise.all([once(server.reader, 'end'), server.ended]);
  assert.ok(bytes > events.reduce((sum, event) => sum + frameOf(event).length, 0));
});
