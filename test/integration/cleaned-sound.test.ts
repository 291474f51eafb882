import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { probeFile } from '../../src/media/probe.ts';
import { writeSoundFile } from '../../src/media/sound-writer.ts';
import type { Sound } from '../../src/protocol/sound.ts';
import { windowOf } from '../../src/render/preview/sound-window.ts';
import { mixed } from '../../src/render/sound/mixer.ts';
import { mixToTape } from '../../src/render/sound/render-sound.ts';
import { fMeasure, makeBeats } from '../support/make-beats.ts';
import { tempFolder } from '../support/make-media.ts';
import { makeSpeech } from '../support/make-speech.ts';

const RATE = 48_000;
const PARTS = [1200, 900, 1300, 800, 1100, 900];
const speech = makeSpeech({ parts: PARTS, db: -20, noiseDb: -46, seed: 7 });
const media = tempFolder();
const scratch = media.file('scratch');
const files = new Map<string, string>();
const names = new Map<string, string>();
let noise: readonly number[] = [];

function stereo(mono: Float32Array): Float32Array {
  return Float32Array.from({ length: mono.length * 2 }, (_, i) => mono[i >> 1] ?? 0);
}

function keep(name: string, samples: Float32Array): string {
  const file = media.file(name);
  writeSoundFile([samples], file, { sampleRate: RATE, bitRate: 0, format: 'wav', title: null });
  return file;
}

before(() => {
  mkdirSync(scratch);
  const file = keep('talk.wav', stereo(speech.samples));
  files.set('talk', file);
  const facts = analyse(file, probeFile(file), ['noise']);
  noise = facts.noise?.bands ?? [];
  assert.ok(Math.abs((facts.noise?.noiseDb ?? 0) + 46) < 2.5, `${facts.noise?.noiseDb} dB of noise`);
  files.set(
    'hum',
    keep(
      'tone.wav',
      Float32Array.from({ length: RATE * 8 }, (_, i) => 0.3 * Math.sin((i >> 1) / 25)),
    ),
  );
});
after(() => media[Symbol.dispose]());

const sound = (clean: boolean, over: Partial<Sound> = {}): Sound => ({
  source: {
    kind: 'file',
    asset: 'talk',
    stream: 0,
    from: 0,
    tempo: 1,
    reverse: false,
    loop: null,
    ...(clean ? { clean: { denoiseDb: 18, deEss: 0, noise: [...noise] } } : {}),
  },
  start: 0,
  length: speech.samples.length,
  gain: 1,
  ramps: [],
  bus: 'voice',
  duckDb: 0,
  ...over,
});

function mixOf(sounds: readonly Sound[], samples = speech.samples.length): Float32Array {
  const left = new Float32Array(samples);
  let at = 0;
  for (const { plain } of mixed(sounds, samples, { files, names, scratch }))
    for (let i = 0; i < plain.length; i += 2) left[at++] = plain[i] ?? 0;
  return left;
}

function level(samples: Float32Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * 48), Math.round(to * 48));
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length + 1e-14);
}

test('a file that is cleaned: its pauses fall by 10 dB and more, its words keep level and place, at other speeds too', () => {
  const [before, after] = [mixOf([sound(false)]), mixOf([sound(true)])];
  for (const [from, to] of speech.pauses.slice(0, 2)) {
    const fall = level(before, from + 150, to - 60) - level(after, from + 150, to - 60);
    assert.ok(fall > 10, `${fall.toFixed(1)} dB`);
  }
  const change = level(after, 100, 1100) - level(before, 100, 1100);
  assert.ok(Math.abs(change) < 1, `speech changes by ${change.toFixed(2)} dB`);
  // Moved by one sample, words would no longer cancel.
  const rest = before.slice(4800, 52_800).map((x, i) => x - (after[4800 + i] ?? 0));
  assert.ok(level(rest, 0, 1000) < level(before, 100, 1100) - 15, 'words lie where they were');
  const fast = sound(true, { length: Math.round(speech.samples.length / 1.5) });
  const made = mixOf([{ ...fast, source: { ...fast.source, tempo: 1.5 } as Sound['source'] }], fast.length);
  assert.ok(level(made, (1200 + 200) / 1.5, (2100 - 100) / 1.5) < -54, 'faster and as clean');
});

test('a part of it, and a window of a preview, give what the whole gives', () => {
  const whole = mixOf([sound(true)]);
  const [from, to] = [RATE * 2 + 37, RATE * 4];
  const part = sound(true, { length: to - from });
  const alone = mixOf([{ ...part, source: { ...part.source, from: from / RATE } as Sound['source'] }], to - from);
  const early = windowOf([sound(true)], from, to).map((one) => ({ ...one, start: one.start + 480 }));
  const window = mixOf(early, to - from + 480).subarray(480);
  for (const [name, made] of [
    ['part', alone],
    ['window', window],
  ] as const) {
    let worst = 0;
    for (let i = 0; i < to - from; i++) worst = Math.max(worst, Math.abs((made[i] ?? 0) - (whole[from + i] ?? 0)));
    assert.ok(worst < 2e-3, `${name}: ${worst} beside the whole`);
  }
});

test('clips step back under a voice-over, and are back after it', async () => {
  const hum = sound(false, { bus: 'other', duckDb: 14, length: RATE * 4 });
  const voice = sound(false, { start: RATE, length: Math.round(RATE * 1.2) });
  const plan = {
    key: 'k',
    samples: RATE * 4,
    bitRate: 128_000,
    sounds: [{ ...hum, source: { ...hum.source, asset: 'hum' } as Sound['source'] }, voice],
    master: { targetLufs: null, peakDb: -1 },
  };
  using tape = await mixToTape(plan, { files, names, scratch, onProgress: () => undefined });
  const left: number[] = [];
  for (const block of tape.blocks()) for (let i = 0; i < block.length; i += 2) left.push(block[i] ?? 0);
  const alone = mixOf([voice], RATE * 4);
  const under = Float32Array.from(left, (x, i) => x - (alone[i] ?? 0));
  const down = level(under, 200, 700) - level(under, 1300, 1900);
  assert.ok(down > 13 && down < 15, `${down.toFixed(1)} dB under the voice`);
  assert.ok(Math.abs(level(under, 200, 700) - level(under, 3300, 3900)) < 0.3, 'it comes back');
});

test('beats of a file, from its sound; eight channels, five samples, silence and no sound at all are no trouble', () => {
  const { blocks, beats } = makeBeats({ bpm: 128, seconds: 10, kind: 'drums' });
  const file = media.file('drums.wav');
  writeSoundFile(blocks, file, { sampleRate: RATE, bitRate: 0, format: 'wav', title: null });
  const found = analyse(file, probeFile(file), ['beats']).beats;
  assert.ok(Math.abs((found?.bpm ?? 0) - 128) < 1 && fMeasure(found?.beats ?? [], beats) > 0.95);
  writeFileSync(media.file('wide.wav'), eightChannels(RATE * 2));
  keep('silent.wav', new Float32Array(RATE * 4));
  keep('five.wav', new Float32Array(10));
  for (const name of ['wide.wav', 'silent.wav', 'five.wav']) {
    const facts = analyse(media.file(name), probeFile(media.file(name)), ['beats', 'noise']);
    assert.deepEqual([facts.beats?.bpm, facts.beats?.beats], [null, []], name);
    assert.ok(facts.noise !== undefined, name);
  }
});

/** A WAV of eight channels, 16 bits, with a soft ramp in each. */
function eightChannels(frames: number): Buffer {
  const wav = Buffer.alloc(44 + frames * 16);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + frames * 16, 4);
  wav.write('WAVEfmt ', 8);
  for (const [value, at] of [
    [16, 16],
    [RATE, 24],
    [RATE * 16, 28],
    [frames * 16, 40],
  ] as const)
    wav.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [8, 22],
    [16, 32],
    [16, 34],
  ] as const)
    wav.writeUInt16LE(value, at);
  wav.write('data', 36);
  for (let i = 0; i < frames * 8; i++) wav.writeInt16LE((i % 400) - 200, 44 + 2 * i);
  return wav;
}
