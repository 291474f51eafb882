import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createProject, deleteProject, listProjects } from '../../src/app/service/projects.ts';
import { latestState, listVersions, patchDraft, restoreVersion, stateRevision } from '../../src/app/service/state.ts';
import { cancelTurn, findTurn, seqOfEvent, startTurn } from '../../src/app/service/turns.ts';
import { AdkEvent } from '../../src/protocol/adk.ts';
import { audit, balance } from '../../src/store/ledger.ts';
import {
  accountWith,
  ask,
  eventsOf,
  NOBODY,
  openTestDesk,
  type Place,
  projectOf,
  say,
  type TestDesk,
  upload,
} from '../support/desk.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { makeSpeech, randomFrom } from '../support/make-speech.ts';
import { openSpeechServer, tone } from '../support/speech-server.ts';
import { until } from '../support/until.ts';

const rate = { num: 25, den: 1 };
const media = tempFolder();
let desk: TestDesk;

before(async () => {
  const { samples } = makeSpeech({ parts: [2000, 2000, 2000], db: -20, noiseDb: -60, seed: 3 });
  const sound = { seconds: 6, value: (sample: number) => samples[sample] ?? 0 };
  makeVideo(media.file('talk.mp4'), { frames: 150, rate, sound });
  makeVideo(media.file('second.mp4'), { frames: 50, rate });
  desk = await openTestDesk();
});

after(async () => {
  assert.deepEqual(await audit(desk.store.db), []);
  await desk[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

/** Seconds of the main track. */
async function lengthOf(place: Place): Promise<number> {
  const { state } = await latestState(desk, place);
  const tracks = (state['draft'] as { t: { tt: number; sg: { s: number; d: number }[] }[] }).t;
  return Math.max(0, ...tracks.filter(({ tt }) => tt === 0).flatMap(({ sg }) => sg.map(({ s, d }) => (s + d) / 1000)));
}

async function withTalk(credits = 10, language = 'en'): Promise<Place> {
  const place = await projectOf(desk, await accountWith(desk, credits), language);
  await upload(desk, place, media.file('talk.mp4'));
  return place;
}

/** Keeps everything that reads facts waiting, such as a turn that has just begun, while `work` runs. */
async function whileTurnsWait<T>(work: () => Promise<T>): Promise<T> {
  return desk.store.db.transaction().execute(async (tx) => {
    await sql`lock table facts in access exclusive mode`.execute(tx);
    return work();
  });
}

async function untilRunning(accountId: string, turnId: string): Promise<void> {
  await until(async () => (await findTurn(desk, { accountId, turnId })).state !== 'queued');
}

const codeOf = (code: string): { code: string } => ({ code });

test('a turn goes from words to events, a version and a charge, and ends with what changed', async () => {
  const place = await withTalk();
  assert.equal(await lengthOf(place), 6);
  const turnId = await ask(desk, place, 'cut the silences');
  const events = await eventsOf(desk, turnId);
  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, i) => i + 1),
  );
  for (const { event } of events) assert.equal(AdkEvent.parse(event).invocationId, turnId);
  const kinds = events.map(({ event }) => event.type);
  assert.deepEqual([...new Set(kinds)], ['progress', 'tool_call', 'tool_result', 'text']);
  const last = events.at(-1)?.event;
  assert.equal(last?.finishReason, 'STOP');
  assert.match(last.text ?? '', /^Removed 1 pause, 6s → \d/);
  assert.match(last.text ?? '', /Next, you could say: "/);
  assert.ok((await lengthOf(place)) < 5);
  assert.deepEqual(await balance(desk.store.db, place.accountId), { available: 9, frozen: 0, total: 9 });
  assert.equal((await findTurn(desk, { accountId: place.accountId, turnId })).state, 'done');
  // Whoever comes back gets what is missing and nothing twice.
  const third = events[2];
  assert.equal(await seqOfEvent(desk, turnId, third?.event.id ?? ''), 3);
  assert.deepEqual(await eventsOf(desk, turnId, 3), events.slice(3));
});

test('looking, asking, undoing, exporting and failing cost nothing; editing does', async () => {
  const place = await withTalk(5);
  assert.match(await say(desk, place, 'trim to the first 3 seconds'), /3s/);
  for (const free of [
    'undo',
    'redo',
    'status',
    'credits',
    'how do you do captions?',
    'cut from 50 to 60 seconds',
    'export',
  ]) {
    assert.notEqual(await say(desk, place, free), '', free);
    assert.equal((await balance(desk.store.db, place.accountId)).total, 4, free);
  }
  assert.match(await say(desk, place, 'credits'), /You have 4 credits\./);
});

test('the routing words of the published skill are answered by the server itself', async () => {
  const place = await withTalk(5);
  for (const [words, answer] of [
    ['export', /render_/],
    ['导出', /render_/],
    ['download', /render_/],
    ['send me the video', /render_/],
    ['credits', /5 credits/],
    ['积分', /5 积分/],
    ['balance', /5 credits/],
    ['余额', /5 积分/],
    ['status', /talk/],
    ['状态', /talk/],
    ['show tracks', /talk/],
    ['upload', /./],
    ['上传', /./],
  ] as const)
    assert.match(await say(desk, place, words), answer, words);
  assert.equal((await balance(desk.store.db, place.accountId)).total, 5);
});

test('without credits an edit is refused, a question and an export are not', async () => {
  const place = await withTalk(0);
  await assert.rejects(ask(desk, place, 'make it black and white'), codeOf('credits.not_enough'));
  assert.match(await say(desk, place, 'status'), /talk/);
  assert.match(await say(desk, place, 'export'), /render_/);
  assert.deepEqual(await balance(desk.store.db, place.accountId), { available: 0, frozen: 0, total: 0 });
});

test('an export that is refused takes back what was said of it', async () => {
  const place = await projectOf(desk, await accountWith(desk, 10, 'anonymous'));
  await upload(desk, place, media.file('second.mp4'));
  const { turnId } = await startTurn(desk, { ...place, text: 'export', attribution: NOBODY });
  const last = (await eventsOf(desk, turnId)).at(-1)?.event;
  assert.match(last?.text ?? '', /But the export did not start\. Export needs the headers X-Skill-Source/);
  assert.deepEqual(last?.customMetadata, { renders: [] });
});

test('a session has one turn at a time; the same key joins it, another body does not', async () => {
  const place = await withTalk();
  const { accountId } = place;
  const turnId = await whileTurnsWait(async () => {
    const id = await ask(desk, place, 'make it black and white', 'key-1');
    await assert.rejects(ask(desk, place, 'make it warm'), codeOf('turn.running'));
    assert.equal(await ask(desk, place, 'make it black and white', 'key-1'), id);
    await assert.rejects(ask(desk, place, 'make it warm', 'key-1'), codeOf('session.idempotency_reused'));
    await untilRunning(accountId, id);
    assert.deepEqual(await balance(desk.store.db, accountId), { available: 9, frozen: 1, total: 10 });
    return id;
  });
  await eventsOf(desk, turnId);
  const again = await startTurn(desk, {
    ...place,
    text: 'make it black and white',
    idempotencyKey: 'key-1',
    attribution: NOBODY,
  });
  assert.deepEqual(again, { turnId, isJoined: true });
  assert.equal((await balance(desk.store.db, accountId)).total, 9);
});

test('of many requests at once one is taken', async () => {
  const place = await withTalk();
  const asked = await Promise.allSettled(Array.from({ length: 12 }, () => ask(desk, place, 'make it black and white')));
  const taken = asked.filter((each) => each.status === 'fulfilled');
  assert.equal(taken.length, 1);
  for (const each of asked)
    if (each.status === 'rejected') assert.equal((each.reason as { code: string }).code, 'turn.running');
  await eventsOf(desk, (taken[0] as PromiseFulfilledResult<string>).value);
  assert.equal((await balance(desk.store.db, place.accountId)).total, 9);
});

test('a turn that is cancelled in the middle leaves the draft and the credits as they were', async () => {
  const place = await withTalk();
  const before = (await latestState(desk, place)).state['draft'];
  const turnId = await whileTurnsWait(async () => {
    const id = await ask(desk, place, 'make it black and white');
    await untilRunning(place.accountId, id);
    assert.equal((await cancelTurn(desk, { accountId: place.accountId, turnId: id })).state, 'cancelled');
    return id;
  });
  const events = await eventsOf(desk, turnId);
  assert.match(events.at(-1)?.event.text ?? '', /^Stopped\./);
  assert.match(await say(desk, place, 'status'), /talk/); // the session is free again
  assert.deepEqual((await latestState(desk, place)).state['draft'], before);
  assert.equal((await eventsOf(desk, turnId)).length, events.length);
  assert.deepEqual(await balance(desk.store.db, place.accountId), { available: 10, frozen: 0, total: 10 });
  assert.equal((await cancelTurn(desk, { accountId: place.accountId, turnId })).state, 'cancelled');
});

test('a file that arrives while a turn runs goes behind what the turn made', async () => {
  const place = await withTalk();
  const goOn = Promise.withResolvers<undefined>();
  const locks: Promise<undefined>[] = [];
  const turnId = await whileTurnsWait(async () => {
    const id = await ask(desk, place, 'trim to the first 3 seconds');
    await untilRunning(place.accountId, id);
    // The upload writes facts, so the turn is kept waiting at the next thing that it reads: the credits.
    const isLocked = Promise.withResolvers<undefined>();
    const lock = desk.store.db.transaction().execute(async (tx) => {
      await sql`lock table ledger_balances in access exclusive mode`.execute(tx);
      isLocked.resolve(undefined);
      return goOn.promise;
    });
    locks.push(lock);
    await isLocked.promise;
    return id;
  });
  await upload(desk, place, media.file('second.mp4'));
  assert.equal((await findTurn(desk, { accountId: place.accountId, turnId })).state, 'running');
  assert.equal(await lengthOf(place), 6);
  assert.equal(((await latestState(desk, place)).state['video_infos'] as unknown[]).length, 2);
  goOn.resolve(undefined);
  await Promise.all(locks);
  await eventsOf(desk, turnId);
  assert.equal(await lengthOf(place), 5);
  assert.deepEqual((await latestState(desk, place)).state['history'], { undo: 2, redo: 0 });
});

test('uploads before the first edit are the beginning: undo does not take them away', async () => {
  const place = await withTalk();
  await upload(desk, place, media.file('second.mp4'));
  assert.equal(await lengthOf(place), 8);
  assert.deepEqual((await latestState(desk, place)).state['history'], { undo: 0, redo: 0 });
  assert.match(await say(desk, place, 'undo'), /nothing to undo/i);
  await upload(desk, place, media.file('second.mp4')); // the same bytes: it is there
  assert.equal(await lengthOf(place), 8);
});

test('undo reaches further than the versions that are read with the state', async () => {
  const place = await withTalk(20);
  for (let i = 1; i <= 7; i++) await say(desk, place, `add a title saying "Take ${i}"`);
  assert.match(await say(desk, place, 'undo the last 6 changes'), /6 changes/);
  const { state } = await latestState(desk, place);
  assert.deepEqual(state['history'], { undo: 1, redo: 6 });
  assert.match(String(state['summary']), /Take 1/);
});

test('what was understood is remembered for the next request, and replies follow the session language', async () => {
  const place = await withTalk(10, 'zh-CN');
  assert.match(await say(desk, place, '保留前3秒'), /3/);
  assert.match(await say(desk, place, 'export'), /视频正在导出（render_/);
  assert.match(await say(desk, place, 'make the whole thing black and white please'), /[a-z]{4}/);
});

test('the state shows everything; its tag changes when anything does', async () => {
  const place = await withTalk();
  const first = await stateRevision(desk, place);
  await say(desk, place, 'trim to the first 3 seconds');
  const { state, version, revision } = await latestState(desk, place);
  assert.notEqual(revision, first);
  assert.equal(await stateRevision(desk, place), revision);
  assert.deepEqual(state['canvas_config'], { width: 96, height: 64, fps: 25, ratio: '3:2' });
  const [info] = state['video_infos'] as { filename: string; duration: number; has_audio: boolean; cdn_url: string }[];
  assert.deepEqual([info?.filename, info?.duration, info?.has_audio], ['talk.mp4', 6, true]);
  assert.match(info?.cdn_url ?? '', /^http:\/\/127\.0\.0\.1:8787\/media\/ast_[0-9a-f]{32}\?exp=\d+&sig=/);
  assert.equal(state['turn'], null);
  const versions = await listVersions(desk, place);
  assert.equal(versions[0]?.version, version);
  assert.equal(versions[0]?.isCurrent, true);
  const restored = await restoreVersion(desk, { ...place, version: versions.at(-1)?.version ?? 0 });
  assert.equal(await lengthOf(place), 6);
  assert.deepEqual(restored.state['history'], { undo: 2, redo: 0 });
  await assert.rejects(restoreVersion(desk, { ...place, version: 99 }), codeOf('draft.no_such_version'));
});

test('edits by hand: all or none, on the version that they were made for', async () => {
  const place = await withTalk();
  const { version } = await latestState(desk, place);
  const operations = [
    { op: 'title', text: 'By hand' },
    { op: 'trim', keep: 'first 3s' },
  ];
  const bad = [operations[0] ?? { op: 'x' }, { op: 'cut_range', from: 50, to: 60 }];
  await assert.rejects(patchDraft(desk, { ...place, baseVersion: version, operations: bad }));
  assert.equal((await latestState(desk, place)).version, version);
  const after = await patchDraft(desk, {
    ...place,
    baseVersion: version,
    operations: [{ op: 'title', text: 'By hand' }],
  });
  assert.match(after.changes.join(), /By hand/);
  await assert.rejects(
    patchDraft(desk, { ...place, baseVersion: version, operations }),
    codeOf('session.draft_changed'),
  );
  const silences = await patchDraft(desk, {
    ...place,
    baseVersion: after.version,
    operations: [{ op: 'remove_silence' }],
  });
  assert.match(silences.changes.join(), /Removed 1 pause/);
  await assert.rejects(
    patchDraft(desk, { ...place, baseVersion: silences.version, operations: [{ op: 'undo' }] }),
    codeOf('input.invalid'),
  );
});

test('the analysis of a file shows in the state without anybody asking', async () => {
  const place = await withTalk();
  let analyses: Record<string, Record<string, unknown>> = {};
  await until(async () => {
    analyses = (await latestState(desk, place)).state['video_analyses'] as typeof analyses;
    const [only] = Object.values(analyses);
    return only?.['loudness_lufs'] !== undefined && only['scenes'] !== undefined;
  });
  const [only] = Object.values(analyses);
  assert.equal((only?.['silences'] as unknown[] | undefined)?.length, 1);
  assert.ok(Number(only?.['loudness_lufs']) < -10);
});

test('somebody else sees nothing of a session, and a deleted project is gone with what ran for it', async () => {
  const place = await withTalk();
  const other = { ...place, accountId: await accountWith(desk, 5) };
  await assert.rejects(latestState(desk, other), codeOf('session.not_found'));
  await assert.rejects(ask(desk, other, 'undo'), codeOf('session.not_found'));
  await assert.rejects(deleteProject(desk, other), codeOf('project.not_found'));
  const turnId = await whileTurnsWait(async () => {
    const id = await ask(desk, place, 'make it black and white');
    await deleteProject(desk, place);
    return id;
  });
  await assert.rejects(latestState(desk, place), codeOf('session.not_found'));
  assert.deepEqual(await listProjects(desk, { accountId: place.accountId, limit: 10 }), []);
  assert.equal((await findTurn(desk, { accountId: place.accountId, turnId })).state, 'cancelled');
  assert.equal((await balance(desk.store.db, place.accountId)).total, 10);
});

test('requests that are none are refused before anything is held', async () => {
  const place = await withTalk();
  await assert.rejects(ask(desk, place, ' … '), codeOf('agent.empty_request'));
  await assert.rejects(ask(desk, place, 'x'.repeat(10_001)), codeOf('input.request_too_long'));
  assert.equal((await balance(desk.store.db, place.accountId)).frozen, 0);
  const { sessionId } = await createProject(desk, { accountId: place.accountId, name: '', language: 'en' });
  assert.match(await say(desk, { ...place, sessionId }, 'cut the silences'), /./);
});

test('turns, cancels and failures at random: no credit is lost or made', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const random = randomFrom(seed);
  const accountId = await accountWith(desk, 12);
  const places = await Promise.all(Array.from({ length: 4 }, () => projectOf(desk, accountId)));
  for (const place of places) await upload(desk, place, media.file('talk.mp4'));
  const words = ['make it darker', 'trim to the first 3 seconds', 'undo', 'status', 'cut from 50 to 60 seconds'];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const taken: string[] = [];
  const act = async (): Promise<void> => {
    try {
      const turnId = await ask(desk, pick(places), pick(words));
      taken.push(turnId);
      if (random() < 0.3) await cancelTurn(desk, { accountId, turnId });
    } catch (error) {
      assert.match((error as { code: string }).code, /^(turn\.running|credits\.not_enough)$/, `seed ${seed}`);
    }
  };
  for (let i = 0; i < 12; i++) await Promise.all([act(), act(), act(), act()]);
  for (const turnId of taken) await eventsOf(desk, turnId);
  const rows = await desk.store.db
    .selectFrom('ledger_transactions')
    .select(['kind', 'ref'])
    .where('account_id', '=', accountId)
    .execute();
  const captured = rows.filter(({ kind }) => kind === 'capture').length;
  const held = rows.filter(({ kind }) => kind === 'hold').length;
  assert.equal(held, captured + rows.filter(({ kind }) => kind === 'release').length, `seed ${seed}`);
  assert.deepEqual(
    await balance(desk.store.db, accountId),
    { available: 12 - captured, frozen: 0, total: 12 - captured },
    `seed ${seed}`,
  );
  const edits = await desk.store.db
    .selectFrom('draft_versions')
    .select('turn_id')
    .where('turn_id', 'in', taken)
    .execute();
  assert.equal(edits.length, captured, `seed ${seed}: one version for each charge`);
});

test('on a server the spoken text is a file of the session, by a turn and by hand, and a second voice takes its place', async () => {
  using speaking = await openSpeechServer(() => ({ body: tone() }));
  process.env['TELLCUT_SPEAK_URL'] = speaking.url;
  try {
    const place = await projectOf(desk, await accountWith(desk, 10), 'en');
    await upload(desk, place, media.file('second.mp4'));
    await say(desk, place, 'add a voice-over saying "Good evening"');
    const voices = async (): Promise<{ a: string }[]> => {
      const { state } = await latestState(desk, place);
      const tracks = (state['draft'] as { t: { r: string; sg: { a: string }[] }[] }).t;
      return tracks.filter(({ r }) => r === 'voice').flatMap(({ sg }) => sg);
    };
    const [first] = await voices();
    const files = (await latestState(desk, place)).state['video_infos'] as { id: string; filename: string }[];
    assert.deepEqual(
      files.map((file) => file.filename),
      ['second.mp4', 'voice-over Good evening.wav'],
    );
    assert.equal(first?.a, files[1]?.id);
    const { version } = await latestState(desk, place);
    await patchDraft(desk, {
      ...place,
      baseVersion: version,
      operations: [{ op: 'voiceover', text: 'Good evening', start: 0.5 }],
    });
    assert.deepEqual(
      (await voices()).map(({ a }) => a),
      [files[1]?.id],
      'spoken once, laid down anew',
    );
    assert.equal(speaking.asked.length, 1);
  } finally {
    delete process.env['TELLCUT_SPEAK_URL'];
  }
});
