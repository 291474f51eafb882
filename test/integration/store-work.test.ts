import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createAccount } from '../../src/store/accounts.ts';
import { appendEvents, eventsAfter, eventsOfSession, seqOfEvent } from '../../src/store/events.ts';
import { putFact } from '../../src/store/facts.ts';
import { deleteProject, eraseProject, listProjects } from '../../src/store/projects.ts';
import {
  beginRender,
  countOpenRenders,
  createRender,
  dropRenderFile,
  endRender,
  expiredRenders,
  findRender,
  listRenders,
  noteProgress,
} from '../../src/store/renders.ts';
import type { Tx } from '../../src/store/schema.ts';
import {
  findSession,
  listVersions,
  lockSession,
  saveHistory,
  sessionRevision,
  sessionState,
} from '../../src/store/sessions.ts';
import { beginTurn, endTurn, findOpenTurn } from '../../src/store/turns.ts';
import { usedBytes } from '../../src/store/uploads.ts';
import { emptyStore, openTestStore } from '../support/store.ts';
import { DRAFT as draft, hashOf, rowsOf } from '../support/store-rows.ts';

const store = await openTestStore();
const { db } = store;
after(() => store.close());
beforeEach(() => emptyStore(store));

const NOW = new Date('2026-03-01T12:00:00Z');
const run = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(act);

const { newSession, newTurn, addAsset } = rowsOf(db);

test('the state of a session is what was written, key by key and in order', async () => {
  const { session, which, project } = await newSession();
  const first = await addAsset(session.id, 1);
  await addAsset(session.id, 2);
  const odd = { ...draft, extra: { z: 1, a: 'NUL \u0000 and \ud800', list: [3, 1, 2], float: 0.1 + 0.2 } };
  await run(async (tx) => {
    const locked = await lockSession(tx, which);
    assert.equal(locked?.id, session.id);
    await saveHistory(tx, session.id, {
      history: { numbers: [1, 2], at: 1, last: 2 },
      added: [{ number: 2, draft: odd as typeof draft, label: 'cut', turnId: null }],
      previous: [{ op: 'cut' }],
    });
    await putFact(tx, { hash: first.hash, name: 'silence', version: 1, value: { old: true } });
    await putFact(tx, { hash: first.hash, name: 'silence', version: 2, value: { silences: [[0, 5]] } });
  });
  const state = await sessionState(db, which);
  assert.equal(JSON.stringify(state?.version.draft), JSON.stringify(odd));
  assert.deepEqual([state?.version.number, state?.version.label, state?.projectName], [2, 'cut', project.name]);
  assert.deepEqual(state?.session.previous, [{ op: 'cut' }]);
  assert.deepEqual(state?.session.history, { numbers: [1, 2], at: 1, last: 2 });
  assert.equal(state?.openTurn, null);
  assert.deepEqual(
    state?.assets.map(({ filename, position, facts, probe }) => ({ filename, position, facts, probe })),
    [
      { filename: 'f1.mp4', position: 1, facts: { silence: { silences: [[0, 5]] } }, probe: { n: 1 } },
      { filename: 'f2.mp4', position: 2, facts: {}, probe: { n: 2 } },
    ],
  );
});

test('after an undo the older version is shown, and nothing of the newer is lost', async () => {
  const { session, which } = await newSession();
  await run((tx) =>
    saveHistory(tx, session.id, {
      history: { numbers: [1, 2], at: 0, last: 2 },
      added: [{ number: 2, draft, label: 'second', turnId: null }],
    }),
  );
  assert.equal((await sessionState(db, which))?.version.number, 1);
  const listed = await listVersions(db, session.id, [1, 2, 7]);
  assert.deepEqual(
    listed.map(({ number, label }) => [number, label]),
    [
      [2, 'second'],
      [1, 'start'],
    ],
  );
});

test('versions and events are written once', async () => {
  const { session, which } = await newSession();
  const turn = await newTurn(which);
  await run((tx) => appendEvents(tx, turn?.id ?? '', [{ id: 'a', event: {} }]));
  for (const statement of [sql`update draft_versions set label = 'x'`, sql`update turn_events set id = 'x'`])
    await assert.rejects(statement.execute(db), /append-only/);
  const twice = run((tx) =>
    saveHistory(tx, session.id, {
      history: { numbers: [1], at: 0, last: 1 },
      added: [{ number: 1, draft, label: 'other', turnId: null }],
    }),
  );
  await assert.rejects(twice, { code: '23505' });
});

test('everything that the state shows raises the revision', async () => {
  const { session, which } = await newSession();
  let last = await sessionRevision(db, which);
  const raises = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const result = await act();
    const now = await sessionRevision(db, which);
    assert.ok((now ?? 0) > (last ?? 0), what);
    last = now;
    assert.ok(result !== null, what);
  };
  await raises('an upload', () => addAsset(session.id, 3));
  await raises('a fact', () => run((tx) => putFact(tx, { hash: hashOf(3), name: 'scenes', version: 1, value: [] })));
  let turnId = '';
  await raises('a turn', async () => {
    turnId = (await newTurn(which))?.id ?? '';
  });
  await raises('its start', () => run((tx) => beginTurn(tx, turnId, NOW)));
  await raises('its end', () => run((tx) => endTurn(tx, turnId, { state: 'done', now: NOW })));
  await raises('a version', () =>
    run((tx) => saveHistory(tx, session.id, { history: { numbers: [1], at: 0, last: 1 }, added: [] })),
  );
  await run((tx) => putFact(tx, { hash: hashOf(3), name: 'scenes', version: 1, value: ['again'] }));
  assert.equal(await sessionRevision(db, which), last, 'measured again, nothing changes');
});

test('a session of somebody else, of a deleted project, or of nobody: the same nothing', async () => {
  const mine = await newSession();
  const other = await newSession();
  const foreign = { accountId: other.account.id, sessionId: mine.session.id };
  for (const which of [foreign, { accountId: mine.account.id, sessionId: 'ses_none' }]) {
    assert.equal(await findSession(db, which), null);
    assert.equal(await sessionState(db, which), null);
    assert.equal(await sessionRevision(db, which), null);
  }
  assert.notEqual(await findSession(db, mine.which), null);
  await run((tx) => deleteProject(tx, { accountId: mine.account.id, projectId: mine.project.id, now: NOW }));
  assert.equal(await findSession(db, mine.which), null);
  assert.equal(await sessionState(db, mine.which), null);
});

test('one turn at a time in a session, also when twenty are asked for at once', async () => {
  const { which } = await newSession();
  const made = (await Promise.all(Array.from({ length: 20 }, (_, i) => newTurn(which, `t${i}`)))).filter(Boolean);
  assert.equal(made.length, 1);
  const id = made[0]?.id ?? '';
  assert.match(id, /^e-[0-9a-f-]{36}$/);
  assert.equal((await findOpenTurn(db, which.sessionId))?.id, id);
  assert.equal(
    (await run((tx) => endTurn(tx, id, { state: 'failed', error: { code: 'x' }, now: NOW })))?.state,
    'failed',
  );
  assert.equal(await run((tx) => endTurn(tx, id, { state: 'done', now: NOW })), null, 'it ends once');
  assert.equal(await run((tx) => beginTurn(tx, id, NOW)), null);
  assert.notEqual(await newTurn(which), null);
});

test('a turn that begins again after a crash keeps its first beginning', async () => {
  const { which } = await newSession();
  const id = (await newTurn(which))?.id ?? '';
  await run((tx) => beginTurn(tx, id, NOW));
  const again = await run((tx) => beginTurn(tx, id, new Date(NOW.getTime() + 9000)));
  assert.deepEqual([again?.state, again?.started_at], ['running', NOW]);
});

test('events are numbered without gaps, also by writers at the same moment', async () => {
  const { which } = await newSession();
  const id = (await newTurn(which))?.id ?? '';
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      run((tx) =>
        appendEvents(
          tx,
          id,
          [1, 2, 3].map((n) => ({ id: `${i}-${n}`, event: { writer: i, n } })),
        ),
      ),
    ),
  );
  const events = await eventsAfter(db, id, 0);
  assert.deepEqual(
    events.map(({ seq }) => seq),
    Array.from({ length: 30 }, (_, i) => i + 1),
  );
  const seq = await seqOfEvent(db, id, '4-2');
  assert.deepEqual((await eventsAfter(db, id, seq ?? 0)).length, 30 - (seq ?? 0));
  assert.equal(await seqOfEvent(db, id, 'none'), null);
  assert.deepEqual(
    (await eventsOfSession(db, which.sessionId, 2)).map((event) => event.seq),
    [29, 30],
  );
});

test('a render id is used once by an account; progress never falls; it ends once', async () => {
  const { account, project, session } = await newSession();
  const make = (accountId: string) =>
    run((tx) =>
      createRender(tx, {
        accountId,
        id: 'render_1',
        sessionId: session.id,
        projectId: project.id,
        draft,
        version: 1,
        output: { format: 'mp4' },
        filename: 'Talk.mp4',
        webhook: null,
        bodyHash: null,
        attribution: null,
      }),
    );
  const made = (await Promise.all(Array.from({ length: 10 }, () => make(account.id)))).filter(Boolean);
  assert.equal(made.length, 1);
  const other = await createAccount(db, { kind: 'anonymous' });
  assert.notEqual(await make(other.id), null);
  const uid = made[0]?.uid ?? '';
  assert.equal(await countOpenRenders(db, account.id), 1);
  assert.equal(await countOpenRenders(db, null), 2);
  assert.equal((await beginRender(db, uid, NOW))?.state, 'processing');
  const seen = [];
  for (const percent of [10, 40.9, 5, 40, 100, 50]) seen.push(await noteProgress(db, uid, percent));
  assert.deepEqual(seen, [10, 40, null, null, 99, null]);
  const end = {
    state: 'completed',
    blobKey: `renders/${uid}.mp4`,
    bytes: 9,
    durationMs: 1000,
    report: {},
    expiresAt: NOW,
    now: NOW,
  } as const;
  const ends = await Promise.all([
    run((tx) => endRender(tx, uid, end)),
    run((tx) => endRender(tx, uid, { state: 'cancelled', now: NOW })),
  ]);
  assert.equal(ends.filter(Boolean).length, 1);
  assert.equal(await noteProgress(db, uid, 100), null);
  assert.equal(await beginRender(db, uid, NOW), null);
});

test('a finished file expires, and the render stays', async () => {
  const { account, project, session } = await newSession();
  const render = await run((tx) =>
    createRender(tx, {
      accountId: account.id,
      id: 'r',
      sessionId: session.id,
      projectId: project.id,
      draft,
      version: 1,
      output: {},
      filename: 'a.mp4',
      webhook: null,
      bodyHash: null,
      attribution: null,
    }),
  );
  const uid = render?.uid ?? '';
  await run((tx) =>
    endRender(tx, uid, {
      state: 'completed',
      blobKey: 'renders/a.mp4',
      bytes: 77,
      durationMs: 1,
      report: null,
      expiresAt: NOW,
      now: NOW,
    }),
  );
  assert.equal(await usedBytes(db, account.id), 77);
  assert.deepEqual(await expiredRenders(db, new Date(NOW.getTime() - 1), 5), []);
  assert.deepEqual(await expiredRenders(db, NOW, 5), [{ uid, blob_key: 'renders/a.mp4' }]);
  await dropRenderFile(db, uid);
  assert.deepEqual(await expiredRenders(db, NOW, 5), []);
  const kept = await findRender(db, { accountId: account.id, id: 'r' });
  assert.deepEqual([kept?.state, kept?.progress, kept?.blob_key], ['completed', 100, null]);
  assert.equal((await listRenders(db, { accountId: account.id, sessionId: session.id, limit: 5 })).length, 1);
});

test('a project is erased with everything in it', async () => {
  const { account, project, session, which } = await newSession();
  await addAsset(session.id, 1);
  const turn = await newTurn(which);
  await run((tx) => appendEvents(tx, turn?.id ?? '', [{ id: 'a', event: {} }]));
  assert.deepEqual((await listProjects(db, { accountId: account.id, limit: 5 }))[0]?.sessions, [session.id]);
  await run((tx) => deleteProject(tx, { accountId: account.id, projectId: project.id, now: NOW }));
  assert.deepEqual(await run((tx) => eraseProject(tx, project.id)), []);
  for (const table of ['sessions', 'draft_versions', 'turns', 'turn_events', 'session_assets', 'projects'] as const) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
    assert.equal(rows[0]?.n, 0, table);
  }
});
