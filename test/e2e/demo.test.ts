import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runCli, scratchLeft, temporaryFolder } from '../support/cli.ts';

test('the demo makes clips, edits them by its request and ends with the path of the video', async () => {
  using folder = temporaryFolder();
  const ran = await runCli(['demo'], { cwd: folder.path });
  assert.equal(ran.code, 0, ran.stderr);
  const lines = ran.stdout.trim().split('\n');
  const file = lines.at(-1) ?? '';
  assert.ok(path.isAbsolute(file) && file.endsWith('.mp4'), file);
  assert.ok(statSync(file).size > 100_000);
  assert.match(ran.stdout, /^Timeline \(3 tracks\): 1\. Video: .* 2\. BGM: Lo-fi .* 3\. Title: "Urban Dreams"/m);
  assert.match(ran.stderr, /Rendering 100%/);

  const again = await runCli(['probe', file, '--json'], { cwd: folder.path });
  const facts = JSON.parse(again.stdout) as {
    duration: number;
    video: { width: number };
    audio: { duration: number }[];
  };
  assert.equal(facts.video.width, 1280);
  assert.ok(
    Math.abs((facts.audio[0]?.duration ?? 0) - facts.duration) <= 34,
    'sound and picture differ by over a frame',
  );
  assert.deepEqual(scratchLeft(folder.path), []);
});
