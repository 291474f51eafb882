import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf } from '../../test/support/make-asset.ts';
import { draftOf } from '../../test/support/sample-draft.ts';
import type { Asset, Facts, MotionFacts } from '../draft/facts.ts';
import { valueAt } from '../draft/keyframes.ts';
import type { Draft, TextSegment, VideoSegment } from '../draft/model.ts';
import { draftLength, mainSegments, overlaySegments, textSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { Outcome } from './operation.ts';
import { applyOne, factsNeeded } from './registry.ts';

const a: Asset = { ...assetOf('ast_a', { duration: 12_000 }), filename: 'talk.mp4' };
const b: Asset = { ...assetOf('ast_b', { duration: 5000 }), filename: 'reaction.mp4' };
const c: Asset = { ...assetOf('ast_c', { duration: 8000 }), filename: 'city.mp4' };
const factsOf = (...assets: Asset[]): Facts => ({ assets: new Map(assets.map((asset) => [asset.id, asset])) });
const ALL = factsOf(a, b, c);

/** Runs an operation; whatever comes out must survive the wire. */
function run(draft: Draft, call: { op: string; [key: string]: unknown }, facts = ALL): Outcome {
  const outcome = applyOne(draft, call, { facts, selected: null });
  assert.deepEqual(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(outcome.draft))), facts), outcome.draft);
  assert.ok(outcome.said.en !== '' && outcome.said.zh !== '');
  return outcome;
}

const near = (x: number, y: number): boolean => Math.abs(x - y) < 1e-3;
const only = (draft: Draft): VideoSegment => overlaySegments(draft)[0] as VideoSegment;

test('a waiting file lies over the picture in the corner that was named, cut to a circle', () => {
  const { draft } = run(draftOf(a), {
    op: 'pip',
    source: 'reaction.mp4',
    position: 'top left',
    shape: 'circle',
    border: 'red',
  });
  const small = only(draft);
  assert.equal(small.asset, 'ast_b');
  assert.deepEqual(small.frame, { shape: 'circle', border: { color: '#ff3b30', width: 0.008 }, shadow: true });
  assert.ok(small.placement.x < 0.3 && small.placement.y < 0.3);
  assert.ok(near(small.placement.crop.left, (1 - 9 / 16) / 2), 'a wide picture is cut square');
  assert.equal(small.duration, 5000);
  assert.equal(draftLength(draft), 12_000);
  const bare = run(draft, { op: 'pip', position: 'bottom right', border: 'none', sound: 'mute' }).draft;
  assert.ok(only(bare).placement.x > 0.7 && only(bare).frame?.border === null && only(bare).volume === 0);
});

test('a clip of the timeline that is laid over leaves the timeline', () => {
  const { draft } = run(draftOf(a, b), { op: 'pip', clip: 2 });
  assert.deepEqual(
    mainSegments(draft).map((s) => s.asset),
    ['ast_a'],
  );
  assert.deepEqual(
    overlaySegments(draft).map((s) => [s.asset, s.start, s.duration]),
    [['ast_b', 0, 5000]],
  );
});

test('a split screen shows both halves whole to the end, side by side or stacked', () => {
  const { draft } = run(draftOf(a, b), { op: 'split_screen' }, factsOf(a, b));
  const [left] = mainSegments(draft);
  const halves = overlaySegments(draft);
  assert.ok(near(left?.placement.x ?? 0, 0.25) && halves.every((s) => near(s.placement.x, 0.75)));
  assert.equal(
    halves.reduce((sum, s) => sum + s.duration, 0),
    12_000,
  );
  assert.equal(halves.at(-1)?.freeze, true);
  const stacked = run(draftOf(a, b), { op: 'split_screen', direction: 'top and bottom' }, factsOf(a, b)).draft;
  assert.ok(near(mainSegments(stacked)[0]?.placement.y ?? 0, 0.25));
});

/** The share of the canvas that the pictures of a grid cover together. */
const covered = (draft: Draft): number =>
  [...mainSegments(draft), ...overlaySegments(draft)]
    .filter((s) => s.start === 0)
    .reduce((sum, { placement: { scale, crop } }) => {
      const [across, along] = [1 - crop.left - crop.right, 1 - crop.top - crop.bottom];
      // Pictures and canvas are 16:9: a cut picture's fitted width times its scale is its own.
      const fitted = Math.min(1, across / along);
      return sum + scale * fitted * scale * fitted * (along / across);
    }, 0);

test('a grid has no empty cell: three clips of nine are three columns, or are shown again', () => {
  const three = run(draftOf(b, a, c), { op: 'grid', size: '3x3' });
  assert.equal(overlaySegments(three.draft).filter((s) => s.start === 0).length, 2);
  assert.ok(Math.abs(covered(three.draft) - 1) < 0.01, `${covered(three.draft)}`);
  assert.match(three.notes.map(({ en }) => en).join(' '), /3×3 would have left 6 cells empty/);
  const nine = run(draftOf(b, a, c), { op: 'grid', size: '3x3', repeat: true });
  assert.equal(overlaySegments(nine.draft).filter((s) => s.start === 0).length, 8);
  assert.ok(Math.abs(covered(nine.draft) - 1) < 0.01, `${covered(nine.draft)}`);
  const alone = run(draftOf(a), { op: 'grid', size: '九宫格', repeat: true }, factsOf(a)).draft;
  assert.equal(overlaySegments(alone).length, 8);
  const five = run(draftOf(a, b, c, a, b), { op: 'grid' });
  assert.match(five.said.en, /2\+3/);
  assert.ok(Math.abs(covered(five.draft) - 1) < 0.01);
});

test('a split screen of three clips shows all three; of more it says where the others are', () => {
  const three = run(draftOf(a, b, c), { op: 'split_screen' });
  assert.equal(overlaySegments(three.draft).filter((s) => s.start === 0).length, 2);
  const five = run(draftOf(a, b, c, a, b), { op: 'split_screen' });
  assert.match(five.notes.map(({ en }) => en).join(' '), /The others go on in the first half/);
});

test('a grid gives every clip its cell; the longest sets the length', () => {
  const { draft } = run(draftOf(b, a, c), { op: 'grid', size: '2x2' });
  assert.equal(draftLength(draft), 12_000);
  const middles = [...mainSegments(draft), ...overlaySegments(draft)].map((s) => [
    s.asset,
    s.placement.x,
    s.placement.y,
  ]);
  for (const [asset, x, y] of [
    ['ast_b', 1 / 6, 0.5],
    ['ast_a', 0.5, 0.5],
    ['ast_c', 5 / 6, 0.5],
  ] as const) {
    assert.ok(
      middles.some((m) => m[0] === asset && near(m[1] as number, x) && m[2] === y),
      `${asset}: ${JSON.stringify(middles)}`,
    );
  }
  assert.throws(() => run(draftOf(a), { op: 'grid' }, factsOf(a)), { code: 'agent.question' });
});

test('stickers, shapes, bars and names are graphics on text tracks at their time and place', () => {
  const fire = run(draftOf(a), {
    op: 'sticker',
    name: 'fire',
    position: 'top left',
    start: 2,
    animation: 'pulse',
  }).draft;
  const [emoji] = textSegments(fire, 'graphic');
  assert.deepEqual([emoji?.text, emoji?.start, emoji?.animateLoop?.name], ['🔥', 2000, 'pulse']);
  assert.ok((emoji?.x ?? 1) < 0.3);
  const bar = run(fire, { op: 'progress_bar', color: 'blue' }).draft;
  const bars = textSegments(bar).filter((s) => s.graphic?.kind === 'progress');
  assert.deepEqual(
    bars.map((s) => [s.start, s.duration]),
    [[0, 12_000]],
  );
  assert.equal(textSegments(run(bar, { op: 'progress_bar', position: 'none' }).draft).length, 1);
  const arrow = textSegments(
    run(draftOf(a), { op: 'shape', shape: 'arrow', position: 'top left', start: 3, end: 6 }).draft,
  )[0];
  assert.ok(
    arrow?.graphic?.kind === 'arrow' && arrow.graphic.dx < 0 && arrow.graphic.dy < 0 && arrow.duration === 3000,
  );
  const label = textSegments(
    run(draftOf(a), { op: 'shape', shape: 'callout', text: 'Click here', position: 'right' }).draft,
  )[0];
  assert.ok(label?.graphic?.kind === 'callout' && label.text === 'Click here' && label.graphic.dx > 0);
  const name = textSegments(run(draftOf(a), { op: 'lower_third', text: 'Ada Lovelace, mathematician' }).draft)[0];
  assert.deepEqual([name?.text, name?.graphic?.kind], ['Ada Lovelace\nmathematician', 'lower-third']);
  assert.throws(() => run(draftOf(a), { op: 'sticker', name: 'qwertz' }), { code: 'agent.question' });
});

test('a change of shape keeps what stands beside an edge beside it, and what points at the picture where it is', () => {
  const name = { op: 'lower_third', text: 'Ada Lovelace, mathematician' };
  const corner = { op: 'text', text: 'Subscribe', position: 'top right' };
  const upright = { op: 'aspect', ratio: '9:16' };
  const all = (calls: Parameters<typeof run>[1][]): TextSegment[] =>
    textSegments(calls.reduce((draft, call) => run(draft, call).draft, draftOf(a)));
  const first = all([upright, name, corner]);
  const last = all([name, corner, upright]);
  for (const [i, text] of last.entries()) {
    assert.ok(Math.abs(text.x - (first[i]?.x ?? 0)) < 0.06, `${text.text}: ${text.x} of ${first[i]?.x}`);
    assert.ok(Math.abs(text.y - (first[i]?.y ?? 0)) < 0.06, `${text.text}: ${text.y} of ${first[i]?.y}`);
  }
  const arrow = run(draftOf(a), { op: 'shape', shape: 'arrow', position: 'left' }).draft;
  assert.equal(textSegments(run(arrow, upright).draft)[0]?.x, textSegments(arrow)[0]?.x);
});

test('a change goes on over the cuts between clips, and stops when it is told to', () => {
  const cut = run(draftOf(a), { op: 'split', at: 4 }).draft;
  const { draft } = run(cut, { op: 'animate', property: 'scale', from: 1, to: 1.5, start: 3, end: 6, ease: 'linear' });
  const values = mainSegments(draft).flatMap((s) =>
    [3000, 4000, 5000, 6000]
      .filter((t) => t >= s.start && t <= s.start + s.duration)
      .map((t) => [t, valueAt(s.keyframes?.scale ?? [], t - s.start)] as const),
  );
  for (const [t, value] of values) assert.ok(near(value, 1 + (0.5 * (t - 3000)) / 3000), `${t}: ${value}`);
  const still = run(draft, { op: 'animate', property: 'none' }).draft;
  assert.ok(mainSegments(still).every((s) => s.keyframes === undefined));
});

test('places, opacity and angles are read as they are said; what is not there is named', () => {
  const titled = run(draftOf(a), { op: 'title', text: 'Hello' }).draft;
  const moved = textSegments(
    run(titled, { op: 'animate', target: 'title', from: 'left', to: 'right', duration: 2 }).draft,
  )[0];
  assert.ok(moved?.keyframes?.x?.[0]?.value !== undefined && moved.keyframes.x[0].value < 0.3);
  assert.deepEqual(
    moved.keyframes.x.map(({ at }) => at),
    [0, 2000],
  );
  assert.equal(moved.keyframes.y, undefined);
  const faded = mainSegments(
    run(draftOf(a), { op: 'animate', property: 'opacity', to: '50%', start: 1, duration: 1 }).draft,
  )[0];
  assert.deepEqual(
    faded?.keyframes?.opacity?.map(({ value }) => value),
    [1, 0.5],
  );
  assert.throws(() => run(draftOf(a), { op: 'animate', target: 'logo', to: 'left' }), {
    code: 'draft.no_such_segment',
  });
  assert.throws(() => run(draftOf(a), { op: 'animate', property: 'scale', to: 'banana' }), {
    code: 'draft.unclear_value',
  });
});

/** A camera that shakes (or not) before a subject that goes from left to right (or nobody). */
function motionOf(shake: number, sure: number): MotionFacts {
  const count = 360;
  return {
    moves: Array.from({ length: count }, (_, n) => [
      n === 0 ? 0 : shake * (Math.sin(n * 1.7) - Math.sin((n - 1) * 1.7)),
      0,
      0,
    ]),
    times: Array.from({ length: count }, (_, n) => (n * 1000) / 30),
    subject: Array.from({ length: 120 }, (_, n) => [n * 100, 0.2 + 0.005 * n, 0.5, 0.12, 0.4, sure]),
    cuts: [],
  };
}

test('reframing follows a subject, and shows the whole picture where there is none', () => {
  const facts = factsOf({ ...a, motion: motionOf(0, 0.6) });
  assert.deepEqual(factsNeeded(draftOf(a), [{ op: 'reframe' }], ALL), [{ asset: 'ast_a', fact: 'motion' }]);
  const { draft } = run(draftOf(a), { op: 'reframe', ratio: '9:16' }, facts);
  assert.deepEqual([draft.canvas.width, draft.canvas.height], [1080, 1920]);
  const [clip] = mainSegments(draft);
  const x = clip?.keyframes?.x ?? [];
  assert.ok(clip?.placement.fit === 'fill' && x.length >= 2);
  assert.ok(valueAt(x, 500) > valueAt(x, 11_000), 'the picture moves left as the subject goes right');
  const nobody = run(draftOf(a), { op: 'reframe' }, factsOf({ ...a, motion: motionOf(0, 0.05) }));
  assert.equal(nobody.draft.canvas.background.kind, 'blur');
  assert.match(nobody.notes.map((note) => note.en).join(' '), /cannot tell/);
});

test('stabilizing bakes the path of the part that is used; a tripod is told to be one', () => {
  const facts = factsOf({ ...a, motion: motionOf(0.01, 0) });
  const { draft } = run(draftOf(a), { op: 'stabilize' }, facts);
  const effect = mainSegments(draft)[0]?.effects[0];
  assert.ok(effect?.kind === 'stabilize' && effect.zoom > 1.01 && effect.path.length > 1000);
  const trimmed = run(draft, { op: 'trim', keep: '2s' }, facts).draft;
  const less = mainSegments(trimmed)[0]?.effects[0];
  assert.ok(
    less?.kind === 'stabilize' && less.path.length < effect.path.length / 2,
    'a cut clip keeps its part of the path',
  );
  const off = run(draft, { op: 'stabilize', strength: 'none' }, facts).draft;
  assert.deepEqual(mainSegments(off)[0]?.effects, []);
  const tripod = run(draftOf(a), { op: 'stabilize' }, factsOf({ ...a, motion: motionOf(0, 0) }));
  assert.match(tripod.said.en, /no shake/);
});

test('keyframes stay on their moments when the video is cut before them or changes its speed', () => {
  const { draft } = run(draftOf(a), {
    op: 'animate',
    property: 'scale',
    from: 1,
    to: 2,
    start: 6,
    end: 8,
    ease: 'linear',
  });
  const at = (made: Draft, ms: number): number => {
    const clip = mainSegments(made).find((s) => ms >= s.start && ms < s.start + s.duration);
    return valueAt(clip?.keyframes?.scale ?? [], ms - (clip?.start ?? 0));
  };
  assert.ok(near(at(run(draft, { op: 'cut_range', from: 1, to: 3 }).draft, 5000), 1.5));
  assert.ok(near(at(run(draft, { op: 'speed', factor: 2 }).draft, 3500), 1.5));
  const titled = run(draftOf(a), { op: 'title', text: 'Hello', start: 2, duration: 8 }).draft;
  const moved = run(titled, {
    op: 'animate',
    target: 'title',
    property: 'opacity',
    from: 1,
    to: 0,
    start: 6,
    end: 8,
    ease: 'linear',
  });
  const cut = textSegments(run(moved.draft, { op: 'cut_range', from: 0, to: 4 }).draft)[0];
  assert.ok(cut !== undefined && near(valueAt(cut.keyframes?.opacity ?? [], 3000 - cut.start), 0.5));
  const bar = run(draftOf(a), { op: 'progress_bar' }).draft;
  const left = textSegments(run(bar, { op: 'cut_range', from: 0, to: 4 }).draft)[0];
  assert.deepEqual([left?.start, left?.duration], [0, 8000]);
});

test('a new shape forgets the view of the old one, and taking the zoom off takes its keyframes too', () => {
  const facts = factsOf({ ...a, motion: motionOf(0, 0.6) });
  const upright = run(draftOf(a), { op: 'reframe', ratio: '9:16' }, facts).draft;
  assert.equal(mainSegments(run(upright, { op: 'aspect', ratio: '16:9' }, facts).draft)[0]?.keyframes, undefined);
  const zoomed = run(draftOf(a), { op: 'animate', property: 'scale', from: 1, to: 2 }).draft;
  assert.equal(mainSegments(run(zoomed, { op: 'zoom', style: 'none' }).draft)[0]?.keyframes, undefined);
});
