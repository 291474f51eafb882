import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openTestServer, type TestClient, type TestServer } from '../test/support/http.ts';
import { makeVideo, tempFolder } from '../test/support/make-media.ts';
import { missing } from './installed.ts';

/** The usual client of resumable uploads, cut off in the middle and going on. */

const skip = missing('tus-js-client');
const folder = tempFolder();
let server: TestServer;
let client: TestClient;
before(async () => {
  if (skip !== false) return;
  server = await openTestServer();
  client = await server.client();
});
after(async () => {
  await server?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('an upload that is aborted in the middle is resumed and becomes a file of its session', { skip }, async () => {
  const { Upload } = await import('tus-js-client');
  const { sessionId } = await client.project();
  const file = folder.file('talk.mp4');
  makeVideo(file, { frames: 60, rate: { num: 30, den: 1 }, width: 320, height: 180 });
  // A `free` box behind a movie: as many bytes as the test wants, still a whole MP4.
  const box = Buffer.alloc(5_000_000, 3);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  const bytes = Buffer.concat([readFileSync(file), box]);
  const options = {
    endpoint: `${server.url}/files/`,
    headers: { ...client.headers },
    metadata: { session_id: sessionId, filename: 'talk.mp4', filetype: 'video/mp4' },
    chunkSize: 1_000_000,
    retryDelays: null,
  };
  const url = await new Promise<string>((done, fail) => {
    const upload = new Upload(bytes, {
      ...options,
      onError: fail,
      onChunkComplete: (_size, accepted) => {
        if (accepted < 2_000_000) return;
        void upload.abort().then(() => done(upload.url ?? ''), fail);
      },
    });
    upload.start();
  });
  let first = -1;
  await new Promise<void>((done, fail) => {
    const upload = new Upload(bytes, {
      ...options,
      uploadUrl: url,
      onError: fail,
      onSuccess: () => done(),
      onProgress: (sent) => {
        if (first < 0) first = sent;
      },
    });
    upload.start();
  });
  assert.ok(first >= 2_000_000, `it began again at ${first}`);
  const { state } = (await client.data('GET', `/api/state/nemo_agent/me/${sessionId}/latest`)) as {
    state: { video_infos: { filename: string; cdn_url: string }[] };
  };
  assert.deepEqual(
    state.video_infos.map(({ filename }) => filename),
    ['talk.mp4'],
  );
  const stored = await fetch(state.video_infos[0]?.cdn_url ?? '');
  assert.deepEqual(Buffer.from(await stored.arrayBuffer()), bytes);
});

test('what the server refuses is an error with its status and sentence', { skip }, async () => {
  const { Upload, DetailedError } = await import('tus-js-client');
  const refused = await new Promise<unknown>((done) => {
    new Upload(Buffer.from('text'), {
      endpoint: `${server.url}/files/`,
      headers: { ...client.headers },
      metadata: { session_id: 'ses_unknown', filename: 'a.mp4' },
      retryDelays: null,
      onError: done,
      onSuccess: () => done(null),
    }).start();
  });
  assert.ok(refused instanceof DetailedError);
  assert.equal(refused.originalResponse?.getStatus(), 404);
  assert.match(refused.originalResponse?.getBody() ?? '', /"code":1002/);
});
