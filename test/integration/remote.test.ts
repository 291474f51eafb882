import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { probeFile } from '../../src/media/probe.ts';
import { runRemote } from '../../src/remote/run.ts';
import { platformOf, skillIn } from '../../src/remote/skill.ts';
import { type Answering, type Foreign, openForeign, stream } from '../support/foreign.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

/** `tellcut remote` in this process: what it says and does against our server, and against servers of other people. */

const folder = tempFolder();
after(() => {
  folder[Symbol.dispose]();
});

type Ran = { readonly code: number; readonly out: string; readonly err: string; readonly waits: readonly number[] };

async function remote(url: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const waits: number[] = [];
  const code = await runRemote(args, {
    env: { TELLCUT_URL: url, TELLCUT_HOME: folder.file('home'), LANG: 'C.UTF-8', ...env },
    attribution: { source: 'tellcut-cli', version: '0.1.0', platform: 'unknown' },
    skillIn,
    inPieces: true,
    signal: new AbortController().signal,
    // Renders of ours take real time; what waits on others does not.
    wait: async (ms) => {
      waits.push(ms);
      await new Promise((done) => setTimeout(done, ms > 1000 ? 0 : 20));
    },
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
  });
  return { code, out, err, waits };
}

describe('our server', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
    makeVideo(folder.file('talk.mp4'), { frames: 60, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
  });

  test('connect, upload, say, status, credits, export, in English and in Chinese', async () => {
    const ran = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await remote(server.url, args);
      assert.equal(code, 0, err);
      return out;
    };
    const first = await ran('connect');
    assert.match(first, /^Connected to .+ Credits: 100\. Session: ses_/);
    assert.equal(await ran('connect'), first, 'the same account and session');
    assert.equal(await ran('upload', folder.file('talk.mp4')), 'Added talk.mp4 (video, 2.0 s).\n');
    assert.match(await ran('say', 'cut the first second'), /0:00–0:01[^]*\nTimeline \(1 track\): 1\. Video: talk/);
    assert.match(await ran('say', '加标题“城市之梦”'), /城市之梦/);
    assert.match(await ran('status'), /Title: "城市之梦"/);
    assert.equal(await ran('credits', '--lang', 'zh-CN'), '积分：98。\n');
    assert.match(await ran('export', '-o', folder.file('new/out.mp4')), /out\.mp4 \(1\.0 s, 0\.\d MB\)/);
    assert.ok(Math.abs(probeFile(folder.file('new/out.mp4')).duration - 1000) < 60);
    assert.notEqual(await ran('connect', '--new'), first);
  });

  test('a large file goes in pieces, and says how far it is', async () => {
    // A `free` box behind a movie: as many bytes as the test wants, still a whole MP4.
    const box = Buffer.alloc(33_000_000);
    box.writeUInt32BE(box.length, 0);
    box.write('free', 4, 'latin1');
    writeFileSync(folder.file('large.mp4'), Buffer.concat([readFileSync(folder.file('talk.mp4')), box]));
    await remote(server.url, ['connect', '--new']);
    const { code, out, err } = await remote(server.url, ['upload', folder.file('large.mp4'), folder.file('talk.mp4')]);
    assert.equal(code, 0, err);
    assert.equal(out, 'Added large.mp4 (video, 2.0 s).\nAdded talk.mp4 (video, 2.0 s).\n', 'in their order');
    assert.match(err, /^(?:… sending large\.mp4 \d+ %\n){2,10}$/);
  });

  test('a batch takes folders; what fails is named and does not stop the others', async () => {
    const clips = folder.file('clips');
    mkdirSync(clips);
    makeVideo(path.join(clips, 'a.mp4'), { frames: 30, rate: { num: 30, den: 1 }, width: 160, height: 90 });
    writeFileSync(path.join(clips, 'b.mp4'), 'no video');
    writeFileSync(path.join(clips, 'notes.txt'), 'nothing');
    const out = folder.file('edited');
    const { code, out: said, err } = await remote(server.url, ['batch', 'brighter', clips, '-o', out]);
    assert.equal(code, 3);
    assert.match(said, /1 of 2 done\./);
    assert.match(err, /b\.mp4: .+\n1 of 2 files failed/);
    assert.ok(statSync(path.join(out, 'a.mp4')).size > 1000);
  });

  test('what is refused is said plainly', async () => {
    const cases: [string[], number, RegExp, Record<string, string>?][] = [
      [['dance'], 2, /^Use: connect/],
      [['say'], 2, /^Use: connect/],
      [['export', '--surprise'], 2, /^Use: connect/],
      [['upload', 'not-there.mp4'], 3, /not-there\.mp4 is no file that can be read/],
      [['upload', 'not-there.mp4', '--lang', 'zh'], 3, /不是可读取的文件/],
      [['export'], 3, /\(3006\)/],
      [['credits'], 3, /\(1001\)/, { TELLCUT_TOKEN: 'nmv_usr_wrong' }],
      [['export', '--quality', 'best'], 3, /\(400\)/],
      [['connect', '--server', 'ftp://x'], 2, /no address of a server/],
      [['connect', '--server', 'http://127.0.0.1:9'], 1, /Nothing answers at http:\/\/127\.0\.0\.1:9\. Start it/],
    ];
    await remote(server.url, ['connect', '--new']);
    for (const [args, code, said, env] of cases) {
      const ran = await remote(server.url, args, env);
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.err}`);
      assert.match(ran.err, said);
      assert.equal(ran.out, '');
    }
    assert.equal((await remote(server.url, ['--help'])).code, 0);
  });
});

describe('other servers', () => {
  const SESSION = '/api/state/nemo_agent/me/s/latest';
  const talk = { t: [{ tt: 0, sg: [{ d: 4000, m: { name: 'talk.mp4' } }] }] };
  const titled = { t: [...talk.t, { tt: 7, sg: [{ d: 3000, m: { text: 'Hi' } }] }] };

  /** One command against a server that answers so, with nothing kept from before. */
  async function against(
    answering: Answering,
    args: string[],
    env = {},
  ): Promise<Ran & Pick<Foreign, 'seen' | 'requests'>> {
    await using foreign = await openForeign(answering);
    const ran = await remote(foreign.url, args, { TELLCUT_HOME: folder.file(crypto.randomUUID()), ...env });
    return { ...ran, seen: foreign.seen, requests: foreign.requests };
  }
  const turns = (seen: readonly string[]): number => seen.filter((line) => line === 'POST /run_sse').length;
  const state = (draft: unknown, more = {}): { body: unknown } => ({
    body: { code: 0, data: { state: { draft, ...more } } },
  });

  test('a silent turn is told by what is new on the timeline', async () => {
    const silent = stream(': heartbeat\n\n', 'data:\n\n', {
      content: { parts: [{ functionCall: { name: 'title' } }] },
    });
    const { code, out, seen } = await against(
      ({ path: at, nth }) =>
        at === '/run_sse' ? silent : at === SESSION ? state(nth === 1 ? talk : titled) : undefined,
      ['say', 'add a title'],
    );
    assert.equal(code, 0);
    assert.equal(
      out,
      'Done. New on the timeline: 2. Text: Hi 0-3s.\nTimeline (2 tracks): 1. Video: talk.mp4 0-4s 2. Text: Hi 0-3s\n',
    );
    assert.equal(turns(seen), 1);
    const nothing = await against(
      ({ path: at }) => (at === '/run_sse' ? silent : at === SESSION ? state(talk) : undefined),
      ['say', '加标题'],
    );
    assert.match(nothing.out, /^服务器没有回复，时间线也没有变化。\n/);
  });

  test('a stream that breaks is not sent again: the state says when the turn is over', async () => {
    const broken = { ...stream({ content: { parts: [{ text: 'Half' }] } }), breaks: true };
    const told = await against(
      ({ path: at, nth }) => {
        if (at === '/run_sse') return broken;
        return at === SESSION ? state(nth < 4 ? talk : titled, { turn: nth < 4 ? { id: 'x' } : null }) : undefined;
      },
      ['say', 'add a title'],
    );
    assert.equal(told.code, 0, told.err);
    assert.match(told.err, /The connection broke/);
    assert.match(told.out, /^Half\nTimeline \(2 tracks\)/);
    assert.equal(turns(told.seen), 1);
    const untold = await against(
      ({ path: at, nth }) => (at === '/run_sse' ? broken : at === SESSION ? state(nth < 4 ? talk : titled) : undefined),
      ['say', 'add a title'],
    );
    assert.match(untold.out, /Timeline \(2 tracks\)/, 'without a word of turns: until nothing moves');
    assert.equal(turns(untold.seen), 1);
  });

  test('429: waited for once, 30 s when nothing else is said; never for a token or a turn', async () => {
    const busy = { status: 429, body: { code: 429, message: 'slow down' } };
    const once = await against(
      ({ path: at, nth }) => (at.startsWith('/api/credits') && nth === 1 ? busy : undefined),
      ['credits'],
    );
    assert.deepEqual([once.code, once.out, once.waits], [0, 'Credits: 5.\n', [30_000]]);
    const twice = await against(({ path: at }) => (at.startsWith('/api/credits') ? busy : undefined), ['credits']);
    assert.deepEqual([twice.code, twice.err], [3, 'Too many calls: waiting 30 s.\nslow down (429)\n']);
    const token = await against(({ path: at }) => (at.endsWith('anonymous-token') ? busy : undefined), ['credits']);
    assert.deepEqual([token.code, token.waits, token.seen.length], [3, [], 1]);
    const turn = await against(({ path: at }) => (at === '/run_sse' ? busy : undefined), ['say', 'cut']);
    assert.deepEqual([turn.code, turns(turn.seen)], [3, 1]);
  });

  test('a turn that takes long says every two minutes that it goes on', async ({ mock }) => {
    mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.now() });
    const { code, out, err } = await against(
      ({ path: at }) => {
        if (at !== '/run_sse') return undefined;
        mock.timers.tick(125_000);
        mock.timers.tick(125_000);
        return stream({ content: { parts: [{ text: 'Done.' }] } });
      },
      ['say', 'cut'],
    );
    assert.equal(code, 0, err);
    assert.match(out, /^Done\./);
    assert.equal(err, 'Still working on it (2 min) …\nStill working on it (4 min) …\n');
  });

  test('refusals: in mid-stream, with an address to register at, and pages that are no JSON', async () => {
    const mid = await against(
      ({ path: at }) =>
        at === '/run_sse' ? stream({ errorCode: '2001', errorMessage: 'No credits are left.' }) : undefined,
      ['say', 'cut'],
    );
    assert.deepEqual([mid.code, mid.err], [1, 'No credits are left. (2001)\n']);
    const data = { register_url: 'https://x.example/register?bind=anon_1' };
    const poor = await against(
      ({ path: at }) => (at === '/run_sse' ? { status: 402, body: { code: 2001, message: 'Poor.', data } } : undefined),
      ['say', 'cut'],
    );
    assert.equal(poor.err, 'Poor. https://x.example/register?bind=anon_1 (2001)\n');
    const page = await against(
      ({ path: at }) => (at === '/run_sse' ? { status: 502, body: '<html>' } : undefined),
      ['say', 'x'],
    );
    assert.deepEqual([page.code, page.err], [1, 'The server answered 502 with something that is not JSON. (502)\n']);
  });

  test('an export in either published shape: the draft goes along, the status is asked for, the file is fetched', async () => {
    for (const isFlat of [true, false]) {
      const shown = (status: string, url: string | null): unknown =>
        isFlat
          ? { success: true, id: 'r', status, progress: 40, output: url === null ? null : { url } }
          : { code: 0, data: { status, progress: 40, outputUrl: url } };
      const out = folder.file(`foreign-${isFlat}.mp4`);
      const made = await against(
        ({ method, path: at, nth }) => {
          if (at === SESSION) return state(talk);
          if (at === '/file.mp4') return { body: 'the video' };
          if (at.endsWith('/events')) return { status: 404, body: { detail: 'Not Found' } };
          if (method === 'GET' && at.includes('/lambda/render_'))
            return { body: nth === 1 ? shown('processing', null) : shown('completed', '/file.mp4') };
          return undefined;
        },
        ['export', '-o', out],
      );
      assert.equal(made.code, 0, made.err);
      assert.equal(readFileSync(out, 'utf8'), 'the video');
      const order = made.requests[made.seen.indexOf('POST /api/render/proxy/lambda')];
      assert.deepEqual((JSON.parse(order?.body ?? '') as { draft: unknown }).draft, talk);
      assert.equal(
        made.seen.filter((line) => line.endsWith('/events')).length,
        1,
        'a stream that is not there is not asked for twice',
      );
    }
    const failed = await against(
      ({ path: at }) =>
        at.includes('/lambda/') ? { body: { code: 0, data: { status: 'failed' }, error: 'No luck.' } } : undefined,
      ['export'],
    );
    assert.deepEqual([failed.code, failed.err.split('\n').at(-2)], [1, 'No luck.']);
  });

  test('an upload whose answer knows little is told all the same', async () => {
    writeFileSync(folder.file('x.mp4'), 'x');
    const { code, out, err } = await against(
      ({ path: at }) =>
        at.includes('upload-video') ? { body: { code: 0, data: { files: [{ filename: 'x.mp4' }] } } } : undefined,
      ['upload', folder.file('x.mp4')],
    );
    assert.deepEqual([code, out], [0, 'Added x.mp4 (file).\n'], err);
  });

  test('every call says which skill it comes from, and where that is installed', async () => {
    const skill = folder.file('.cursor/skills/video');
    mkdirSync(skill, { recursive: true });
    writeFileSync(path.join(skill, 'SKILL.md'), '---\nname: video\nmetadata:\n  version: "2.1.0"\n---\nname: other\n');
    const { requests } = await against(() => undefined, ['connect', '--skill', skill]);
    for (const { headers } of requests)
      assert.deepEqual(
        ['source', 'version', 'platform'].map((key) => headers[`x-skill-${key}`]),
        ['video', '2.1.0', 'cursor'],
      );
    assert.equal(requests.length, 3);
    assert.deepEqual(
      ['/home/a/.clawhub/skills/v', '/home/a/.openclaw/v', '/home/a/.cursor/v', '/home/a/cursor/v', '/srv/v'].map(
        platformOf,
      ),
      ['clawhub', 'clawhub', 'cursor', 'unknown', 'unknown'],
    );
    assert.equal(skillIn(folder.file('nowhere')), null);
  });
});
