import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { after, before, test } from 'node:test';
import { eventsIn, framesOf, openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

/** Captions, scripts and colour tables among the uploads: told by content, limited, and meant by "these captions". */

let server: TestServer;
let client: TestClient;
let sessionId: string;
let talk: Blob;
before(async () => {
  using folder = tempFolder();
  const file = folder.file('talk.mp4');
  makeVideo(file, { frames: 120, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  talk = new Blob([await (await openAsBlob(file)).arrayBuffer()]);
  server = await openTestServer({ env: { TELLCUT_CREDITS: 'off', TELLCUT_RENDER_AHEAD: 'off' } });
  client = await server.client();
  ({ sessionId } = await client.project());
});
after(() => server[Symbol.asyncDispose]());

type Answer = { code: number; message: string; data: { files: Record<string, unknown>[]; failed: { code: number }[] } };

async function upload(name: string, content: BlobPart, session = sessionId): Promise<{ status: number; body: Answer }> {
  const form = new FormData();
  form.append('files', new Blob([content]), name);
  const answer = await client.call('POST', `/api/upload-video/nemo_agent/me/${session}`, form);
  return { status: answer.status, body: (await answer.json()) as Answer };
}

const SRT = '1\n00:00:00,500 --> 00:00:01,500\nHello <i>you</i>\n\n2\n00:00:02,000 --> 00:00:03,000\nBye\n';
const CUBE = `LUT_3D_SIZE 2\n${Array.from({ length: 8 }, (_, i) => `${i & 1} ${(i >> 1) & 1} ${i >> 2}`).join('\n')}\n`;

type State = {
  state: { draft: { t: { sg: { m?: Record<string, unknown> }[] }[] }; video_infos: { file_type: string }[] };
};
const stateOf = async (session = sessionId): Promise<State> =>
  (await client.data('GET', `/api/state/nemo_agent/me/${session}/latest`)) as State;
const captionsIn = async (session: string): Promise<string> =>
  String((await client.data('GET', `/api/state/nemo_agent/me/${session}/captions?format=srt`))['content']);
const say = async (text: string, session = sessionId): Promise<string> => {
  const request = { session_id: session, new_message: { parts: [{ text }] } };
  const events = eventsIn(await framesOf(await client.call('POST', '/run_sse', request)));
  return String(events.at(-1)?.['text']);
};

test('each is told by what is in it, whatever its name says, and stands on no track', async () => {
  for (const [name, content, kind, seconds] of [
    ['talk.srt', SRT, 'captions', 3],
    ['talk.dat', `WEBVTT\n\n00:01.000 --> 00:02.000\nHi there\n`, 'captions', 2],
    ['talk.mp4', `[Events]\nDialogue: 0,0:00:01.00,0:00:02.50,x,,0,0,0,,{\\pos(1,1)}Hi\n`, 'captions', 2.5],
    ['utf16.srt', Buffer.from(`\ufeff${SRT}again`, 'utf16le'), 'captions', 3],
    ['words.txt', 'Welcome back. Today we build a boat.', 'script', 0],
    ['teal.cube', CUBE, 'lut', 0],
    ['notes.txt', `# a LUT\n${CUBE}`, 'lut', 0],
  ] as const) {
    const { status, body } = await upload(name, content);
    assert.equal(status, 200, `${name}: ${body.message}`);
    const [file] = body.data.files;
    assert.deepEqual([file?.['file_type'], file?.['duration'], file?.['has_audio']], [kind, seconds, false], name);
    const served = await fetch(String(file?.['cdn_url']));
    assert.doesNotMatch(served.headers.get('content-type') ?? '', /html|javascript|svg/);
    assert.match(served.headers.get('content-disposition') ?? '', /^attachment/);
    assert.equal(served.headers.get('x-content-type-options'), 'nosniff');
    assert.deepEqual(Buffer.from(await served.arrayBuffer()), Buffer.from(content as string));
  }
  assert.deepEqual((await stateOf()).state.draft.t, []);
});

test('F1, F9: playlists, pages, what is too long or broken: refused by name, and nothing of it stays', async () => {
  const { sessionId: own } = await client.project();
  const many = Array.from(
    { length: 5001 },
    (_, i) => `00:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`,
  );
  for (const [name, content, expected] of [
    ['list.txt', '#EXTM3U\nfile:///etc/passwd\n', [415, 4001]],
    ['list.mp4', 'ffconcat version 1.0\nfile other.mp4\n', [415, 4001]],
    ['page.txt', '<html><script>alert(1)</script>', [415, 4001]],
    ['words.mp4', 'only words, and no name that says so', [415, 4001]],
    ['empty.srt', 'no times in here', [422, 3001]],
    ['long.srt', `${SRT}${' '.repeat(300_000)}`, [413, 3001]],
    ['long.txt', 'word '.repeat(60_000), [413, 3001]],
    ['many.srt', many.map((at) => `${at},000 --> ${at},900\na\n`).join('\n'), [413, 3001]],
    ['zero.txt', 'a\0b', [415, 4001]],
    ['wide.cube', 'LUT_3D_SIZE 65\n', [413, 4002]],
    ['half.cube', 'LUT_3D_SIZE 2\n0 0 0\n', [422, 4004]],
    ['none.cube', 'movie=/etc/passwd', [422, 4004]],
  ] as const) {
    const { status, body } = await upload(name, content, own);
    assert.deepEqual([status, body.code], expected, `${name}: ${body.message}`);
  }
  assert.deepEqual((await stateOf(own)).state.video_infos, []);
});

test('"add these captions" means the file that came last; a look is a look; one is meant by its name', async () => {
  const { sessionId: own } = await client.project();
  assert.equal((await upload('talk.mp4', talk, own)).status, 200);
  assert.equal((await upload('first.srt', SRT.replace('Bye', 'Farewell'), own)).status, 200);
  assert.equal((await upload('second.srt', SRT, own)).status, 200);
  await say('add these captions', own);
  assert.match(await captionsIn(own), /Hello you\n[^]*Bye/);
  await say('make the captions yellow', own);
  assert.match(await captionsIn(own), /Bye/);
  const { version } = (await stateOf(own)) as unknown as { version: number };
  const patched = await client.call('PATCH', `/api/state/nemo_agent/me/${own}/draft`, {
    base_version: version,
    operations: [{ op: 'captions', file: 'first.srt' }],
  });
  assert.equal(patched.status, 200, await patched.clone().text());
  assert.match(await captionsIn(own), /Farewell/);
});
