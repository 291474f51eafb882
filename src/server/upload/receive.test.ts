import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { after, test } from 'node:test';
import { Receiver, type ReceiverOptions } from './receive.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-receive-'));
after(() => rmSync(folder, { recursive: true }));

const receiver = (options: Partial<ReceiverOptions> = {}): Receiver =>
  new Receiver({
    folder,
    minFreeBytes: 0,
    pace: { idleMs: 15_000, windowMs: 60_000, minBytesPerSecond: 1 },
    ...options,
  });
const arrival = (more: Partial<Parameters<Receiver['receive']>[1]> = {}): Parameters<Receiver['receive']>[1] => ({
  filename: 'talk.mp4',
  maxBytes: 1_000_000,
  announced: null,
  signal: new AbortController().signal,
  ...more,
});
const leftOver = (): string[] => readdirSync(folder);

test('a file arrives whole, hashed, under a name of ours, and goes with its scope', async () => {
  const bytes = randomBytes(300_000);
  let file: string;
  {
    await using received = await receiver().receive(
      Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
      arrival(),
    );
    file = received.path;
    assert.deepEqual(readFileSync(file), bytes);
    assert.equal(received.bytes, bytes.length);
    assert.equal(received.hash, createHash('sha256').update(bytes).digest('hex'));
    assert.match(path.basename(file), /^[0-9a-f-]{36}\.part$/);
  }
  assert.equal(existsSync(file), false);
});

test('a file over the limit is refused while it arrives, or at once when it says so; nothing stays', async () => {
  const source = Readable.from([Buffer.alloc(600_000), Buffer.alloc(400_001), Buffer.from('next')]);
  await assert.rejects(receiver().receive(source, arrival()), { code: 'upload.too_large' });
  assert.equal(source.destroyed, false, 'the owner reads on');
  await assert.rejects(receiver().receive(new PassThrough(), arrival({ announced: 1_000_001 })), {
    code: 'upload.too_large',
    params: { file: 'talk.mp4', maxBytes: 1_000_000 },
  });
  assert.deepEqual(leftOver(), []);
});

test('exactly the limit is accepted', async () => {
  await using received = await receiver().receive(Readable.from([Buffer.alloc(1_000_000)]), arrival());
  assert.equal(received.bytes, 1_000_000);
});

test('a source that fails, and an abort in the middle, leave nothing', async () => {
  const broken = new PassThrough();
  broken.write(Buffer.alloc(10));
  const failing = receiver().receive(broken, arrival());
  setImmediate(() => broken.destroy(new Error('cut')));
  await assert.rejects(failing, /cut/);
  const stop = new AbortController();
  const slow = new PassThrough();
  slow.write(Buffer.alloc(10));
  const stopped = receiver().receive(slow, arrival({ signal: stop.signal }));
  setImmediate(() => stop.abort());
  await assert.rejects(stopped, { name: 'AbortError' });
  await assert.rejects(receiver().receive(new PassThrough(), arrival({ signal: AbortSignal.abort() })), {
    name: 'AbortError',
  });
  assert.deepEqual(leftOver(), []);
});

test('a sender that stops, or only drips, is taken for gone', async () => {
  const silent = receiver({ pace: { idleMs: 40, windowMs: 60_000, minBytesPerSecond: 1 } });
  await assert.rejects(silent.receive(new PassThrough(), arrival()), { code: 'upload.stalled' });
  const drip = new PassThrough();
  const timer = setInterval(() => drip.write('x'), 5);
  const impatient = receiver({ pace: { idleMs: 60, windowMs: 100, minBytesPerSecond: 32_000 } });
  await assert.rejects(impatient.receive(drip, arrival()), { code: 'upload.stalled' });
  clearInterval(timer);
  assert.deepEqual(leftOver(), []);
});

test('U8: below the floor of free space nothing is taken, and two files do not count on the same space', async () => {
  const tight = receiver({ minFreeBytes: 1000, freeBytes: () => Promise.resolve(1500) });
  await assert.rejects(tight.receive(Readable.from(['x']), arrival({ announced: 501 })), {
    code: 'upload.storage_full',
  });
  const first = new PassThrough();
  const one = tight.receive(first, arrival({ announced: 400 }));
  await assert.rejects(tight.receive(Readable.from([Buffer.alloc(400)]), arrival({ announced: 400 })), {
    code: 'upload.storage_full',
  });
  first.end(Buffer.alloc(400));
  await using _one = await one;
  await using _two = await tight.receive(Readable.from([Buffer.alloc(400)]), arrival({ announced: 400 }));
});
