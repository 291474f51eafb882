import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Outbound } from '../../src/app/desk.ts';
import { deleteProject } from '../../src/app/service/projects.ts';
import {
  cancelRender,
  findDownload,
  findRender,
  openDownload,
  type RenderRequest,
  type RenderView,
  startRender,
} from '../../src/app/service/renders.ts';
import { clearOut } from '../../src/app/service/retention.ts';
import { accountWebhookSecrets, webhookSecret, webhookSignature } from '../../src/app/service/webhooks.ts';
import {
  accountWith,
  NO_NETWORK,
  NOBODY,
  openTestDesk,
  type Place,
  projectOf,
  SKILL,
  say,
  type TestDesk,
  upload,
  watchRender,
} from '../support/desk.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { makeNumberedVideo, readNumbers } from '../support/numbered.ts';
import { until } from '../support/until.ts';

type Posted = { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> };

const media = tempFolder();
const posted: Posted[] = [];
let answer: () => number = () => 200;
const outbound: Outbound = {
  open: NO_NETWORK.open,
  post: (url, { body, headers }) => {
    posted.push({ url, body, headers });
    return Promise.resolve({ status: answer() });
  },
};
let desk: TestDesk;

before(async () => {
  makeNumberedVideo(media.file('numbered.mp4'), { width: 320, height: 180, fps: 25, frames: 500, half: 'upper' });
  makeVideo(media.file('short.mp4'), { frames: 25, rate: { num: 25, den: 1 } });
  desk = await openTestDesk({ outbound });
});

after(async () => {
  await desk[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

/** Twenty numbered seconds that must be encoded: turned by the picture, so that no packet can be copied. */
async function withFilm(accountId?: string): Promise<Place> {
  const place = await projectOf(desk, accountId ?? (await accountWith(desk, 50)));
  await upload(desk, place, media.file('numbered.mp4'));
  return place;
}

let count = 0;
function order(place: Place, more: Partial<RenderRequest> = {}): RenderRequest {
  count++;
  const { accountId, sessionId } = place;
  const options = { quality: 'draft' as const };
  return { accountId, sessionId, id: `r${count}`, draft: null, options, webhook: null, attribution: SKILL, ...more };
}

const codeOf = (code: string): { code: string } => ({ code });
const keysOf = (message: string, uid: string): string[] =>
  desk.lines
    .filter((line) => line.message === message && line.data['render'] === uid)
    .flatMap(({ data }) => data['keys'] as string[]);

test('a render is made of parts, once each, and its progress never falls', async () => {
  const place = await withFilm();
  await say(desk, place, 'make it darker');
  const request = order(place, { options: { resolution: '360p', quality: 'standard' } });
  assert.equal((await startRender(desk, request)).state, 'pending');
  const views = await watchRender(desk, place.accountId, request.id);
  const last = views.at(-1) as RenderView;
  assert.equal(last.state, 'completed', JSON.stringify(last.error));
  assert.equal(last.progress, 100);
  for (const [i, view] of views.entries()) assert.ok(i === 0 || view.progress >= (views[i - 1]?.progress ?? 0));
  const begun = keysOf('chunks begun', last.uid);
  assert.ok(begun.length >= 5);
  assert.equal(new Set(begun).size, begun.length);
  const row = await desk.store.db
    .selectFrom('renders')
    .select('report')
    .where('uid', '=', last.uid)
    .executeTakeFirstOrThrow();
  const { chunks } = row.report as { chunks: { total: number; cached: number; encoded: number } };
  assert.deepEqual([chunks.cached, chunks.encoded], [chunks.total, 0]);
  const download = await findDownload(desk, { uid: last.uid });
  assert.deepEqual([download.filename, download.type], ['A film.mp4', 'video/mp4']);
  const bytes = await buffer((await openDownload(desk, { uid: last.uid })).stream);
  assert.equal(bytes.length, download.bytes);
  const part = await openDownload(desk, { accountId: place.accountId, id: request.id }, { start: 4, end: 7 });
  assert.equal((await buffer(part.stream)).toString(), 'ftyp');
  writeFileSync(media.file('out.mp4'), bytes);
  assert.equal(last.file?.durationMs, 20_000);
  const numbers = readNumbers(media.file('out.mp4'), { left: 0, top: 0, right: 1, bottom: 0.5 });
  assert.equal(numbers.length, 500);
});

test('what was rendered before is not rendered again: the same draft costs a join', async () => {
  const place = await withFilm();
  await say(desk, place, 'make it darker');
  for (const id of ['once', 'twice'])
    await startRender(desk, order(place, { id, options: { resolution: '360p', quality: 'standard' } }));
  for (const id of ['once', 'twice']) {
    const last = (await watchRender(desk, place.accountId, id)).at(-1);
    assert.equal(last?.state, 'completed');
    assert.deepEqual(keysOf('chunks begun', last?.uid ?? ''), []);
  }
});

test('ids are used once, keys replay, and what cannot be made is refused at once', async () => {
  const place = await withFilm();
  const request = order(place, { idempotencyKey: 'k1' });
  const first = await startRender(desk, request);
  assert.equal((await startRender(desk, request)).uid, first.uid);
  await assert.rejects(startRender(desk, { ...request, idempotencyKey: null }), codeOf('render.id_used'));
  await assert.rejects(startRender(desk, { ...request, id: 'other' }), codeOf('session.idempotency_reused'));
  const empty = await projectOf(desk, place.accountId);
  await assert.rejects(startRender(desk, order(empty)), codeOf('draft.nothing_there'));
  await assert.rejects(
    startRender(desk, order(place, { draft: { t: [{ tt: 0, sg: [{ a: 'ast_0', d: 5 }] }] } })),
    codeOf('draft.invalid'),
  );
  await assert.rejects(startRender(desk, order(place, { options: { resolution: '99999x99999' } })));
  const other = await accountWith(desk, 0);
  await assert.rejects(findRender(desk, { accountId: other, id: request.id }), codeOf('render.not_found'));
  await assert.rejects(startRender(desk, order({ ...place, accountId: other })), codeOf('session.not_found'));
  await assert.rejects(findDownload(desk, { uid: '../../etc/passwd' }), codeOf('render.not_found'));
  await watchRender(desk, place.accountId, request.id);
});

test('an anonymous account says which skill it comes by, also in a chat', async () => {
  const place = await withFilm(await accountWith(desk, 5, 'anonymous'));
  await assert.rejects(startRender(desk, order(place, { attribution: NOBODY })), codeOf('render.attribution'));
  await assert.rejects(
    startRender(desk, order(place, { attribution: { ...SKILL, version: null } })),
    codeOf('render.attribution'),
  );
  const request = order(place);
  await startRender(desk, request);
  assert.equal((await cancelRender(desk, { accountId: place.accountId, id: request.id })).state, 'cancelled');
});

test('a cancelled render stops at once and leaves nothing running', async () => {
  const place = await withFilm();
  await say(desk, place, 'make it warmer');
  const request = order(place, { options: { resolution: '1080p', quality: 'high' } });
  const { uid } = await startRender(desk, request);
  await until(() => keysOf('chunks begun', uid).length > 0);
  assert.equal((await cancelRender(desk, { accountId: place.accountId, id: request.id })).state, 'cancelled');
  await until(() => desk.engine.running === 0);
  const begun = keysOf('chunks begun', uid).length;
  const { rows: parts } = await sql<{ state: string }>`
    select state::text from pgboss.job where data->>'uid' = ${uid} and name = 'render-part'`.execute(desk.store.db);
  assert.ok(
    parts.some(({ state }) => state === 'cancelled'),
    'something was left to do',
  );
  await new Promise((r) => setTimeout(r, 500));
  assert.equal(keysOf('chunks begun', uid).length, begun);
  assert.equal((await cancelRender(desk, { accountId: place.accountId, id: request.id })).state, 'cancelled');
});

test('two accounts take turns: neither waits for all of the other', async () => {
  const first = await withFilm();
  const second = await withFilm();
  await say(desk, first, 'add a title saying "First"');
  await say(desk, second, 'make it brighter');
  const options = { resolution: '480p', quality: 'high' } as const;
  const one = order(first, { options });
  const other = order(second, { options });
  await say(desk, first, 'make it colder');
  const { uid } = await startRender(desk, one);
  await until(() => keysOf('chunks begun', uid).length > 0);
  const { uid: otherUid } = await startRender(desk, other);
  await Promise.all([watchRender(desk, first.accountId, one.id), watchRender(desk, second.accountId, other.id)]);
  const begun = desk.lines
    .filter(({ message, data }) => message === 'chunks begun' && [uid, otherUid].includes(String(data['render'])))
    .map(({ data }) => (data['render'] === uid ? 'a' : 'b'))
    .join('');
  const firstB = begun.indexOf('b');
  assert.ok(firstB >= 0);
  // From then on they alternate, as far as both have chunks left.
  const shared = begun.slice(firstB, begun.lastIndexOf('a') + 1);
  assert.doesNotMatch(shared, /aaaa|bbbb/, begun);
  assert.ok(shared.length > 2, begun);
});

test('formats without chunks are made too, and say what they are', async () => {
  const place = await projectOf(desk, await accountWith(desk, 5));
  await upload(desk, place, media.file('short.mp4'));
  for (const [format, type] of [
    ['gif', 'image/gif'],
    ['png', 'image/png'],
  ] as const) {
    const request = order(place, { options: { format } });
    await startRender(desk, request);
    const last = (await watchRender(desk, place.accountId, request.id)).at(-1);
    assert.equal(last?.state, 'completed', JSON.stringify(last?.error));
    assert.equal((await findDownload(desk, { accountId: place.accountId, id: request.id })).type, type);
  }
  const silent = order(place, { options: { format: 'mp3' } });
  await startRender(desk, silent);
  const failed = (await watchRender(desk, place.accountId, silent.id)).at(-1);
  assert.deepEqual([failed?.state, failed?.error?.code], ['failed', 'render.no_sound']);
  assert.match(failed?.error?.message ?? '', /no sound/);
});

test('a webhook is signed and sent again until it is taken', async () => {
  const place = await projectOf(desk, await accountWith(desk, 5));
  await upload(desk, place, media.file('short.mp4'));
  let tries = 0;
  answer = () => (++tries < 3 ? 500 : 204);
  posted.length = 0;
  const request = order(place, { webhook: 'https://example.com/hook' });
  await startRender(desk, request);
  await watchRender(desk, place.accountId, request.id);
  await until(() => tries === 3);
  assert.equal(tries, 3);
  const sent = posted.at(-1) as Posted;
  assert.equal(sent.url, 'https://example.com/hook');
  const body = JSON.parse(sent.body) as { event: string; id: string; output: { url: string } };
  assert.deepEqual([body.event, body.id], ['render.completed', request.id]);
  assert.match(body.output.url, /\/renders\/[0-9a-f-]{36}\?exp=/);
  const [, time = '', signature = ''] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(sent.headers['x-tellcut-signature'] ?? '') ?? [];
  const secret = webhookSecret(desk.settings.secret, place.accountId);
  assert.equal(signature, createHmac('sha256', secret).update(`${time}.${sent.body}`).digest('hex'));
  assert.notEqual(webhookSecret(desk.settings.secret, 'usr_other'), secret);
  // After a change of the secret both sign, for a day.
  const first = await accountWebhookSecrets(desk, place.accountId, 'keep');
  assert.deepEqual([first.secret, first.previousUntil, first.all], [secret, null, [secret]]);
  const next = await accountWebhookSecrets(desk, place.accountId, 'rotate');
  assert.deepEqual([next.all.length, next.all[0], next.all[1]], [2, next.secret, secret]);
  assert.notEqual(next.secret, secret);
  const later = { ...desk, clock: () => new Date(Date.now() + 86_500_000) };
  assert.deepEqual((await accountWebhookSecrets(later, place.accountId, 'keep')).all, [next.secret]);
  const both = webhookSignature(next.all, sent.body, new Date(Number(time) * 1000));
  assert.match(both, /^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  assert.ok(both.endsWith(`v1=${signature}`), 'who still has the old one can check it');
});

test('a source that is gone fails the render with its own sentence', async () => {
  const place = await withFilm();
  await say(desk, place, 'add a title saying "Gone"');
  const { blob_key: key } = await desk.store.db
    .selectFrom('assets')
    .innerJoin('session_assets', 'session_assets.asset_id', 'assets.id')
    .select('assets.blob_key')
    .where('session_assets.session_id', '=', place.sessionId)
    .executeTakeFirstOrThrow();
  await desk.store.blobs.remove(key);
  const request = order(place, { options: { resolution: '720p' } });
  await startRender(desk, request);
  const last = (await watchRender(desk, place.accountId, request.id)).at(-1);
  assert.deepEqual([last?.state, last?.error?.code], ['failed', 'store.blob_missing']);
  // The other tests use the same bytes.
  await upload(desk, await projectOf(desk, place.accountId), media.file('numbered.mp4'));
});

test('a job that never succeeds fails the render, which says so, and cancels what is left of it', async () => {
  await using broken = await openTestDesk();
  const place = await projectOf(broken, await accountWith(broken, 5));
  await upload(broken, place, media.file('numbered.mp4'));
  await say(broken, place, 'make it darker');
  // No try can mend this and nothing has a name for it: the place for half-done work is gone.
  rmSync(broken.studio.scratch, { recursive: true });
  const request = order(place, { options: { resolution: '360p' } });
  const { uid } = await startRender(broken, request);
  const last = (await watchRender(broken, place.accountId, request.id)).at(-1);
  assert.deepEqual([last?.state, last?.error?.code], ['failed', 'render.gave_up']);
  const jobs = async (): Promise<{ name: string; state: string }[]> => {
    const { rows } = await sql<{ name: string; state: string }>`
      select name, state::text from pgboss.job where data->>'uid' = ${uid} and name in ('render-join', 'render-part')
    `.execute(broken.store.db);
    return rows;
  };
  const isOver = ({ state }: { state: string }): boolean => state === 'cancelled' || state === 'failed';
  await until(async () => (await jobs()).every(isOver));
  const left = await jobs();
  assert.ok(left.length > 3);
  for (const { name, state } of left)
    assert.match(state, name === 'render-join' ? /^cancelled$/ : /^(cancelled|failed)$/);
});

test('what is kept no longer goes: expired videos, deleted projects and their files', async () => {
  const place = await projectOf(desk, await accountWith(desk, 5));
  await upload(desk, place, media.file('short.mp4'));
  const request = order(place);
  await startRender(desk, request);
  const last = (await watchRender(desk, place.accountId, request.id)).at(-1) as RenderView;
  const row = await desk.store.db
    .selectFrom('renders')
    .select('blob_key')
    .where('uid', '=', last.uid)
    .executeTakeFirstOrThrow();
  const key = row.blob_key ?? '';
  assert.notEqual(await desk.store.blobs.stat(key), null);
  const later = new Date(Date.now() + 31 * 86_400_000);
  await clearOut({ ...desk, clock: () => later });
  assert.equal(await desk.store.blobs.stat(key), null);
  await assert.rejects(findDownload(desk, { uid: last.uid }), codeOf('render.expired'));
  await deleteProject(desk, place);
  await clearOut(desk);
  await assert.rejects(findRender(desk, { accountId: place.accountId, id: request.id }), codeOf('render.not_found'));
});

test('an account with too much waiting is told to come back', async () => {
  await using small = await openTestDesk({ env: { TELLCUT_MAX_RENDERS_PER_ACCOUNT: '2', TELLCUT_WORKERS: '0' } });
  const place = await projectOf(small, await accountWith(small, 5));
  await upload(small, place, media.file('short.mp4'));
  await startRender(small, order(place));
  await startRender(small, order(place));
  await assert.rejects(startRender(small, order(place)), codeOf('session.busy'));
});
