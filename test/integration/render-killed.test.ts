import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Asset } from '../../src/draft/facts.ts';
import { createPool } from '../../src/media/pool.ts';
import type { RenderReport } from '../../src/render/render.ts';
import { makeNumberedVideo, readNumbers } from '../support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
const CANVAS = canvasOf(320, 180, 30);
let clip: Asset;

before(() => {
  makeNumberedVideo(bench.file('a.mp4'), { width: 320, height: 180, fps: 30, frames: 300, half: 'upper' });
  clip = bench.add('a.mp4');
});
after(() => bench[Symbol.asyncDispose]());

/** Renders with workers of which the first `deaths` die of a chunk; who died, and what came of it. */
async function dying(name: string, deaths: number): Promise<{ died: string[]; report: RenderReport | Error }> {
  const folder = bench.file(name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'died'), '');
  writeFileSync(path.join(folder, 'deaths'), String(deaths));
  const before = process.env['TMPDIR'];
  // Children inherit nothing else that a test could reach them by.
  process.env['TMPDIR'] = folder;
  try {
    await using pool = createPool({ entry: new URL('../support/killed-entry.ts', import.meta.url), size: 1 });
    const start = deaths * 1000; // no chunk of another case is in the cache
    const draft = draftOf(CANVAS, { main: [clipOf(clip, 0, 2000, { in: start })] });
    const report = await bench.render(draft, { pool }).catch((error: Error) => error);
    return { died: readFileSync(path.join(folder, 'died'), 'utf8').split('\n').filter(Boolean), report };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

test('a chunk whose worker is killed is made by another one', async () => {
  const { died, report } = await dying('once', 1);
  assert.equal(died.length, 1);
  assert.ok(!(report instanceof Error), report instanceof Error ? report.message : '');
  assert.deepEqual(
    readNumbers(bench.file('out.mp4')).map(({ upper }) => upper),
    Array.from({ length: 60 }, (_, n) => n + 30),
  );
});

test('a chunk that kills two workers is named with its times, and nothing is left behind', async () => {
  const { died, report } = await dying('twice', 9);
  assert.equal(died.length, 2);
  assert.equal(new Set(died).size, 2, 'one try each in two workers, and no third');
  assert.ok(report instanceof Error);
  assert.match(report.message, /from 0:00 to 0:02 .*crashed twice/);
  assert.deepEqual(readdirSync(bench.scratch), []);
});
