import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BeatSpec, fMeasure, makeBeats } from '../../test/support/make-beats.ts';
import { makeSpeech } from '../../test/support/make-speech.ts';
import { BeatMeter } from './beats.ts';

function beatsIn(blocks: Iterable<Float32Array>): ReturnType<BeatMeter['result']> {
  const meter = new BeatMeter(48_000, 2);
  for (const block of blocks) meter.add(block);
  return meter.result();
}

const stereo = (mono: Float32Array): Float32Array =>
  Float32Array.from({ length: mono.length * 2 }, (_, i) => mono[i >> 1] ?? 0);

test('clicks and drums from 70 to 180 beats a minute: every tempo to 1 %, every beat within 70 ms', () => {
  for (const bpm of [70, 85, 100, 120, 128, 145, 160, 180]) {
    for (const kind of ['clicks', 'drums'] as const) {
      const { blocks, beats } = makeBeats({ bpm, seconds: 14, kind });
      const found = beatsIn(blocks);
      assert.ok(Math.abs((found.bpm ?? 0) - bpm) < bpm * 0.01, `${kind} at ${bpm}: ${found.bpm}`);
      assert.ok(fMeasure(found.beats, beats) > 0.95, `${kind} at ${bpm}: F ${fMeasure(found.beats, beats)}`);
    }
  }
});

test('swing, a tempo that drifts by 20 % and a pulse that begins late are followed', () => {
  const specs: BeatSpec[] = [
    { bpm: 95, seconds: 16, kind: 'drums', swing: 0.16 },
    { bpm: 120, seconds: 30, kind: 'drums', drift: 0.2 },
    { bpm: 110, seconds: 30, kind: 'drums', drift: -0.15 },
  ];
  for (const spec of specs) {
    const { blocks, beats } = makeBeats(spec);
    const found = beatsIn(blocks);
    assert.ok(fMeasure(found.beats, beats) > 0.95, `${JSON.stringify(spec)}: F ${fMeasure(found.beats, beats)}`);
  }
});

test('beats lie on the strokes, not beside them: the mean error is under 8 ms', () => {
  const { blocks, beats } = makeBeats({ bpm: 123, seconds: 14, kind: 'drums' });
  const errors = beatsIn(blocks).beats.flatMap((at) => {
    const near = beats.map((beat) => at - beat).filter((off) => Math.abs(off) < 70);
    return near.slice(0, 1);
  });
  const mean = errors.reduce((sum, off) => sum + off, 0) / errors.length;
  assert.ok(errors.length > 20 && Math.abs(mean) < 8, `${mean} ms over ${errors.length}`);
});

test('silence, noise, speech and what is shorter than a bar have no beats, and nothing breaks', () => {
  const noise = Float32Array.from({ length: 48_000 * 10 }, (_, i) => Math.sin(i * i * 12.9898) * 0.1);
  const { samples } = makeSpeech({ parts: [2000, 700, 1700, 400, 2600, 900, 1500], db: -20, noiseDb: -60, seed: 4 });
  const nothing: [string, Float32Array][] = [
    ['silence', new Float32Array(48_000 * 10)],
    ['noise', noise],
    ['speech', stereo(samples)],
    ['a tenth of a second', noise.subarray(0, 9600)],
    ['nothing', new Float32Array(0)],
  ];
  for (const [name, samplesOf] of nothing) {
    const found = beatsIn([samplesOf]);
    assert.deepEqual([found.bpm, found.beats], [null, []], `${name}: ${found.bpm}, ${found.confidence}`);
  }
});

test('where the drums come in after a quiet stretch is the drop', () => {
  const { blocks, beats } = makeBeats({ bpm: 120, seconds: 24, kind: 'drums' });
  const at = beats[16] ?? 0;
  const soft = blocks.map((block, i) => (i * 100 < at - 60 ? block.map((x) => x * 0.18) : block));
  const { drop } = beatsIn(soft);
  assert.ok(drop !== null && Math.abs(drop - at) < 80, `${drop} instead of ${at}`);
});
