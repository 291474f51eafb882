import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { probeFile } from '../../src/media/probe.ts';
import { filesBelow, openCli, runCli, scratchLeft, temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';

type Item = { file: string; state: string; outputs: string[]; said: string[]; code: string | null };
type Report = {
  ok: boolean;
  stopped: boolean;
  done: number;
  skipped: number;
  failed: number;
  asked: number;
  items: Item[];
};

const RATE = { num: 30, den: 1 };

describe('one request for many files', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const cli = openCli();
  const file = (name: string): string => path.join(cwd, name);
  const run = async (...args: string[]): Promise<{ code: number | null; report: Report }> => {
    const ran = await cli.run(['batch', ...args, '--json'], { cwd });
    assert.notEqual(ran.stdout, '', ran.stderr);
    return { code: ran.code, report: JSON.parse(ran.stdout) as Report };
  };
  const states = (report: Report): [string, string][] =>
    report.items.map((item) => [path.basename(item.file), item.state]);

  before(() => {
    mkdirSync(file('in'));
    for (const [name, frames] of [
      ['2.mp4', 60],
      ['10.mp4', 90],
    ] as const)
      makeVideo(file(`in/${name}`), { frames, rate: RATE, width: 96, height: 64 });
    writeFileSync(file('in/broken.mp4'), 'no film\n'.repeat(50));
    writeFileSync(file('in/notes.txt'), 'not looked at');
  });
  after(async () => {
    await cli[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  test('each file is edited by itself; one that fails costs only itself and is named', async () => {
    const { code, report } = await run('in', 'trim to 1 second', '-o', 'out');
    assert.equal(code, 3);
    assert.deepEqual(states(report), [
      ['2.mp4', 'done'],
      ['10.mp4', 'done'],
      ['broken.mp4', 'failed'],
    ]);
    for (const item of report.items.slice(0, 2)) {
      const [made = ''] = item.outputs;
      assert.ok(Math.abs(probeFile(made).duration - 1000) <= 34, made);
      assert.match(item.said.join(' '), /1/);
    }
    assert.match(report.items[2]?.said[0] ?? '', /broken\.mp4/);
    assert.equal(report.ok, false);
    assert.deepEqual(scratchLeft(cwd), []);
  });

  test('again: what is done is skipped, what is gone or changed is made again, another request is another job', async () => {
    const before_ = statSync(file('out/10.mp4')).mtimeMs;
    rmSync(file('out/2.mp4'));
    const second = await run('in', 'trim to 1 second', '-o', 'out');
    assert.deepEqual(states(second.report), [
      ['2.mp4', 'done'],
      ['10.mp4', 'skipped'],
      ['broken.mp4', 'failed'],
    ]);
    assert.equal(statSync(file('out/10.mp4')).mtimeMs, before_);
    const other = await run('in/10.mp4', 'trim to 2 seconds', '-o', 'out');
    assert.deepEqual(states(other.report), [['10.mp4', 'done']]);
    assert.deepEqual(
      other.report.items[0]?.outputs.map((output) => path.basename(output)),
      ['10-2.mp4'],
      'a finished file is never written over',
    );
  });

  test('a state file that was spoiled costs work, never the run', async () => {
    writeFileSync(file('out/.tellcut-batch.json'), '{"version":1,"done":{"__proto__":');
    const { report } = await run('in/2.mp4', 'trim to 1 second', '-o', 'out');
    assert.equal(report.done, 1);
  });

  test('a folder without videos, a folder that cannot be written and no files at all are refused by name', async () => {
    mkdirSync(file('nothing'), { recursive: true });
    const cases: [string[], number, RegExp][] = [
      [['nothing', 'cut the silences'], 3, /no videos in the folder "nothing"/],
      [['in', 'trim to 1 second', '-o', 'in/notes.txt'], 3, /cannot write into/],
      [['trim to 1 second'], 2, /folder or files/],
      [['in', '!!!', '-o', 'odd'], 2, /Say what to do/],
    ];
    for (const [args, code, about] of cases) {
      const ran = await cli.run(['batch', ...args], { cwd });
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.stderr}`);
      assert.match(ran.stderr, about);
    }
  });

  test('a request that leaves everything open waits for an answer and makes nothing', async () => {
    const ran = await cli.run(['batch', 'in/2.mp4', 'make it better', '-o', 'asked'], { cwd });
    assert.equal(ran.code, 4, ran.stderr);
    assert.deepEqual(filesBelow(file('asked')), []);
  });

  test('Ctrl-C keeps what is finished; the same command goes on from there', async () => {
    for (const name of ['a', 'b', 'c', 'd'])
      makeVideo(file(`${name}.mp4`), { frames: name.charCodeAt(0), rate: RATE, width: 160, height: 120 });
    const args = ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4', 'reverse it at half speed', '-o', 'stopped', '--no-cache'];
    let isSent = false;
    const ran = await runCli(['batch', ...args], {
      cwd,
      onStderr: (stderr, pid) => {
        if (isSent || !stderr.includes('2/4 b.mp4')) return;
        isSent = true;
        process.kill(pid, 'SIGINT');
      },
    });
    assert.equal(ran.code, 130, ran.stderr);
    assert.match(ran.stderr, /run the same command again/);
    const { code, report } = await run(...args);
    assert.equal(code, 0);
    assert.deepEqual(states(report)[0], ['a.mp4', 'skipped']);
    assert.equal(report.done + report.skipped, 4);
    assert.equal(
      JSON.stringify(JSON.parse(readFileSync(file('stopped/.tellcut-batch.json'), 'utf8'))).includes(cwd),
      false,
    );
    assert.deepEqual(scratchLeft(cwd), []);
  });
});
