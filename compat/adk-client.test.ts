import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { after, before, test } from 'node:test';
import { openTestServer, type TestClient, type TestServer } from '../test/support/http.ts';
import { makeVideo, tempFolder } from '../test/support/make-media.ts';
import { missing } from './installed.ts';

/** Google's own client of the Agent Development Kit. It knows no tokens, so that its requests get one on their way. */

const skip = missing('@google/adk-devtools');
const folder = tempFolder();
const plainFetch = globalThis.fetch;
let server: TestServer;
let client: TestClient;
before(async () => {
  if (skip !== false) return;
  server = await openTestServer();
  client = await server.client();
  globalThis.fetch = (input, init) =>
    plainFetch(input, { ...init, headers: { ...client.headers, ...(init?.headers as Record<string, string>) } });
});
after(async () => {
  globalThis.fetch = plainFetch;
  await server?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('sessions, a turn by its events, and the end of a session', { skip }, async () => {
  const { AdkApiClient } = await import('@google/adk-devtools');
  const { getFunctionCalls, getFunctionResponses, isFinalResponse, stringifyContent } = await import('@google/adk');
  const adk = new AdkApiClient({ backendUrl: server.url });
  const who = { appName: 'nemo_agent', userId: 'me' };
  assert.deepEqual(await adk.listApps(), ['nemo_agent']);
  const { id: sessionId } = await adk.createSession(who);
  const video = folder.file('talk.mp4');
  makeVideo(video, { frames: 90, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  const form = new FormData();
  form.append('files', await openAsBlob(video), 'talk.mp4');
  assert.equal((await client.call('POST', `/api/upload-video/nemo_agent/me/${sessionId}`, form)).status, 200);

  for (const streaming of [false, true]) {
    const events = await Array.fromAsync(
      adk.runAsync({
        ...who,
        sessionId,
        newMessage: streaming ? 'add a title "Hi"' : 'cut the first second',
        streaming,
      }),
    );
    assert.ok(events.length >= 3);
    const calls = events.flatMap((event) => getFunctionCalls(event));
    const results = events.flatMap((event) => getFunctionResponses(event));
    assert.ok(calls.length > 0);
    assert.deepEqual(
      results.map(({ id }) => id),
      calls.map(({ id }) => id),
    );
    const [last] = events.slice(-1);
    assert.ok(last !== undefined && isFinalResponse(last));
    assert.match(stringifyContent(last), streaming ? /Hi/ : /0:00–0:01/);
    assert.equal(events.filter((event) => isFinalResponse(event) && event.partial !== true).length, 1);
  }
  const session = await adk.getSession({ ...who, sessionId });
  assert.equal(session.id, sessionId);
  assert.ok((await adk.listSessions(who)).some(({ id }) => id === sessionId));
  await adk.deleteSession({ ...who, sessionId });
  await assert.rejects(adk.getSession({ ...who, sessionId }));
});

test('an unknown session fails before a stream', { skip }, async () => {
  const { AdkApiClient } = await import('@google/adk-devtools');
  const adk = new AdkApiClient({ backendUrl: server.url });
  const run = adk.runAsync({ appName: 'nemo_agent', userId: 'me', sessionId: 'ses_unknown', newMessage: 'cut' });
  await assert.rejects(Array.fromAsync(run));
});
