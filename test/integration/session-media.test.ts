import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { upload } from '../support/desk.ts';
import { openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, SOUND_RATE, tempFolder } from '../support/make-media.ts';
import { makeNumberedVideo } from '../support/numbered.ts';

const folder = tempFolder();
let site: TestServer;
let client: TestClient;
let sessionId: string;
let ids: Record<string, string>;

before(async () => {
  makeNumberedVideo(folder.file('numbers.mp4'), {
    width: 160,
    height: 90,
    fps: 25,
    frames: 100,
    half: 'upper',
    gop: 10,
  });
  const sound = { seconds: 1, value: (n: number) => (n < SOUND_RATE / 2 ? 0.5 * Math.sin(n / 20) : 0) };
  makeVideo(folder.file('half.mp4'), { rate: { num: 25, den: 1 }, frames: 25, sound });
  site = await openTestServer();
  client = await site.client();
  const made = await client.project();
  sessionId = made.sessionId;
  const place = { accountId: client.accountId, sessionId, projectId: made.taskId };
  for (const name of ['numbers.mp4', 'half.mp4']) await upload(site.desk, place, folder.file(name), name);
  const { state } = (await client.data('GET', `/api/state/nemo_agent/me/${sessionId}/latest`)) as {
    state: { video_infos: { id: string; filename: string }[] };
  };
  ids = Object.fromEntries(state.video_infos.map(({ id, filename }) => [filename, id]));
});
after(async () => {
  await site?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const addressOf = (name: string): string => `/api/web/sessions/${sessionId}/media/${ids[name]}`;

test('a film strip: one JPEG, laid out as it is said, the same bytes for who asks again', async () => {
  const { strip, waveform, complete } = (await client.data('GET', addressOf('numbers.mp4'))) as {
    strip: { count: number; columns: number; width: number; height: number; every_ms: number; url: string };
    waveform: unknown;
    complete: boolean;
  };
  assert.deepEqual([strip.count, strip.columns, strip.width, strip.height], [8, 8, 160, 90]);
  assert.equal(strip.every_ms, 500);
  assert.deepEqual([waveform, complete], [null, true]);
  const answers = await Promise.all([client.call('GET', strip.url), client.call('GET', strip.url)]);
  const [first, second] = await Promise.all(answers.map(async (each) => Buffer.from(await each.arrayBuffer())));
  assert.equal(answers[0]?.headers.get('content-type'), 'image/jpeg');
  assert.match(answers[0]?.headers.get('cache-control') ?? '', /immutable/);
  assert.ok(first !== undefined && second !== undefined && first.equals(second));
  const size = first.indexOf(Buffer.from([0xff, 0xc0]));
  assert.deepEqual([first.readUInt16BE(size + 7), first.readUInt16BE(size + 5)], [8 * 160, 90]);
});

test('levels come once they are measured; nobody else sees them', async () => {
  let details: { waveform: { per_second: number; peaks: number[] } | null; complete: boolean };
  const { asset } = { asset: ids['half.mp4'] ?? '' };
  const { analyseAsset } = await import('../../src/app/service/analysis.ts');
  await analyseAsset(site.desk, { data: { assetId: asset }, signal: AbortSignal.timeout(60_000) } as never);
  details = (await client.data('GET', addressOf('half.mp4'))) as typeof details;
  const peaks = details.waveform?.peaks ?? [];
  assert.ok(peaks.length >= 20 && peaks.length <= 22, `${peaks.length} peaks`);
  assert.ok((peaks[2] ?? 0) > 100 && (peaks[15] ?? 255) < 20, peaks.join());
  const other = await site.client();
  for (const path of ['', '/strip']) {
    const answer = await other.call('GET', addressOf('half.mp4') + path);
    assert.equal(answer.status, 404);
  }
  assert.equal((await client.call('GET', `/api/web/sessions/${sessionId}/media/ast_unknown`)).status, 404);
});

test('before the last change: the preview of what undo would bring back', async () => {
  const state = `/api/state/nemo_agent/me/${sessionId}`;
  const length = async (side: string): Promise<number> => {
    const list = await (await client.call('GET', `/preview/${sessionId}/${side}picture.m3u8`)).text();
    return [...list.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
  };
  const { version } = (await client.data('GET', `${state}/latest`)) as { version: number };
  await client.data('PATCH', `${state}/draft`, {
    base_version: version,
    operations: [{ op: 'cut_range', from: 0, to: 2 }],
  });
  assert.equal(Math.round(await length('')), 3);
  assert.equal(Math.round(await length('before/')), 5);
  const list = await (await client.call('GET', `/preview/${sessionId}/before/picture.m3u8`)).text();
  const part = /^p-.*\.m4s$/m.exec(list)?.[0] ?? '';
  assert.equal((await client.call('GET', `/preview/${sessionId}/before/${part}`)).status, 200);
});

test('"this clip" is the segment that came with the request', async () => {
  const state = `/api/state/nemo_agent/me/${sessionId}/latest`;
  type Latest = { state: { draft: { t: { sg: { id: string; a: string; vo?: number }[] }[] } } };
  const before = ((await client.data('GET', state)) as Latest).state.draft.t[0]?.sg ?? [];
  const chosen = before.at(-1)?.id;
  await client.call('POST', '/run', {
    session_id: sessionId,
    selected: chosen,
    new_message: { parts: [{ text: 'mute this clip' }] },
  });
  const after = ((await client.data('GET', state)) as Latest).state.draft.t[0]?.sg ?? [];
  assert.deepEqual(
    after.map(({ id, vo = 1 }) => [id === chosen, vo]),
    [
      [false, 1],
      [true, 0],
    ],
  );
});
