import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chunk } from '../../render/plan/plan.ts';
import { assetsIn, runsOf } from './render-plan.ts';

const chunks = (count: number): Chunk[] =>
  Array.from({ length: count }, (_, i) => ({ key: `k${i}`, first: i * 50, frames: 50, spans: [] }));
const show = (missing: readonly number[], count: number, most: number): string =>
  runsOf(chunks(count), ({ first }) => missing.includes(first / 50), most)
    .map(({ from, to, frames }) => `${from}-${to}:${frames}`)
    .join(' ');

test('a render gets every file that its draft names, wherever it stands', () => {
  const draft = {
    canvas: { background: { kind: 'picture', asset: 'ast_back' } },
    tracks: [
      { type: 'video', segments: [{ asset: 'ast_clip', effects: [{ kind: 'lut', asset: 'ast_lut' }] }] },
      { type: 'audio', segments: [{ source: { kind: 'asset', asset: 'ast_song' } }, { source: { kind: 'music' } }] },
      { type: 'text', segments: [{ text: 'asset' }] },
    ],
  };
  const found = assetsIn(draft as unknown as Parameters<typeof assetsIn>[0]);
  assert.deepEqual([...found].toSorted(), ['ast_back', 'ast_clip', 'ast_lut', 'ast_song']);
});

test('each missing chunk is a job of its own while there are few', () => {
  assert.equal(show([0, 1, 3], 5, 10), '0-1:50 1-2:50 3-4:50');
  assert.equal(show([], 5, 10), '');
});

test('many missing chunks are put together, over those that are there', () => {
  assert.equal(show([0, 1, 2, 4, 5], 6, 2), '0-3:150 4-6:100');
  assert.equal(show([0, 2, 4, 6], 7, 2), '0-3:150 4-7:150');
  const all = Array.from({ length: 1000 }, (_, i) => i);
  const runs = runsOf(chunks(1000), () => true, 300);
  assert.ok(runs.length <= 300);
  assert.deepEqual(
    runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
    all,
  );
});
