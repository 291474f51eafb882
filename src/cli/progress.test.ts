import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { lineProgress } from './progress.ts';

function linesOf(steps: readonly (readonly [string, number | null])[]): string[] {
  const out = new PassThrough();
  const progress = lineProgress(out);
  for (const [label, fraction] of steps) progress.step(label, fraction);
  const written = (out.read() as Buffer | null)?.toString() ?? '';
  return written.split('\n').filter((line) => line !== '');
}

test('a pipe gets one line per step and per quarter, never one per frame', () => {
  const steps = Array.from({ length: 1001 }, (_, i) => ['Rendering', i / 1000] as const);
  assert.deepEqual(linesOf([['Reading', null], ...steps]), [
    'Reading …',
    'Rendering …',
    'Rendering 25%',
    'Rendering 50%',
    'Rendering 75%',
    'Rendering 100%',
  ]);
});
