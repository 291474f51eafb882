import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { rateOf } from '../../src/base/time.ts';
import { encodeAac } from '../../src/media/audio-encoder.ts';
import { readAudio } from '../../src/media/audio-reader.ts';
import { joinMp4 } from '../../src/media/join.ts';
import { ChunkHeader, PacketSource } from '../../src/media/packet-file.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openVideoReader, picturesOf } from '../../src/media/video-reader.ts';
import { boxesOf, findBoxes } from '../support/boxes.ts';
import {
  blocksOf,
  CLICKS,
  makeChunk,
  readFrameNumber,
  SOUND_RATE,
  tempFolder,
  testEncoding,
} from '../support/make-media.ts';

/** Lengths of chunks that meet every way in which a GOP and a reorder buffer can be cut. */
const LENGTHS = [13, 1, 2, 30, 7, 12, 24, 3];

function joined(
  folder: ReturnType<typeof tempFolder>,
  fps: number,
  withSound = true,
): { file: string; frames: number } {
  const rate = rateOf(fps);
  const encoding = testEncoding({ rate });
  let first = 0;
  const chunks = LENGTHS.map((frames, index) => {
    const path = folder.file(`${index}.chunk`);
    makeChunk(path, encoding, frames, first);
    first += frames;
    return { path, frames };
  });
  const seconds = (first * rate.den) / rate.num;
  const audio = withSound ? folder.file('sound.aac') : null;
  if (audio !== null)
    encodeAac(blocksOf({ seconds, value: CLICKS }), audio, { sampleRate: SOUND_RATE, bitRate: 192_000 });
  const file = folder.file('out.mp4');
  const heard: number[] = [];
  joinMp4({ chunks, rate, audio, out: file, title: `It's 100% "done"; ok: 你好` }, (done) => heard.push(done));
  assert.deepEqual(
    heard,
    heard.toSorted((a, b) => a - b),
    'progress rises',
  );
  assert.equal(heard.at(-1), 1);
  return { file, frames: first };
}

test('all chunks of one encoding carry the same parameter sets', () => {
  using folder = tempFolder();
  const encoding = testEncoding({ rate: { num: 30, den: 1 }, maxBitRate: 4_000_000, preset: 'medium' });
  const headers = [1, 5, 40].map((frames, index) => {
    makeChunk(folder.file(`${index}`), encoding, frames, index * 1000);
    using source = new PacketSource(folder.file(`${index}`), ChunkHeader);
    assert.equal(source.count, frames);
    return source.header;
  });
  assert.deepEqual(headers[1], headers[0]);
  assert.deepEqual(headers[2], headers[0]);
});

for (const fps of [30, 29.97, 25, 23.976, 60, 12.5]) {
  test(`${fps} fps: every frame is there once, at its exact time, over all seams`, () => {
    using folder = tempFolder();
    const { file, frames } = joined(folder, fps);
    const rate = rateOf(fps);
    let number = 0;
    for (const { picture, seconds } of picturesOf(file, { threads: 2 })) {
      assert.equal(readFrameNumber(picture), number);
      assert.ok(Math.abs(seconds - (number * rate.den) / rate.num) < 1e-6, `frame ${number} at ${seconds}`);
      number++;
    }
    assert.equal(number, frames);
    using reader = openVideoReader(file, { threads: 1 });
    assert.equal(reader.startSeconds, 0);
    const probe = probeFile(file);
    assert.equal(probe.video?.variableRate, false);
    assert.ok(Math.abs((probe.video?.fps ?? 0) - rate.num / rate.den) < 1e-6);
  });
}

test('boxes: moov first, no edit list, one duration for each frame, both tracks at 0 and equally long', () => {
  using folder = tempFolder();
  const { file, frames } = joined(folder, 29.97);
  const boxes = boxesOf(file);
  const order = boxes.map(({ type }) => type);
  assert.ok(order.indexOf('moov') < order.indexOf('mdat'), order.join(' '));
  assert.deepEqual(findBoxes(boxes, 'edts'), []);
  assert.deepEqual(findBoxes(boxes, 'elst'), []);
  const [video, audio] = findBoxes(boxes, 'trak').map((track) => {
    const mdhd = findBoxes(track.children, 'mdhd')[0]?.body ?? Buffer.alloc(0);
    const stts = findBoxes(track.children, 'stts')[0]?.body ?? Buffer.alloc(0);
    return { timescale: mdhd.readUInt32BE(12), duration: mdhd.readUInt32BE(16), stts, track };
  });
  assert.ok(video !== undefined && audio !== undefined);
  assert.deepEqual([video.timescale, video.duration], [30_000, frames * 1001]);
  assert.equal(video.stts.readUInt32BE(4), 1, 'one entry: a constant rate in decoding order');
  assert.deepEqual([video.stts.readUInt32BE(8), video.stts.readUInt32BE(12)], [frames, 1001]);
  assert.equal(audio.timescale, SOUND_RATE);
  const difference = audio.duration / SOUND_RATE - video.duration / video.timescale;
  assert.ok(Math.abs(difference) < 1 / SOUND_RATE, `${difference} s`);
  // Composition offsets: the first picture is shown when it is decoded.
  const ctts = findBoxes(video.track.children, 'ctts')[0]?.body;
  assert.equal(ctts?.readInt32BE(12), 0);
});

test('sound is at 0 to the sample, and keeps up with the picture to the end', () => {
  using folder = tempFolder();
  const { file } = joined(folder, 25);
  const clicks: number[] = [];
  let at = 0;
  for (const block of readAudio(file, {
    stream: null,
    from: 0,
    length: null,
    sampleRate: SOUND_RATE,
    channels: 1,
    tempo: 1,
  })) {
    for (const [i, value] of block.entries()) if (value > 0.4) clicks.push(at + i);
    at += block.length;
  }
  assert.deepEqual(clicks, [24_000, 72_000, 120_000, 168_000]);
});

test('title and maker are written, text is data', () => {
  using folder = tempFolder();
  const { file } = joined(folder, 30, false);
  const bytes = findBoxes(boxesOf(file), 'udta')[0]?.body.toString('utf8') ?? '';
  assert.ok(bytes.includes(`It's 100% "done"; ok: 你好`));
  assert.ok(bytes.includes('tellcut') && !bytes.includes('Lavf'));
  assert.equal(findBoxes(boxesOf(file), 'trak').length, 1, 'no sound track in a silent video');
});

test('what cannot be written is named, and nothing is left behind', () => {
  using folder = tempFolder();
  const encoding = testEncoding({ rate: { num: 25, den: 1 } });
  makeChunk(folder.file('a'), encoding, 5);
  makeChunk(folder.file('b'), testEncoding({ rate: { num: 25, den: 1 }, width: 128 }), 5);
  const spec = { rate: encoding.rate, audio: null, title: null };
  const a = { path: folder.file('a'), frames: 5 };
  const join = (chunks: { path: string; frames: number }[], out: string) => () => {
    joinMp4({ ...spec, chunks, out }, () => undefined);
  };
  assert.throws(join([a], folder.file('none/out.mp4')), { code: 'render.cannot_write' });
  assert.throws(join([a, { path: folder.file('b'), frames: 5 }], folder.file('out.mp4')), /different encodings/);
  assert.throws(join([{ ...a, frames: 6 }], folder.file('out.mp4')), /instead of 6/);
  assert.deepEqual(readdirSync(folder.path).toSorted(), ['a', 'b']);
});
