import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { planRequest } from '../agent/plan.ts';
import { TellcutError } from '../base/errors.ts';
import type { TextSegment, VideoSegment } from '../draft/model.ts';
import { mainSegments, textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const clip = sampleAsset('clip.mp4', { duration: 8000 });
const other = sampleAsset('other.mp4', { duration: 4000 });
const facts = factsFor(clip, other);
const run = (...calls: OperationCall[]) =>
  applyOperations(deepFrozen(draftOf(clip, other)), calls, { facts, selected: null });
const first = (...calls: OperationCall[]) => mainSegments(run(...calls).draft)[0] as VideoSegment;
const id = mainSegments(draftOf(clip, other))[0]?.id ?? '';
const refused = (code: string) => (error: unknown) => error instanceof TellcutError && error.code === code;

test('properties of one piece are what was said, everything else stays', () => {
  const before = draftOf(clip, other);
  const { draft, outcomes } = run({
    op: 'adjust',
    what: id,
    opacity: 0.5,
    scale: 0.8,
    x: 0.25,
    rotate: -12,
    fit: 'fill',
  });
  const [one, two] = mainSegments(draft);
  assert.deepEqual(one?.placement, {
    ...mainSegments(before)[0]?.placement,
    opacity: 0.5,
    scale: 0.8,
    x: 0.25,
    rotate: -12,
    fit: 'fill',
  });
  assert.deepEqual(two, mainSegments(before)[1]);
  assert.match(outcomes[0]?.said.en ?? '', /"clip\.mp4": opacity 50%, scale 80%, rotation -12°/);
});

test('a look is put on, made weaker, and taken off; an effect goes by its place', () => {
  const looked = first({ op: 'adjust', what: id, look: 'cinematic', amount: 0.6 });
  assert.deepEqual(looked.effects, [{ kind: 'look', name: 'cinematic', amount: 0.6 }]);
  const weaker = first({ op: 'adjust', what: id, look: 'cinematic' }, { op: 'adjust', what: id, amount: 0.2 });
  assert.deepEqual(weaker.effects, [{ kind: 'look', name: 'cinematic', amount: 0.2 }]);
  const two = first({ op: 'filter', name: 'grain', clip: 1 }, { op: 'adjust', what: id, look: 'warm' });
  assert.deepEqual(
    two.effects.map(({ kind }) => kind),
    ['look', 'grain'],
  );
  const grained = { op: 'filter', name: 'grain', clip: 1 };
  assert.deepEqual(first(grained, { op: 'adjust', what: id, without: 0 }).effects, []);
  assert.deepEqual(
    first({ op: 'adjust', what: id, look: 'warm' }, { op: 'adjust', what: id, look: 'none' }).effects,
    [],
  );
  assert.throws(() => run({ op: 'adjust', what: id, look: 'zzz' }), refused('draft.unclear_value'));
});

test('keyframes are set where the playhead stands, changed there and removed', () => {
  const key = (at: number, more: object = {}) => ({
    op: 'adjust',
    what: id,
    keyframe: { property: 'scale', at, ...more },
  });
  const made = first(key(1, { value: 1 }), key(2, { value: 2, ease: 'linear' }), key(1.5)).keyframes?.scale;
  assert.deepEqual(made, [
    { at: 1000, value: 1, ease: 'ease-in-out' },
    { at: 1500, value: 1.5, ease: 'ease-in-out' },
    { at: 2000, value: 2, ease: 'linear' },
  ]);
  assert.deepEqual(
    first(key(1, { value: 1 }), key(1.004, { value: 3 })).keyframes?.scale?.map(({ value }) => value),
    [3],
  );
  assert.equal(first(key(1, { value: 1 }), key(1, { remove: true })).keyframes, undefined);
  const moved = first({ op: 'adjust', what: id, keyframe: { property: 'position', at: 0, x: 0.2, y: 0.3 } }).keyframes;
  assert.deepEqual([moved?.x?.[0]?.value, moved?.y?.[0]?.value], [0.2, 0.3]);
  assert.equal(first(key(1, { value: 1e6 })).keyframes?.scale?.[0]?.value, 20);
});

test('a zero is a plain one: what is kept is what was kept', () => {
  const made = first({
    op: 'adjust',
    what: id,
    x: -0,
    rotate: -0,
    keyframe: { property: 'opacity', at: -0, value: -0 },
  });
  assert.deepStrictEqual(
    [made.placement.x, made.placement.rotate, made.keyframes?.opacity],
    [0, 0, [{ at: 0, value: 0, ease: 'ease-in-out' }]],
  );
});

test('a title gets other words, letters and animations; words that cannot be seen are refused', () => {
  const title = { op: 'title', text: 'Hello' };
  const txt = textSegments(run(title).draft, 'title')[0] as TextSegment;
  const changes = {
    text: 'Bye',
    font: 'serif',
    color: '#00ff00',
    size: 0.1,
    comes: 'typewriter',
    goes: 'none',
    keeps: 'pulse',
  };
  const after = textSegments(run(title, { op: 'adjust', what: txt.id, ...changes }).draft, 'title')[0] as TextSegment;
  assert.deepEqual(
    [after.text, after.style.font, after.style.color, after.style.size, after.animateIn.name, after.animateOut.name],
    ['Bye', 'serif', '#00ff00', 0.1, 'typewriter', 'none'],
  );
  assert.equal(after.animateLoop?.name, 'pulse');
  assert.throws(() => run(title, { op: 'adjust', what: txt.id, text: '\u202e' }), refused('draft.unclear_value'));
  assert.throws(() => run({ op: 'adjust', what: 'nothing', opacity: 1 }), refused('draft.no_such_segment'));
  assert.throws(() => run({ op: 'adjust', what: id }), refused('agent.question'));
});

test('exact values are read from words', () => {
  const read = (text: string): unknown => {
    const [one] = planRequest({ text, context: { videos: 3, photos: 0, audios: 0, timeline: 'clips+title' } }).ops;
    return one;
  };
  assert.deepEqual(read('set the opacity of clip 2 to 50%'), { op: 'adjust', clip: 2, opacity: 0.5 });
  assert.deepEqual(read('make the title half transparent'), { op: 'adjust', what: 'title', opacity: 0.5 });
  assert.deepEqual(read('make clip 1 30% transparent'), { op: 'adjust', clip: 1, opacity: 0.7 });
  assert.deepEqual(read('scale the logo to 1.5x'), { op: 'adjust', what: 'logo', scale: 1.5 });
  assert.deepEqual(read('set the rotation of clip 3 to -15 degrees'), { op: 'adjust', clip: 3, rotate: -15 });
  assert.deepEqual(read('把第二个片段的不透明度设为 50%'), { op: 'adjust', clip: 2, opacity: 0.5 });
  assert.deepEqual(read('把标题缩放到 80%'), { op: 'adjust', what: '标题', scale: 0.8 });
  assert.deepEqual(read('最后一个片段半透明'), { op: 'adjust', clip: 'last', opacity: 0.5 });
});
