import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { disordered, Ease, earlier, eased, type Keyframe, keyedValue, retimed, valueAt } from './keyframes.ts';
import { mapMain } from './queries.ts';
import { draftIssues } from './validate.ts';
import { decodeDraft, encodeDraft } from './wire.ts';

const clip = sampleAsset('talk.mp4', { duration: 10_000 });
const facts = factsFor(clip);

const frameAt = (at: number): fc.Arbitrary<Keyframe> =>
  fc
    .tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.constantFrom(...Ease.options))
    .map(([value, ease]) => ({ at, value, ease }));

const rising: fc.Arbitrary<Keyframe[]> = fc
  .uniqueArray(fc.integer({ min: -5000, max: 15_000 }), { minLength: 1, maxLength: 12 })
  .chain((times) => fc.tuple(...times.toSorted((a, b) => a - b).map(frameAt)));

test('every curve begins at 0 and ends at 1; the calm ones stay between', () => {
  for (const ease of Ease.options) {
    assert.ok(Math.abs(eased(ease, 0)) < 1e-9 && Math.abs(eased(ease, 1) - 1) < 1e-9, ease);
    const values = Array.from({ length: 101 }, (_, i) => eased(ease, i / 100));
    const overshoots = ease === 'back' || ease === 'elastic';
    assert.equal(
      values.every((value) => value > -1e-9 && value < 1 + 1e-9),
      !overshoots,
      ease,
    );
  }
});

test('a value is that of its keyframe at its time, holds before and after, and never leaves what it may be', () => {
  fc.assert(
    fc.property(rising, fc.integer({ min: -9000, max: 20_000 }), (frames, ms) => {
      for (const frame of frames) assert.ok(Math.abs(valueAt(frames, frame.at) - frame.value) < 1e-9);
      assert.equal(valueAt(frames, -9000), frames[0]?.value);
      assert.equal(valueAt(frames, 20_000), frames.at(-1)?.value);
      const opacity = keyedValue({ opacity: frames }, 'opacity', 1, ms);
      assert.ok(opacity >= 0 && opacity <= 1 && keyedValue({ scale: frames }, 'scale', 1, ms) >= 0.01);
      assert.equal(valueAt(earlier({ x: frames }, 700).x ?? [], ms - 700), valueAt(frames, ms));
      const slow = retimed({ x: frames }, (at) => at * 2).x ?? [];
      assert.ok(Math.abs(valueAt(slow, ms * 2) - valueAt(frames, ms)) < 1e-9);
    }),
  );
});

test('keyframes go through the wire and back; those out of order are named', () => {
  fc.assert(
    fc.property(rising, rising, (x, opacity) => {
      const draft = mapMain(draftOf(clip), (s) => ({ ...s, keyframes: { x, opacity } }));
      assert.deepEqual(draftIssues(draft, facts), []);
      assert.deepEqual(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(draft))), facts), draft);
    }),
  );
  const two = [
    { at: 1000, value: 0.5, ease: 'linear' },
    { at: 1000, value: 0.7, ease: 'linear' },
  ] as const;
  assert.equal(disordered({ y: two }), 'y');
  const [issue] = draftIssues(
    mapMain(draftOf(clip), (s) => ({ ...s, keyframes: { y: two } })),
    facts,
  );
  assert.match(`${issue?.path} ${issue?.problem}`, /keyframes\.y .*order of time/);
});
