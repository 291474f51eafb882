import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { secondsOfFrame } from '../../src/base/time.ts';
import { Bypass } from '../../src/media/bypass.ts';
import { openVideoReader, picturesOf } from '../../src/media/video-reader.ts';
import {
  makeAnimation,
  makeStill,
  makeVideo,
  readFrameNumber,
  tempFolder,
  type VideoSpec,
} from '../support/make-media.ts';
import { randomFrom } from '../support/make-speech.ts';

const NTSC = { num: 30_000, den: 1001 };
const FILM = { num: 24, den: 1 };

function numberAt(reader: ReturnType<typeof openVideoReader>, seconds: number): number {
  using picture = reader.at(seconds);
  return readFrameNumber(picture);
}

const CASES: readonly (VideoSpec & { readonly name: string })[] = [
  { name: 'MP4 with B-frames and an edit list', frames: 100, rate: NTSC, bFrames: 3, gop: 24 },
  { name: 'MP4 whose pictures begin late', frames: 60, rate: FILM, timeOf: (frame) => 0.7 + frame / 24 },
  { name: 'fragmented MP4', frames: 80, rate: NTSC, options: { movflags: 'frag_keyframe+empty_moov' } },
  { name: 'Matroska, which counts in milliseconds', frames: 90, rate: NTSC, container: 'matroska' },
  { name: 'MPEG transport stream', frames: 90, rate: { num: 25, den: 1 }, container: 'mpegts' },
  { name: 'one long GOP', frames: 120, rate: FILM, gop: 300 },
  { name: 'only keyframes', frames: 30, rate: FILM, gop: 1, bFrames: 0 },
];

for (const { name, ...spec } of CASES) {
  test(`every frame of a source is found at its time, in any order: ${name}`, () => {
    using folder = tempFolder();
    const file = folder.file('source.bin');
    makeVideo(file, spec);
    using reader = openVideoReader(file, { threads: 2 });
    for (let frame = 0; frame < spec.frames; frame++) {
      const seconds = Math.round(secondsOfFrame(frame, spec.rate) * 1000) / 1000;
      assert.equal(numberAt(reader, seconds), frame, `frame ${frame}, straight on`);
    }
    const seed = 20_261_121;
    const random = randomFrom(seed);
    for (let i = 0; i < 60; i++) {
      const frame = Math.floor(random() * spec.frames);
      assert.equal(
        numberAt(reader, secondsOfFrame(frame, spec.rate)),
        frame,
        `frame ${frame}, jump ${i}, seed ${seed}`,
      );
    }
    assert.equal(numberAt(reader, -5), 0, 'before the first');
    assert.equal(numberAt(reader, 9999), spec.frames - 1, 'after the last');
    assert.equal(numberAt(reader, 0), 0, 'and back');
  });
}

test('on the way to a picture, those that none builds on and nobody sees are not decoded', (t) => {
  using folder = tempFolder();
  const file = folder.file('source.mp4');
  makeVideo(file, { frames: 100, rate: FILM, gop: 100, bFrames: 3 });
  const skips = t.mock.method(Bypass.prototype, 'skips');
  const skipped = (): number => skips.mock.calls.filter(({ result }) => result === true).length;
  using reader = openVideoReader(file, { threads: 1 });
  for (let frame = 0; frame < 40; frame++) assert.equal(numberAt(reader, frame / 24), frame);
  assert.equal(skipped(), 0, 'straight on, every picture is seen');
  for (const frame of [97, 39, 76]) assert.equal(numberAt(reader, frame / 24), frame);
  assert.ok(skipped() > 40, `${skipped()} of some 210 on the way`);
});

test('a variable rate: each picture stays until the next one begins', () => {
  using folder = tempFolder();
  const file = folder.file('variable.mp4');
  const starts = [0, 0.1, 0.15, 0.9, 1.0, 1.033, 2.5, 2.6];
  makeVideo(file, { frames: starts.length, rate: { num: 30, den: 1 }, timeOf: (frame) => starts[frame] ?? 0 });
  using reader = openVideoReader(file, { threads: 1 });
  const expected: readonly (readonly [number, number])[] = [
    [0.05, 0],
    [0.1, 1],
    [0.14, 1],
    [0.5, 2],
    [0.89, 2],
    [0.9, 3],
    [1.01, 4],
    [2.4, 5],
    [2.55, 6],
    [0.5, 2],
    [7, 7],
  ];
  for (const [seconds, number] of expected) assert.equal(numberAt(reader, seconds), number, `at ${seconds}`);
});

test('the origin is the first picture, whatever the sound does before it', () => {
  using folder = tempFolder();
  const file = folder.file('late.mp4');
  const sound = { seconds: 3, value: () => 0.1 };
  makeVideo(file, { frames: 48, rate: FILM, timeOf: (frame) => 0.5 + frame / 24, sound });
  using reader = openVideoReader(file, { threads: 1 });
  assert.ok(Math.abs(reader.startSeconds - 0.5) < 0.002, String(reader.startSeconds));
  assert.equal(numberAt(reader, 0), 0);
  assert.equal(numberAt(reader, 1), 24);
});

for (const type of ['gif', 'webp'] as const) {
  test(`an animated ${type} plays by its own delays, forwards and backwards`, () => {
    using folder = tempFolder();
    const file = folder.file(`moving.${type}`);
    makeAnimation(file, type, 12, 0.2);
    using reader = openVideoReader(file, { threads: 1 });
    for (const frame of [0, 1, 2, 7, 11, 3, 0, 11])
      assert.equal(numberAt(reader, frame * 0.2 + 0.05), frame, `${frame}`);
  });
}

for (const type of ['png', 'jpeg'] as const) {
  test(`a ${type} is the same picture at every time`, () => {
    using folder = tempFolder();
    const file = folder.file('photo');
    makeStill(file, type, 4711, { width: 320, height: 200 });
    using reader = openVideoReader(file, { threads: 1 });
    assert.deepEqual([reader.width, reader.height], [320, 200]);
    for (const seconds of [0, 12, 3, -1]) assert.equal(numberAt(reader, seconds), 4711);
  });
}

test('damage in the middle costs the pictures it hits, not those after it', () => {
  using folder = tempFolder();
  const file = folder.file('damaged.mp4');
  makeVideo(file, { frames: 96, rate: FILM, gop: 12, options: { movflags: 'faststart' } });
  const bytes = readFileSync(file);
  const data = bytes.lastIndexOf('mdat');
  const from = data + Math.floor((bytes.length - data) * 0.5);
  bytes.fill(0x5a, from, from + Math.floor((bytes.length - data) * 0.08));
  writeFileSync(file, bytes);
  using reader = openVideoReader(file, { threads: 1 });
  assert.equal(numberAt(reader, 0), 0);
  assert.equal(numberAt(reader, 90 / 24), 90, 'the last GOP is whole');
  assert.equal(numberAt(reader, 12 / 24), 12);
});

test('pictures come one by one with their times', () => {
  using folder = tempFolder();
  const file = folder.file('all.mp4');
  makeVideo(file, { frames: 40, rate: NTSC });
  const seen = [...picturesOf(file, { threads: 1 })].map(({ seconds }) => seconds);
  assert.equal(seen.length, 40);
  for (const [frame, seconds] of seen.entries()) assert.ok(Math.abs(seconds - secondsOfFrame(frame, NTSC)) < 1e-4);
});
