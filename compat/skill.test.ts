import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { openTestServer, type TestServer } from '../test/support/http.ts';
import { makeVideo, tempFolder } from '../test/support/make-media.ts';

/**
 * The steps of the published skills, by curl as they write them: token, session, upload, edit, credits, state, export,
 * poll, download. Only the address is ours.
 */

const skip = spawnSync('curl', ['--version']).status === 0 ? false : 'curl is not installed';
const folder = tempFolder();
let server: TestServer;
before(async () => {
  if (skip === false) server = await openTestServer();
});
after(async () => {
  await server?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function curl(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', ['-sS', '--max-time', '60', ...words], { encoding: 'utf8' });
  return stdout;
}

type Envelope<T> = { readonly code: number; readonly data: T };
const json = async <T>(...words: string[]): Promise<Envelope<T>> => JSON.parse(await curl(...words)) as Envelope<T>;

test('a skill edits and exports a video', { skip }, async () => {
  const { url } = server;
  const video = folder.file('talk.mp4');
  makeVideo(video, { frames: 90, rate: { num: 30, den: 1 }, width: 160, height: 90 });

  const made = await json<{ token: string; credits: number }>(
    ...['-X', 'POST', `${url}/api/auth/anonymous-token`, '-H', `X-Client-Id: ${crypto.randomUUID()}`],
  );
  assert.deepEqual([made.code, made.data.credits], [0, 100]);
  const auth = ['-H', `Authorization: Bearer ${made.data.token}`];
  const who = ['-H', 'X-Skill-Source: a-skill', '-H', 'X-Skill-Version: 1.0.0', '-H', 'X-Skill-Platform: openclaw'];
  const type = ['-H', 'Content-Type: application/json'];

  const task = await json<{ task_id: string; session_id: string }>(
    ...['-X', 'POST', `${url}/api/tasks/me/with-session/nemo_agent`, ...auth, ...who, ...type],
    ...['-d', '{"task_name":"project","language":"en"}'],
  );
  const sid = task.data.session_id;
  const sent = await json<{ files: { id: string }[]; session_state_applied: boolean }>(
    ...['-X', 'POST', `${url}/api/upload-video/nemo_agent/me/${sid}`, ...auth, ...who, '-F', `files=@${video}`],
  );
  assert.deepEqual([sent.code, sent.data.files.length, sent.data.session_state_applied], [0, 1, true]);

  const message = {
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: sid,
    new_message: { parts: [{ text: 'cut the first second' }] },
  };
  const stream = await curl(
    ...['-N', '-X', 'POST', `${url}/run_sse`, ...auth, ...who, ...type, '-H', 'Accept: text/event-stream'],
    ...['-d', JSON.stringify(message)],
  );
  for (const line of stream.split('\n')) assert.match(line, /^(?:data: \{.*\}|: heartbeat|)$/);
  assert.match(stream, /"text":"[^"]*0:00–0:01/);

  const credits = await json<{ available: number; frozen: number; total: number }>(
    `${url}/api/credits/balance/simple`,
    ...auth,
    ...who,
  );
  assert.deepEqual(credits.data, { available: 99, frozen: 0, total: 99 });
  const state = await json<{ state: { draft: { t: { sg: unknown[] }[] } } }>(
    `${url}/api/state/nemo_agent/me/${sid}/latest`,
    ...auth,
    ...who,
  );
  const { draft } = state.data.state;
  assert.ok(draft.t.some(({ sg }) => sg.length > 0));

  const id = `render_${Date.now()}`;
  const order = JSON.stringify({ id, sessionId: sid, draft, output: { format: 'mp4', quality: 'high' } });
  const bare = await json<null>('-X', 'POST', `${url}/api/render/proxy/lambda`, ...auth, ...type, '-d', order);
  assert.equal(bare.code, 402, 'without the attribution headers');
  await json('-X', 'POST', `${url}/api/render/proxy/lambda`, ...auth, ...who, ...type, '-d', order);
  let status: { status: string; output: { url: string } | null; error: string | null };
  const deadline = Date.now() + 60_000;
  do {
    await new Promise((done) => setTimeout(done, 300));
    status = JSON.parse(await curl(`${url}/api/render/proxy/lambda/${id}`, ...auth, ...who)) as typeof status;
  } while (['pending', 'processing'].includes(status.status) && Date.now() < deadline);
  assert.equal(status.status, 'completed', status.error ?? '');
  for (const [name, words] of [
    ['by-address.mp4', [status.output?.url ?? '']],
    ['by-id.mp4', [`${url}/api/render/proxy/${id}/download`, ...auth]],
  ] as const) {
    await curl('-f', '-L', '-o', folder.file(name), ...words);
    assert.ok(statSync(folder.file(name)).size > 1000, name);
  }
});
