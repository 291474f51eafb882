import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filesBelow, openCli, type Ran, runCli, scratchLeft, temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';
import { until } from '../support/until.ts';

/** One clear sentence and nothing else: no stack, no path of ours, no half-written file, no process left behind. */
function assertRefused(ran: Ran, code: number, about: RegExp): void {
  assert.equal(ran.code, code, ran.stderr);
  const lines = ran.stderr.split('\n').filter((line) => line !== '' && !/(…|%)$/.test(line));
  assert.equal(lines.length, 1, ran.stderr);
  assert.match(lines[0] ?? '', about);
  assert.doesNotMatch(ran.stderr, /\bat .*\.ts:\d+|node_modules|Error:/);
  assert.equal(ran.stdout, '');
}

/** Processes of runs in this folder: ours by their environment, workers by what they hold open or where they stand. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const started = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
        return `${started}${readlinkSync(`/proc/${pid}/cwd`)}`.includes(folder) ? [pid] : [];
      } catch {
        return []; // ended while we looked
      }
    });
}

describe('what cannot be used is refused in one sentence', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const cli = openCli();
  const file = (name: string): string => path.join(cwd, name);
  const clip = 'clip.mp4';
  let before_: string[] = [];

  before(() => {
    // Long enough for a signal to arrive while it is rendered: backwards at half speed, 13 chunks.
    makeVideo(file(clip), { frames: 500, rate: { num: 25, den: 1 }, width: 320, height: 180 });
    writeFileSync(file('empty.mp4'), '');
    writeFileSync(file('notes.mp4'), 'this is a shopping list, not a film\n'.repeat(40));
    const whole = readFileSync(file(clip));
    writeFileSync(file('half.mp4'), whole.subarray(0, Math.floor(whole.length / 2)).fill(0, 0, 64));
    writeFileSync(file('noise.mp4'), Buffer.concat([whole.subarray(0, 48), Buffer.alloc(50_000, 0xa5)]));
    mkdirSync(file('a-folder'));
    before_ = filesBelow(cwd);
  });
  after(async () => {
    await cli[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const cases: [string, string[], number, RegExp][] = [
    ['a missing file', ['nowhere.mp4', 'cut the silences'], 3, /no file "nowhere\.mp4"/],
    ['a folder', ['a-folder', 'cut the silences'], 3, /folder/],
    ['an empty file', ['empty.mp4', 'cut the silences'], 3, /empty/],
    ['a text file', ['notes.mp4', 'cut the silences'], 3, /not a video, picture or sound/],
    ['half a file', ['half.mp4', 'cut the silences'], 3, /half\.mp4/],
    ['noise under a header', ['noise.mp4', 'cut the silences'], 3, /noise\.mp4/],
    ['no request', ['CLIP'], 2, /Say what to do/],
    ['an empty request', ['CLIP', '  '], 2, /Say what to do/],
    ['20,000 characters', ['CLIP', 'make it brighter and '.repeat(953)], 3, /characters long/],
    ['no arguments', [], 2, /missing required argument/],
  ];
  for (const [index, [name, args, code, about]] of cases.entries()) {
    test(name, async () => {
      // The first and the last as a process of its own: how it ends is tested, too.
      const run = index === 0 || index === cases.length - 1 ? runCli : cli.run;
      const ran = await run(['edit', ...args.map((arg) => (arg === 'CLIP' ? clip : arg)), '-o', 'out.mp4'], { cwd });
      if (name === 'no arguments') assert.equal(ran.code, 2, ran.stderr);
      else assertRefused(ran, code, about);
      assert.deepEqual(filesBelow(cwd), before_, 'something was written');
      assert.deepEqual(scratchLeft(cwd), []);
      assert.deepEqual(processesOf(cwd), []);
    });
  }

  test('an output in a folder that is not there', async () => {
    const ran = await cli.run(['edit', clip, 'make it brighter', '-o', 'no/such/out.mp4'], { cwd });
    assertRefused(ran, 3, /cannot be written/);
  });

  test('a language that we do not know is answered with a question and exit code 4', async () => {
    const ran = await cli.run(['edit', clip, 'ตัดช่วงเงียบออกจากวิดีโอ', '-o', 'out.mp4'], { cwd });
    assert.equal(ran.code, 4, ran.stderr);
    assert.match(ran.stdout, /do not read this language/);
    assert.deepEqual(filesBelow(cwd), before_);
  });

  test('a damaged file beside a good one costs only itself', async () => {
    const ran = await cli.run(['edit', clip, 'noise.mp4', 'trim to 1 second', '-o', 'beside.mp4', '--json'], { cwd });
    assert.equal(ran.code, 0, ran.stderr);
    const result = JSON.parse(ran.stdout) as { refused: { file: string }[]; file: string };
    assert.deepEqual(
      result.refused.map((r) => r.file),
      ['noise.mp4'],
    );
    assert.ok(filesBelow(cwd).includes('beside.mp4'));
  });

  /** Finished parts of videos, kept or for one run only. */
  const parts = (): number =>
    readdirSync(file('.cache'), { recursive: true }).filter((name) =>
      /chunks.[0-9a-f]{2}.[0-9a-f]{64}/.test(String(name)),
    ).length;

  /** Sends a signal once, in mid-render: when the first of many parts is finished. */
  const whileRendering = (signal: NodeJS.Signals): ((stderr: string, pid: number) => void) => {
    const before = parts();
    let isWatched = false;
    return (stderr, pid) => {
      if (isWatched || !stderr.includes('Rendering')) return;
      isWatched = true;
      void until(() => parts() > before).then(() => process.kill(pid, signal));
    };
  };
  const slow = (): string[] => [
    'edit',
    clip,
    'reverse it, make it black and white, and slow it down to half speed',
    '-o',
    'stopped.mp4',
  ];

  test('Ctrl-C in mid-render stops within seconds and leaves no file and no process', async () => {
    const ran = await runCli([...slow(), '--no-cache'], { cwd, onStderr: whileRendering('SIGINT') });
    assert.equal(ran.code, 130, ran.stderr);
    assert.match(ran.stderr, /Stopped\. Nothing was written\.\n$/);
    assert.ok(!filesBelow(cwd).includes('stopped.mp4'));
    assert.deepEqual(scratchLeft(cwd), []);
    assert.deepEqual(processesOf(cwd), []);
  });

  test('kill -9 in mid-render leaves no process; the next run cleans up and uses what was finished', async () => {
    const killed = await runCli(slow(), { cwd, onStderr: whileRendering('SIGKILL') });
    assert.equal(killed.code, null);
    assert.ok(!filesBelow(cwd).includes('stopped.mp4'));
    await until(() => processesOf(cwd).length === 0);
    const ran = await runCli([...slow(), '--json'], { cwd });
    assert.equal(ran.code, 0, ran.stderr);
    const { render } = JSON.parse(ran.stdout) as { render: { chunks: { cached: number } } };
    assert.ok(render.chunks.cached > 0, 'nothing was kept from before the kill');
    assert.deepEqual(scratchLeft(cwd), []);
  });
});
