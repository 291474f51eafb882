import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speakLike } from './voice.ts';

const RATE = 48_000;
const level = (samples: Float32Array, from: number, to: number): number => {
  const part = samples.subarray(from * RATE, to * RATE);
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length);
};

test('phrases are as loud as speech, pauses as quiet as a room, and nothing clips', () => {
  const sound = speakLike([{ from: 1, to: 3 }], 5, { sampleRate: RATE, seed: 7 });
  assert.ok(Math.abs(level(sound, 1, 3) + 20) < 1.5, `speech at ${level(sound, 1, 3)} dB`);
  assert.ok(level(sound, 3.2, 5) < -58, `pause at ${level(sound, 3.2, 5)} dB`);
  assert.ok(sound.every((x) => Math.abs(x) < 0.9));
});

test('the same seed gives the same voice', () => {
  const make = (seed: number): Float32Array => speakLike([{ from: 0, to: 1 }], 1, { sampleRate: RATE, seed });
  assert.deepEqual(make(3), make(3));
  assert.notDeepEqual(make(3), make(4));
});
