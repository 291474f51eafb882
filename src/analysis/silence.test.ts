import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSpeech, randomFrom, type SpeechSpec } from '../../test/support/make-speech.ts';
import type { SilenceFacts } from '../draft/facts.ts';
import { LevelMeter } from './levels.ts';
import { findSilences } from './silence.ts';

const RATE = 48_000;
const PARTS = [1800, 600, 2500, 350, 900, 1200, 3000, 250, 1400, 2400, 1700];

function silencesOf(samples: Float32Array, channels: 1 | 2 = 1): SilenceFacts {
  const meter = new LevelMeter(RATE, channels);
  // Blocks of an odd size: windows must not depend on them.
  for (let at = 0; at < samples.length; at += 4098) meter.add(samples.subarray(at, at + 4098));
  return findSilences(meter.result());
}

function assertPauses(found: SilenceFacts, expected: readonly (readonly [number, number])[], label: string): void {
  const list = found.silences.map(([a, b]) => `${a}-${b}`).join(' ');
  const levels = `speech ${found.speechDb.toFixed(1)} noise ${found.noiseDb.toFixed(1)}`;
  assert.equal(found.silences.length, expected.length, `${label}: ${list} (${levels})`);
  for (const [index, [start, end]] of expected.entries()) {
    const [a = 0, b = 0] = found.silences[index] ?? [];
    assert.ok(Math.abs(a - start) <= 30 && Math.abs(b - end) <= 30, `${label}: ${a}-${b} for ${start}-${end}`);
  }
}

test('every pause is found to 30 ms at any level, with and without noise', () => {
  for (const db of [-50, -40, -30, -20, -10, -3]) {
    for (const below of [null, 50, 40, 30, 20, 15]) {
      const spec: SpeechSpec = { parts: PARTS, db, noiseDb: below === null ? null : db - below, seed: 7 };
      const { samples, pauses } = makeSpeech(spec);
      const clipped = samples.map((value) => Math.max(-1, Math.min(1, value)));
      assertPauses(silencesOf(clipped), pauses, `${db} dB, noise ${below} below`);
    }
  }
});

test('levels are measured, so that others can judge by them', () => {
  const { samples } = makeSpeech({ parts: PARTS, db: -23, noiseDb: -53, seed: 3 });
  const { speechDb, noiseDb, thresholdDb } = silencesOf(samples);
  assert.ok(Math.abs(speechDb + 23) < 4, `speech ${speechDb}`);
  assert.ok(Math.abs(noiseDb + 53) < 4, `noise ${noiseDb}`);
  assert.ok(thresholdDb > noiseDb && thresholdDb < speechDb);
});

test('different voices and rhythms: nothing that is spoken is taken for a pause', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = randomFrom(seed);
    const parts = Array.from({ length: 15 }, (_, i) =>
      Math.round(i % 2 === 0 ? 500 + 3000 * random() : 250 + 2000 * random()),
    );
    const { samples, pauses } = makeSpeech({ parts, db: -20, noiseDb: -55, seed });
    assertPauses(silencesOf(samples), pauses, `seed ${seed}`);
  }
});

test('fluent speech: soft words are no pauses, and closures between sounds show how quiet the room is', () => {
  for (const roomDb of [-75, -60, -50]) {
    const { samples } = makeSpeech({ parts: [9000, 300, 9000], db: -20, noiseDb: null, seed: 13 });
    const every = (ms: number): number => Math.round((ms * RATE) / 1000);
    for (let at = every(500); at < samples.length; at += every(830)) samples.fill(0, at, at + every(140));
    for (const from of [2400, 6100]) {
      for (let i = every(from); i < every(from + 700); i++) samples[i] = (samples[i] ?? 0) * 0.2;
    }
    const random = randomFrom(roomDb + 1000);
    const room = 10 ** (roomDb / 20) * Math.sqrt(3);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + room * (random() * 2 - 1);
    assertPauses(silencesOf(samples), [[9000, 9300]], `room at ${roomDb} dB`);
  }
});

test('one dead channel of two changes nothing', () => {
  const { samples, pauses } = makeSpeech({ parts: PARTS, db: -25, noiseDb: -60, seed: 5 });
  const stereo = new Float32Array(samples.length * 2);
  for (const [i, value] of samples.entries()) stereo[2 * i + 1] = value;
  assertPauses(silencesOf(stereo, 2), pauses, 'right channel only');
});

test('rumble and hum under the voice are not taken for sound', () => {
  const { samples, pauses } = makeSpeech({ parts: PARTS, db: -20, noiseDb: -60, seed: 6 });
  for (let i = 0; i < samples.length; i++)
    samples[i] = (samples[i] ?? 0) + 0.02 * Math.sin((2 * Math.PI * 25 * i) / RATE);
  assertPauses(silencesOf(samples), pauses, '25 Hz at -37 dB');
});

test('a loud clap does not make the voice count as silence', () => {
  const { samples, pauses } = makeSpeech({ parts: PARTS, db: -35, noiseDb: -65, seed: 8 });
  for (let i = 0; i < 2400; i++) samples[RATE + i] = (i % 2 === 0 ? 1 : -1) * Math.exp(-i / 600);
  assertPauses(silencesOf(samples), pauses, 'clap');
});

test('a click inside a pause does not split it', () => {
  const { samples } = makeSpeech({ parts: [2000, 2000, 2000], db: -20, noiseDb: -60, seed: 9 });
  for (let i = 0; i < 400; i++) samples[3 * RATE + i] = 0.5 * Math.sin(i);
  assertPauses(silencesOf(samples), [[2000, 4000]], 'click');
});

test('without any sound everything is one silence, and the levels say why', () => {
  const found = silencesOf(new Float32Array(RATE * 3));
  assert.deepEqual(found.silences, [[0, 3000]]);
  assert.equal(found.speechDb, found.noiseDb);
  const faint = new Float32Array(RATE * 3).map((_, i) => 0.00005 * Math.sin(i));
  assert.equal(silencesOf(faint).silences.length, 1);
  assert.deepEqual(findSilences([]).silences, []);
});

test('where nothing stands out, nothing is a pause: noise, a tone, speech without a breath', () => {
  const random = randomFrom(4);
  const noise = new Float32Array(RATE * 5).map(() => 0.1 * (random() * 2 - 1));
  const tone = new Float32Array(RATE * 5).map((_, i) => 0.2 * Math.sin(i / 20));
  const { samples: talk } = makeSpeech({ parts: [9000], db: -20, noiseDb: -60, seed: 2 });
  for (const [name, samples] of Object.entries({ noise, tone, talk })) {
    assert.deepEqual(silencesOf(samples).silences, [], name);
  }
});

test('a music bed under the voice: the gaps between words are still found', () => {
  const { samples, pauses } = makeSpeech({ parts: PARTS, db: -18, noiseDb: null, seed: 11 });
  for (let i = 0; i < samples.length; i++) {
    const beat = 0.7 + 0.3 * Math.sin((2 * Math.PI * 2 * i) / RATE);
    const chord = [220, 277, 330].reduce((sum, hz) => sum + Math.sin((2 * Math.PI * hz * i) / RATE), 0);
    samples[i] = (samples[i] ?? 0) + 0.007 * beat * chord;
  }
  assertPauses(silencesOf(samples), pauses, 'bed at -40 dB');
});
