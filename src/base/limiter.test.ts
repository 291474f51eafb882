import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitPeaks } from './limiter.ts';
import { measureBlocks } from './loudness.ts';

const RATE = 48000;

function noise(frames: number, seed: number): Float32Array {
  const block = new Float32Array(frames * 2);
  let state = seed;
  for (let i = 0; i < block.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    block[i] = state / 2 ** 31;
  }
  return block;
}

function* inPieces(whole: Float32Array, frames: number): Generator<Float32Array> {
  for (let at = 0; at < whole.length; at += frames * 2) yield whole.subarray(at, at + frames * 2);
}

const joined = (blocks: Iterable<Float32Array>): Float32Array => {
  const all = [...blocks];
  const whole = new Float32Array(all.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of all) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
};

test('what stays under the ceiling passes sample by sample, at its place', () => {
  const quiet = noise(RATE, 7).map((value) => value * 0.2);
  const out = joined(limitPeaks(inPieces(quiet, 777), { sampleRate: RATE, ceilingDb: -1, gainDb: 0 }));
  assert.deepEqual(out, quiet);
});

test('no true peak exceeds the ceiling, whatever comes in', () => {
  for (const gainDb of [0, 6, 18]) {
    const options = { sampleRate: RATE, ceilingDb: -1, gainDb };
    const { truePeak } = measureBlocks(limitPeaks(inPieces(noise(RATE * 2, 3), 4096), options), RATE, 2);
    assert.ok(truePeak !== null && truePeak <= -1 && truePeak > -3, `+${gainDb} dB: ${truePeak}`);
  }
});

test('the size of blocks does not change the result, and the length stays', () => {
  const loud = noise(10_001, 11);
  const options = { sampleRate: RATE, ceilingDb: -3, gainDb: 9 };
  const a = joined(limitPeaks([loud], options));
  assert.equal(a.length, loud.length);
  assert.deepEqual(joined(limitPeaks(inPieces(loud, 1), options)), a);
  assert.deepEqual(joined(limitPeaks(inPieces(loud, 333), options)), a);
});

test('a single click is lowered with the sound around it, and the sound comes back', () => {
  const tone = new Float32Array(RATE * 2);
  for (let i = 0; i < RATE; i++) tone[2 * i] = tone[2 * i + 1] = 0.5 * Math.sin((2 * Math.PI * 220 * i) / RATE);
  tone[2 * 20_000] = 2;
  const out = joined(limitPeaks([tone], { sampleRate: RATE, ceilingDb: -1, gainDb: 0 }));
  assert.ok(Math.abs(out[40_000] ?? 9) <= 0.9);
  assert.ok((out[40_000] ?? 0) > 0.8, 'the peak itself reaches the ceiling');
  assert.deepEqual(out.subarray(0, 38_000), tone.subarray(0, 38_000));
  const late = 2 * 45_000;
  assert.ok(Math.abs((out[late] ?? 0) - (tone[late] ?? 0)) < 0.01, 'half a second later nothing is left of it');
});

test('nothing in, nothing out', () => {
  assert.equal(joined(limitPeaks([], { sampleRate: RATE, ceilingDb: -1, gainDb: 0 })).length, 0);
});
