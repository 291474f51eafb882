import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Asset, PaletteFacts } from '../draft/facts.ts';
import { mainSegments } from '../draft/queries.ts';
import { autoColor, isAuto } from './auto-color.ts';
import { applyOne, factsNeeded } from './registry.ts';

const GOOD = { mean: [115, 115, 115], low: 0.05, middle: 0.45, high: 0.95 } as const;
const clip = (tones: Partial<NonNullable<PaletteFacts['tones']>>): Asset => ({
  ...sampleAsset('clip.mp4', { duration: 8000 }),
  palette: { colors: [], tones: { ...GOOD, mean: [115, 115, 115], ...tones } },
});

test('what is well exposed and gray in the mean stays as it is', () => {
  assert.deepEqual(autoColor(clip({})), { warmth: 0, tint: 0, brightness: 0, contrast: 0 });
  assert.equal(autoColor(sampleAsset('clip.mp4')), null);
});

test('a cast is turned back half-way, the dark is lifted, the flat is spread, all within bounds', () => {
  const of = (tones: Parameters<typeof clip>[0]) => autoColor(clip(tones)) ?? assert.fail();
  assert.ok((of({ mean: [100, 115, 150] }).warmth ?? 0) > 0.1, 'too blue gets warmer');
  assert.ok((of({ mean: [150, 115, 80] }).warmth ?? 0) < -0.1, 'too orange gets cooler');
  assert.ok((of({ mean: [100, 130, 100] }).tint ?? 0) > 0.05, 'too green gets more magenta');
  assert.ok((of({ middle: 0.15 }).brightness ?? 0) > 0.1);
  assert.ok((of({ middle: 0.85 }).brightness ?? 0) < -0.1);
  assert.ok((of({ low: 0.4, high: 0.6 }).contrast ?? 0) >= 0.25);
  for (const [name, value] of Object.entries(of({ mean: [0, 0, 255], middle: 0, low: 0.5, high: 0.5 })))
    assert.ok(Math.abs(Number(value)) <= 0.4, `${name} ${value}`);
});

test('"auto" asks for the colours, corrects by them, and takes what is said besides on top', () => {
  const blue = clip({ mean: [100, 115, 150], middle: 0.3 });
  const facts = factsFor(blue);
  const run = (args: Record<string, unknown>) =>
    applyOne(draftOf(blue), { op: 'color', ...args }, { facts, selected: null });
  const effectOf = (args: Record<string, unknown>) => {
    const [effect] = mainSegments(run(args).draft)[0]?.effects ?? [];
    assert.ok(effect?.kind === 'color');
    return effect;
  };
  const needs = factsNeeded(draftOf(blue), [{ op: 'color', look: 'auto' }], factsFor(sampleAsset('clip.mp4')));
  assert.deepEqual(
    needs.map(({ fact }) => fact),
    ['palette'],
  );
  const all = effectOf({ look: 'auto' });
  assert.ok(all.warmth > 0.1 && all.brightness > 0.05);
  const white = effectOf({ look: 'auto white balance' });
  assert.ok(white.warmth === all.warmth && white.brightness === 0);
  assert.ok(effectOf({ look: 'auto', warmth: 'up' }).warmth > all.warmth);
  const unknown = factsFor(sampleAsset('clip.mp4'));
  const { draft, said } = applyOne(
    draftOf(sampleAsset('clip.mp4')),
    { op: 'color', look: 'auto' },
    { facts: unknown, selected: null },
  );
  assert.match(said.en, /could not measure/);
  assert.deepEqual(mainSegments(draft)[0]?.effects, []);
});

test('words for it, and none for a look', () => {
  for (const words of [
    'auto',
    'auto color',
    'correct',
    'color correction',
    'white balance',
    '自动调色',
    '白平衡',
    'enhance',
  ])
    assert.ok(isAuto(words), words);
  for (const words of ['autumn leaves', 'cinematic', 'warm', 'automatic weapons look'])
    assert.ok(!isAuto(words), words);
});
