import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openVideoReader } from '../../src/media/video-reader.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';

const TALK = path.resolve('../shared/media/talk.mp4');
const skip = existsSync(TALK) ? false : 'the recorded talk is not on this machine';

type Chunks = { total: number; encoded: number; copied: number; cached: number };

type Json = {
  file: string;
  changes: { op: string; done: boolean; text: string }[];
  render: { frames: number; durationMs: number; chunks: Chunks };
};

test('a recorded talk: no long pause is left, sound and picture end together, and again costs nothing', {
  skip,
}, async () => {
  using folder = temporaryFolder();
  const request = 'cut the silences, add transitions, and export a clean final video';
  const args = ['edit', TALK, request, '-o', 'out.mp4', '--json'];
  const ran = await runCli(args, { cwd: folder.path });
  assert.equal(ran.code, 0, ran.stderr);
  const result = JSON.parse(ran.stdout) as Json;
  assert.deepEqual(
    result.changes.map((change) => [change.op, change.done]),
    [
      ['remove_silence', true],
      ['transitions', true],
      ['export', true],
    ],
  );

  const facts = probeFile(result.file);
  const { silences } = analyse(result.file, facts, ['silence']).silence ?? { silences: [] };
  const longest = Math.max(0, ...silences.map(([from, to]) => to - from));
  assert.ok(longest <= 900, `a pause of ${longest} ms is left`);

  const frameMs = 1000 / (facts.video?.fps ?? 1);
  assert.ok(Math.abs((facts.audio[0]?.duration ?? 0) - result.render.durationMs) <= frameMs);
  assert.ok(Math.abs(facts.duration - result.render.durationMs) <= 1);

  using reader = openVideoReader(result.file, { threads: 1 });
  for (let ms = 0; ms < result.render.durationMs; ms += 500) reader.at(ms / 1000)[Symbol.dispose]();

  const again = JSON.parse((await runCli(args, { cwd: folder.path })).stdout) as Json;
  assert.deepEqual(again.render.chunks, {
    ...result.render.chunks,
    encoded: 0,
    copied: 0,
    cached: result.render.chunks.total,
  });
});
