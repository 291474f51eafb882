import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { readAudio } from '../../src/media/audio-reader.ts';
import { writeSoundFile } from '../../src/media/sound-writer.ts';
import { composeMusic } from '../../src/music/compose.ts';
import { tempFolder } from '../support/make-media.ts';
import { makeSpeech } from '../support/make-speech.ts';

const RATE = 48_000;
const SECONDS = 10;

/** A voice in the middle. */
function voice(): Float32Array {
  const { samples } = makeSpeech({ parts: [3000, 400, 4000, 600, 2000], db: -20, noiseDb: -60, seed: 5 });
  return Float32Array.from({ length: samples.length * 2 }, (_, i) => samples[i >> 1] ?? 0);
}

function music(): Float32Array {
  const all = new Float32Array(SECONDS * RATE * 2);
  let at = 0;
  for (const block of composeMusic({ mood: 'lo-fi', seed: 1, durationMs: SECONDS * 1000 }).blocks()) {
    all.set(block.subarray(0, all.length - at), at);
    at = Math.min(all.length, at + block.length);
  }
  return all;
}

/** Bits per second, and the signal to noise of what comes back, in dB; the first packet fades in and does not count. */
function encoded(sound: Float32Array, bitRate: number, isVariable: boolean): { bits: number; db: number } {
  using folder = tempFolder();
  const file = folder.file('a.m4a');
  const format = { format: 'm4a', sampleRate: RATE, bitRate, isVariable, title: null } as const;
  writeSoundFile([sound], file, format);
  const read = {
    stream: null,
    from: 0,
    length: sound.length / 2 / RATE,
    sampleRate: RATE,
    channels: 2,
    tempo: 1,
  } as const;
  let [at, signal, error] = [0, 0, 0];
  for (const block of readAudio(file, read)) {
    for (const value of block) {
      const wanted = sound[at++] ?? 0;
      if (at <= 2048) continue;
      signal += wanted * wanted;
      error += (value - wanted) ** 2;
    }
  }
  assert.equal(at, sound.length);
  return { bits: (statSync(file).size * 8) / (sound.length / 2 / RATE), db: 10 * Math.log10(signal / error) };
}

for (const [what, made] of [
  ['a voice', voice],
  ['music', music],
] as const) {
  test(`AAC of ${what} by quality is about as true as by rate, and needs about as much`, () => {
    const sound = made();
    for (const bitRate of [128_000, 192_000, 256_000]) {
      const [limited, variable] = [encoded(sound, bitRate, false), encoded(sound, bitRate, true)];
      const said = `${bitRate}: ${JSON.stringify({ limited, variable })}`;
      assert.ok(variable.bits < bitRate * 1.4, said);
      assert.ok(limited.bits < bitRate * 1.1, said);
      assert.ok(variable.db > Math.min(30, limited.db - 10), said);
      assert.notEqual(variable.bits, limited.bits, said);
    }
  });
}
