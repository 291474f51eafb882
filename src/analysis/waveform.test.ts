import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WaveformMeter } from './waveform.ts';

test('each twentieth of a second has its largest sample of any channel, whatever the blocks', () => {
  const samples = new Float32Array(2 * 48_000);
  samples[2 * 100 + 1] = -0.5;
  samples[2 * 2400] = 1.5;
  samples[2 * 47_999] = 0.25;
  for (const size of [1000, 2 * 2400, 7]) {
    const meter = new WaveformMeter(48_000, 2);
    for (let at = 0; at < samples.length; at += size) meter.add(samples.subarray(at, at + size));
    const { perSecond, peaks } = meter.result();
    assert.equal(perSecond, 20);
    assert.equal(peaks.length, 20);
    assert.deepEqual([peaks[0], peaks[1], peaks[2], peaks[19]], [128, 255, 0, 64]);
  }
});

test('a last piece of a step counts, and no sound gives no peaks', () => {
  const meter = new WaveformMeter(48_000, 1);
  meter.add(new Float32Array(2401).fill(0.2));
  assert.deepEqual(meter.result().peaks, [51, 51]);
  assert.deepEqual(new WaveformMeter(48_000, 1).result().peaks, []);
});
