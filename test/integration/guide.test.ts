import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { cleanEnv, type Served, serveIn } from '../support/serve.ts';

/** Every command of docs/guide, run as it stands there, in the order of the pages, in one folder with clips of its names. */

const RATE = { num: 25, den: 1 };
const SIZE = { width: 256, height: 144 }; // the least that YouTube takes
const blocksOf = (page: string): string[] =>
  [...readFileSync(path.join('docs/guide', page), 'utf8').matchAll(/^```sh\n([^]*?)^```$/gm)].map(
    ([, text = '']) => text,
  );

const shell = (text: string, cwd: string, env: Record<string, string>): Promise<{ failed: boolean; said: string }> =>
  new Promise((resolve) => {
    execFile(
      'sh',
      ['-e', '-c', text],
      { cwd, env, timeout: 120_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        resolve({ failed: error !== null, said: `${stdout}\n${stderr}` });
      },
    );
  });

/** A folder with clips under the names of the guide: different lengths, for the same bytes would be one file. */
function clipsIn(work: string): void {
  mkdirSync(path.join(work, 'recordings'), { recursive: true });
  // Four seconds of a tone with a pause in the middle.
  const value = (n: number): number => (n > 58_000 && n < 106_000 ? 0 : 0.2 * Math.sin(n / 17));
  for (const [i, file] of ['talk.mp4', 'beach.mp4', 'recordings/one.mp4'].entries())
    makeVideo(path.join(work, file), { ...SIZE, rate: RATE, frames: 100 + i, sound: { seconds: 4, value } });
}

/** Runs the commands of a page in order; `tellcut serve` stays up for those after it. Returns the names of what it made. */
async function follow(page: string, work: string, env: Readonly<Record<string, string>>): Promise<string[]> {
  clipsIn(work);
  const own = { ...env };
  let served: Served | null = null;
  try {
    for (const block of blocksOf(page)) {
      if (block.trim() === 'tellcut serve') {
        served = await serveIn({ data: path.join(work, 'data') });
        own['TELLCUT_URL'] = /https?:\/\/\S+/.exec(served.url)?.[0]?.replace(/\/$/, '') ?? '';
        continue;
      }
      const { failed, said } = await shell(block, work, own);
      assert.ok(!failed, `${page}:\n${block}\n${said}`);
    }
  } finally {
    await served?.[Symbol.asyncDispose]();
  }
  return readdirSync(work);
}

test('the commands of the guide do what it says', async () => {
  using folder = tempFolder();
  const bin = folder.file('bin');
  mkdirSync(bin);
  const main = path.resolve('src/main.ts');
  writeFileSync(path.join(bin, 'tellcut'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@" </dev/null\n`);
  chmodSync(path.join(bin, 'tellcut'), 0o755);
  const env = {
    ...cleanEnv({ TELLCUT_CACHE: folder.file('cache'), HOME: folder.file('home') }),
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  };
  // Each page has a folder of its own, so that they can be followed side by side.
  const [start, timelines, server] = await Promise.all(
    ['start.md', 'timelines.md', 'server.md'].map((page) => follow(page, folder.file(page), env)),
  );
  for (const file of ['talk-edited.mp4', 'film.mp4', '黑白.mp4', 'quiet.mp4', 'ready'])
    assert.ok(start?.includes(file), file);
  for (const file of ['cut.fcpxml', 'cut.edl', 'cut.otio', 'cut.csv', 'final.mp4'])
    assert.ok(timelines?.includes(file), file);
  assert.ok(server?.includes('finished.mp4'));
  const made = folder.file('timelines.md');
  const chapters = readFileSync(path.join(made, 'chapters.txt'), 'utf8').split('\n');
  assert.deepEqual(
    chapters.map((line) => line.split(' ')[0]),
    ['0:00', '0:02', '0:03', ''],
  );
  assert.ok(readdirSync(path.join(made, 'capcut')).includes('draft_meta_info.json'));
});

test('every page of the guide stands in its table of contents', () => {
  const contents = readFileSync('docs/guide/README.md', 'utf8');
  const missing = readdirSync('docs/guide').filter((page) => page !== 'README.md' && !contents.includes(`(${page})`));
  assert.deepEqual(missing, []);
});
