import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { filesBelow, openCli, scratchLeft, temporaryFolder } from '../support/cli.ts';
import { CLICKS, makeVideo } from '../support/make-media.ts';

/** What a person types for another kind of file, through the command line and back from the disk. */
describe('outputs by their ending and by words', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const cli = openCli();
  const clip = 'clip.mp4';
  makeVideo(path.join(cwd, clip), {
    rate: { num: 25, den: 1 },
    frames: 100,
    width: 160,
    height: 90,
    sound: { seconds: 4, value: (n) => 0.2 * Math.sin(n / 20) + CLICKS(n) },
  });
  after(async () => {
    await cli[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  const edit = (...args: string[]): ReturnType<typeof cli.run> => cli.run(['edit', clip, ...args], { cwd });
  const headOf = (file: string, from: number, to: number): string =>
    readFileSync(path.join(cwd, file)).toString('latin1', from, to);

  test('the ending of -o decides', async () => {
    const heads: [string, number, string][] = [
      ['a.webm', 0, '\x1a\x45\xdf\xa3'],
      ['a.gif', 0, 'GIF89a'],
      ['a.mp3', 0, 'ID3'],
      ['a.wav', 0, 'RIFF'],
      ['a.mov', 4, 'ftypqt'],
      ['a.png', 0, '\x89PNG'],
      ['a.jpg', 0, '\xff\xd8\xff'],
    ];
    for (const [file, at, head] of heads) {
      const ran = await edit('keep the first 2 seconds', '-o', file);
      assert.equal(ran.code, 0, ran.stderr);
      assert.equal(ran.stdout.trim().split('\n').at(-1), path.join(cwd, file));
      assert.equal(headOf(file, at, at + head.length), head, file);
    }
    assert.deepEqual(scratchLeft(cwd), []);
  });

  test('words decide where no name is given, in both languages', async () => {
    for (const [words, file] of [
      ['export as GIF', 'clip-edited.gif'],
      ['导出 MP3', 'clip-edited.mp3'],
      ['convert it to webm', 'clip-edited.webm'],
    ] as const) {
      const ran = await edit(words);
      assert.equal(ran.code, 0, ran.stderr);
      assert.ok(existsSync(path.join(cwd, file)), `${words}: ${ran.stdout}`);
    }
  });

  test('each clip as a file of its own: numbered, in order, all of them named', async () => {
    type Made = { file: string; render: { durationMs: number; check: { ok: boolean } } };
    const first = await edit('split it at 1 second and export each clip separately', '--json');
    assert.equal(first.code, 0, first.stderr);
    const made = JSON.parse(first.stdout) as Made & { also: Made[]; changes: { text: string }[] };
    const all = [made, ...made.also];
    assert.deepEqual(
      all.map(({ file, render }) => [path.basename(file), render.durationMs, render.check.ok]),
      [
        ['clip-edited-01.mp4', 1000, true],
        ['clip-edited-02.mp4', 3000, true],
      ],
    );
    for (const { file } of all) assert.ok(existsSync(file));
    assert.match(made.changes.at(-1)?.text ?? '', /each of the 2 clips/);
    const named = await edit('在第 1 秒分割，每个片段单独导出', '-o', 'part.gif', '--json');
    assert.equal(named.code, 0, named.stderr);
    const parts = JSON.parse(named.stdout) as Made & { also: Made[] };
    assert.deepEqual(
      [parts, ...parts.also].map(({ file }) => path.basename(file)),
      ['part-01.gif', 'part-02.gif'],
    );
    const whole = await edit('export each clip separately', '--json');
    const { file, notes } = JSON.parse(whole.stdout) as { file: string; notes: string[] };
    assert.equal(path.basename(file), 'clip-edited.mp4');
    assert.ok(notes.some((note) => note.includes('There is one clip')));
  });

  test('a limit in words is kept', async () => {
    const ran = await edit('compress it under 25kB', '-o', 'small.mp4', '--json');
    assert.equal(ran.code, 0, ran.stderr);
    type Check = { ok: boolean; driftMs: number; black: unknown[]; frozen: unknown[]; items: { rule: string }[] };
    const { bytes, render } = JSON.parse(ran.stdout) as { bytes: number; render: { check: Check } };
    const { items, driftMs, black, frozen } = render.check;
    for (const rule of ['frames', 'length', 'start', 'rate', 'drift', 'peak', 'black', 'frozen'])
      assert.ok(
        items.some((item) => item.rule === rule),
        rule,
      );
    assert.deepEqual([typeof driftMs, Array.isArray(black), Array.isArray(frozen)], ['number', true, true]);
    assert.ok(statSync(path.join(cwd, clip)).size > 30_000, 'there is something to leave out');
    assert.ok(bytes <= 25_000 && bytes > 20_000, `${bytes}`);
    assert.equal(render.check.ok, true);
  });

  test('check tells what a platform wants, and makes a copy that keeps it', async () => {
    const looked = await cli.run(['check', clip, '--platform', 'reels', '--json'], { cwd });
    assert.equal(looked.code, 3);
    const { rules } = JSON.parse(looked.stdout) as { rules: { rule: string; ok: boolean }[] };
    const broken = rules.filter((rule) => !rule.ok).map(({ rule }) => rule);
    for (const rule of ['edit_list', 'index_first', 'size']) assert.ok(broken.includes(rule), broken.join(' '));
    const fixed = await cli.run(['check', clip, '--platform', 'reels', '--repair', '-o', 'fixed.mp4', '--json'], {
      cwd,
    });
    assert.equal(fixed.code, 0, fixed.stdout);
    const again = await cli.run(['check', 'fixed.mp4', '--platform', 'reels', '--json'], { cwd });
    assert.equal(again.code, 0, again.stdout);
    const left = (JSON.parse(again.stdout) as { rules: { rule: string; ok: boolean }[] }).rules;
    assert.deepEqual(
      left.filter((rule) => !rule.ok).map(({ rule }) => rule),
      ['shape'],
    );
  });

  test('a hardware encoder is used where it works, and told where it does not; the file is whole either way', async () => {
    for (const encoder of ['auto', 'h264_nvenc']) {
      const ran = await edit('keep the first 2 seconds', '--encoder', encoder, '-o', 'hard.mp4', '--json');
      assert.equal(ran.code, 0, ran.stderr);
      const { notes, render } = JSON.parse(ran.stdout) as { notes: string[]; render: { check: { ok: boolean } } };
      assert.equal(notes.filter((note) => /^Encoded by|processor did the encoding/.test(note)).length, 1, notes.join());
      assert.equal(render.check.ok, true);
    }
  });

  test('what cannot be done is refused in one sentence, and nothing is written', async () => {
    const before = filesBelow(cwd);
    const table: [string[], number, RegExp][] = [
      [['edit', clip, 'keep it all', '-o', 'a.mkv'], 2, /cannot write "\.mkv"/],
      [['edit', clip, 'mute it and remove the audio', '-o', 'b.mp3'], 3, /no sound/],
      [['edit', clip, 'keep it all', '--encoder', 'magic'], 2, /"magic" is no encoder/],
      [['check', clip, '--platform', 'nowhere'], 2, /know no rules of "nowhere"/],
      [['check', 'gone.mp4', '--platform', 'x'], 3, /no file "gone\.mp4"/],
      [['check', clip, '--platform', 'x', '--repair', '-o', clip], 2, /another name/],
      [['check', clip], 2, /platform/],
    ];
    for (const [args, code, said] of table) {
      const ran = await cli.run(args, { cwd });
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.stderr}`);
      assert.match(ran.stderr, said);
    }
    assert.deepEqual(filesBelow(cwd), before);
  });
});
