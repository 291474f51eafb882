import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileScan, VideoScan } from '../draft/file-scan.ts';
import type { Span } from '../protocol/chunk.ts';
import type { RenderPlan } from './plan/plan.ts';
import { type CheckItem, type Expected, selfCheck } from './self-check.ts';

const SPAN: Span = { frames: 100, background: { kind: 'blur' }, base: { kind: 'empty' }, over: [], fade: null };
const planOf = (...spans: Span[]): RenderPlan => ({
  encoding: {} as RenderPlan['encoding'], // not looked at
  rate: { num: 25, den: 1 },
  frames: spans.reduce((sum, { frames }) => sum + frames, 0),
  chunks: [{ key: 'a', first: 0, frames: 0, spans }],
  assets: [],
});
const MOVING = { ...SPAN, base: { kind: 'one', layer: { still: false, step: 0.04 } } } as unknown as Span;

const GOOD = {
  container: 'mp4',
  bytes: 1,
  moovFirst: true,
  editLists: false,
  video: {
    codec: 'h264',
    profile: 'High',
    pixelFormat: 'yuv420p',
    width: 16,
    height: 16,
    interlaced: false,
    frames: 200,
    start: 0,
    end: 8,
    fps: 25,
    constantRate: true,
    longestGop: 12,
    closedGops: true,
    bitRate: 1,
    black: [] as { start: number; end: number }[],
    frozen: [] as { start: number; end: number }[],
  },
  audio: { codec: 'aac', profile: 'LC', sampleRate: 48_000, channels: 2, start: 0, end: 8, bitRate: 1 },
};

const EXPECTED: Expected = {
  plan: planOf(MOVING, MOVING),
  format: 'mp4',
  master: { targetLufs: -14, peakDb: -1.5 },
  loudness: { integrated: -14.1, range: 3, truePeak: -1.6 },
};

const failing = (scan: FileScan, expected: Partial<Expected> = {}): CheckItem['rule'][] =>
  selfCheck(scan, { ...EXPECTED, ...expected })
    .items.filter((item) => !item.ok)
    .map((item) => item.rule);

const video = (over: Partial<VideoScan>): FileScan => ({ ...GOOD, video: { ...GOOD.video, ...over } });

test('a file that is as planned passes every rule', () => {
  const check = selfCheck(GOOD, EXPECTED);
  assert.equal(check.ok, true);
  assert.equal(check.driftMs, 0);
  assert.deepEqual(failing(GOOD), []);
});

test('each fault is found by its rule, and by no other', () => {
  assert.deepEqual(failing(video({ frames: 199 })), ['frames']);
  assert.deepEqual(failing(video({ start: 0.08, end: 8.08 })), ['start', 'drift']);
  assert.deepEqual(failing(video({ constantRate: false })), ['rate']);
  assert.deepEqual(failing({ ...GOOD, audio: { ...GOOD.audio, end: 8.1 } }), ['drift']);
  assert.deepEqual(failing({ ...GOOD, audio: { ...GOOD.audio, start: 0.05 } }), ['drift']);
  assert.deepEqual(failing({ ...GOOD, audio: null }), ['drift']);
  assert.deepEqual(failing({ ...GOOD, video: null, audio: GOOD.audio }), [
    'frames',
    'length',
    'start',
    'rate',
    'drift',
  ]);
  assert.deepEqual(failing(GOOD, { loudness: { integrated: -14, range: 0, truePeak: -0.5 } }), ['peak']);
});

test('a loudness that was out of reach is a notice, not a fault', () => {
  const check = selfCheck(GOOD, { ...EXPECTED, loudness: { integrated: -30, range: 0, truePeak: -9 } });
  assert.deepEqual([check.ok, check.items.find((item) => item.rule === 'loudness')?.ok], [true, false]);
  assert.deepEqual(failing(GOOD, { loudness: { integrated: null, range: null, truePeak: null } }), []);
});

test('black and frozen stretches are told unless the draft explains them', () => {
  const black = video({ black: [{ start: 2, end: 6 }], frozen: [{ start: 2, end: 6 }] });
  const check = selfCheck(black, EXPECTED);
  assert.deepEqual([check.ok, check.black, check.frozen], [true, [{ start: 2000, end: 6000 }], []]);
  // The second half is empty on purpose.
  const empty = selfCheck(black, { ...EXPECTED, plan: planOf(MOVING, SPAN) });
  assert.deepEqual(empty.black, [{ start: 2000, end: 4000 }]);
  const frozen = video({ frozen: [{ start: 1, end: 7 }] });
  assert.deepEqual(selfCheck(frozen, EXPECTED).frozen, [{ start: 1000, end: 7000 }]);
  const photo = { ...MOVING, base: { kind: 'one', layer: { still: true, step: 0 } } } as unknown as Span;
  assert.deepEqual(selfCheck(frozen, { ...EXPECTED, plan: planOf(MOVING, photo) }).frozen, [
    { start: 1000, end: 4000 },
  ]);
  assert.deepEqual(selfCheck(frozen, { ...EXPECTED, plan: planOf(photo, photo) }).frozen, []);
});
