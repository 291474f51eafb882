import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fft } from '../base/fft.ts';
import { SFX, sfxByWords } from '../draft/sfx-names.ts';
import { makeSfx, SFX_RATE } from './sfx.ts';

/** The pitch that half of the energy lies below, in Hz. */
function middle(samples: Float32Array): number {
  const fft = new Fft(4096);
  const power = new Float64Array(2048);
  for (let at = 0; at < samples.length / 2; at += 2048) {
    const re = Float64Array.from(
      { length: 4096 },
      (_, i) => (samples[2 * (at + i)] ?? 0) * Math.sin((Math.PI * i) / 4096),
    );
    const im = new Float64Array(4096);
    fft.forward(re, im);
    for (let k = 1; k < 2048; k++) power[k] = (power[k] as number) + (re[k] as number) ** 2 + (im[k] as number) ** 2;
  }
  const half = power.reduce((a, b) => a + b, 0) / 2;
  let sum = 0;
  const bin = power.findIndex((value) => (sum += value) >= half);
  return (bin * SFX_RATE) / 4096;
}

/** When the loudest 20 ms are, in ms. */
function loudest(samples: Float32Array): number {
  let [best, at] = [0, 0];
  for (let from = 0; from < samples.length; from += 1920) {
    let sum = 0;
    for (let i = from; i < Math.min(samples.length, from + 1920); i++) sum += (samples[i] as number) ** 2;
    if (sum > best) [best, at] = [sum, from / 96];
  }
  return at;
}

test('every effect has its length, its peak at -3 dBFS, silence at its edges, no offset, and is the same every time', () => {
  for (const { name, length } of SFX) {
    const samples = makeSfx(name);
    assert.equal(samples.length, Math.round((length * SFX_RATE) / 1000) * 2, name);
    assert.ok(samples.every(Number.isFinite), `${name}: numbers only`);
    const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    assert.ok(Math.abs(peak - 0.708) < 0.001, `${name}: peak ${peak}`);
    assert.ok(Math.abs(samples.at(-1) ?? 1) < 0.01, `${name}: ends without a click`);
    const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
    assert.ok(Math.abs(mean) < 0.02, `${name}: offset ${mean}`);
    assert.deepEqual(makeSfx(name), samples, name);
  }
});

test('effects sound where they should: low ones low, high ones high, each loudest at its moment', () => {
  const low = ['impact', 'boom', 'thud', 'heartbeat', 'gong'] as const;
  const high = ['ding', 'chime', 'click', 'camera', 'swoosh'] as const;
  for (const name of low) assert.ok(middle(makeSfx(name)) < 420, `${name}: ${middle(makeSfx(name))} Hz`);
  for (const name of high) assert.ok(middle(makeSfx(name)) > 1200, `${name}: ${middle(makeSfx(name))} Hz`);
  for (const { name, length, moment } of SFX.filter((one) =>
    ['whoosh', 'swoosh', 'riser', 'pop', 'ding', 'impact'].includes(one.name),
  )) {
    const off = Math.abs(loudest(makeSfx(name)) - moment);
    assert.ok(off < 60 + length * 0.12, `${name}: loudest at ${loudest(makeSfx(name))} instead of ${moment}`);
  }
});

test('names in both languages and everyday words find an effect; others find none', () => {
  const cases: [string, string | null][] = [
    ['whoosh', 'whoosh'],
    ['Camera click', 'camera'],
    ['ka-ching', 'cash'],
    ['掌声', 'applause'],
    ['提示音', 'ding'],
    ['drum roll', 'drum-roll'],
    ['mouse click', 'click'],
    ['laugh track', null],
    ['x'.repeat(300), null],
  ];
  for (const [words, name] of cases) assert.equal(sfxByWords(words)?.name ?? null, name, words);
});
