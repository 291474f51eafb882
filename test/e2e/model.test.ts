import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Ran, runCli, temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';
import { type Answer, calls, type ModelServer, modelServer, refusal, words } from '../support/model-server.ts';

const KEY = 'sk-canary-7777777777';

describe('tellcut with a model', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  before(() => {
    makeVideo(path.join(cwd, 'clip.mp4'), { frames: 75, rate: { num: 25, den: 1 } });
  });
  after(() => {
    folder[Symbol.dispose]();
  });

  async function edited(
    script: readonly Answer[],
    args: readonly string[],
  ): Promise<{ ran: Ran; server: ModelServer }> {
    await using server = await modelServer(...script);
    const env = { TELLCUT_MODEL: 'openai-compatible:m', TELLCUT_BASE_URL: server.baseUrl, TELLCUT_API_KEY: KEY };
    return { ran: await runCli(args, { cwd, env }), server };
  }

  test('a request that no rule reads becomes a video; the words of the model and what was done', async () => {
    const { ran, server } = await edited(
      [
        calls([
          ['title', { text: 'मेरी यात्रा' }],
          ['speed', { factor: 1.5 }],
        ]),
        words('शीर्षक जोड़ा और गति बढ़ाई।'),
      ],
      ['edit', 'clip.mp4', 'शीर्षक "मेरी यात्रा" जोड़ो और थोड़ा तेज़ करो', '-o', 'out.mp4', '--json'],
    );
    assert.equal(ran.code, 0, ran.stderr);
    const result = JSON.parse(ran.stdout) as {
      by: string;
      reply: string;
      changes: { op: string; done: boolean }[];
      render: { durationMs: number };
    };
    assert.equal(result.by, 'openai-compatible:m');
    assert.equal(result.reply, 'शीर्षक जोड़ा और गति बढ़ाई।');
    assert.deepEqual(
      result.changes.map(({ op, done }) => [op, done]),
      [
        ['title', true],
        ['speed', true],
      ],
    );
    assert.equal(result.render.durationMs, 2000);
    assert.equal(server.asked.length, 2);
    assert.doesNotMatch(ran.stdout + ran.stderr, /canary/);
  });

  test('a model that is down: the planner does it, one line says so, the key is nowhere', async () => {
    const { ran } = await edited([refusal(401, KEY)], ['edit', 'clip.mp4', '加标题“你好”', '-o', 'down.mp4']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stdout, /^! .*拒绝了 TELLCUT_API_KEY 中的密钥.*内置规则/m);
    assert.match(ran.stdout, /✓ 加了标题“你好”/);
    assert.doesNotMatch(ran.stdout + ran.stderr, /canary/);
  });

  test('a question ends with exit code 4 and no file', async () => {
    const { ran } = await edited(
      [calls([['ask_user', { question: 'Which part?', offers: ['the start', 'the end'] }]])],
      ['edit', 'clip.mp4', 'make it shorter', '-o', 'asked.mp4'],
    );
    assert.equal(ran.code, 4, ran.stderr);
    assert.equal(ran.stdout, 'Which part? “the start” · “the end”\n');
  });

  test('a wrong setting is one sentence, before any file is read', async () => {
    for (const [env, about] of [
      [{ TELLCUT_MODEL: 'gpt-5' }, /TELLCUT_MODEL is "gpt-5"/],
      [{ TELLCUT_MODEL: 'anthropic:claude', ANTHROPIC_API_KEY: '' }, /set ANTHROPIC_API_KEY/],
    ] as const) {
      const ran = await runCli(['edit', 'nowhere.mp4', 'cut the silences'], { cwd, env });
      assert.equal(ran.code, 2);
      assert.match(ran.stderr, about);
      assert.equal(ran.stderr.trim().split('\n').length, 1);
    }
  });
});

test('without a model nothing of the SDK is loaded', async () => {
  using folder = temporaryFolder();
  const hook = path.join(folder.path, 'hook.mjs');
  writeFileSync(
    hook,
    `import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => {
  if (/node_modules\\/(?:ai|@ai-sdk)\\//.test(url)) process.stderr.write('LOADED ' + url + '\\n');
  return next(url, context);
} });`,
  );
  makeVideo(path.join(folder.path, 'clip.mp4'), { frames: 10, rate: { num: 25, den: 1 } });
  const watched = { NODE_OPTIONS: `--import=${hook}` };
  const args = ['edit', 'clip.mp4', "title it 'Sea'", '-o', 'out.mp4'];
  const plain = await runCli(args, { cwd: folder.path, env: { ...watched, TELLCUT_MODEL: '' } });
  assert.equal(plain.code, 0, plain.stderr);
  assert.doesNotMatch(plain.stderr, /LOADED/);
  // that the hook sees what it watches for
  await using server = await modelServer(words('hello'));
  const env = { ...watched, TELLCUT_MODEL: 'openai-compatible:m', TELLCUT_BASE_URL: server.baseUrl };
  assert.match((await runCli(args, { cwd: folder.path, env })).stderr, /LOADED/);
});
