import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { clipsApart } from './apart.ts';
import { audioSegment, textSegment, videoSegment } from './build.ts';
import type { Draft, Transition } from './model.ts';
import { placeSegment } from './place.ts';
import { allSegments, audioSegments, draftLength, mainSegments, textSegments } from './queries.ts';
import { layOut, partsCutAt, removeRanges } from './ripple.ts';
import { draftIssues } from './validate.ts';

const a = sampleAsset('a.mp4', { duration: 8000 });
const b = sampleAsset('b.mp4', { duration: 6000 });
const facts = factsFor(a, b);

test('each clip is a draft of its own, with what lies over it, and without what led into it', () => {
  const transition: Transition = { name: 'dissolve', duration: 600 };
  const [first, second] = mainSegments(draftOf(a, b));
  assert.ok(first !== undefined && second !== undefined);
  let draft: Draft = draftOf(a, b);
  draft = {
    ...draft,
    tracks: draft.tracks.map((t) => (t.type === 'video' ? { ...t, segments: [first, { ...second, transition }] } : t)),
  };
  draft = placeSegment(draft, textSegment('one', 'One', { start: 1000, duration: 2000 }), 'titles');
  draft = placeSegment(draft, textSegment('both', 'Both', { start: 7000, duration: 3000 }), 'titles');
  const music = { kind: 'music', mood: 'lo-fi', seed: 1 } as const;
  draft = placeSegment(draft, audioSegment('music', music, { start: 0, duration: 14_000 }), 'music');
  const drafts = clipsApart(draft, facts);
  assert.deepEqual(drafts.map(draftLength), [8000, 6000]);
  for (const one of drafts) {
    assert.deepEqual(draftIssues(one, facts), []);
    assert.deepEqual(
      mainSegments(one).map((s) => [s.start, s.transition]),
      [[0, null]],
    );
    assert.deepEqual(
      audioSegments(one, 'music').map((s) => [s.start, s.duration]),
      [[0, draftLength(one)]],
    );
  }
  const texts = drafts.map((one) => textSegments(one).map((s) => [s.text, s.start, s.duration]));
  assert.deepEqual(texts, [
    [
      ['One', 1000, 2000],
      ['Both', 7000, 1000],
    ],
    [['Both', 0, 2000]],
  ]);
});

test('a clip that lost its pauses is one clip still; a split makes two', () => {
  const talk = removeRanges(draftOf(a), [{ start: 2000, end: 3000 }], facts, 'test');
  assert.deepEqual(clipsApart(talk, facts).map(draftLength), [7000]);
  const halves = clipsApart(layOut(draftOf(a), partsCutAt(draftOf(a), [3000], facts)), facts);
  assert.deepEqual(
    halves.map((one) => mainSegments(one).map((s) => [s.in, s.duration])),
    [[[0, 3000]], [[3000, 5000]]],
  );
});

test('title cards are no clips, and an empty draft has none', () => {
  const card = { ...videoSegment('card', b, 0), extra: { card: 'intro' } };
  const draft = draftOf(a);
  const [clip] = mainSegments(draft);
  assert.ok(clip !== undefined);
  const withCard = {
    ...draft,
    tracks: draft.tracks.map((t) =>
      t.type === 'video' ? { ...t, segments: [card, { ...clip, start: card.duration }] } : t,
    ),
  };
  assert.deepEqual(
    clipsApart(withCard, facts).map((one) => allSegments(one).map((s) => s.id)),
    [[clip.id]],
  );
  assert.deepEqual(clipsApart(draftOf(), facts), []);
});
