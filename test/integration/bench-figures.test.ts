import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadOf, standingsOf } from '../../bench/encode/bars.ts';
import { performancePage } from '../../bench/encode/pages.ts';
import { plot } from '../../bench/encode/plot.ts';
import type { Bar, Cost, JobResult } from '../../bench/encode/results.ts';
import { digits } from '../../bench/encode/words.ts';

const cost = (cpu: number, wall = cpu, peak = 1e8): Cost => ({ cpu, wall, peak });
const output = {
  codec: 'h264',
  width: 1280,
  height: 720,
  fps: 30,
  frames: 60,
  seconds: 2,
  sound: 'aac',
  bytes: 1e6,
};

function result(bars: Bar[], runs: Record<string, Cost[]>): JobResult {
  const contestants = Object.entries(runs).map(([name, all]) => {
    return { name, command: name, runs: all, output, likeness: null };
  });
  const machine = { cpu: 'x', cores: 2, memoryGb: 4, system: 'Linux' };
  const what = { job: 'j', title: 'A <job>', date: '2026-01-01', commit: 'abc', short: false };
  return { ...what, machine, versions: { ffmpeg: '1' }, load: [1, 2], contestants, bars };
}

test('a spread has the middle of an even number of values between its two middle ones', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { median: 2, min: 1, max: 3 });
  assert.deepEqual(spreadOf([4, 1, 2, 3]), { median: 2.5, min: 1, max: 4 });
  assert.throws(() => spreadOf([]), RangeError);
});

test('a ratio compares what ran side by side, not medians of each', () => {
  const bar: Bar = { kind: 'ratio', of: 'a', against: 'b', measure: 'cpu', most: 0.5 };
  const runs = { a: [cost(1), cost(10), cost(3)], b: [cost(2), cost(40), cost(4)] };
  const [standing] = standingsOf(result([bar], runs));
  assert.deepEqual(standing?.value, { median: 0.5, min: 0.25, max: 0.75 });
  assert.equal(standing?.isMet, true);
});

test('start-up is what is left without the media work that each further clip costs', () => {
  const bar: Bar = { kind: 'beyond', of: 'a', one: 'b', many: 'c', times: 6, most: 0.6 };
  const [standing] = standingsOf(result([bar], { a: [cost(1.2)], b: [cost(0.5)], c: [cost(2.5)] }));
  assert.ok(Math.abs((standing?.value.median ?? 0) - 0.8) < 1e-9);
  assert.equal(standing?.isMet, false);
});

test('a bar over someone who did not run is an error, not a figure', () => {
  const bar: Bar = { kind: 'limit', of: 'nobody', measure: 'wall', most: 1 };
  assert.throws(() => standingsOf(result([bar], { a: [cost(1)] })), /nobody/);
});

test('page and plot name every contestant, and text cannot break out of the drawing', () => {
  const bar: Bar = { kind: 'ratio', of: 'ours', against: 'melt', measure: 'peak', most: 0.6 };
  const made = result([bar], { ours: [cost(1, 2, 5e7)], melt: [cost(2, 3, 1e8)] });
  const page = performancePage([made]);
  assert.match(page, /1 of 1 are met/);
  assert.match(page, /memory: ours ÷ melt ≤ 0\.6 \| 0\.500 \| met/);
  const drawing = plot([made]);
  assert.match(drawing, /A &lt;job&gt;: peak memory/);
  // Two rows for CPU, two for memory; the second of each twice as long as the first.
  const widths = [...drawing.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  assert.deepEqual(widths, [250, 500, 250, 500]);
});

test('figures keep three digits that count', () => {
  assert.deepEqual([0.04567, 1.2345, 12.345, 1234.5].map(digits), ['0.046', '1.23', '12.3', '1235']);
});
