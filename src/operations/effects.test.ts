import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { playedBy } from '../draft/ramp.ts';
import { draftIssues } from '../draft/validate.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const screen = {
  colors: [
    { color: '#12b04a', share: 0.55 },
    { color: '#c08060', share: 0.2 },
  ],
};
const clip: Asset = { ...sampleAsset('talk.mp4', { duration: 12_000 }), palette: screen };
const other = sampleAsset('beach.mp4', { duration: 9000 });
const grading: Asset = {
  ...sampleAsset('warm.cube'),
  probe: { kind: 'lut', format: 'cube', duration: 0, video: null, audio: [] },
};
const facts: Facts = factsFor(clip, other, grading);
const start = draftOf(clip, other);

const run = (...calls: OperationCall[]): Draft => applyOperations(start, calls, { facts, selected: null }).draft;
const said = (...calls: OperationCall[]): string =>
  applyOperations(start, calls, { facts, selected: null }).outcomes.at(-1)?.said.en ?? '';
const effectsOf = (draft: Draft): unknown[] => mainSegments(draft).map(({ effects }) => effects);
const code = (call: OperationCall): string => {
  try {
    run(call);
  } catch (error) {
    assert.ok(error instanceof TellcutError, String(error));
    return error.code;
  }
  return 'none';
};

test('an effect lies where it is wanted, once, and is taken off by its name', () => {
  const glitch = { kind: 'effect', name: 'glitch', amount: 0.6 };
  const stretch = run({ op: 'effect', name: 'glitchy', from: 2, to: 4 });
  assert.deepEqual(effectsOf(stretch), [[], [glitch], [], []]);
  const twice = run({ op: 'effect', name: 'glitch' }, { op: 'effect', name: 'glitch', amount: '30%' });
  assert.deepEqual(effectsOf(twice)[0], [{ ...glitch, amount: 0.3 }]);
  const both = run({ op: 'effect', name: 'glitch' }, { op: 'effect', name: 'vhs' }, { op: 'filter', name: 'vignette' });
  assert.deepEqual(
    mainSegments(both)[0]?.effects.map((effect) => (effect.kind === 'effect' ? effect.name : effect.kind)),
    ['glitch', 'vhs', 'vignette'],
  );
  const less = applyOperations(both, [{ op: 'effect', name: 'glitch', remove: true }], { facts, selected: null }).draft;
  assert.equal(mainSegments(less)[0]?.effects.length, 2);
  assert.deepEqual(effectsOf(run({ op: 'effect', name: 'glitch' }, { op: 'effect', name: 'none' })), [[], []]);
  assert.deepEqual(run({ op: 'effect', name: 'glitch' }, { op: 'effect', name: 'glitch', remove: true }), start);
});

test('what nobody can draw, and what nobody knows, is said by name', () => {
  assert.equal(code({ op: 'effect', name: 'lightning' }), 'agent.cannot_yet');
  assert.equal(code({ op: 'effect', name: 'qwertz' }), 'draft.unclear_value');
  assert.equal(code({ op: 'effect', name: 'blur faces' }), 'agent.question');
  assert.equal(code({ op: 'effect' }), 'agent.question');
  assert.equal(code({ op: 'blur_region', region: 'somewhere' }), 'draft.unclear_value');
  assert.equal(code({ op: 'lut', file: 'cold.cube' }), 'draft.no_such_segment');
  assert.equal(code({ op: 'speed_ramp', to_speed: 100 }), 'draft.unclear_value');
});

test('a region is read from words and from fractions, and many of them stay bounded', () => {
  const regionOf = (region: string): unknown => mainSegments(run({ op: 'blur_region', region }))[0]?.effects[0];
  const made = { kind: 'region', how: 'blur', amount: 0.5 };
  assert.deepEqual(regionOf('bottom right'), {
    ...made,
    x: 0.6599999999999999,
    y: 0.6599999999999999,
    width: 0.34,
    height: 0.34,
  });
  assert.deepEqual(regionOf('左半边'), { ...made, x: 0, y: 0, width: 0.5, height: 1 });
  assert.deepEqual(regionOf('10%, 20%, 30%, 15%'), { ...made, x: 0.1, y: 0.2, width: 0.3, height: 0.15 });
  const calls = Array.from({ length: 12 }, (_, i) => ({ op: 'blur_region', region: `${i}%,10%,20%,20%` }));
  assert.equal(mainSegments(run(...calls))[0]?.effects.length, 8);
  assert.deepEqual(effectsOf(run({ op: 'blur_region', region: 'top left' }, { op: 'blur_region', region: 'none' })), [
    [],
    [],
  ]);
});

test('a key takes the colour that the picture has; one that is not there is said by name', () => {
  const keyed = run({ op: 'chroma_key', clip: 1, background: 'beach.mp4' });
  const [first, second] = mainSegments(keyed);
  assert.equal(first?.effects[0]?.kind === 'key' && first.effects[0].color, '#12b04a');
  assert.equal(second, undefined, 'what is seen behind is no clip of its own');
  assert.deepEqual(mainSegments(run({ op: 'chroma_key', clip: 1, color: 'green' }))[1]?.effects, []);
  assert.deepEqual(keyed.canvas.background, { kind: 'picture', asset: other.id });
  assert.equal(code({ op: 'chroma_key', clip: 1, color: 'blue' }), 'draft.no_key_color');
  assert.equal(code({ op: 'chroma_key', clip: 1, color: 'green' }), 'none');
  assert.equal(code({ op: 'remove_background' }), 'draft.no_screen');
});

test('backdrops are colours, gradients, blurs and files', () => {
  const behind = (style: string): unknown => run({ op: 'background', style }).canvas.background;
  assert.deepEqual(behind('white'), { kind: 'color', color: '#ffffff' });
  assert.equal((behind('gradient from blue to pink') as { kind: string }).kind, 'gradient');
  assert.deepEqual(behind('beach.mp4'), { kind: 'picture', asset: other.id });
  const alone = run({ op: 'delete', clip: 1 }, { op: 'background', style: 'beach.mp4' });
  assert.equal(mainSegments(alone).length, 1, 'the only clip stays');
  assert.deepEqual(behind('blur'), { kind: 'blur' });
  assert.equal(code({ op: 'background', style: 'a dream of spring' }), 'draft.unclear_value');
});

test('a ramp shows the same source as before, at speeds that change evenly or softly', () => {
  const span = (draft: Draft): number =>
    mainSegments(draft)
      .filter(({ asset }) => asset === clip.id)
      .reduce((sum, segment) => sum + playedBy(segment, segment.duration), 0);
  const straight = run({ op: 'speed_ramp', clip: 1, from_speed: 1, to_speed: 3 });
  assert.deepEqual(mainSegments(straight)[0]?.ramp, { from: 1, to: 3 });
  assert.equal(mainSegments(straight)[0]?.duration, 6000);
  const soft = run({ op: 'speed_ramp', clip: 1, from_speed: 1, to_speed: 3, ease: 'smooth' });
  assert.ok(Math.abs(draftLength(soft) - draftLength(straight)) <= 4);
  for (const made of [straight, soft]) assert.ok(Math.abs(span(made) - 12_000) < 12, `${span(made)}`);
  const speeds = mainSegments(soft).flatMap(({ ramp }) => (ramp === undefined ? [] : [ramp.from, ramp.to]));
  for (let i = 2; i < speeds.length; i += 2)
    assert.ok(Math.abs((speeds[i] ?? 0) - (speeds[i - 1] ?? 0)) < 0.01, speeds.join(' '));
  const moment = run({ op: 'speed_ramp', at: 6 });
  assert.ok(draftLength(moment) > draftLength(start) + 1000);
  const slowest = Math.min(
    ...mainSegments(moment).flatMap(({ ramp, speed }) => (ramp ? [ramp.from, ramp.to] : [speed])),
  );
  assert.ok(Math.abs(slowest - 0.3) < 0.01, `${slowest}`);
  assert.match(said({ op: 'speed_ramp', clip: 1, to_speed: 2 }), /from 1x to 2x/);
});

test('a boomerang comes back without its sound; slow motion mixes frames, and says when it takes long', () => {
  const there = run({ op: 'boomerang', clip: 2 });
  const [, forth, back] = mainSegments(there);
  assert.deepEqual([forth?.reverse, back?.reverse, back?.volume, back?.duration], [false, true, 0, 9000]);
  assert.equal(draftLength(there), draftLength(start) + 9000);
  assert.equal(mainSegments(run({ op: 'speed', clip: 1, factor: 0.5 }))[0]?.between, 'blend');
  assert.equal(mainSegments(run({ op: 'speed', clip: 1, factor: 2 }))[0]?.between, undefined);
  const flow = applyOperations(start, [{ op: 'speed', factor: 0.5, between: 'flow' }], { facts, selected: null });
  assert.equal(flow.outcomes[0]?.notes.length, 1);
});

test('all of it survives the wire, there and back', () => {
  const made = run(
    { op: 'effect', name: 'glitch' },
    { op: 'blur_region', region: 'top left' },
    { op: 'lut' },
    { op: 'chroma_key', clip: 1, background: 'gradient from blue to pink' },
    { op: 'color', exposure: 0.5, shadows: 'up', tint: 'down', gamma: 0.2 },
    { op: 'speed_ramp', clip: 1, from_speed: 0.5, to_speed: 2 },
  );
  const wire = JSON.parse(JSON.stringify(encodeDraft(made, facts))) as unknown;
  assert.deepEqual(mainSegments(decodeDraft(wire, facts)), mainSegments(made));
  assert.deepEqual(decodeDraft(wire, facts).canvas, made.canvas);
});

test('a LUT or a backdrop that is not there is a fault with its path', () => {
  const graded = run({ op: 'lut' }, { op: 'background', style: 'beach.mp4' });
  assert.deepEqual(draftIssues(graded, facts), []);
  const less = factsFor(clip);
  const paths = draftIssues(graded, less).map(({ path }) => path);
  assert.ok(
    paths.includes('canvas.background.asset') && paths.includes('tracks.0.segments.0.effects.0.asset'),
    paths.join(' '),
  );
});
