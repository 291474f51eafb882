import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { textSegment, track } from './build.ts';
import type { Draft, VideoSegment } from './model.ts';
import { mainSegments, mapMain } from './queries.ts';
import { draftIssues, requireValid } from './validate.ts';

const a = sampleAsset('a.mp4', { duration: 10_000 });
const b = sampleAsset('b.mp4', { duration: 4000, sound: false });
const song = sampleAsset('song.mp3', { kind: 'audio' });
const facts = factsFor(a, b, song);
const good = draftOf(a, b);

const changed = (index: number, change: Partial<VideoSegment>): Draft =>
  mapMain(good, (s, i) => (i === index ? { ...s, ...change } : s));
const withTitle = (text: string): Draft => ({
  ...good,
  tracks: [
    ...good.tracks,
    { ...track('trk_t', 'text', 'titles'), segments: [textSegment('txt_1', text, { start: 0, duration: 1000 })] },
  ],
});

test('a good draft has no faults, with and without facts', () => {
  assert.deepEqual(draftIssues(good, facts), []);
  assert.deepEqual(draftIssues(good), []);
});

test('each fault is named with its path', () => {
  const table: [string, unknown, string, RegExp][] = [
    ['no draft', null, 'draft', /object/],
    ['another version', { ...good, schema: 2 }, 'schema', /expected 1/],
    ['an unknown key', { ...good, wat: 1 }, 'draft', /wat/],
    ['a fraction of a ms', changed(0, { start: 0.5 }), 'tracks.0.segments.0.start', /int/],
    ['overlap', changed(1, { start: 9000 }), 'tracks.0.segments.1.start', /overlaps/],
    [
      'order',
      { ...good, tracks: [{ ...good.tracks[0], segments: mainSegments(good).toReversed() }] },
      'tracks.0.segments.1.start',
      /order/,
    ],
    ['an id twice', changed(1, { id: 'seg_1' }), 'tracks', /"seg_1" is used twice/],
    ['past the source', changed(1, { speed: 2 }), 'tracks.0.segments.1.duration', /past the end of "b.mp4"/],
    ['an unknown asset', changed(1, { asset: 'ast_zzz' }), 'tracks.0.segments.1.asset', /no asset "ast_zzz"/],
    ['sound as picture', changed(1, { asset: song.id }), 'tracks.0.segments.1.asset', /has no picture/],
    [
      'a transition from nothing',
      changed(0, { transition: { name: 'fade', duration: 500 } }),
      'tracks.0.segments.0.transition',
      /nothing to come from/,
    ],
    [
      'a transition too long',
      changed(1, { duration: 300, transition: { name: 'fade', duration: 1000 } }),
      'tracks.0.segments.1.transition.duration',
      /longer than/,
    ],
    [
      'fades too long',
      changed(1, { fade: { in: 3000, out: 3000 } }),
      'tracks.0.segments.1.fade',
      /longer than the segment/,
    ],
    ['no words', withTitle('  '), 'tracks.1.segments.0.text', /no text/],
    [
      'two main tracks',
      { ...good, tracks: [...good.tracks, track('trk_2', 'video', 'main')] },
      'tracks',
      /2 tracks are main/,
    ],
  ];
  for (const [what, draft, path, problem] of table) {
    const issue = draftIssues(draft, facts)[0];
    assert.equal(issue?.path, path, what);
    assert.match(issue?.problem ?? '', problem, what);
  }
});

test('a frame of rounding at the end of a source is no fault, two are', () => {
  assert.deepEqual(draftIssues(changed(1, { duration: 4033 }), facts), []);
  assert.notDeepEqual(draftIssues(changed(1, { duration: 4070 }), facts), []);
});

test('requireValid throws draft.invalid with every fault', () => {
  assert.throws(
    () => requireValid(changed(1, { start: 9000, asset: 'ast_zzz' }), facts),
    (error) =>
      error instanceof TellcutError &&
      error.code === 'draft.invalid' &&
      (error.params as { issues: unknown[] }).issues.length === 2,
  );
});

test('no more than 50 faults are told, however many there are', () => {
  const many = { ...good, tracks: Array.from({ length: 90 }, (_, i) => ({ ...good.tracks[0], id: `t${i}` })) };
  assert.equal(draftIssues(many, facts).length, 50);
});
