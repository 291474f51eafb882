import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSpeech } from '../../test/support/make-speech.ts';
import { CLEANING_GRID, type Cleaning, cleaned, NOISE_BANDS, NoiseMeter } from './denoise.ts';
import { Fft } from './fft.ts';

const RATE = 48_000;
const PARTS = [900, 800, 1200, 700, 1000, 900];

function stereoOf(mono: Float32Array): Float32Array {
  const both = new Float32Array(mono.length * 2);
  for (let i = 0; i < mono.length; i++) both[2 * i] = both[2 * i + 1] = mono[i] as number;
  return both;
}

function run(samples: Float32Array, cleaning: Cleaning, size = 9600): Float32Array {
  const out = new Float32Array(samples.length);
  let at = 0;
  const blocks = Array.from({ length: Math.ceil(samples.length / size) }, (_, i) =>
    samples.subarray(i * size, (i + 1) * size),
  );
  for (const block of cleaned(blocks, cleaning)) {
    out.set(block, at);
    at += block.length;
  }
  assert.equal(at, samples.length, 'as many come out as went in');
  return out;
}

const db = (power: number): number => 10 * Math.log10(power + 1e-14);

/** Mean level of stereo samples over spans in ms, in dBFS. */
function level(samples: Float32Array, spans: readonly (readonly [number, number])[]): number {
  let [sum, count] = [0, 0];
  for (const [from, to] of spans)
    for (let i = Math.round(from * 48) * 2; i < Math.round(to * 48) * 2 && i < samples.length; i++) {
      sum += (samples[i] as number) ** 2;
      count++;
    }
  return db(sum / count);
}

/** Pauses without their edges, and the words between them, of `PARTS`. */
function spansOf(isPause: boolean): [number, number][] {
  let at = 0;
  return PARTS.flatMap((length, i): [number, number][] => {
    at += length;
    return (i % 2 === 1) === isPause ? [[at - length + 150, at - 60]] : [];
  });
}

const speech = makeSpeech({ parts: PARTS, db: -20, noiseDb: -46, seed: 3 });
const noisy = stereoOf(speech.samples);
const pauses = spansOf(true);

function noiseOf(samples: Float32Array): number[] {
  const meter = new NoiseMeter();
  for (const [from, to] of pauses) {
    meter.break();
    meter.add(samples.subarray(Math.round(from * 48) * 2, Math.round(to * 48) * 2));
  }
  return meter.result() ?? [];
}

test('there and back changes nothing, and a tone is one line', () => {
  const fft = new Fft(64);
  const re = Float64Array.from({ length: 64 }, (_, i) => Math.cos((2 * Math.PI * 5 * i) / 64));
  const im = new Float64Array(64);
  const before = re.slice();
  fft.forward(re, im);
  assert.ok(Math.abs((re[5] as number) - 32) < 1e-9 && Math.abs(re[6] as number) < 1e-9);
  fft.inverse(re, im);
  assert.ok(re.every((x, i) => Math.abs(x - (before[i] as number)) < 1e-12));
  assert.throws(() => new Fft(48), RangeError);
});

test('noise in the pauses falls by 10 dB and more while speech keeps its level, and more is asked for more', () => {
  const noise = noiseOf(noisy);
  assert.equal(noise.length, NOISE_BANDS);
  const words = spansOf(false);
  let before = level(noisy, pauses);
  for (const [denoiseDb, least] of [
    [8, 6.5],
    [18, 13],
    [28, 15],
  ] as const) {
    const out = run(noisy, { denoiseDb, deEss: 0, noise });
    const fall = level(noisy, pauses) - level(out, pauses);
    assert.ok(fall >= least, `${denoiseDb} dB asked for: the pauses fall by ${fall.toFixed(1)} dB`);
    assert.ok(level(out, pauses) < before, 'a stronger one goes further');
    before = level(out, pauses);
    const change = level(out, words) - level(noisy, words);
    assert.ok(Math.abs(change) < 1, `speech changes by ${change.toFixed(2)} dB`);
  }
});

test('what is left of the noise does not warble: it is as even in time as before', () => {
  const out = run(noisy, { denoiseDb: 14, deEss: 0, noise: noiseOf(noisy) });
  const spread = (samples: Float32Array): number => {
    const levels = pauses.flatMap(([from, to]) =>
      Array.from({ length: Math.floor((to - from) / 20) }, (_, i) =>
        level(samples, [[from + i * 20, from + i * 20 + 20]]),
      ),
    );
    const mean = levels.reduce((a, b) => a + b, 0) / levels.length;
    return Math.sqrt(levels.reduce((sum, x) => sum + (x - mean) ** 2, 0) / levels.length);
  };
  assert.ok(spread(out) < spread(noisy) + 1.5, `${spread(out).toFixed(2)} dB, before ${spread(noisy).toFixed(2)} dB`);
  // Musical noise is single tones: their spectrum is far from flat (flatness of noise itself: 0.56).
  assert.ok(flatness(out) > 0.75 * flatness(noisy), `${flatness(out)} against ${flatness(noisy)}`);
});

/** Spectral flatness of what lies in the pauses: geometric over arithmetic mean of the power, 0.2 to 8 kHz. */
function flatness(samples: Float32Array): number {
  const fft = new Fft(1024);
  const values: number[] = [];
  for (const [from, to] of pauses) {
    for (let at = Math.round(from * 48); at + 1024 < to * 48; at += 1024) {
      const re = Float64Array.from(
        { length: 1024 },
        (_, i) => (samples[2 * (at + i)] as number) * Math.sin((Math.PI * i) / 1024),
      );
      const im = new Float64Array(1024);
      fft.forward(re, im);
      let [log, sum, count] = [0, 0, 0];
      for (let k = 5; k < 170; k++) {
        const power = (re[k] as number) ** 2 + (im[k] as number) ** 2 + 1e-18;
        log += Math.log(power);
        sum += power;
        count++;
      }
      values.push(Math.exp(log / count) / (sum / count));
    }
  }
  return values.reduce((a, b) => a + b, 0) / values.length;
}

test('blocks of any size give the same samples, and a read from the middle the same as of the whole', () => {
  const cleaning = { denoiseDb: 18, deEss: 0.6, noise: noiseOf(noisy) };
  const whole = run(noisy, cleaning);
  assert.deepEqual(run(noisy, cleaning, 1002), whole);
  const first = CLEANING_GRID * 100;
  const rest = run(noisy.subarray(first * 2), cleaning);
  let worst = 0;
  for (let i = CLEANING_GRID * 48 * 2; i < rest.length; i++)
    worst = Math.max(worst, Math.abs((rest[i] as number) - (whole[first * 2 + i] as number)));
  assert.ok(worst < 2e-3, `after half a second they differ by ${worst}`);
});

test('nothing to take out leaves every sample where and as it was', () => {
  const out = run(noisy, { denoiseDb: 0, deEss: 0, noise: [] });
  assert.ok(out.every((x, i) => Math.abs(x - (noisy[i] as number)) < 1e-6));
  assert.equal(run(noisy.subarray(0, 200), { denoiseDb: 18, deEss: 0, noise: noiseOf(noisy) }).length, 200);
  assert.equal(new NoiseMeter().result(), null);
});

test('a sharp "s" goes down, the vowel beside it stays', () => {
  const mono = new Float32Array(RATE * 2);
  let state = 1;
  let last = 0;
  for (let i = 0; i < mono.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const white = state / 2_147_483_648 - 1;
    const t = i / RATE;
    const isS = t % 0.5 > 0.3;
    // Noise without what is low: the difference of neighbours.
    mono[i] = isS
      ? 0.12 * (white - last)
      : 0.2 * Math.sin(2 * Math.PI * 180 * t) + 0.1 * Math.sin(2 * Math.PI * 900 * t);
    last = white;
  }
  const before = stereoOf(mono);
  const strong = run(before, { denoiseDb: 0, deEss: 1, noise: [] });
  const light = run(before, { denoiseDb: 0, deEss: 0.5, noise: [] });
  const sharp: [number, number][] = [0, 1, 2, 3].map((i) => [i * 500 + 340, i * 500 + 460]);
  const round: [number, number][] = [0, 1, 2, 3].map((i) => [i * 500 + 60, i * 500 + 240]);
  const fall = level(before, sharp) - level(strong, sharp);
  assert.ok(fall > 9 && fall < 16, `strong: ${fall.toFixed(1)} dB`);
  assert.ok(level(before, sharp) - level(light, sharp) < fall - 3, 'half of it is less');
  assert.ok(Math.abs(level(before, round) - level(strong, round)) < 0.3, 'vowels stay');
});
