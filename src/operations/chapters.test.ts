import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Draft } from '../draft/model.ts';
import { draftIssues } from '../draft/validate.ts';
import { applyOne } from './registry.ts';

const long = sampleAsset('lake_walk.mp4', {
  duration: 200_000,
  silences: [
    [58_000, 61_000],
    [100_000, 101_000],
    [139_000, 143_000],
  ],
});
const city = sampleAsset('city.mp4', { duration: 60_000 });
const facts = factsFor(long, city);
const context = { facts, selected: null };
const chaptersOf = (draft: Draft): unknown[] =>
  (draft.markers ?? []).map(({ at, name }) => [Math.round(at / 1000), name]);

test('chapters at times, with names, in any order; again at one of them renames it', () => {
  const made = applyOne(draftOf(long), { op: 'chapters', at: '1:15, 0:00', titles: ['Two', 'One'] }, context).draft;
  assert.deepEqual(chaptersOf(made), [
    [0, 'One'],
    [75, 'Two'],
  ]);
  const renamed = applyOne(made, { op: 'chapters', at: 75, title: 'Second' }, context).draft;
  assert.deepEqual(chaptersOf(renamed)[1], [75, 'Second']);
  assert.deepEqual(draftIssues(renamed, facts), []);
  const none = applyOne(renamed, { op: 'chapters', remove: true }, context).draft;
  assert.equal(none.markers, undefined);
});

test('by itself: where another file begins and after the longest pauses, never nearer than ten seconds', () => {
  const { draft, said } = applyOne(draftOf(long, city), { op: 'chapters' }, context);
  assert.deepEqual(chaptersOf(draft), [
    [0, 'lake walk'],
    [61, 'Chapter 2'],
    [143, 'Chapter 3'],
    [200, 'city'],
  ]);
  assert.match(said.en, /^Marked 4 chapters: 0:00 lake walk/);
});

test('what YouTube would not show is said', () => {
  const { notes } = applyOne(draftOf(city), { op: 'chapters', at: '0:00,0:05' }, context);
  assert.match(notes[0]?.en ?? '', /three or more of at least ten seconds/);
});
