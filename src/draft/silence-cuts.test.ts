import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { cutsFromSilences, SILENCE_CUTS } from './silence-cuts.ts';

test('a pause keeps a margin at each side, only the inner one at the ends of the source', () => {
  assert.deepEqual(
    cutsFromSilences(
      [
        [0, 2000],
        [5000, 7000],
        [9000, 10_000],
      ],
      10_000,
    ),
    [
      { start: 0, end: 1880 },
      { start: 5180, end: 6880 },
      { start: 9180, end: 10_000 },
    ],
  );
});

test('what would be too short a cut stays', () => {
  const { marginBefore, marginAfter, minCut } = SILENCE_CUTS;
  const least = marginBefore + marginAfter + minCut;
  assert.equal(cutsFromSilences([[1000, 1000 + least - 1]], 10_000).length, 0);
  assert.equal(cutsFromSilences([[1000, 1000 + least]], 10_000).length, 1);
});

test('a silent source is one cut, an unbroken one none', () => {
  assert.deepEqual(cutsFromSilences([[0, 10_000]], 10_000), [{ start: 0, end: 10_000 }]);
  assert.deepEqual(cutsFromSilences([], 10_000), []);
});

test('cuts lie inside pauses, in order; only a click at the very beginning goes with its pause', () => {
  const pauses = fc.array(fc.tuple(fc.integer({ min: 100, max: 3000 }), fc.integer({ min: 200, max: 3000 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(pauses, (gaps) => {
      let at = 0;
      const silences = gaps.map(([sound, pause]): [number, number] => [at + sound, (at += sound + pause)]);
      const duration = at + 1000;
      let cursor = 0;
      for (const cut of cutsFromSilences(silences, duration)) {
        assert.ok(cut.start >= cursor && cut.end > cut.start && cut.end <= duration);
        cursor = cut.end;
        const isInside = silences.some(([start, end]) => cut.start >= start && cut.end <= end);
        assert.ok(isInside || cut.start === 0, JSON.stringify(cut));
      }
    }),
  );
});
