import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf, pictureOf } from '../../../test/support/make-asset.ts';
import { fc } from '../../../test/support/properties.ts';
import { emptyDraft, track, videoSegment } from '../../draft/build.ts';
import type { Asset, GopFacts } from '../../draft/facts.ts';
import type { VideoSegment } from '../../draft/model.ts';
import { profileFor } from '../profile.ts';
import { type CopyPlan, type CopyPolicy, planCopies } from './copy.ts';
import { planRender } from './plan.ts';

const SIZE = { width: 640, height: 360 };
const FRAMES = 600;
const hash = (text: string): string => text;

type Over = { readonly gops?: Partial<GopFacts>; readonly stream?: Partial<NonNullable<GopFacts['stream']>> };

/** 20 s at 30 frames a second in groups of 60, which may end after every third picture. */
function sourceOf(id: string, { gops = {}, stream = {} }: Over = {}): Asset {
  const group = (first: number): GopFacts['gops'][number] => ({
    first,
    frames: 60,
    bytes: 30_000,
    pts: first * 512,
    ends: Array.from({ length: 19 }, (_, i) => 1 + 3 * i),
    refusal: null,
  });
  const video = pictureOf(SIZE.width, SIZE.height, { bitRate: 120_000 });
  return assetOf(
    id,
    { duration: 20_000, video },
    {
      gops: {
        refusal: null,
        stream: {
          rate: { num: 30, den: 1 },
          ...SIZE,
          profile: 100,
          level: 31,
          reorder: 2,
          buffer: 4,
          color: { isFullRange: false, primaries: 1, transfer: 1, matrix: 1, chroma: 0 },
          sps: [`sps of ${id}`],
          pps: [`pps of ${id}`],
          ids: [0],
          ...stream,
        },
        gops: Array.from({ length: FRAMES / 60 }, (_, i) => group(i * 60)),
        ...gops,
      },
    },
  );
}

type Cut = readonly [from: number, to: number, over?: Partial<VideoSegment>];

/** Frames `[from, to)` of a source one after the other. */
function planned(cuts: readonly Cut[], asset = sourceOf('a'), policy: CopyPolicy = 'always'): CopyPlan {
  const ms = (frame: number): number => Math.round((frame * 1000) / 30);
  let at = 0;
  const segments = cuts.map(([from, to, over]): VideoSegment => {
    const start = ms(at);
    at += to - from;
    const placed = { ...videoSegment(`v${start}`, asset, start), in: ms(from), duration: ms(at) - start };
    return { ...placed, ...over };
  });
  const draft = {
    ...emptyDraft({ ...SIZE, fps: 30, background: { kind: 'color', color: '#000000' } }),
    tracks: [{ ...track('main', 'video', 'main'), segments }],
  };
  const facts = { assets: new Map([[asset.id, asset]]) };
  const profile = profileFor(draft.canvas, { resolution: null, fps: null, quality: 'standard' });
  return planCopies(planRender(draft, facts, profile, hash), facts, { policy, hash });
}

const copies = (plan: CopyPlan): (readonly [number, number])[] =>
  plan.chunks.flatMap(({ copy, frames }) => (copy === undefined ? [] : [[copy.frame, copy.frame + frames] as const]));

test('whole groups inside a cut are copied, the last one up to where it may end; the edges are encoded together', () => {
  const plan = planned([
    [50, 200],
    [290, 600],
  ]);
  assert.deepEqual(copies(plan), [
    [60, 199],
    [300, 600],
  ]);
  assert.deepEqual(
    plan.chunks.filter(({ copy }) => copy === undefined).map(({ frames, spans }) => [frames, spans.length]),
    [
      [10, 1],
      [11, 2],
    ],
  );
  assert.deepEqual(plan.copy, { kind: 'copied', frames: 439 });
});

test('encoded pictures get sets of an id that the stream does not use, and its depth of reordering', () => {
  const { match } = planned([[0, 100]], sourceOf('a', { stream: { ids: [0, 1, 3], reorder: 1 } })).encoding;
  assert.equal(match?.setId, 2);
  assert.equal(match?.reorder, 1);
  assert.equal(match?.isRaw, false);
});

test('what is not untouched is encoded', () => {
  const touched: Partial<VideoSegment>[] = [
    { speed: 2, duration: 2000 },
    { reverse: true },
    { freeze: true },
    { effects: [{ kind: 'blur', amount: 0.5 }] },
    { placement: { ...videoSegment('x', sourceOf('a'), 0).placement, scale: 1.2 } },
    { placement: { ...videoSegment('x', sourceOf('a'), 0).placement, opacity: 0.5 } },
  ];
  for (const over of touched) {
    assert.deepEqual(planned([[0, 120, over]]).copy, { kind: 'encoded', why: 'nothing_untouched' });
  }
  assert.deepEqual(copies(planned([[0, 300, { pictureFade: { in: 1000, out: 0 } }]])), [[60, 300]]);
});

test('by default only what pays, is not much larger and has no long groups', () => {
  assert.equal(planned([[0, 300]], sourceOf('a'), 'alike').copy.kind, 'copied');
  const { gops } = sourceOf('a');
  const each = (over: Partial<GopFacts['gops'][number]>): Over => ({
    gops: { gops: (gops?.gops ?? []).map((gop) => ({ ...gop, ...over })) },
  });
  const why = (over: Over, cuts: readonly Cut[] = [[0, 300]]): unknown =>
    planned(cuts, sourceOf('a', over), 'alike').copy;
  assert.deepEqual(why(each({ bytes: 400_000 })), { kind: 'encoded', why: 'too_large' });
  assert.deepEqual(
    why({}, [
      [1, 500, { freeze: true }],
      [0, 60],
    ]),
    { kind: 'encoded', why: 'too_little' },
  );
  const long = {
    gops: {
      gops: [{ ...(gops?.gops[0] ?? { first: 0, pts: 0, ends: [], refusal: null }), frames: 600, bytes: 300_000 }],
    },
  };
  assert.deepEqual(why(long, [[0, 600]]), { kind: 'encoded', why: 'long_groups' });
  assert.deepEqual(planned([[0, 300]], sourceOf('a'), 'never').copy, { kind: 'encoded', why: 'not_wanted' });
});

test('other colours than ours are copied only where nothing else is shown', () => {
  const full = { isFullRange: true, primaries: 2, transfer: 2, matrix: 5, chroma: 1 };
  const asset = sourceOf('a', { stream: { color: full } });
  assert.equal(planned([[0, 100]], asset).encoding.match?.isRaw, true);
  const mixed = planned(
    [
      [0, 100],
      [100, 200, { effects: [{ kind: 'vignette', amount: 0.5 }] }],
    ],
    asset,
  );
  assert.deepEqual(mixed.copy, { kind: 'encoded', why: 'colors' });
});

test('no single encoded picture stands before a copy', () => {
  const plan = planned([[59, 300]]);
  assert.deepEqual(copies(plan), [[120, 300]]);
});

test('whatever is cut, chunks cover every frame once, in order, and copies begin at groups', () => {
  const cut = fc.tuple(fc.nat(FRAMES - 2), fc.integer({ min: 1, max: FRAMES })).map(([from, length]): Cut => {
    return [from, Math.min(FRAMES, from + length)];
  });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 8 }), (cuts) => {
      const plan = planned(cuts);
      const wanted = cuts.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
      const shown: number[] = [];
      for (const { first, frames, spans, copy } of plan.chunks) {
        assert.equal(first, shown.length);
        assert.equal(
          spans.reduce((sum, span) => sum + span.frames, 0),
          frames,
        );
        for (const span of spans) {
          const start = span.base.kind === 'one' ? Math.round(span.base.layer.at * 30 - 0.25) : -1;
          for (let i = 0; i < span.frames; i++) shown.push(start + i);
        }
        if (copy === undefined) continue;
        assert.equal(copy.frame % 60, 0);
        assert.equal(shown[first], copy.frame);
        assert.ok(frames >= 2 && (frames % 60 === 0 || (frames % 60) % 3 === 1), `${frames}`);
      }
      assert.deepEqual(shown, wanted);
    }),
    { verbose: true },
  );
});
