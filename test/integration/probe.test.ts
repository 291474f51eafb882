import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ProbeFacts } from '../../src/draft/facts.ts';
import { probeFile } from '../../src/media/probe.ts';
import { writeSoundFile } from '../../src/media/sound-writer.ts';
import { blocksOf, makeAnimation, makeStill, makeVideo, SOUND_RATE, tempFolder } from '../support/make-media.ts';

const RATE = { num: 30_000, den: 1001 };
const near = (a: number | undefined, b: number, by: number): void => {
  assert.ok(Math.abs((a ?? Number.NaN) - b) <= by, `${a} is not ${b} ± ${by}`);
};

function probed(make: (file: string) => void): ProbeFacts {
  using folder = tempFolder();
  const file = folder.file('source');
  make(file);
  const facts = probeFile(file);
  assert.deepEqual(ProbeFacts.parse(facts), facts, 'facts fit their schema');
  return facts;
}

test('size as seen, rate, length and tracks of a plain video', () => {
  const sound = { seconds: 3, value: () => 0.1 };
  const facts = probed((file) => makeVideo(file, { frames: 90, rate: RATE, sound, language: 'deu' }));
  assert.equal(facts.kind, 'video');
  assert.equal(facts.format, 'mov');
  assert.deepEqual(
    [facts.video?.codec, facts.video?.width, facts.video?.height, facts.video?.rotation, facts.video?.pixelFormat],
    ['h264', 96, 64, 0, 'yuv420p'],
  );
  near(facts.video?.fps, 29.97, 0.001);
  assert.equal(facts.video?.variableRate, false);
  near(facts.duration, 3003, 1);
  const [track] = facts.audio;
  assert.deepEqual(
    [facts.audio.length, track?.codec, track?.sampleRate, track?.channels, track?.language],
    [1, 'aac', SOUND_RATE, 2, 'deu'],
  );
  near(track?.duration, 3000, 22);
});

for (const rotation of [90, 180, 270] as const) {
  test(`a phone held at ${rotation}° is seen upright`, () => {
    const facts = probed((file) => makeVideo(file, { frames: 5, rate: RATE, rotation }));
    assert.equal(facts.video?.rotation, rotation);
    const size = [facts.video?.width, facts.video?.height];
    assert.deepEqual(size, rotation === 180 ? [96, 64] : [64, 96]);
    assert.deepEqual([facts.video?.codedWidth, facts.video?.codedHeight], [96, 64]);
  });
}

test('pixels that are not square widen the picture', () => {
  const facts = probed((file) => makeVideo(file, { frames: 5, rate: RATE, pixelAspect: 1.333 }));
  assert.deepEqual([facts.video?.width, facts.video?.height, facts.video?.codedWidth], [128, 64, 96]);
});

test('a variable rate is told from a constant one that a container rounds', () => {
  const jumpy = (frame: number): number => frame / 30 + (frame % 3) * 0.012;
  assert.equal(probed((file) => makeVideo(file, { frames: 60, rate: RATE, timeOf: jumpy })).video?.variableRate, true);
  const rounded = probed((file) => makeVideo(file, { frames: 60, rate: RATE, container: 'matroska' }));
  assert.equal(rounded.video?.variableRate, false);
  near(rounded.video?.fps, 29.97, 0.01);
});

test('offsets between sound and picture, both ways', () => {
  const sound = { seconds: 2, value: () => 0.1 };
  const late = probed((file) => makeVideo(file, { frames: 60, rate: RATE, sound: { ...sound, offset: 0.5 } }));
  near((late.audio[0]?.startMs ?? 0) - (late.video?.startMs ?? 0), 500, 2);
  const early = probed((file) => makeVideo(file, { frames: 60, rate: RATE, sound, timeOf: (f) => 0.4 + f / 30 }));
  near((early.audio[0]?.startMs ?? 0) - (early.video?.startMs ?? 0), -400, 2);
  near(early.duration, 2000, 35);
});

test('sound that goes on after the picture counts into the length, its padding does not', () => {
  const sound = (seconds: number) => ({ seconds, value: () => 0.1 });
  near(
    probed((file) => makeVideo(file, { frames: 30, rate: { num: 30, den: 1 }, sound: sound(1.1) })).duration,
    1000,
    1,
  );
  near(
    probed((file) => makeVideo(file, { frames: 30, rate: { num: 30, den: 1 }, sound: sound(4) })).duration,
    4000,
    25,
  );
});

test('photos, moving pictures and sounds are told apart', () => {
  for (const type of ['png', 'jpeg'] as const) {
    const facts = probed((file) => makeStill(file, type, 3, { width: 300, height: 200 }));
    assert.deepEqual([facts.kind, facts.duration, facts.video?.width, facts.video?.height], ['image', 0, 300, 200]);
  }
  for (const type of ['gif', 'webp'] as const) {
    const facts = probed((file) => makeAnimation(file, type, 5, 0.2));
    assert.equal(facts.kind, 'video');
    near(facts.duration, 1000, 1);
    near(facts.video?.fps, 5, 0.01);
  }
  assert.equal(probed((file) => makeAnimation(file, 'gif', 1, 0.2)).kind, 'image');
  for (const format of ['wav', 'mp3', 'm4a'] as const) {
    const options = { format, sampleRate: SOUND_RATE, bitRate: 128_000, title: null };
    const facts = probed((file) => void writeSoundFile(blocksOf({ seconds: 2, value: () => 0.1 }), file, options));
    assert.deepEqual([facts.kind, facts.video, facts.audio.length], ['audio', null, 1]);
    near(facts.duration, 2000, 30);
  }
});

test('a photo with an orientation in its EXIF is seen upright', () => {
  const facts = probed((file) => {
    makeStill(file, 'jpeg', 3, { width: 300, height: 200 });
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 2), exifOrientation(6), bytes.subarray(2)]));
  });
  assert.equal(facts.video?.rotation, 90);
  assert.deepEqual([facts.video?.width, facts.video?.height], [200, 300]);
});

/** An APP1 segment with one entry, tag 0x0112. */
function exifOrientation(value: number): Buffer {
  const tiff = Buffer.from(`4d4d002a00000008000101120003000000010000000000000000`, 'hex');
  tiff.writeUInt16BE(value, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

test('a length that the header does not say is found in the packets', () => {
  using folder = tempFolder();
  const file = folder.file('live.mkv');
  makeVideo(file, { frames: 90, rate: RATE, container: 'matroska', options: { live: '1' } });
  near(probeFile(file).duration, 3003, 2);
});
