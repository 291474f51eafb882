import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { accountByClient, accountByEmail, createAccount, registerAccount } from '../../src/store/accounts.ts';
import { accountNamed, countAll, listAccounts } from '../../src/store/admin.ts';
import { finishKey, forgetKey, takeKey } from '../../src/store/idempotency.ts';
import { grant, hold } from '../../src/store/ledger.ts';
import { createProject, deleteProject, listProjects, renameProject } from '../../src/store/projects.ts';
import type { Tx } from '../../src/store/schema.ts';
import {
  countIssue,
  findToken,
  issueToken,
  listTokens,
  noteUse,
  revokeToken,
  revokeTokens,
} from '../../src/store/tokens.ts';
import { abandonUploads, beginUpload, endUpload, usedBytes } from '../../src/store/uploads.ts';
import { emptyStore, openTestStore } from '../support/store.ts';

const store = await openTestStore();
const { db } = store;
after(() => store.close());
beforeEach(() => emptyStore(store));

const DAY = 86_400_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const run = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(act);
const anonymous = (clientId: string | null = null) => createAccount(db, { kind: 'anonymous', clientId });

test('an anonymous account registers with its id, and its client id no longer leads to it', async () => {
  const { id } = await anonymous('client-1');
  assert.match(id, /^anon_[0-9a-f]{32}$/);
  assert.equal((await accountByClient(db, 'client-1'))?.id, id);
  const registered = await run((tx) => registerAccount(tx, { id, email: 'Ann@Example.com', passwordHash: 'x' }));
  assert.deepEqual([registered?.id, registered?.kind, registered?.email], [id, 'registered', 'ann@example.com']);
  assert.equal(await accountByClient(db, 'client-1'), null);
  assert.equal((await accountByEmail(db, 'ANN@example.com'))?.id, id);
  // Not twice, and nobody else with this address.
  assert.equal(await run((tx) => registerAccount(tx, { id, email: 'b@example.com', passwordHash: 'x' })), null);
  const other = await anonymous();
  assert.equal(
    await run((tx) => registerAccount(tx, { id: other.id, email: 'ann@example.COM', passwordHash: 'x' })),
    null,
  );
});

test('ten who register one address at the same moment: one has it', async () => {
  const accounts = await Promise.all(Array.from({ length: 10 }, () => anonymous()));
  const done = await Promise.all(
    accounts.map(({ id }) => run((tx) => registerAccount(tx, { id, email: 'one@example.com', passwordHash: 'x' }))),
  );
  assert.equal(done.filter((account) => account !== null).length, 1);
});

test('a token is known by its hash alone, until it expires or is revoked', async () => {
  const { id } = await anonymous();
  const { secret, token } = await issueToken(db, {
    accountId: id,
    kind: 'anon',
    scopes: ['read'],
    expiresAt: later(DAY),
  });
  assert.match(secret, /^nmv_usr_[\w-]{43}$/);
  const stored = JSON.stringify(await db.selectFrom('tokens').selectAll().execute());
  assert.equal(stored.includes(secret), false);
  assert.equal(token.last4, secret.slice(-4));
  assert.deepEqual((await findToken(db, secret, NOW))?.token.scopes, ['read']);
  assert.equal(await findToken(db, `${secret}x`, NOW), null);
  assert.equal(await findToken(db, secret, later(DAY)), null);
  assert.equal(await revokeToken(db, { accountId: 'anon_other', id: token.id, now: NOW }), false);
  assert.equal(await revokeToken(db, { accountId: id, id: token.id, now: NOW }), true);
  assert.equal(await findToken(db, secret, NOW), null);
});

test('prefixes tell the kinds of tokens apart', async () => {
  const { id } = await anonymous();
  const kinds = ['anon', 'login', 'api', 'claim', 'web'] as const;
  const made = await Promise.all(
    kinds.map((kind) => issueToken(db, { accountId: id, kind, scopes: [], expiresAt: null })),
  );
  assert.deepEqual(
    made.map(({ secret }) => secret.slice(0, 4)),
    ['nmv_', 'nmv_', 'tck_', 'clm_', 'tcw_'],
  );
  const listed = await listTokens(db, id, { kinds: ['api', 'login'], now: NOW });
  assert.deepEqual(listed.map(({ kind }) => kind).toSorted(), ['api', 'login']);
  assert.equal(await revokeTokens(db, { accountId: id, kinds: ['web', 'claim'], now: NOW }), 2);
  assert.equal(await revokeTokens(db, { accountId: id, now: NOW }), 3);
});

test('the last use is noted to the minute', async () => {
  const { id } = await anonymous();
  const { secret, token } = await issueToken(db, { accountId: id, kind: 'api', scopes: [], expiresAt: null });
  const used = async (): Promise<Date | null> => (await findToken(db, secret, NOW))?.token.last_used_at ?? null;
  await noteUse(db, token, NOW);
  await noteUse(db, token, later(30_000));
  assert.deepEqual(await used(), NOW);
  await noteUse(db, token, later(61_000));
  assert.deepEqual(await used(), later(61_000));
});

const LIMITS = { perClient: 1, perAddress: 10, perWide: 40, windowMs: 7 * DAY };
const issue = (from: { clientId: string; addressKey: string; wideKey: string }, now: Date) =>
  run((tx) => countIssue(tx, from, { limits: LIMITS, now }));

test('one token for a client in seven days, to the millisecond', async () => {
  const from = { clientId: 'c', addressKey: '1.2.3.4', wideKey: '1.2.3.4' };
  assert.equal(await issue(from, NOW), null);
  assert.equal(await issue(from, later(DAY)), 6 * DAY);
  assert.equal(await issue(from, later(7 * DAY - 1)), 1);
  assert.equal(await issue(from, later(-5)), 7 * DAY, 'asked a moment before it was given: the window, no more');
  assert.equal(await issue(from, later(7 * DAY)), null);
});

test('ten tokens for an address in seven days, forty for a /48', async () => {
  const from = (i: number, net: number) => ({
    clientId: `c${net}-${i}`,
    addressKey: `2001:db8:0:${net}`,
    wideKey: '2001:db8',
  });
  for (let i = 0; i < 10; i++) assert.equal(await issue(from(i, 1), later(i)), null);
  assert.equal(await issue(from(10, 1), later(100)), 7 * DAY - 100);
  for (let net = 2; net <= 4; net++)
    for (let i = 0; i < 10; i++) assert.equal(await issue(from(i, net), later(i)), null);
  assert.notEqual(await issue(from(0, 5), later(100)), null);
  const elsewhere = { clientId: 'new', addressKey: '9.9.9.9', wideKey: '9.9.9.9' };
  assert.equal(await issue(elsewhere, later(100)), null);
});

test('fifty first requests of one client at once: one is counted', async () => {
  const from = { clientId: 'racer', addressKey: '5.5.5.5', wideKey: '5.5.5.5' };
  const waits = await Promise.all(Array.from({ length: 50 }, () => issue(from, NOW)));
  assert.equal(waits.filter((wait) => wait === null).length, 1);
});

test('projects are listed newest first, page by page; deleted and foreign ones are not there', async () => {
  const { id: accountId } = await anonymous();
  const other = await anonymous();
  const made = [];
  for (const name of ['one', 'two', 'three']) made.push(await createProject(db, { accountId, name, language: 'en' }));
  await createProject(db, { accountId: other.id, name: 'foreign', language: 'en' });
  const names = async (before: string | null, limit: number) =>
    (await listProjects(db, { accountId, before, limit })).map(({ name }) => name);
  assert.deepEqual(await names(null, 2), ['three', 'two']);
  assert.deepEqual(await names(made[1]?.id ?? '', 2), ['one']);
  const projectId = made[0]?.id ?? '';
  assert.equal(await renameProject(db, { accountId: other.id, projectId, name: 'x' }), false);
  assert.equal(await renameProject(db, { accountId, projectId, name: 'first' }), true);
  const { secret } = await issueToken(db, { accountId, kind: 'claim', scopes: [], projectId, expiresAt: null });
  assert.equal(await run((tx) => deleteProject(tx, { accountId: other.id, projectId, now: NOW })), false);
  assert.equal(await run((tx) => deleteProject(tx, { accountId, projectId, now: NOW })), true);
  assert.deepEqual(await names(null, 9), ['three', 'two']);
  assert.equal(await findToken(db, secret, NOW), null, 'its claim link is dead');
});

test('an idempotency key replays its outcome, and refuses another body', async () => {
  const { id: accountId } = await anonymous();
  const which = { accountId, route: 'run_sse', key: 'k1' };
  const take = (bodyHash: string, now = NOW) => run((tx) => takeKey(tx, { ...which, bodyHash, now }));
  assert.deepEqual(await take('a'), { kind: 'new' });
  assert.deepEqual(await take('a'), { kind: 'running' });
  assert.deepEqual(await take('b'), { kind: 'reused' });
  await finishKey(db, which, { status: 200, response: { turn: 'e-1', list: [1, '\u0000', '\ud800'] } });
  assert.deepEqual(await take('a'), {
    kind: 'done',
    status: 200,
    response: { turn: 'e-1', list: [1, '\u0000', '\ud800'] },
  });
  assert.deepEqual(await take('b'), { kind: 'reused' });
  await forgetKey(db, which);
  assert.equal((await take('a')).kind, 'done', 'an outcome is not forgotten');
});

test('a key whose request failed, or died long ago, is free again; fifty at once get it once', async () => {
  const { id: accountId } = await anonymous();
  const which = { accountId, route: 'r', key: 'k' };
  const take = (now = NOW) => run((tx) => takeKey(tx, { ...which, bodyHash: 'a', now }));
  await take();
  await forgetKey(db, which);
  const kinds = (await Promise.all(Array.from({ length: 50 }, () => take()))).map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === 'new').length, 1);
  assert.equal((await take(later(14 * 60_000))).kind, 'running');
  assert.equal((await take(later(16 * 60_000))).kind, 'new');
});

test('parallel uploads cannot exceed the quota together', async () => {
  const { id: accountId } = await anonymous();
  const begin = () =>
    run((tx) =>
      beginUpload(tx, { accountId, sessionId: null, declaredBytes: 400, quotaBytes: 1000, attribution: null }),
    );
  const tries = await Promise.allSettled(Array.from({ length: 10 }, begin));
  const begun = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  assert.equal(begun.length, 2);
  for (const one of tries)
    if (one.status === 'rejected') assert.equal((one.reason as { code?: string }).code, 'store.quota_full');
  assert.equal(await usedBytes(db, accountId), 800);
  await endUpload(db, begun[0]?.id ?? '', 'failed');
  assert.equal(await usedBytes(db, accountId), 400);
  assert.deepEqual(await abandonUploads(db, new Date(Date.now() + 1000)), [begun[1]?.id]);
  assert.equal(await usedBytes(db, accountId), 0);
});

test('an operator finds accounts with what they have', async () => {
  const { id } = await createAccount(db, { kind: 'registered', email: 'ann@example.com', passwordHash: 'x' });
  await anonymous();
  await run((tx) => grant(tx, { account: id, amount: 100, ref: 'g' }));
  await run((tx) => hold(tx, { account: id, amount: 30, ref: 'h' }));
  await createProject(db, { accountId: id, name: 'p', language: 'en' });
  assert.equal((await listAccounts(db, { limit: 10 })).length, 2);
  const [found, ...more] = await listAccounts(db, { search: 'EXAMPLE.com', limit: 10 });
  assert.equal(more.length, 0);
  assert.deepEqual(
    { ...found, createdAt: null },
    {
      id,
      kind: 'registered',
      email: 'ann@example.com',
      plan: 'free',
      available: 70,
      frozen: 30,
      projects: 1,
      tokens: 0,
      createdAt: null,
    },
  );
  assert.equal((await listAccounts(db, { limit: 10, before: found?.id ?? '' })).length, 0);
  assert.deepEqual([await accountNamed(db, 'Ann@example.com'), await accountNamed(db, id)], [id, id]);
  assert.equal(await accountNamed(db, "' or 1=1 --"), null);
  assert.deepEqual(await countAll(db), { accounts: 2, projects: 1, sessions: 0, openTurns: 0, openRenders: 0 });
});
