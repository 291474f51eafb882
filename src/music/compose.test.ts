import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { measureBlocks } from '../base/loudness.ts';
import { MOODS, type MoodName } from '../draft/mood-names.ts';
import { composeMusic } from './compose.ts';

const hashOf = (mood: MoodName, seed: number, durationMs: number, size?: number): string => {
  const hash = createHash('sha256');
  for (const block of composeMusic({ mood, seed, durationMs }).blocks(size)) {
    hash.update(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
  }
  return hash.digest('hex');
};

const framesOf = (blocks: readonly Float32Array[]): number => blocks.reduce((sum, block) => sum + block.length / 2, 0);

for (const { name } of MOODS) {
  test(`${name}: has its loudness, stays under its peak, is exactly as long as asked, and rings out`, () => {
    for (const [seed, durationMs] of [
      [3, 16_457],
      [77, 8_000],
    ] as const) {
      const music = composeMusic({ mood: name, seed, durationMs });
      const blocks = [...music.blocks()];
      assert.equal(framesOf(blocks), Math.round(durationMs * 48));
      const { integrated, truePeak } = measureBlocks(blocks, 48_000, 2);
      assert.ok(integrated !== null && Math.abs(integrated + 16) <= 1, `${durationMs} ms: ${integrated} LUFS`);
      assert.ok(truePeak !== null && truePeak <= -1, `${durationMs} ms: ${truePeak} dBTP`);

      // The ending: the last chord is there, then falls steadily to nothing.
      const tail = [1.2, 0.6, 0.3, 0.02].map((from) => levelAt(blocks, durationMs / 1000 - from, 0.02));
      for (const [i, level] of tail.entries())
        assert.ok(i === 0 || level < (tail[i - 1] ?? 0), `tail ${tail.join(' ')}`);
      assert.ok((tail.at(-1) ?? 1) < 1e-3, `ends at ${tail.at(-1)}`);
    }
  });
}

/** RMS of a part of the piece, in seconds. */
function levelAt(blocks: readonly Float32Array[], from: number, length: number): number {
  let sum = 0;
  let count = 0;
  let frame = 0;
  for (const block of blocks) {
    if (frame + block.length / 2 <= from * 48_000) {
      frame += block.length / 2;
      continue;
    }
    for (let i = 0; i < block.length; i += 2, frame++) {
      if (frame < from * 48_000 || frame >= (from + length) * 48_000) continue;
      sum += (block[i] ?? 0) ** 2 + (block[i + 1] ?? 0) ** 2;
      count += 2;
    }
  }
  return Math.sqrt(sum / Math.max(1, count));
}

test('the same seed gives the same samples in any block size; another seed another piece', () => {
  const expected = hashOf('lo-fi', 42, 5000);
  assert.equal(hashOf('lo-fi', 42, 5000), expected);
  assert.equal(hashOf('lo-fi', 42, 5000, 1), expected);
  assert.equal(hashOf('lo-fi', 42, 5000, 12_345), expected);
  assert.notEqual(hashOf('lo-fi', 43, 5000), expected);
});

test('the shortest lengths are music too', () => {
  for (const { name } of MOODS) {
    for (const durationMs of [500, 2000, 3001]) {
      const blocks = [...composeMusic({ mood: name, seed: 9, durationMs }).blocks()];
      assert.equal(framesOf(blocks), durationMs * 48);
      const { truePeak } = measureBlocks(blocks, 48_000, 2);
      assert.ok(truePeak !== null && truePeak <= -1 && truePeak > -20, `${name} ${durationMs} ms: ${truePeak} dBTP`);
    }
  }
});

test('the beats lie evenly, and the last is the last chord', () => {
  for (const durationMs of [4000, 30_000, 3_600_000]) {
    const { bpm, beats } = composeMusic({ mood: 'upbeat', seed: 5, durationMs });
    assert.equal(beats[0], 0);
    assert.ok(bpm > 90 && bpm < 160, `${bpm}`);
    beats.slice(1).forEach((at, i) => assert.ok(Math.abs(at - (beats[i] ?? 0) - 60_000 / bpm) < 1e-6));
    const ring = durationMs - (beats.at(-1) ?? 0);
    assert.ok(ring > 500 && ring < 9000, `${ring} ms remain for the last chord`);
  }
});

test('the beat is where the tempo says: drums fall on it', () => {
  const music = composeMusic({ mood: 'electronic', seed: 8, durationMs: 40_000 });
  const blocks = [...music.blocks(48)];
  const energies = blocks.map((block) => block.reduce((sum, value) => sum + value * value, 0));
  const rises = energies.map((energy, i) => Math.max(0, energy - (energies[i - 1] ?? 0)));
  const onGrid = (shiftMs: number): number =>
    music.beats
      .slice(0, -4)
      .reduce(
        (sum, at) => sum + (rises[Math.round(at + shiftMs)] ?? 0) + (rises[Math.round(at + shiftMs) + 1] ?? 0),
        0,
      );
  const beat = 60_000 / music.bpm;
  assert.ok(onGrid(0) > 4 * onGrid(beat * 0.37), `${onGrid(0)} against ${onGrid(beat * 0.37)}`);
});

test('an hour of music is planned at once, and nothing is rendered before it is asked for', () => {
  const music = composeMusic({ mood: 'ambient', seed: 1, durationMs: 3_600_000 });
  assert.equal(music.frames, 3600 * 48_000);
  assert.ok(music.beats.length > 3000);
});

test('a length that is no length is refused', () => {
  for (const durationMs of [0, -1, Number.NaN, 499, 25 * 3600 * 1000]) {
    assert.throws(() => composeMusic({ mood: 'lo-fi', seed: 1, durationMs }), RangeError);
  }
});
