import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composedIn } from '../../src/render/preview/composed.ts';

/** What a page draws of music that has no file: where its beats fall, and how loud it is once it was made. */

const source = { kind: 'music', mood: 'upbeat', seed: 3, durationMs: 10_000 } as const;
const sound = { source, start: 96_000, length: 480_000, gain: 1, ramps: [], bus: 'other', duckDb: 0 } as const;

test('beats are known before a note is composed; levels come with the piece', () => {
  const plan = { sounds: [{ ...sound, ramps: [] }] };
  const [before] = composedIn(plan, () => null);
  assert.equal(before?.waveform, null);
  const beats = before?.beats ?? [];
  assert.equal(beats[0], 2000, 'the first beat is where the piece begins');
  assert.ok(beats.length > 10 && (beats.at(-1) ?? 0) < 12_000);
  const apart = (beats[5] ?? 0) - (beats[4] ?? 0);
  assert.ok(Math.abs(apart - 60_000 / (before?.bpm ?? 0)) <= 1);
  // A hundredth of a second each; a quarter of full scale, twice that at its peaks.
  const spoken = Float32Array.from({ length: 10 }, (_, i) => (i < 4 ? 0.25 ** 2 : 4));
  const [after] = composedIn(plan, () => ({ loud: new Float32Array(), spoken }));
  assert.deepEqual(after?.waveform, { perSecond: 25, peaks: [128, 255, 255] });
  const video = { kind: 'file', asset: 'a', stream: null, from: 0, tempo: 1, reverse: false, loop: null } as const;
  assert.deepEqual(
    composedIn({ sounds: [{ ...sound, ramps: [], source: video }] }, () => null),
    [],
  );
});
