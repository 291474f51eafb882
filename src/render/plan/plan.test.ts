import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { assetOf } from '../../../test/support/make-asset.ts';
import { fc } from '../../../test/support/properties.ts';
import { audioSegment, emptyDraft, textSegment, track, videoSegment } from '../../draft/build.ts';
import type { Asset, Facts } from '../../draft/facts.ts';
import type { Draft, TextSegment, VideoSegment } from '../../draft/model.ts';
import { profileFor } from '../profile.ts';
import { type Chunk, planRender, type RenderPlan } from './plan.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const asset = (id: string, over: Partial<Asset['probe']> = {}): Asset => assetOf(id, { duration: 600_000, ...over });

const ASSETS = new Map([asset('ast_a'), asset('ast_b')].map((a) => [a.id, a]));
const FACTS: Facts = { assets: ASSETS };
const CANVAS = { width: 1280, height: 720, fps: 30, background: { kind: 'color', color: '#000000' } } as const;
const PROFILE = profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard' });
const A = asset('ast_a');

const clip = (start: number, duration: number, over: Partial<VideoSegment> = {}): VideoSegment => ({
  ...videoSegment(`v${start}`, A, start),
  duration,
  ...over,
});

const title = (start: number, duration: number): TextSegment => textSegment(`t${start}`, 'Hello', { start, duration });

function draftOf(segments: VideoSegment[], texts: TextSegment[] = [], overlay: VideoSegment[] = []): Draft {
  return {
    ...emptyDraft(CANVAS),
    tracks: [
      { ...track('main', 'video', 'main'), segments },
      { ...track('over', 'video', 'overlay'), segments: overlay },
      { ...track('titles', 'text', 'titles'), segments: texts },
    ],
  };
}

const plan = (draft: Draft, facts = FACTS): RenderPlan => planRender(draft, facts, PROFILE, hash);
const keysOf = (p: RenderPlan): string[] => p.chunks.map((chunk) => chunk.key);

/** For each output frame: [source frame at 30 fps] of the main layer, or two of them in a transition. */
function sourceFrames(p: RenderPlan): number[][] {
  return p.chunks.flatMap((chunk) =>
    chunk.spans.flatMap(({ base, frames }) => {
      const layers = base.kind === 'one' ? [base.layer] : base.kind === 'pair' ? [base.from, base.into] : [];
      return Array.from({ length: frames }, (_, n) =>
        layers.map((layer) => Math.floor((layer.at + n * layer.step) * 30 + 1e-9)),
      );
    }),
  );
}

function assertCovers(p: RenderPlan): void {
  let next = 0;
  for (const chunk of p.chunks) {
    assert.equal(chunk.first, next);
    assert.equal(
      chunk.spans.reduce((sum, span) => sum + span.frames, 0),
      chunk.frames,
    );
    next += chunk.frames;
  }
  assert.equal(next, p.frames);
}

test('a cut shows the frames of the source from its in-point on, without a step at any seam', () => {
  const p = plan(draftOf([clip(0, 10_000, { in: 2000 }), clip(10_000, 5000, { in: 60_000 })]));
  assert.equal(p.frames, 450);
  assertCovers(p);
  const expected = Array.from({ length: 450 }, (_, n) => [n < 300 ? 60 + n : 1800 + n - 300]);
  assert.deepEqual(sourceFrames(p), expected);
});

test('a segment that is split anywhere shows the same frames as before', () => {
  const whole = sourceFrames(plan(draftOf([clip(0, 9000, { in: 1234 })])));
  for (const at of [1, 17, 333, 1234, 4567, 8999]) {
    const parts = [clip(0, at, { in: 1234 }), clip(at, 9000 - at, { in: 1234 + at })];
    assert.deepEqual(sourceFrames(plan(draftOf(parts))), whole, `split at ${at} ms`);
  }
});

test('speed, reverse and freeze choose their frames', () => {
  const frames = (over: Partial<VideoSegment>): number[] =>
    sourceFrames(plan(draftOf([clip(0, 1000, { in: 1000, ...over })]))).map(([frame]) => frame ?? -1);
  const count = Array.from({ length: 30 }, (_, n) => n);
  assert.deepEqual(
    frames({}),
    count.map((n) => 30 + n),
  );
  assert.deepEqual(
    frames({ speed: 2 }),
    count.map((n) => 30 + 2 * n),
  );
  assert.deepEqual(
    frames({ reverse: true }),
    count.map((n) => 59 - n),
  );
  assert.deepEqual(
    frames({ speed: 2, reverse: true }),
    count.map((n) => 88 - 2 * n),
  );
  assert.deepEqual(
    frames({ freeze: true }),
    count.map(() => 30),
  );
});

test('source time counts from the first picture, wherever the container says that it begins', () => {
  const { video } = asset('ast_a').probe;
  const late = asset('ast_a', { video: video === null ? null : { ...video, startMs: 1500 } });
  const p = plan(draftOf([clip(0, 1000, { in: 3000 })]), { assets: new Map([['ast_a', late]]) });
  assert.deepEqual(sourceFrames(p)[0], [90]);
});

test('a transition is centred on its cut and plays the handles of both sources', () => {
  const p = plan(
    draftOf([clip(0, 5000, { in: 0 }), clip(5000, 5000, { in: 60_000, transition: { name: 'fade', duration: 1000 } })]),
  );
  assertCovers(p);
  const frames = sourceFrames(p);
  assert.deepEqual(frames[134], [134]);
  assert.deepEqual(frames[135], [135, 1785]);
  assert.deepEqual(frames[150], [150, 1800]);
  assert.deepEqual(frames[164], [164, 1814]);
  assert.deepEqual(frames[165], [1815]);
});

test('a title over the middle of a transition leaves its progress alone, and the transition in one chunk', () => {
  const clips = [clip(0, 5000), clip(5000, 5000, { in: 60_000, transition: { name: 'fade', duration: 2000 } })];
  const p = plan(draftOf(clips, [title(4800, 300)]));
  const pairs = p.chunks.flatMap((chunk) => chunk.spans).filter((span) => span.base.kind === 'pair');
  const progress = pairs.map(({ base, frames }) => (base.kind === 'pair' ? [base.elapsed, frames, base.length] : []));
  assert.deepEqual(progress, [
    [0, 24, 60],
    [24, 9, 60],
    [33, 27, 60],
  ]);
  const holding = p.chunks.filter((chunk) => chunk.spans.some((span) => span.base.kind === 'pair'));
  assert.equal(holding.length, 1);
});

test('moving a title re-renders only the chunks that it leaves and enters', () => {
  const clips = [clip(0, 60_000)];
  const touched = (p: RenderPlan): string[] => keysOf(p).filter((key) => !plain.has(key));
  const plain = new Set(keysOf(plan(draftOf(clips))));
  const [before, after] = [plan(draftOf(clips, [title(4000, 1000)])), plan(draftOf(clips, [title(40_000, 1000)]))];
  assert.equal(before.chunks.length, plain.size);
  assert.equal(touched(before).length, 1);
  assert.equal(touched(after).length, 1);
});

test('cutting something out keeps the chunks of what comes after', () => {
  const before = plan(draftOf([clip(0, 60_000)]));
  const after = plan(draftOf([clip(0, 10_000), clip(10_000, 48_766, { in: 11_234 })]));
  const kept = new Set(keysOf(before));
  const fresh = keysOf(after).filter((key) => !kept.has(key));
  assert.ok(fresh.length <= 3, `${fresh.length} of ${after.chunks.length} chunks are new`);
});

test('the key holds neither ids nor places, and everything that changes the picture', () => {
  const base = keysOf(plan(draftOf([clip(0, 2000)])));
  assert.deepEqual(keysOf(plan(draftOf([{ ...clip(0, 2000), id: 'other', volume: 0.2, extra: { a: 1 } }]))), base);
  const other: Partial<VideoSegment>[] = [
    { in: 1000 },
    { speed: 1.5 },
    { reverse: true },
    { freeze: true },
    { asset: 'ast_b' },
    { effects: [{ kind: 'blur', amount: 0.5 }] },
    { placement: { ...clip(0, 1).placement, flipH: true } },
    { pictureFade: { in: 500, out: 0 } },
  ];
  const keys = new Set(other.map((over) => keysOf(plan(draftOf([clip(0, 2000, over)])))[0]));
  assert.equal(keys.size, other.length);
  assert.ok(!keys.has(base[0]));
  const high = profileFor(CANVAS, { resolution: null, fps: null, quality: 'high' });
  assert.notDeepEqual(planRender(draftOf([clip(0, 2000)]), FACTS, high, hash).chunks[0]?.key, base[0]);
  const threads = { ...PROFILE, video: { ...PROFILE.video, threads: 8 } };
  assert.deepEqual(planRender(draftOf([clip(0, 2000)]), FACTS, threads, hash).chunks[0]?.key, base[0]);
});

test('gaps show the background; what outlasts the main track is cut off', () => {
  const p = plan(draftOf([clip(1000, 1000)], [title(500, 9000)]));
  assert.equal(p.frames, 60);
  const kinds = p.chunks.flatMap((chunk) => chunk.spans).map((span) => [span.base.kind, span.over.length, span.frames]);
  assert.deepEqual(kinds, [
    ['empty', 0, 15],
    ['empty', 1, 15],
    ['one', 1, 30],
  ]);
});

test('sound alone gets a plain picture of its length; an empty draft is refused', () => {
  const music = audioSegment('m', { kind: 'music', mood: 'ambient', seed: 1 }, { start: 0, duration: 5000 });
  const draft: Draft = { ...emptyDraft(CANVAS), tracks: [{ ...track('m', 'audio', 'music'), segments: [music] }] };
  const p = plan(draft);
  assert.equal(p.frames, 150);
  assert.ok(p.chunks.every((chunk) => chunk.spans.every((span) => span.base.kind === 'empty')));
  assert.throws(() => plan(emptyDraft(CANVAS)), { code: 'draft.nothing_there' });
});

test('a draft beyond the limits is refused before any work', () => {
  const long = clip(4 * 3600 * 1000, 1000);
  assert.throws(() => plan(draftOf([clip(0, 1000), long])), { code: 'render.too_large' });
  const crowd = Array.from({ length: 101 }, () => title(0, 1000));
  assert.throws(() => plan(draftOf([clip(0, 1000)], crowd)), { code: 'render.too_large' });
  assert.throws(() => plan(draftOf([clip(0, 1000, { asset: 'ast_missing' })])), { code: 'draft.invalid' });
});

test('short pieces are grouped, long ones divided: chunks hold about two to four seconds', () => {
  const many = Array.from({ length: 300 }, (_, i) => clip(i * 700, 700, { in: i * 2000 }));
  const p = plan(draftOf(many));
  assertCovers(p);
  for (const chunk of p.chunks.slice(0, -1)) assertBetween(chunk, 60, 120);
  for (const chunk of plan(draftOf([clip(0, 60_000, { in: 2900 })])).chunks.slice(0, -1)) assertBetween(chunk, 60, 120);
});

function assertBetween(chunk: Chunk, least: number, most: number): void {
  assert.ok(chunk.frames >= least && chunk.frames <= most, `${chunk.frames} frames`);
}

test('any timeline is covered exactly once, frame by frame', () => {
  const piece = fc.record({
    gap: fc.constantFrom(0, 0, 0, 5, 700),
    duration: fc.integer({ min: 1, max: 9000 }),
    in: fc.integer({ min: 0, max: 500_000 }),
    speed: fc.constantFrom(0.25, 0.5, 1, 1.1, 2, 8),
    reverse: fc.boolean(),
    transition: fc.option(fc.record({ name: fc.constant('fade'), duration: fc.integer({ min: 40, max: 5000 }) })),
    pictureFade: fc.record({ in: fc.integer({ min: 0, max: 9000 }), out: fc.integer({ min: 0, max: 9000 }) }),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 20_000 }), (pieces, t) => {
      let start = 0;
      const clips = pieces.map(({ gap, ...over }) => {
        const made = clip(start + gap, over.duration, over);
        start += gap + over.duration;
        return made;
      });
      assertCovers(plan(draftOf(clips, [title(t, 1500)], [clip(t + 300, 800)])));
    }),
    { numRuns: 200 },
  );
});
