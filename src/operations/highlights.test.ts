import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Range } from '../base/time.ts';
import type { Asset } from '../draft/facts.ts';
import { chooseMoments, FLOOR_DB, type Heard, LEVEL_MS, stretches } from '../draft/moments.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { applyOne } from './registry.ts';

/** Sentences of 3 s with pauses of 1 s between them, at a level of their own each. */
function speech(levels: readonly number[]): Heard {
  const bins: number[] = [];
  const pauses: Range[] = [];
  for (const level of levels) {
    for (let i = 0; i < 30; i++) bins.push(level + (i % 3));
    pauses.push({ start: bins.length * LEVEL_MS, end: (bins.length + 10) * LEVEL_MS });
    for (let i = 0; i < 10; i++) bins.push(FLOOR_DB);
  }
  return { length: bins.length * LEVEL_MS, levels: bins, pauses, changes: [] };
}

test('the loud sentence among quiet ones is chosen, from pause to pause, and said to be loud', () => {
  for (const loud of [0, 3, 7, 11]) {
    const heard = speech(Array.from({ length: 12 }, (_, i) => (i === loud ? -12 : -32 + (i % 2))));
    const [best, ...rest] = chooseMoments(heard, { total: 3500, parts: null });
    assert.deepEqual(rest, []);
    assert.ok(
      best !== undefined && best.range.start <= loud * 4000 && best.range.start >= loud * 4000 - 200,
      `${loud}`,
    );
    assert.ok(best.range.end >= loud * 4000 + 3000 && best.range.end <= loud * 4000 + 3400);
    assert.equal(best.reason, 'loud');
  }
});

test('a burst in an even recording is found where it is', () => {
  const heard = speech(Array.from({ length: 10 }, () => -30));
  const levels = heard.levels.map((level, i) => (i >= 250 && i < 262 && i % 4 < 2 ? -4 : level));
  const [best] = chooseMoments({ ...heard, levels }, { total: 4000, parts: null });
  assert.ok(best !== undefined && best.range.start <= 25_000 && best.range.end >= 26_200, JSON.stringify(best));
  assert.equal(best.reason, 'burst');
});

test('without sound, the part where the picture changes is chosen', () => {
  const changes = [5000, 10_000, 20_000, 30_000, 41_000, 42_500, 44_000, 45_500, 50_000];
  const [best] = chooseMoments({ length: 60_000, levels: [], pauses: [], changes }, { total: 8000, parts: null });
  assert.ok(best !== undefined && best.range.start >= 30_000 && best.range.end <= 50_000, JSON.stringify(best));
});

const anyHeard = fc
  .record({
    levels: fc.array(fc.integer({ min: -60, max: 0 }), { maxLength: 900 }),
    length: fc.integer({ min: 500, max: 90_000 }),
    pauses: fc.array(fc.tuple(fc.nat(90_000), fc.nat(3000)), { maxLength: 30 }),
    changes: fc.array(fc.nat(90_000), { maxLength: 20 }),
  })
  .map(
    ({ levels, length, pauses, changes }): Heard => ({
      levels,
      length,
      pauses: pauses
        .map(([start, long]) => ({ start: Math.min(start, length), end: Math.min(start + long, length) }))
        .filter((p) => p.end > p.start),
      changes: changes.filter((at) => at < length).toSorted((a, b) => a - b),
    }),
  );

test('whatever was heard: parts are in order, apart, inside, no longer than wished, and end where a stretch ends', () => {
  fc.assert(
    fc.property(
      anyHeard,
      fc.integer({ min: 300, max: 60_000 }),
      fc.option(fc.integer({ min: 1, max: 6 })),
      (heard, total, parts) => {
        const moments = chooseMoments(heard, { total, parts });
        const edges = stretches(heard);
        let cursor = -1;
        let sum = 0;
        for (const { range } of moments) {
          assert.ok(range.start >= Math.max(0, cursor) - 0.5 && range.end > range.start && range.end <= heard.length);
          assert.ok(edges.some((e) => e.start === range.start) && edges.some((e) => e.end === range.end));
          cursor = range.end;
          sum += range.end - range.start;
        }
        assert.ok(sum <= total + 1, `${sum} > ${total}`);
        if (parts !== null) assert.ok(moments.length <= parts);
      },
    ),
    { numRuns: 300 },
  );
});

/** A talk whose waveform is loud from 40 s to 48 s. */
function talk(): Asset {
  const silences: [number, number][] = Array.from({ length: 15 }, (_, i) => [i * 8000 + 7000, i * 8000 + 8000]);
  const peaks = Array.from({ length: 120 * 20 }, (_, i) => {
    const ms = i * 50;
    if (ms % 8000 >= 7000) return 0;
    return ms >= 40_000 && ms < 48_000 ? 200 : 30 + (i % 5);
  });
  const base = sampleAsset('talk.mp4', { duration: 120_000, silences });
  return { ...base, waveform: { perSecond: 20, peaks }, scenes: { cuts: [] } };
}

test('the operation keeps the loud part and says when, how long and why', () => {
  const facts = factsFor(talk());
  const draft = draftOf(talk());
  const outcome = applyOne(draft, { op: 'highlights', duration: 16 }, { facts, selected: null });
  assert.ok(draftLength(outcome.draft) <= 16_000 && draftLength(outcome.draft) >= 10_000);
  assert.ok(mainSegments(outcome.draft).some((s) => s.in <= 40_000 && s.in + s.duration >= 46_500));
  assert.match(outcome.said.en, /0:39\.9.*louder than the rest/);
  assert.match(outcome.said.zh, /更有力/);
});

test('three parts are three clips; a short video stays whole; a topic is answered honestly', () => {
  const facts = factsFor(talk());
  const draft = draftOf(talk());
  const three = applyOne(draft, { op: 'highlights', count: 3, duration: 10 }, { facts, selected: null });
  assert.equal(mainSegments(three.draft).length, 3);
  for (const segment of mainSegments(three.draft)) assert.ok(segment.duration <= 10_000);
  const whole = applyOne(draft, { op: 'highlights', duration: 300 }, { facts, selected: null });
  assert.equal(whole.draft, draft);
  const topic = applyOne(draft, { op: 'highlights', focus: 'pricing' }, { facts, selected: null });
  assert.ok(topic.notes.some((note) => note.en.includes('"pricing"')));
});

test('nothing measured is no failure: the beginning is kept', () => {
  const asset = { ...sampleAsset('mute.mp4', { duration: 60_000, sound: false }) };
  const outcome = applyOne(
    draftOf(asset),
    { op: 'highlights', duration: 15 },
    { facts: factsFor(asset), selected: null },
  );
  assert.ok(draftLength(outcome.draft) > 0 && draftLength(outcome.draft) <= 15_000);
});
