import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { balanceOf, type Levels } from './balance.ts';

const RATE = 48_000;
/** A mean square that K-weighting reads as so many LUFS. */
const energyAt = (lufs: number): number => 10 ** ((lufs + 0.691) / 10);

const sound = (bus: Sound['bus'], over: Partial<Sound> = {}): Sound => ({
  source: { kind: 'file', asset: bus, stream: null, from: 0, tempo: 1, reverse: false, loop: null },
  start: 0,
  length: 20 * RATE,
  gain: 1,
  ramps: [],
  bus,
  duckDb: 0,
  ...over,
});
const planOf = (...sounds: Sound[]): SoundPlan => ({
  key: '',
  samples: 20 * RATE,
  bitRate: 128_000,
  sounds,
  master: { targetLufs: -16, peakDb: -1 },
});
const steady = (lufs: number, spoken: (hop: number) => number = () => 0): Levels => ({
  loud: Float32Array.from({ length: 200 }, () => energyAt(lufs)),
  spoken: Float32Array.from({ length: 2000 }, (_, hop) => spoken(hop)),
});

test('the gain makes up what is missing, in half decibels, volumes counted in', () => {
  assert.equal(balanceOf(planOf(sound('voice')), () => steady(-20)).gainDb, 4);
  assert.equal(balanceOf(planOf(sound('voice', { gain: 0.5 })), () => steady(-20)).gainDb, 10);
  assert.equal(balanceOf(planOf(sound('voice')), () => steady(-20.1)).gainDb, 4);
  assert.equal(
    balanceOf({ ...planOf(sound('voice')), master: { targetLufs: null, peakDb: -1 } }, () => steady(-20)).gainDb,
    0,
  );
  assert.equal(balanceOf(planOf(sound('voice')), () => null).gainDb, 0);
});

test('words are found where they stand on the timeline, cuts and speed counted in', () => {
  const talk = steady(-20, (hop) => (hop >= 600 && hop < 800 ? 1e-2 : 1e-8));
  const music = sound('other', { duckDb: 12 });
  const levelsOf = ({ bus }: Sound): Levels => (bus === 'voice' ? talk : steady(-20));
  const at = (voice: Sound): unknown => balanceOf(planOf(voice, music), levelsOf).speech;
  assert.deepEqual(at(sound('voice')), [{ from: 600, to: 800 }]);
  const later = sound('voice', { start: 2 * RATE, length: 10 * RATE });
  assert.deepEqual(at(later), [{ from: 800, to: 1000 }]);
  const fast = sound('voice', { source: { ...later.source, tempo: 2 } as Sound['source'] });
  assert.deepEqual(at(fast), [{ from: 300, to: 400 }]);
  assert.deepEqual(balanceOf(planOf(sound('voice')), levelsOf).speech, []);
});
