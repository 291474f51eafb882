import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN_PLACEMENT } from './build.ts';
import type { VideoSegment, VideoTrack } from './model.ts';
import { transitionSpans } from './transition-spans.ts';

const segment = (start: number, duration: number, transitionMs: number | null = null): VideoSegment => ({
  id: `s${start}`,
  kind: 'video',
  asset: 'ast_a',
  start,
  duration,
  in: 0,
  speed: 1,
  reverse: false,
  freeze: false,
  volume: 1,
  fade: { in: 0, out: 0 },
  pictureFade: { in: 0, out: 0 },
  placement: PLAIN_PLACEMENT,
  effects: [],
  transition: transitionMs === null ? null : { name: 'fade', duration: transitionMs },
});

const spansOf = (...segments: VideoSegment[]): number[][] => {
  const track: VideoTrack = { id: 't', type: 'video', role: 'main', name: null, muted: false, volume: 1, segments };
  return transitionSpans(track).map((span) => [span.start, span.cut, span.end]);
};

test('a transition is centred on its cut', () => {
  assert.deepEqual(spansOf(segment(0, 5000), segment(5000, 5000, 1000)), [[4500, 5000, 5500]]);
});

test('a transition that has no room is shortened evenly, down to nothing', () => {
  assert.deepEqual(spansOf(segment(0, 5000), segment(5000, 200, 1000)), [[4800, 5000, 5200]]);
  assert.deepEqual(spansOf(segment(0, 5000), segment(5000, 10, 1000)), []);
});

test('two transitions share the segment between them and never overlap', () => {
  const spans = spansOf(segment(0, 5000), segment(5000, 600, 1000), segment(5600, 5000, 1000));
  assert.deepEqual(spans, [
    [4700, 5000, 5300],
    [5300, 5600, 5900],
  ]);
});

test('there is none after a gap, before the first segment, or where a cut was left', () => {
  assert.deepEqual(spansOf(segment(0, 1000, 500), segment(1500, 1000, 500), segment(2500, 1000)), []);
});
