import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runCli, scratchLeft } from '../support/cli.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

type Render = {
  readonly chunks: { readonly total: number; readonly cached: number; readonly encoded: number };
  readonly bytes: number;
  readonly check: { readonly ok: boolean };
};

/** Edits the clip in `cwd` into `out`, with the chunks of earlier runs taken away: what is made again is encoded again. */
async function edit(cwd: string, out: string, request = 'make it brighter'): Promise<Render> {
  rmSync(path.join(cwd, '.cache', 'chunks'), { recursive: true, force: true });
  const { code, stdout, stderr } = await runCli(['edit', 'clip.mp4', request, '-o', out, '--json'], { cwd });
  assert.equal(code, 0, stderr);
  assert.deepEqual(scratchLeft(cwd), []);
  return (JSON.parse(stdout) as { render: Render }).render;
}

const CLIP = { frames: 50, rate: { num: 25, den: 1 }, width: 160, height: 120 };

test('the same draft again is the file that was made, or a copy of it; nothing is encoded or joined', async () => {
  using folder = tempFolder();
  makeVideo(folder.file('clip.mp4'), CLIP);
  const first = await edit(folder.path, 'first.mp4');
  assert.ok(first.chunks.encoded > 0);
  const copy = await edit(folder.path, 'copy.mp4');
  assert.deepEqual(copy.chunks, { ...first.chunks, encoded: 0, copied: 0, cached: first.chunks.total });
  assert.deepEqual(
    { ...copy, chunks: null, files: null },
    { ...first, chunks: null, files: null },
    'all else is as told',
  );
  assert.deepEqual(readFileSync(folder.file('copy.mp4')), readFileSync(folder.file('first.mp4')));
  assert.notEqual(statSync(folder.file('copy.mp4')).ino, statSync(folder.file('first.mp4')).ino, 'two files');
  const there = statSync(folder.file('first.mp4')).mtimeMs;
  assert.equal((await edit(folder.path, 'first.mp4')).chunks.encoded, 0);
  assert.equal(statSync(folder.file('first.mp4')).mtimeMs, there, 'it stays where it is');
});

test('a finished file that somebody changed or removed is made again', async () => {
  using folder = tempFolder();
  makeVideo(folder.file('clip.mp4'), CLIP);
  await edit(folder.path, 'first.mp4');
  const whole = readFileSync(folder.file('first.mp4'));
  appendFileSync(folder.file('first.mp4'), 'more');
  const second = await edit(folder.path, 'second.mp4');
  assert.ok(second.chunks.encoded > 0);
  assert.deepEqual(readFileSync(folder.file('second.mp4')), whole);
  rmSync(folder.file('second.mp4'));
  assert.ok((await edit(folder.path, 'third.mp4')).chunks.encoded > 0);
  assert.ok(existsSync(folder.file('third.mp4')));
});

test('another draft, another format or another source is another file', async () => {
  using folder = tempFolder();
  makeVideo(folder.file('clip.mp4'), CLIP);
  await edit(folder.path, 'first.mp4');
  assert.ok((await edit(folder.path, 'other.mp4', 'make it darker')).chunks.encoded > 0);
  assert.ok((await edit(folder.path, 'other.mov')).chunks.encoded > 0);
  makeVideo(folder.file('clip.mp4'), { ...CLIP, frames: 40 });
  const other = await edit(folder.path, 'first.mp4');
  assert.ok(other.chunks.encoded > 0);
  assert.ok(other.check.ok);
});
