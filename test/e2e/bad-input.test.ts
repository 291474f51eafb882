import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filesBelow, type Ran, runCli, scratchLeft, temporaryFolder } from '../support/cli.ts';

/** One clear sentence and nothing else: no stack, no path of ours, no half-written file, no process left behind. */
function assertRefused(ran: Ran, code: number, about: RegExp): void {
  assert.equal(ran.code, code, ran.stderr);
  const lines = ran.stderr.split('\n').filter((line) => line !== '' && !/(…|%)$/.test(line));
  assert.equal(lines.length, 1, ran.stderr);
  assert.match(lines[0] ?? '', about);
  assert.doesNotMatch(ran.stderr, /\bat .*\.ts:\d+|node_modules|Error:/);
  assert.equal(ran.stdout, '');
}

/** Processes whose command line names this folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
        return command.includes(folder) ? [pid] : [];
      } catch {
        return []; // ended while we looked
      }
    });
}

describe('what cannot be used is refused in one sentence', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const file = (name: string): string => path.join(cwd, name);
  let clip = '';
  let before_: string[] = [];

  before(async () => {
    const made = await runCli(['demo', '--clips-only', '--dir', 'clips'], { cwd });
    assert.equal(made.code, 0, made.stderr);
    clip = path.join('clips', readdirSync(file('clips')).toSorted()[0] ?? '');
    writeFileSync(file('empty.mp4'), '');
    writeFileSync(file('notes.mp4'), 'this is a shopping list, not a film\n'.repeat(40));
    const whole = readFileSync(file(clip));
    writeFileSync(file('half.mp4'), whole.subarray(0, Math.floor(whole.length / 2)).fill(0, 0, 64));
    writeFileSync(file('noise.mp4'), Buffer.concat([whole.subarray(0, 48), Buffer.alloc(50_000, 0xa5)]));
    mkdirSync(file('a-folder'));
    before_ = filesBelow(cwd);
  });
  after(() => {
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
  for (const [name, args, code, about] of cases) {
    test(name, async () => {
      const ran = await runCli(['edit', ...args.map((arg) => (arg === 'CLIP' ? clip : arg)), '-o', 'out.mp4'], { cwd });
      if (name === 'no arguments') assert.equal(ran.code, 2, ran.stderr);
      else assertRefused(ran, code, about);
      assert.deepEqual(filesBelow(cwd), before_, 'something was written');
      assert.deepEqual(scratchLeft(cwd), []);
      assert.deepEqual(processesOf(cwd), []);
    });
  }

  test('an output in a folder that is not there', async () => {
    const ran = await runCli(['edit', clip, 'make it brighter', '-o', 'no/such/out.mp4'], { cwd });
    assertRefused(ran, 3, /cannot be written/);
  });

  test('a language that we do not know is answered with a question and exit code 4', async () => {
    const ran = await runCli(['edit', clip, 'ตัดช่วงเงียบออกจากวิดีโอ', '-o', 'out.mp4'], { cwd });
    assert.equal(ran.code, 4, ran.stderr);
    assert.match(ran.stdout, /\?/);
    assert.deepEqual(filesBelow(cwd), before_);
  });

  test('a damaged file beside a good one costs only itself', async () => {
    const ran = await runCli(['edit', clip, 'noise.mp4', 'trim to 1 second', '-o', 'beside.mp4', '--json'], { cwd });
    assert.equal(ran.code, 0, ran.stderr);
    const result = JSON.parse(ran.stdout) as { refused: { file: string }[]; file: string };
    assert.deepEqual(
      result.refused.map((r) => r.file),
      ['noise.mp4'],
    );
    assert.ok(filesBelow(cwd).includes('beside.mp4'));
  });

  test('Ctrl-C stops within a second or two, leaves no file and no process', async () => {
    let stop: NodeJS.Timeout | undefined;
    const ran = await runCli(
      ['edit', clip, 'reverse it and make it black and white', '-o', 'stopped.mp4', '--no-cache'],
      {
        cwd,
        onStart: (pid) => {
          stop = setInterval(() => {
            if (scratchLeft(cwd).length > 0) {
              clearInterval(stop);
              process.kill(pid, 'SIGINT');
            }
          }, 20);
        },
      },
    );
    clearInterval(stop);
    assert.equal(ran.code, 130, ran.stderr);
    assert.ok(!filesBelow(cwd).includes('stopped.mp4'));
    assert.deepEqual(scratchLeft(cwd), []);
    assert.deepEqual(processesOf(cwd), []);
  });
});
