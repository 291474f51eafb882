import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createAccount } from '../../src/store/accounts.ts';
import { mediaKey } from '../../src/store/blobs/blobs.ts';
import { audit, balance, grant } from '../../src/store/ledger.ts';
import { openStore } from '../../src/store/store.ts';
import { smallDisk } from '../support/small-disk.ts';
import { newFolder, removeFolder } from '../support/store.ts';

const MB = 1024 * 1024;

test('a disk that fills up loses nothing that was told, and works again when there is room, without a restart', async (t) => {
  using disk = smallDisk(160 * MB);
  if (disk === null) return t.skip('only root may mount a small disk');
  const folder = path.join(disk.path, 'data');
  await using store = await openStore({ folder });
  const { id } = await createAccount(store.db, { kind: 'anonymous' });
  disk.leave(4 * MB);

  let told = 0;
  const codes = new Set<unknown>();
  const write = () =>
    store.db.transaction().execute(async (tx) => {
      await grant(tx, {
        account: id,
        amount: 1,
        ref: `g${told}-${codes.size}`,
        note: randomBytes(100_000).toString('hex'),
      });
    });
  for (const end = performance.now() + 60_000; codes.size === 0; ) {
    assert.ok(performance.now() < end, 'the disk fills up');
    await write().then(
      () => told++,
      (error: { code?: unknown }) => codes.add(error.code),
    );
  }
  for (const code of codes) assert.ok(['render.disk_full', 'store.not_reachable'].includes(String(code)), String(code));

  rmSync(path.join(disk.path, 'ballast'));
  for (const end = performance.now() + 30_000; ; await wait(100)) {
    assert.ok(performance.now() < end, 'it writes again within 30 s');
    if (
      await write().then(
        () => true,
        () => false,
      )
    )
      break;
  }
  const { total } = await balance(store.db, id);
  assert.ok(total === told + 1 || total === told + 2, `${total} after ${told + 1}`);
  assert.deepEqual(await audit(store.db), []);
});

test('a blob that does not fit is refused by name, nothing of it is left, and the file is still there', async (t) => {
  using disk = smallDisk(160 * MB);
  if (disk === null) return t.skip('only root may mount a small disk');
  await using store = await openStore({ folder: path.join(disk.path, 'data') });
  const elsewhere = newFolder();
  t.after(() => removeFolder(elsewhere));
  const file = path.join(elsewhere, 'in');
  writeFileSync(file, Buffer.alloc(20 * MB, 1));
  disk.leave(5 * MB);
  const key = mediaKey('f'.repeat(64));
  await assert.rejects(store.blobs.put(key, file), { code: 'render.disk_full' });
  assert.equal(await store.blobs.stat(key), null);
  assert.deepEqual(await Array.fromAsync(store.blobs.list('media/')), []);
  rmSync(path.join(disk.path, 'ballast'));
  assert.equal((await store.blobs.put(key, file)).isNew, true);
});
