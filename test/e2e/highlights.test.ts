import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { probeFile } from '../../src/media/probe.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';

const TALK = path.resolve('../shared/media/talk.mp4');
const skip = existsSync(TALK) ? false : 'the recorded talk is not on this machine';

type Json = { file: string; changes: { op: string; done: boolean; text: string }[] };

test('the best 15 seconds of a recorded talk: at most so long, cut in pauses, with a reason for each part', {
  skip,
}, async () => {
  using folder = temporaryFolder();
  const ran = await runCli(
    ['edit', TALK, 'make a 15-second version with the best moments', '-o', 'best.mp4', '--json'],
    {
      cwd: folder.path,
    },
  );
  assert.equal(ran.code, 0, ran.stderr);
  const { file, changes } = JSON.parse(ran.stdout) as Json;
  const change = changes.find(({ op }) => op === 'highlights');
  assert.equal(change?.done, true);
  const length = probeFile(file).duration;
  assert.ok(length <= 15_050 && length >= 8000, `${length} ms`);

  const { silences } = analyse(TALK, probeFile(TALK), ['silence']).silence ?? { silences: [] };
  const parts = [...(change?.text ?? '').matchAll(/(\d+):([\d.]+)–(\d+):([\d.]+) \(\w+/g)];
  assert.ok(parts.length > 0, change?.text);
  for (const [, m1, s1, m2, s2] of parts) {
    for (const at of [Number(m1) * 60 + Number(s1), Number(m2) * 60 + Number(s2)]) {
      const inPause = silences.some(([from, to]) => at * 1000 >= from - 100 && at * 1000 <= to + 100);
      assert.ok(inPause || at < 0.2 || at > 42, `cut at ${at} s, inside a word`);
    }
  }
});
