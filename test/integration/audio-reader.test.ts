import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAudio } from '../../src/media/audio-reader.ts';
import { writeSoundFile } from '../../src/media/sound-writer.ts';
import type { AudioReadOptions } from '../../src/media/types.ts';
import { blocksOf, CLICKS, makeVideo, SOUND_RATE, tempFolder } from '../support/make-media.ts';

const WHOLE: AudioReadOptions = { stream: null, from: 0, length: null, sampleRate: SOUND_RATE, channels: 1, tempo: 1 };

function samplesOf(file: string, options: Partial<AudioReadOptions> = {}): Float32Array {
  const blocks = [...readAudio(file, { ...WHOLE, ...options })];
  const whole = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

/** Where the sound is loud. */
function clicksOf(samples: Float32Array): number[] {
  const found: number[] = [];
  for (const [at, value] of samples.entries()) {
    if (Math.abs(value) > 0.3 && at - (found.at(-1) ?? -100) > 50) found.push(at);
  }
  return found;
}

const FORMATS = ['wav', 'm4a', 'mp3'] as const;

for (const format of FORMATS) {
  test(`${format}: every sample is where it was recorded, from any starting point`, () => {
    using folder = tempFolder();
    const file = folder.file(`sound.${format}`);
    const options = { format, sampleRate: SOUND_RATE, bitRate: 192_000, title: null };
    assert.equal(writeSoundFile(blocksOf({ seconds: 5, value: CLICKS }), file, options), 5 * SOUND_RATE);
    const whole = samplesOf(file);
    assert.ok(Math.abs(whole.length - 5 * SOUND_RATE) <= 1152, `${whole.length}`);
    assert.deepEqual(clicksOf(whole), [24_000, 72_000, 120_000, 168_000, 216_000]);
    for (const from of [0.25, 1, 2.123, 3.7]) {
      const part = samplesOf(file, { from, length: 1 });
      assert.equal(part.length, SOUND_RATE);
      const expected = [0.5, 1.5, 2.5, 3.5, 4.5].filter((at) => at >= from && at < from + 1);
      assert.deepEqual(
        clicksOf(part),
        expected.map((at) => Math.round((at - from) * SOUND_RATE)),
        `from ${from}`,
      );
    }
  });
}

for (const container of ['mp4', 'matroska', 'mpegts'] as const) {
  test(`${container}: sound and picture share a zero, early and late tracks are cut or filled`, () => {
    using folder = tempFolder();
    const rate = { num: 25, den: 1 };
    const sound = { seconds: 4, value: CLICKS };
    // Containers that count in milliseconds or in 90 kHz cannot say it better than that.
    const slack = container === 'mp4' ? 1 : container === 'mpegts' ? 2 : 48;
    const near = (file: string, expected: readonly number[]): void => {
      const found = clicksOf(samplesOf(file, { length: 4 }));
      assert.equal(found.length, expected.length, `${found.join(' ')} for ${expected.join(' ')}`);
      for (const [i, at] of found.entries())
        assert.ok(Math.abs(at - (expected[i] ?? 0)) <= slack, `${at}: ${expected[i]}`);
    };
    makeVideo(folder.file('together'), { frames: 100, rate, container, sound });
    near(folder.file('together'), [24_000, 72_000, 120_000, 168_000]);
    makeVideo(folder.file('late'), { frames: 100, rate, container, sound: { ...sound, offset: 0.75 } });
    near(folder.file('late'), [60_000, 108_000, 156_000]);
    makeVideo(folder.file('early'), { frames: 100, rate, container, sound, timeOf: (frame) => 0.6 + frame / 25 });
    near(folder.file('early'), [72_000 - 28_800, 120_000 - 28_800, 168_000 - 28_800]);
  });
}

test('what the source lacks is silence, so that the length is exact', () => {
  using folder = tempFolder();
  const file = folder.file('short.wav');
  writeSoundFile(blocksOf({ seconds: 1, value: () => 0.5 }), file, {
    format: 'wav',
    sampleRate: SOUND_RATE,
    bitRate: 0,
    title: null,
  });
  const long = samplesOf(file, { from: 0.5, length: 2 });
  assert.equal(long.length, 2 * SOUND_RATE);
  assert.ok(Math.abs((long[23_000] ?? 0) - 0.5) < 0.01);
  assert.equal(Math.max(...long.subarray(24_100)), 0);
  assert.equal(samplesOf(file, { from: 60, length: 0.5 }).length, SOUND_RATE / 2);
});

test('mono plays at full level on both sides, and stereo folds to its mean', () => {
  using folder = tempFolder();
  const file = folder.file('tone.wav');
  const options = { format: 'wav', sampleRate: SOUND_RATE, bitRate: 0, title: null } as const;
  writeSoundFile(blocksOf({ seconds: 0.5, value: () => 0.5 }), file, options);
  const stereo = samplesOf(file, { channels: 2 });
  assert.ok(Math.abs((stereo[20_000] ?? 0) - 0.5) < 0.001 && Math.abs((stereo[20_001] ?? 0) - 0.5) < 0.001);
  const mono = samplesOf(file, { channels: 1 });
  assert.ok(Math.abs((mono[10_000] ?? 0) - 0.5) < 0.001);
});

test('another tempo keeps the pitch, the places and the exact length', () => {
  using folder = tempFolder();
  const file = folder.file('tone.wav');
  const tone = (sample: number): number =>
    (Math.floor(sample / 24_000) % 2 === 0 ? 0.6 : 0.05) * Math.sin((2 * Math.PI * 441 * sample) / SOUND_RATE);
  const options = { format: 'wav', sampleRate: SOUND_RATE, bitRate: 0, title: null } as const;
  writeSoundFile(blocksOf({ seconds: 6, value: tone }), file, options);
  for (const tempo of [0.25, 0.5, 0.8, 1.25, 2, 4]) {
    const samples = samplesOf(file, { from: 1, length: 4, tempo });
    assert.equal(samples.length, Math.round((4 * SOUND_RATE) / tempo), `length at ${tempo}`);
    let crossings = 0;
    for (let i = 1; i < samples.length; i++) if ((samples[i - 1] ?? 0) < 0 && (samples[i] ?? 0) >= 0) crossings++;
    const pitch = (crossings * SOUND_RATE) / samples.length;
    assert.ok(Math.abs(pitch - 441) < 12, `pitch ${pitch} at ${tempo}`);
    // The level steps down after half a second of source: a window of the stretch is what it may be off.
    const step = (0.5 * SOUND_RATE) / tempo;
    const slack = Math.round(1200 + 960 / tempo);
    const level = (from: number, to: number): number => Math.max(...samples.subarray(Math.max(0, from), to));
    assert.ok(level(step - slack - 1800, step - slack) > 0.4, `loud before the step at ${tempo}`);
    assert.ok(level(step + slack, step + slack + 1800) < 0.2, `quiet after it at ${tempo}`);
  }
});

test('rates are converted in place', () => {
  using folder = tempFolder();
  const file = folder.file('clicks.wav');
  writeSoundFile(blocksOf({ seconds: 3, value: CLICKS }), file, {
    format: 'wav',
    sampleRate: SOUND_RATE,
    bitRate: 0,
    title: null,
  });
  assert.deepEqual(clicksOf(samplesOf(file, { sampleRate: 44_100 })), [22_050, 66_150, 110_250]);
});
