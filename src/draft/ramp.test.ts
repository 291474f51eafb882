import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { pacedAlong, playedBy, rampOf, reachedAt, shownAt, sourceAt } from './ramp.ts';

const speed = fc.double({ min: 0.05, max: 20, noNaN: true });
const paced = fc
  .tuple(fc.integer({ min: 1, max: 60_000 }), speed, speed)
  .map(([duration, from, to]) => ({ duration, ...rampOf(from, to) }));

test('when a moment of the source is reached is the inverse of how much has been played, before, within and after', () => {
  fc.assert(
    fc.property(paced, fc.double({ min: -0.5, max: 1.5, noNaN: true }), (segment, share) => {
      const ms = share * segment.duration;
      const back = reachedAt(segment, playedBy(segment, ms));
      assert.ok(Math.abs(back - ms) < 1e-6 * Math.max(1, Math.abs(ms)) + 1e-4, `${ms} came back as ${back}`);
    }),
  );
});

test('forwards and backwards, a clip shows a moment where it says that it shows it', () => {
  fc.assert(
    fc.property(paced, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (pace, reverse, share) => {
      const segment = { ...pace, in: 500, reverse };
      const at = share * segment.duration;
      assert.ok(Math.abs(shownAt(segment, sourceAt(segment, at)) - at) < 0.01);
    }),
  );
  const ramp = { duration: 2000, ...rampOf(1, 3), in: 0, reverse: true };
  assert.equal(sourceAt(ramp, 0), 4000);
  assert.equal(sourceAt(ramp, 1000), 2500, 'the first second at 1x to 2x');
});

test('places before and after a change of pace show the same moment', () => {
  const even = { duration: 4000, ...rampOf(1, 1) };
  const ramp = { duration: 2000, ...rampOf(1, 3) };
  assert.equal(pacedAlong(even, { duration: 2000, ...rampOf(2, 2) }), undefined);
  const along = pacedAlong(even, ramp) ?? [];
  assert.deepEqual(
    [along[0], along.at(-1)],
    [
      [0, 0],
      [4000, 2000],
    ],
  );
  for (const [before, after] of along)
    assert.ok(Math.abs(playedBy(even, before) - playedBy(ramp, after)) <= 3, `${before} ${after}`);
});
