import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoudnessMeter, measureBlocks } from './loudness.ts';

const RATE = 48000;

/** Stereo sine in blocks of an odd size; `levels` are [seconds, dBFS of the peak] one after the other. */
function* sine(hz: number, levels: readonly (readonly [number, number])[], rate = RATE): Generator<Float32Array> {
  let n = 0;
  for (const [seconds, level] of levels) {
    const frames = Math.round(seconds * rate);
    for (let done = 0; done < frames; ) {
      const size = Math.min(1237, frames - done);
      const block = new Float32Array(size * 2);
      for (let i = 0; i < size; i++, n++) {
        const value = 10 ** (level / 20) * Math.sin((2 * Math.PI * hz * n) / rate);
        block[2 * i] = value;
        block[2 * i + 1] = value;
      }
      done += size;
      yield block;
    }
  }
}

const near = (actual: number | null, expected: number, tolerance: number, what: string): void => {
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);
};

test('EBU Tech 3341 case 1 and 2: a stereo sine of 1 kHz reads its own level', () => {
  near(measureBlocks(sine(1000, [[20, -23]]), RATE, 2).integrated, -23, 0.1, '-23 dBFS');
  near(measureBlocks(sine(1000, [[20, -33]]), RATE, 2).integrated, -33, 0.1, '-33 dBFS');
});

test('EBU Tech 3341 case 3: the relative gate leaves quiet parts out', () => {
  const levels = [
    [10, -36],
    [60, -23],
    [10, -36],
  ] as const;
  near(measureBlocks(sine(1000, levels), RATE, 2).integrated, -23, 0.1, 'integrated');
});

test('EBU Tech 3341 case 4: the absolute gate leaves silence out', () => {
  const levels = [
    [10, -72],
    [10, -36],
    [60, -23],
    [10, -36],
    [10, -72],
  ] as const;
  near(measureBlocks(sine(1000, levels), RATE, 2).integrated, -23, 0.1, 'integrated');
});

test('EBU Tech 3342 case 1 and 2: loudness range', () => {
  const tenLu = [
    [20, -20],
    [20, -30],
  ] as const;
  near(measureBlocks(sine(1000, tenLu), RATE, 2).range, 10, 1, 'range');
  const fiveLu = [
    [20, -20],
    [20, -15],
  ] as const;
  near(measureBlocks(sine(1000, fiveLu), RATE, 2).range, 5, 1, 'range');
});

test('EBU Tech 3341 case 15 to 19: true peak between the samples', () => {
  for (const [divisor, phase] of [
    [4, 0],
    [4, 45],
    [6, 60],
    [8, 67.5],
  ] as const) {
    const block = new Float32Array(RATE * 2);
    for (let i = 0; i < RATE; i++) {
      // A sudden start would overshoot between samples by itself.
      const fade = Math.min(1, i / 4800, (RATE - 1 - i) / 4800);
      const value = fade * 0.5 * Math.sin((2 * Math.PI * i) / divisor + (phase * Math.PI) / 180);
      block[2 * i] = value;
      block[2 * i + 1] = -value;
    }
    const { truePeak } = measureBlocks([block], RATE, 2);
    assert.ok(truePeak !== null && truePeak > -6.4 && truePeak < -5.8, `fs/${divisor} at ${phase}°: ${truePeak}`);
  }
});

test('other sample rates and one channel', () => {
  near(measureBlocks(sine(1000, [[10, -23]], 44100), 44100, 2).integrated, -23, 0.1, '44.1 kHz');
  const mono = [...sine(1000, [[10, -20]])].map((block) => block.filter((_, i) => i % 2 === 0));
  near(measureBlocks(mono, RATE, 1).integrated, -23, 0.1, 'mono');
});

test('the size of blocks does not change the result', () => {
  const whole = new Float32Array([...sine(440, [[5, -12]])].flatMap((block) => [...block]));
  const expected = measureBlocks([whole], RATE, 2);
  const meter = new LoudnessMeter(RATE, 2);
  for (let at = 0; at < whole.length; at += 14) meter.add(whole.subarray(at, at + 14));
  const result = meter.result();
  near(result.integrated, expected.integrated ?? 0, 1e-9, 'integrated');
  near(result.range, expected.range ?? 0, 1e-9, 'range');
  near(result.truePeak, expected.truePeak ?? 0, 1e-9, 'true peak');
});

test('silence and nothing at all have no loudness', () => {
  const nothing = { integrated: null, range: null, truePeak: null };
  assert.deepEqual(measureBlocks([new Float32Array(RATE * 8)], RATE, 2), nothing);
  assert.deepEqual(measureBlocks([], RATE, 2), nothing);
});
