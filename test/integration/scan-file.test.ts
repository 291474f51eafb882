import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { openChunkWriter } from '../../src/media/chunk-writer.ts';
import { joinChunks } from '../../src/media/join.ts';
import { solidPicture } from '../../src/media/picture.ts';
import { scanFile } from '../../src/media/scan-file.ts';
import type { VideoCodec } from '../../src/media/types.ts';
import { CLICKS, makeVideo, numberedPicture, tempFolder, testEncoding } from '../support/make-media.ts';

const RATE = { num: 25, den: 1 };
const SIZE = { width: 320, height: 180 };

/** Eight seconds: moving, black, moving, frozen, two each. */
function makeStretches(folder: ReturnType<typeof tempFolder>, codec: VideoCodec): string {
  const container = codec === 'vp9' ? 'webm' : 'mp4';
  const out = folder.file(`${codec}.${container}`);
  const chunk = folder.file(`${codec}.chunk`);
  {
    using writer = openChunkWriter(chunk, testEncoding({ rate: RATE, codec, ...SIZE, gop: 12, bFrames: 2 }));
    for (let frame = 0; frame < 200; frame++) {
      const part = Math.floor(frame / 50);
      using picture =
        part === 1
          ? solidPicture(SIZE.width, SIZE.height, [0, 0, 0, 255])
          : numberedPicture(part === 3 ? 77 : frame * 3, SIZE.width, SIZE.height);
      writer.write(picture, frame);
    }
    writer.finish();
  }
  joinChunks(
    { container, chunks: [{ path: chunk, frames: 200 }], rate: RATE, audio: null, out, title: null },
    () => undefined,
  );
  return out;
}

for (const codec of ['h264', 'hevc', 'vp9', 'av1'] as const) {
  test(`${codec}: black and frozen stretches are found to half a second`, () => {
    using folder = tempFolder();
    const { video } = scanFile(makeStretches(folder, codec));
    assert.ok(video !== null);
    assert.deepEqual([video.frames, video.start, video.closedGops, video.interlaced], [200, 0, true, false]);
    const near = (found: readonly { start: number; end: number }[], start: number, end: number): void => {
      const one = found.find((stretch) => Math.abs(stretch.start - start) < 0.6 && Math.abs(stretch.end - end) < 0.6);
      assert.ok(one !== undefined, `${JSON.stringify(found)} has nothing at ${start}–${end}`);
    };
    near(video.black, 2, 4);
    near(video.frozen, 6, 8);
    assert.equal(video.black.length, 1);
    const inMotion = video.frozen.filter(({ start, end }) => (start < 1.4 && end > 0.6) || (start < 5.4 && end > 4.6));
    assert.deepEqual(inMotion, []);
  });
}

test('the boxes of files of others are read: edit lists, and an index at the end', () => {
  using folder = tempFolder();
  const sound = { seconds: 2, value: CLICKS };
  makeVideo(folder.file('a.mp4'), { rate: RATE, frames: 50, sound });
  makeVideo(folder.file('b.mov'), {
    rate: RATE,
    frames: 50,
    sound,
    container: 'mov',
    options: { movflags: 'faststart' },
  });
  const late = scanFile(folder.file('a.mp4'));
  assert.deepEqual([late.container, late.moovFirst, late.editLists], ['mp4', false, true]);
  assert.deepEqual([late.audio?.codec, late.audio?.channels, late.audio?.sampleRate], ['aac', 2, 48_000]);
  const early = scanFile(folder.file('b.mov'));
  assert.deepEqual([early.container, early.moovFirst], ['mov', true]);
  assert.ok(Math.abs((late.video?.end ?? 0) - 2) < 0.05 && Math.abs((late.audio?.end ?? 0) - 2) < 0.05);
});

test('a variable rate is told from a constant one', () => {
  using folder = tempFolder();
  makeVideo(folder.file('odd.mp4'), { rate: RATE, frames: 50, timeOf: (n) => (n + (n % 2) * 0.4) / 25 });
  makeVideo(folder.file('even.mp4'), { rate: { num: 30_000, den: 1001 }, frames: 50 });
  assert.equal(scanFile(folder.file('odd.mp4')).video?.constantRate, false);
  assert.equal(scanFile(folder.file('even.mp4')).video?.constantRate, true);
});

test('what is no media file is refused by name', () => {
  using folder = tempFolder();
  writeFileSync(folder.file('a.mp4'), 'no video at all, only words');
  writeFileSync(folder.file('b.mp4'), '');
  assert.throws(() => scanFile(folder.file('a.mp4')), { code: 'media.unsupported_type' });
  assert.throws(() => scanFile(folder.file('b.mp4')), { code: 'input.file_empty' });
  assert.throws(() => scanFile(folder.file('c.mp4')), { code: 'input.file_missing' });
});
