import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fail } from '../../src/base/errors.ts';
import { textSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { Draft } from '../../src/draft/model.ts';
import type { Pool } from '../../src/media/pool.ts';
import { makeNumberedVideo, readNumbers } from '../support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
const CANVAS = canvasOf(320, 180, 30);
let a: Asset;

before(() => {
  makeNumberedVideo(bench.file('a.mp4'), { width: 320, height: 180, fps: 30, frames: 900, half: 'upper' });
  a = bench.add('a.mp4');
});
after(() => bench[Symbol.asyncDispose]());

const half = (titleAt: number | null): Draft =>
  draftOf(CANVAS, {
    main: [clipOf(a, 0, 30_000)],
    titles: titleAt === null ? [] : [textSegment('t', 'Hello 你好 🎬', { start: titleAt, duration: 1000 })],
  });

const scratchIsEmpty = (): void => assert.deepEqual(readdirSync(bench.scratch), []);

test('the same draft again encodes nothing; a title that moves, only what it leaves and enters', async () => {
  const first = await bench.render(half(null));
  assert.deepEqual(first.chunks, { total: 10, encoded: 10, copied: 0, cached: 0 });
  assert.equal(first.frames, 900);
  assert.equal(first.durationMs, 30_000);
  const once = readFileSync(bench.file('out.mp4'));
  assert.deepEqual((await bench.render(half(null))).chunks, { total: 10, encoded: 0, copied: 0, cached: 10 });
  assert.deepEqual(readFileSync(bench.file('out.mp4')), once);
  assert.equal((await bench.render(half(4000))).chunks.encoded, 1);
  assert.equal((await bench.render(half(13_000))).chunks.encoded, 1);
  assert.equal((await bench.render(half(null))).chunks.encoded, 0);
  scratchIsEmpty();
});

test('a chunk with a title still shows the right frames', async () => {
  await bench.render(half(4000));
  const titled = readNumbers(bench.file('out.mp4'));
  assert.deepEqual(
    titled.map((read) => read.upper),
    Array.from({ length: 900 }, (_, n) => n),
  );
});

test('a damaged part of the cache is made again', async () => {
  await bench.render(half(null));
  const parts = readdirSync(bench.file('cache'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  for (const part of parts) writeFileSync(path.join(part.parentPath, part.name), 'damaged');
  assert.equal((await bench.render(half(null))).chunks.encoded, 10);
});

test('progress rises from 0 to 1', async () => {
  const seen: number[] = [];
  await bench.render(half(20_000), { onProgress: (fraction) => seen.push(fraction) });
  assert.deepEqual(
    seen,
    seen.toSorted((x, y) => x - y),
  );
  assert.equal(seen.at(-1), 1);
  assert.ok((seen[0] ?? 1) < 1);
});

test('an abort ends it at once and leaves nothing', async () => {
  const stop = new AbortController();
  const out = bench.file('aborted.mp4');
  const slow = draftOf(canvasOf(1920, 1080, 30), {
    main: [clipOf(a, 0, 30_000, { effects: [{ kind: 'blur', amount: 1 }] })],
  });
  let stoppedAt = 0;
  const onProgress = (fraction: number): void => {
    if (fraction <= 0 || stop.signal.aborted) return;
    stoppedAt = performance.now();
    stop.abort(new Error('stopped by the user'));
  };
  await assert.rejects(bench.render(slow, { signal: stop.signal, out, onProgress }), /stopped by the user/);
  assert.ok(performance.now() - stoppedAt < 20_000, `${performance.now() - stoppedAt} ms`);
  assert.equal(existsSync(out), false);
  scratchIsEmpty();
});

test('what cannot be written is refused before any work, and a file that is there stays', async () => {
  const refused = { code: 'render.cannot_write' };
  await assert.rejects(bench.render(half(null), { out: bench.file('no such folder/out.mp4') }), refused);
  await assert.rejects(bench.render(half(null), { out: bench.folder }), refused);
  writeFileSync(bench.file('mine.mp4'), 'mine');
  await assert.rejects(bench.render(draftOf(CANVAS, { main: [] }), { out: bench.file('mine.mp4') }), {
    code: 'draft.nothing_there',
  });
  assert.equal(readFileSync(bench.file('mine.mp4'), 'utf8'), 'mine');
  scratchIsEmpty();
});

test('a source that is gone or no media any more is named', async () => {
  makeNumberedVideo(bench.file('gone.mp4'), { width: 320, height: 180, fps: 30, frames: 30, half: 'lower' });
  const gone = bench.add('gone.mp4');
  writeFileSync(bench.file('gone.mp4'), 'not a video any more');
  const draft = draftOf(CANVAS, { main: [clipOf(gone, 0, 1000)] });
  await assert.rejects(bench.render(draft), { code: 'media.unsupported_type', message: /gone\.mp4/ });
  rmSync(bench.file('gone.mp4'));
  await assert.rejects(bench.render(draft), { name: 'TellcutError', message: /gone\.mp4/ });
  scratchIsEmpty();
});

test('a chunk that fails is tried once more, and then named with its times', async () => {
  const failing = (times: number): { pool: Pool; tries: () => number } => {
    let tries = 0;
    const pool: Pool = {
      size: 2,
      run: (task, options) =>
        task.kind === 'chunk' && ++tries <= times
          ? Promise.reject(fail('media.crashed', { file: options.label }))
          : bench.pool.run(task, options),
      close: () => Promise.resolve(),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    return { pool, tries: () => tries };
  };
  const draft = (name: string): Draft =>
    draftOf(CANVAS, { main: [clipOf(a, 0, 2000)], titles: [textSegment('t', name, { start: 0, duration: 500 })] });
  const mended = failing(1);
  assert.equal((await bench.render(draft('mended'), { pool: mended.pool })).frames, 60);
  assert.equal(mended.tries(), 2);
  const broken = failing(9);
  await assert.rejects(bench.render(draft('broken'), { pool: broken.pool }), {
    code: 'render.chunk_failed',
    message: /from 0:00 to 0:02 .*crashed twice/,
  });
  assert.equal(broken.tries(), 2);
  scratchIsEmpty();
});

test('a chunk made with several threads joins with one made by one', async () => {
  const short = draftOf(CANVAS, { main: [clipOf(a, 0, 2500, { in: 5000 })] });
  const long = draftOf(CANVAS, {
    main: [clipOf(a, 0, 2500, { in: 5000 }), clipOf(a, 2500, 20_000, { in: 9000, speed: 0.9 })],
  });
  await bench.render(short);
  const { chunks } = await bench.render(long);
  assert.ok(chunks.cached === 1 && chunks.encoded > 2);
  assert.equal(readNumbers(bench.file('out.mp4')).length, 675);
});
