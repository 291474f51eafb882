import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fail } from '../../src/base/errors.ts';
import { openChunkWriter } from '../../src/media/chunk-writer.ts';
import { NativeError } from '../../src/media/native.ts';
import { writeFailure } from '../../src/media/output.ts';
import { ChunkHeader, PacketSource, SoundHeader } from '../../src/media/packet-file.ts';
import { partialOf } from '../../src/media/partial.ts';
import { makeChunk, numberedPicture, tempFolder, testEncoding } from '../support/make-media.ts';

const ENCODING = testEncoding({ rate: { num: 25, den: 1 } });

test('a chunk comes back packet by packet; one that lost its end, its head or its kind does not', () => {
  using folder = tempFolder();
  const file = folder.file('a.chunk');
  makeChunk(file, ENCODING, 30);
  const whole = readFileSync(file);
  {
    using source = new PacketSource(file, ChunkHeader);
    const packets = [...source.packets()];
    assert.deepEqual(
      packets.map(({ number }) => number).toSorted((a, b) => a - b),
      [...Array(30).keys()],
    );
    assert.deepEqual(
      packets.filter(({ isKey }) => isKey).map(({ number }) => number),
      [0, 12, 24],
    );
  }
  assert.throws(() => new PacketSource(file, SoundHeader), 'a picture is no sound');
  const damaged: readonly Buffer[] = [
    whole.subarray(0, whole.length - 1),
    whole.subarray(0, Math.floor(whole.length / 2)),
    whole.subarray(0, 6),
    Buffer.concat([Buffer.from('nope'), whole.subarray(4)]),
    Buffer.alloc(0),
  ];
  for (const bytes of damaged) {
    writeFileSync(file, bytes);
    assert.throws(() => {
      using source = new PacketSource(file, ChunkHeader);
      for (const _packet of source.packets());
    });
  }
});

test('a chunk that was not finished leaves nothing behind', () => {
  using folder = tempFolder();
  {
    using writer = openChunkWriter(folder.file('a.chunk'), ENCODING);
    using picture = numberedPicture(1, 96, 64);
    writer.write(picture, 0);
  }
  assert.deepEqual(readdirSync(folder.path), []);
});

test('refusals of the disk get their names, others stay what they are', () => {
  const errno = (code: string): Error => Object.assign(new Error(code), { code });
  const codeOf = (error: unknown): unknown => (writeFailure(error, '/films/out.mp4') as { code?: unknown }).code;
  assert.equal(codeOf(errno('ENOSPC')), 'render.disk_full');
  assert.equal(codeOf(new NativeError('writing', -28)), 'render.disk_full');
  for (const code of ['ENOENT', 'EACCES', 'EROFS', 'EISDIR', 'ENOTDIR'])
    assert.equal(codeOf(errno(code)), 'render.cannot_write');
  const named = fail('media.unreadable', { file: 'a' });
  assert.equal(writeFailure(named, '/films/out.mp4'), named);
  const bug = new Error('a bug');
  assert.equal(writeFailure(bug, '/films/out.mp4'), bug);
});

test('an unfinished output stands hidden beside its place', () => {
  assert.equal(partialOf('/films/my film.mp4'), '/films/.my film.mp4.part');
  assert.equal(path.dirname(partialOf('out.mp4')), process.cwd());
});
