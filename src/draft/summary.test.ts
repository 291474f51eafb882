import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { audioSegment, emptyDraft, textSegment, track } from './build.ts';
import type { Draft } from './model.ts';
import { mapMain } from './queries.ts';
import { summaryLine, timelineTable } from './summary.ts';

const city = sampleAsset('city timelapse.mp4', { duration: 10_000 });
const facts = factsFor(city);
const dressed: Draft = {
  ...draftOf(city),
  tracks: [
    ...draftOf(city).tracks,
    {
      ...track('trk_m', 'audio', 'music'),
      segments: [
        {
          ...audioSegment('aud_1', { kind: 'music', mood: 'lo-fi', seed: 1 }, { start: 0, duration: 10_000 }),
          volume: 0.35,
        },
      ],
    },
    {
      ...track('trk_t', 'text', 'titles'),
      segments: [textSegment('txt_1', 'Urban Dreams', { start: 0, duration: 3000 })],
    },
  ],
};

test('a shape is shown by its sign, without quotation marks', () => {
  const arrow = {
    ...textSegment('txt_1', '➜', { start: 0, duration: 3000 }),
    graphic: { kind: 'arrow', dx: 0.1, dy: 0.1, color: '#ffffff', width: 0.01 },
  } as const;
  const drawn = { ...draftOf(city), tracks: [{ ...track('trk_t', 'text', 'titles'), segments: [arrow] }] };
  assert.match(summaryLine(drawn, facts, 'en'), /: ➜ \(0-3s\)$/);
});

test('the summary has exactly the published form', () => {
  assert.equal(
    summaryLine(dressed, facts, 'en'),
    'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)',
  );
  assert.equal(
    summaryLine(dressed, facts, 'zh'),
    '时间线（3 条轨道）：1. 视频：city timelapse（0-10秒） 2. 配乐：轻松 Lo-fi（0-10秒，35%） 3. 标题：“Urban Dreams”（0-3秒）',
  );
});

test('many clips are cut off with their number; the pieces of one are counted as one', () => {
  const clips = Array.from({ length: 7 }, (_, i) => sampleAsset(`c${i}.mp4`, { duration: 1000 }));
  assert.equal(
    summaryLine(draftOf(...clips), factsFor(...clips), 'en'),
    'Timeline (1 track): 1. Video: c0 (0-1s), c1 (1-2s), c2 (2-3s), 4 more',
  );
  const pieces = mapMain(draftOf(city, city), (s, i) => ({
    ...s,
    id: `s${i}`,
    start: i * 2000,
    duration: 2000,
    in: i * 5000,
  }));
  assert.equal(summaryLine(pieces, facts, 'en'), 'Timeline (1 track): 1. Video: city timelapse (0-4s, 2 parts)');
});

test('an empty draft, an unknown asset and words that break lines have a summary too', () => {
  assert.equal(summaryLine(emptyDraft(dressed.canvas), facts, 'en'), 'Timeline (0 tracks): empty');
  assert.match(summaryLine(dressed, factsFor(), 'en'), /1\. Video: ast_citytimelapse/);
  const broken = {
    ...dressed,
    tracks: [
      { ...track('t', 'text', 'titles'), segments: [textSegment('x', 'a\nb\u202ec', { start: 0, duration: 500 })] },
    ],
  };
  assert.equal(summaryLine(broken, facts, 'en'), 'Timeline (1 track): 1. Title: "a b c" (0-0.5s)');
});

test('the table has a line for each track and each entry', () => {
  assert.deepEqual(timelineTable(dressed, facts), [
    '1. Video',
    '   0:00 – 0:10  city timelapse',
    '2. BGM',
    '   0:00 – 0:10  Lo-fi, 35%',
    '3. Title',
    '   0:00 – 0:03  "Urban Dreams"',
  ]);
});
