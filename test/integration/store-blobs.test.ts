import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, describe, test } from 'node:test';
import { type BlobStore, mediaKey, partKey, renderKey } from '../../src/store/blobs/blobs.ts';
import { openLocalBlobs } from '../../src/store/blobs/local.ts';
import { openS3Blobs } from '../../src/store/blobs/s3.ts';
import { trimCopies } from '../../src/store/blobs/trim-copies.ts';
import { openTestS3 } from '../support/s3.ts';
import { newFolder, removeFolder } from '../support/store.ts';

const root = newFolder();
mkdirSync(path.join(root, 's3'));
const s3 = await openTestS3(path.join(root, 's3'));
const stores: Record<string, BlobStore> = {
  'a local folder': await openLocalBlobs(path.join(root, 'local')),
  'an S3 bucket': await openS3Blobs(s3, path.join(root, 'cache')),
};
after(async () => {
  await s3.close();
  removeFolder(root);
});

let made = 0;
function newFile(bytes: Buffer): { file: string; key: string; bytes: Buffer } {
  const file = path.join(root, `in-${made++}`);
  writeFileSync(file, bytes);
  return { file, key: mediaKey(createHash('sha256').update(bytes).digest('hex')), bytes };
}

async function keysOf(blobs: BlobStore, prefix: string): Promise<string[]> {
  return (await Array.fromAsync(blobs.list(prefix))).map(({ key }) => key);
}

for (const [name, blobs] of Object.entries(stores)) {
  describe(name, () => {
    test('takes a file over and gives back its bytes', async () => {
      const { file, key, bytes } = newFile(randomBytes(100_000));
      assert.deepEqual(await blobs.put(key, file), { bytes: 100_000, isNew: true });
      assert.equal(existsSync(file), false);
      assert.deepEqual(await blobs.stat(key), { bytes: 100_000 });
      const whole = await blobs.open(key);
      assert.deepEqual([whole.bytes, whole.size], [100_000, 100_000]);
      assert.ok(bytes.equals(await buffer(whole.stream)));
      assert.ok(bytes.equals(readFileSync(await blobs.file(key))));
    });

    test('the same bytes twice are one blob', async () => {
      const { file, key, bytes } = newFile(randomBytes(5000));
      const again = newFile(bytes);
      assert.equal((await blobs.put(key, file)).isNew, true);
      assert.equal((await blobs.put(key, again.file)).isNew, false);
      assert.equal(existsSync(again.file), false);
      assert.deepEqual((await keysOf(blobs, key)).length, 1);
    });

    test('gives ranges, as far as there are bytes', async () => {
      const { file, key, bytes } = newFile(randomBytes(1000));
      await blobs.put(key, file);
      for (const [start, end, last] of [
        [0, 1, 1], // s3rver takes 0-0 for everything
        [5, 5, 5],
        [10, 99, 99],
        [990, 5000, 999],
        [0, 999, 999],
      ] as const) {
        const part = await blobs.open(key, { start, end });
        assert.deepEqual([part.bytes, part.size], [last - start + 1, 1000]);
        assert.ok(bytes.subarray(start, last + 1).equals(await buffer(part.stream)), `${start}-${end}`);
      }
      const beyond = await blobs.open(key, { start: 1000, end: 1200 });
      assert.deepEqual([beyond.bytes, (await buffer(beyond.stream)).length], [0, 0]);
    });

    test('an empty file is a file', async () => {
      const key = renderKey('00000000-0000-4000-8000-000000000000', 'mp4');
      await blobs.put(key, newFile(Buffer.alloc(0)).file);
      assert.deepEqual(await blobs.stat(key), { bytes: 0 });
      assert.equal((await buffer((await blobs.open(key)).stream)).length, 0);
    });

    test('a large file goes in parts and comes back the same', async () => {
      const { file, key, bytes } = newFile(randomBytes(40 * 1024 * 1024 + 7));
      await blobs.put(key, file);
      assert.deepEqual(await blobs.stat(key), { bytes: bytes.length });
      assert.ok(bytes.equals(readFileSync(await blobs.file(key))));
    });

    test('what was removed, and what never was, is missing by name', async () => {
      const { file, key } = newFile(randomBytes(10));
      await blobs.put(key, file);
      await blobs.file(key);
      await blobs.remove(key);
      await blobs.remove(key);
      assert.equal(await blobs.stat(key), null);
      const missing = { code: 'store.blob_missing' };
      await assert.rejects(blobs.open(key), missing);
      await assert.rejects(blobs.open(key, { start: 0, end: 1 }), missing);
      await assert.rejects(blobs.file(key), missing);
    });

    test('lists what begins alike, with sizes and times', async () => {
      for (const part of ['ab1', 'ab2', 'cd']) await blobs.put(partKey(part), newFile(Buffer.from(part)).file);
      assert.deepEqual((await keysOf(blobs, 'parts/ab')).toSorted(), ['parts/ab1', 'parts/ab2']);
      const [entry] = await Array.fromAsync(blobs.list('parts/cd'));
      assert.equal(entry?.bytes, 2);
      assert.ok(Math.abs((entry?.writtenAt.getTime() ?? 0) - Date.now()) < 120_000);
    });

    test('a key that could be a path is a bug', async () => {
      for (const key of ['media/../x', '../x', 'media/', 'media/.hidden', 'other/x', 'media/a/b', 'media/a\0b'])
        await assert.rejects(async () => blobs.stat(key), /no key/);
      assert.throws(() => mediaKey('../../etc/passwd'), /no key/);
    });

    test('sixteen at once take the same file once', async () => {
      const bytes = randomBytes(200_000);
      const files = Array.from({ length: 16 }, () => newFile(bytes));
      await Promise.all(files.map(({ file, key }) => blobs.put(key, file)));
      const { key } = files[0] ?? newFile(bytes);
      assert.ok(bytes.equals(await buffer((await blobs.open(key)).stream)));
      assert.equal(
        files.some(({ file }) => existsSync(file)),
        false,
      );
    });
  });
}

test('a local blob that a crash of the disk cut short is written again', async () => {
  const blobs = stores['a local folder'] as BlobStore;
  const { file, key, bytes } = newFile(randomBytes(3000));
  await blobs.put(key, file);
  truncateSync(await blobs.file(key), 100);
  assert.equal((await blobs.put(key, newFile(bytes).file)).isNew, true);
  assert.ok(bytes.equals(await buffer((await blobs.open(key)).stream)));
});

test('local files are ours alone', () => {
  assert.equal(statSync(path.join(root, 'local/files/media')).mode & 0o077, 0);
  assert.equal(statSync(path.join(root, 'local/files/partial')).mode & 0o077, 0);
});

test('an S3 service that is away, or has no such bucket, is named without an address that was signed', async () => {
  const away = await openS3Blobs({ ...s3, endpoint: 'http://127.0.0.1:1' }, path.join(root, 'away'));
  const { file, key } = newFile(randomBytes(10));
  await assert.rejects(away.put(key, file), { code: 'store.files_not_reachable' });
  assert.ok(existsSync(file), 'the file is still there');
  await assert.rejects(away.open(key), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'store.files_not_reachable');
    assert.doesNotMatch(error.message, /Signature|Credential|S3RVER/);
    return true;
  });
});

test('copies of S3 blobs are trimmed: the ones not used for longest go first, those in use stay', async () => {
  const folder = path.join(root, 'copies');
  mkdirSync(folder);
  const hours = (n: number): Date => new Date(Date.now() - n * 3_600_000);
  for (const [name, age] of [
    ['old', 9],
    ['older', 10],
    ['middle', 5],
    ['now', 0],
  ] as const) {
    writeFileSync(path.join(folder, name), Buffer.alloc(100));
    utimesSync(path.join(folder, name), hours(age), hours(age));
  }
  await trimCopies(folder, 250);
  assert.deepEqual(readdirSync(folder).toSorted(), ['middle', 'now']);
  await trimCopies(folder, 0);
  assert.deepEqual(readdirSync(folder), ['now']);
});
