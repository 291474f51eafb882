import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import {
  assetsOfSession,
  attachAsset,
  lockContent,
  putAsset,
  removeAsset,
  unusedAssets,
} from '../../src/store/assets.ts';
import { mediaKey, renderKey } from '../../src/store/blobs/blobs.ts';
import { findFact, putFact } from '../../src/store/facts.ts';
import { deleteProject, eraseProject } from '../../src/store/projects.ts';
import type { Tx } from '../../src/store/schema.ts';
import { removeStrays } from '../../src/store/strays.ts';
import { usedBytes } from '../../src/store/uploads.ts';
import { emptyStore, openTestStore } from '../support/store.ts';
import { hashOf, rowsOf } from '../support/store-rows.ts';

const store = await openTestStore();
const { db } = store;
after(() => store.close());
beforeEach(() => emptyStore(store));

const NOW = new Date('2026-03-01T12:00:00Z');
const run = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(act);
const { newSession, addAsset } = rowsOf(db);

test('the same bytes in two projects are one asset, and go with the last of them', async () => {
  const one = await newSession();
  const two = await newSession();
  const asset = await addAsset(one.session.id, 7, 'mine.mp4');
  assert.equal((await addAsset(two.session.id, 7, 'yours.mp4')).id, asset.id);
  assert.equal((await assetsOfSession(db, two.session.id))[0]?.filename, 'yours.mp4');
  assert.equal(await usedBytes(db, one.account.id), 1007);

  await run((tx) => putFact(tx, { hash: asset.hash, name: 'loudness', version: 1, value: -18 }));
  const soon = new Date(Date.now() + 1000);
  const erase = async ({ account, project }: typeof one): Promise<void> => {
    await run((tx) => deleteProject(tx, { accountId: account.id, projectId: project.id, now: NOW }));
    await run((tx) => eraseProject(tx, project.id));
  };
  await erase(one);
  assert.deepEqual(await unusedAssets(db, soon, 10), []);
  assert.equal(await run((tx) => removeAsset(tx, asset)), false);
  await erase(two);
  assert.deepEqual(
    (await unusedAssets(db, soon, 10)).map(({ id }) => id),
    [asset.id],
  );
  assert.equal(await run((tx) => removeAsset(tx, asset)), true);
  assert.equal(await findFact(db, { hash: asset.hash, name: 'loudness', version: 1 }), undefined);
});

test('an upload of bytes that are just being removed waits, and has them afterwards', async () => {
  const { session } = await newSession();
  const bare = { id: 'ast_x', hash: hashOf(9), bytes: 5, kind: 'video', probe: null, blobKey: `media/${hashOf(9)}` };
  const asset = await run((tx) => putAsset(tx, bare));
  const order: string[] = [];
  let removing: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (removing = resolve));
  const removed = run(async (tx) => {
    assert.equal(await removeAsset(tx, asset), true);
    removing();
    await sql`select pg_sleep(0.2)`.execute(tx);
    order.push('removed');
  });
  await begun;
  const added = run(async (tx) => {
    await lockContent(tx, bare.hash);
    order.push('added');
    await putAsset(tx, bare);
    await attachAsset(tx, { sessionId: session.id, assetId: bare.id, filename: 'again.mp4' });
  });
  await Promise.all([removed, added]);
  assert.deepEqual(order, ['removed', 'added']);
  assert.equal((await assetsOfSession(db, session.id)).length, 1);
});

test('files that no row names are removed once they are old; the others stay', async () => {
  const { session } = await newSession();
  const put = async (key: string): Promise<string> => {
    const file = path.join(store.folder, 'in');
    writeFileSync(file, 'bytes');
    await store.blobs.put(key, file);
    return key;
  };
  const asset = await addAsset(session.id, 3);
  const kept = await put(asset.blob_key);
  const strays = [await put(mediaKey(hashOf(4))), await put(renderKey('11111111-0000-4000-8000-000000000000', 'mp4'))];
  assert.equal(await removeStrays(store, new Date(Date.now() - 60_000)), 0);
  assert.equal(await removeStrays(store, new Date(Date.now() + 1000)), strays.length);
  assert.notEqual(await store.blobs.stat(kept), null);
  for (const key of strays) assert.equal(await store.blobs.stat(key), null);
});

test('a fact is found by name and version, whatever its value is', async () => {
  for (const [version, value] of [null, false, 0, '', [], { a: 1 }].entries()) {
    await run((tx) => putFact(tx, { hash: hashOf(1), name: 'x', version, value }));
    assert.deepEqual(await findFact(db, { hash: hashOf(1), name: 'x', version }), value);
  }
  assert.equal(await findFact(db, { hash: hashOf(1), name: 'y', version: 0 }), undefined);
});
