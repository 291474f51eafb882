import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { findScenes } from '../../src/analysis/scenes.ts';
import { makeThumbnail } from '../../src/analysis/thumbnail.ts';
import { cutsFromSilences } from '../../src/draft/silence-cuts.ts';
import { hashFile } from '../../src/media/hash.ts';
import { convertPicture, pictureFromRgba, solidPicture } from '../../src/media/picture.ts';
import { probeFile } from '../../src/media/probe.ts';
import { writeSoundFile } from '../../src/media/sound-writer.ts';
import type { Picture } from '../../src/media/types.ts';
import { openVideoReader } from '../../src/media/video-reader.ts';
import { makeStill, makeVideo, readFrameNumber, tempFolder } from '../support/make-media.ts';
import { makeSpeech, randomFrom, SOUND_RATE } from '../support/make-speech.ts';

test('facts of a talk: pauses on the clock of the picture, loudness, waveform, from one reading', () => {
  using folder = tempFolder();
  const file = folder.file('talk.mp4');
  const speech = makeSpeech({ parts: [1000, 900, 1500, 800, 1400], db: -20, noiseDb: -60, seed: 1 });
  const value = (sample: number): number => speech.samples[sample] ?? 0;
  // The picture begins 300 ms into the sound: source times count from there.
  makeVideo(file, {
    frames: 125,
    rate: { num: 25, den: 1 },
    sound: { seconds: 5.6, value },
    timeOf: (f) => 0.3 + f / 25,
  });
  const probe = probeFile(file);
  const heard: number[] = [];
  const facts = analyse(file, probe, ['silence', 'loudness', 'waveform'], { onProgress: (done) => heard.push(done) });
  const found = facts.silence?.silences ?? [];
  assert.equal(found.length, 2);
  for (const [index, [start, end]] of [
    [700, 1600],
    [3100, 3900],
  ].entries()) {
    const [a = 0, b = 0] = found[index] ?? [];
    assert.ok(Math.abs(a - (start ?? 0)) <= 30 && Math.abs(b - (end ?? 0)) <= 30, `${a}-${b} for ${start}-${end}`);
  }
  assert.ok(Math.abs((facts.loudness?.integrated ?? 0) + 20) < 6, `${facts.loudness?.integrated} LUFS`);
  assert.ok(Math.abs((facts.waveform?.peaks.length ?? 0) - 106) <= 2);
  assert.ok((heard.at(-1) ?? 0) > 0.9);
  assert.equal('scenes' in facts, false);
  assert.equal(cutsFromSilences(found, probe.duration).length, 2);
});

test('no sound: silence facts that say so, no waveform, no loudness', () => {
  using folder = tempFolder();
  makeStill(folder.file('a.png'), 'png', 1);
  const facts = analyse(folder.file('a.png'), probeFile(folder.file('a.png')), [
    'silence',
    'loudness',
    'waveform',
    'scenes',
  ]);
  assert.deepEqual(facts.silence?.silences, []);
  assert.deepEqual(facts.waveform?.peaks, []);
  assert.deepEqual(facts.loudness, { integrated: null, range: null, truePeak: null });
  assert.deepEqual(facts.scenes, { cuts: [] });
});

test('sound is analysed at 200 times real time at least', (t) => {
  using folder = tempFolder();
  const file = folder.file('long.m4a');
  const parts = Array.from({ length: 41 }, (_, i) => (i % 2 === 0 ? 2400 : 600));
  const { samples } = makeSpeech({ parts, db: -20, noiseDb: -60, seed: 3 });
  const value = (sample: number): number => samples[sample] ?? 0;
  makeVideo(file, { frames: 1500, rate: { num: 25, den: 1 }, sound: { seconds: 60, value } });
  const probe = probeFile(file);
  const before = process.cpuUsage();
  analyse(file, probe, ['silence']);
  const alone = 60_000_000 / (process.cpuUsage(before).user + 1);
  const again = process.cpuUsage();
  analyse(file, probe, ['silence', 'loudness', 'waveform']);
  const all = 60_000_000 / (process.cpuUsage(again).user + 1);
  t.diagnostic(`silence ${Math.round(alone)}x, with loudness and waveform ${Math.round(all)}x real time (CPU)`);
  assert.ok(alone > 200, `${alone}x`);
});

/** Noise that drifts: the same scene from picture to picture, another one for another seed. */
function* scene(
  seed: number,
  frames: number,
  from: number,
  drift = 0,
): Generator<{ picture: Picture; seconds: number }> {
  const random = randomFrom(seed);
  const cells = Array.from({ length: 12 * 7 }, () => Math.round(255 * random()));
  for (let frame = 0; frame < frames; frame++) {
    const rgba = Buffer.alloc(96 * 56 * 4, 255);
    for (let y = 0; y < 56; y++) {
      for (let x = 0; x < 96; x++) {
        const cell = cells[Math.floor(y / 8) * 12 + (Math.floor((x + drift * frame) / 8) % 12)] ?? 0;
        rgba.fill(Math.min(255, cell + Math.floor(8 * random())), (y * 96 + x) * 4, (y * 96 + x) * 4 + 3);
      }
    }
    using picture = pictureFromRgba(rgba, 96, 56);
    yield { picture, seconds: from + frame / 25 };
  }
}

test('cuts are found at their picture; noise, movement and a fade are none', () => {
  const shots = (function* () {
    yield* scene(1, 30, 0);
    yield* scene(2, 40, 30 / 25);
    yield* scene(3, 30, 70 / 25, 1);
  })();
  const { cuts } = findScenes(shots);
  assert.deepEqual(
    cuts.map(({ at }) => at),
    [1200, 2800],
  );
  for (const { score } of cuts) assert.ok(score > 0.06 && score <= 1);
  const fade = (function* () {
    for (let i = 0; i < 50; i++) {
      using picture = solidPicture(64, 36, [5 * i, 5 * i, 5 * i, 255]);
      yield { picture, seconds: i / 25 };
    }
  })();
  assert.deepEqual(findScenes(fade).cuts, []);
});

test('a thumbnail shows the asked time, upright, within its box, as a file that opens', () => {
  using folder = tempFolder();
  const file = folder.file('phone.mp4');
  makeVideo(file, { frames: 50, rate: { num: 25, den: 1 }, width: 192, height: 128, rotation: 180 });
  for (const type of ['jpeg', 'png'] as const) {
    const bytes = makeThumbnail(file, probeFile(file), { at: 1200, maxWidth: 96, maxHeight: 96, type });
    writeFileSync(folder.file(type), bytes);
    const probe = probeFile(folder.file(type));
    assert.deepEqual([probe.kind, probe.video?.width, probe.video?.height], ['image', 96, 64]);
    using reader = openVideoReader(folder.file(type), { threads: 1 });
    using picture = reader.at(0);
    assert.equal(readUpsideDown(picture), 30);
  }
});

/** The blocks of a number stand in reverse order when the picture is turned by 180 degrees. */
function readUpsideDown(picture: Picture): number {
  using copy = convertPicture(picture, 'rgba');
  const turned = readFrameNumber(copy);
  return Array.from({ length: 16 }, (_, bit) => ((turned >> (15 - bit)) & 1) << bit).reduce(
    (sum, value) => sum | value,
    0,
  );
}

test('a hash is of the content', async () => {
  using folder = tempFolder();
  writeFileSync(folder.file('a'), 'abc');
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(await hashFile(folder.file('a')), expected);
  writeSoundFile([], folder.file('none.wav'), { format: 'wav', sampleRate: SOUND_RATE, bitRate: 0, title: null });
  assert.notEqual(await hashFile(folder.file('none.wav')), expected);
  await assert.rejects(hashFile(folder.file('missing')));
});
