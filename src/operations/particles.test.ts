import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf } from '../../test/support/make-asset.ts';
import { draftOf } from '../../test/support/sample-draft.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { PARTICLES, particlesByWords } from '../draft/particle-names.ts';
import { draftLength, textSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { Outcome } from './operation.ts';
import { applyOne } from './registry.ts';

const a: Asset = { ...assetOf('ast_a', { duration: 12_000 }), filename: 'talk.mp4' };
const b: Asset = { ...assetOf('ast_b', { duration: 5000 }), filename: 'city.mp4' };
const facts: Facts = { assets: new Map([a, b].map((asset) => [asset.id, asset])) };

function run(draft: Draft, call: { op: string; [key: string]: unknown }): Outcome {
  const outcome = applyOne(draft, call, { facts, selected: null });
  assert.deepEqual(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(outcome.draft))), facts), outcome.draft);
  return outcome;
}

const effect = (draft: Draft, args: Record<string, unknown>): Draft => run(draft, { op: 'effect', ...args }).draft;
const drawn = (draft: Draft): TextSegment[] => textSegments(draft, 'graphic');
const times = (draft: Draft): string[] => drawn(draft).map(({ start, duration }) => `${start}+${duration}`);
const amountOf = (draft: Draft): number => {
  const graphic = drawn(draft)[0]?.graphic;
  assert.ok(graphic?.kind === 'particles');
  return graphic.amount;
};

test('every name, and every word for it, means the particles that it should', () => {
  for (const { name, said, aliases } of PARTICLES) {
    assert.equal(particlesByWords(name)?.name, name);
    for (const words of [said.en, said.zh, ...aliases]) assert.equal(particlesByWords(words)?.name, name, words);
  }
  assert.equal(particlesByWords('lightning'), null);
});

test('snow lies over the whole, a clip, or a stretch, and over nothing twice', () => {
  const two = draftOf(a, b);
  assert.deepEqual(times(effect(two, { name: 'snow' })), ['0+17000']);
  assert.deepEqual(times(effect(two, { name: '下雪', clip: 2 })), ['12000+5000']);
  assert.deepEqual(times(effect(two, { name: 'snow', clip: 'all' })), ['0+17000']);
  assert.deepEqual(times(effect(two, { name: 'snow', from: 2, to: 5 })), ['2000+3000']);
  assert.deepEqual(times(effect(two, { name: 'snow', from: 3 })), ['3000+14000']);
  assert.deepEqual(times(effect(effect(two, { name: 'snow', from: 2, to: 5 }), { name: 'snow' })), ['0+17000']);
  assert.equal(drawn(effect(effect(two, { name: 'snow' }), { name: 'rain' })).length, 2);
});

test('a burst that begins at a moment is over soon', () => {
  assert.deepEqual(times(effect(draftOf(a), { name: 'confetti', from: 3 })), ['3000+4000']);
  assert.deepEqual(times(effect(draftOf(a), { name: '烟花', from: 10 })), ['10000+2000']);
  assert.deepEqual(times(effect(draftOf(a), { name: 'confetti', part: 'end' })), ['8000+4000']);
  assert.deepEqual(times(effect(draftOf(a), { name: 'confetti', part: 'start' })), ['0+4000']);
});

test('more, less, another colour, and away again', () => {
  const snow = effect(draftOf(a), { name: 'snow' });
  assert.equal(amountOf(effect(snow, { name: 'snow', amount: 'more' })), 0.8);
  assert.equal(amountOf(effect(snow, { name: 'snow', amount: 'less' })), 0.3);
  assert.equal(amountOf(effect(draftOf(a), { name: 'heavy rain', amount: 'strong' })), 0.8);
  const pink = drawn(effect(draftOf(a), { name: 'confetti', color: 'blue' }))[0]?.graphic;
  assert.ok(pink?.kind === 'particles' && pink.color === '#0a84ff', JSON.stringify(pink));
  assert.throws(() => effect(draftOf(a), { name: 'snow', color: 'loud' }), { code: 'draft.unclear_value' });
  assert.equal(drawn(effect(snow, { name: 'snow', remove: true })).length, 0);
  assert.equal(drawn(effect(snow, { name: 'none' })).length, 0);
  assert.match(run(draftOf(a), { op: 'effect', name: 'snow', remove: true }).said.en, /no falling snow/);
});

test('they lie below titles, last as long as the video does, and are no text', () => {
  const titled = run(draftOf(a), { op: 'title', text: 'Winter' }).draft;
  const snow = effect(titled, { name: 'snow' });
  const tracks = snow.tracks.filter((track) => track.type === 'text');
  assert.deepEqual(
    tracks.map((track) => track.segments.map(({ role }) => role)),
    [['graphic'], ['title']],
  );
  const cut = run(snow, { op: 'cut_range', from: 4, to: 9 }).draft;
  assert.equal(draftLength(cut), 7000);
  assert.deepEqual(times(cut), ['0+7000']);
  const without = run(snow, { op: 'delete', what: 'texts' }).draft;
  assert.equal(drawn(without).length, 1, 'snow is no text');
});
