import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runCli } from '../support/cli.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

test('what a command and its workers compile is kept for the next one', async () => {
  using folder = tempFolder();
  const clip = folder.file('clip.mp4');
  makeVideo(clip, { frames: 5, rate: { num: 25, den: 1 }, width: 64, height: 64 });
  const probe = async (): Promise<string[]> => {
    const { code, stderr } = await runCli(['probe', clip, '--json'], {
      cwd: folder.path,
      env: { NODE_COMPILE_CACHE: '' },
    });
    assert.equal(code, 0, stderr);
    const compiled = path.join(folder.path, '.cache', 'compiled');
    assert.equal(readdirSync(compiled).length, 1, 'the worker uses the folder of the command');
    return readdirSync(compiled, { recursive: true }).map(String).toSorted();
  };
  const first = await probe();
  assert.ok(first.length > 50, `${first.length} modules`);
  assert.deepEqual(await probe(), first, 'nothing is compiled again');
});
