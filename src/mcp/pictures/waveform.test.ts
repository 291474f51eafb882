import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { stepOf, waveformPng } from './waveform.ts';

/** The rows of a grey PNG without filters. */
function rowsOf(png: Buffer): Buffer[] {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const at = png.indexOf('IDAT');
  const raw = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  return Array.from({ length: height }, (_, y) => raw.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)));
}

test('loud stretches are high and silent ones a line, at their times', () => {
  const peaks = Array.from({ length: 400 }, (_, at) => (at >= 100 && at < 200 ? 255 : 0)); // 4 s, loud from 1 s to 2 s
  const rows = rowsOf(waveformPng({ perSecond: 100, peaks }));
  const dark = (x: number): number => rows.filter((row) => (row[x] ?? 255) < 100).length;
  assert.deepEqual([rows.length, rows[0]?.length], [160, 1000]);
  assert.deepEqual([dark(100), dark(240)], [1, 1]);
  assert.ok(dark(260) > 150 && dark(490) > 150);
  assert.equal(dark(510), 1);
  assert.equal(rows[0]?.[750], 205, 'a line at 3 s');
});

test('a picture of nothing, of less than a pixel each, and of hours', () => {
  for (const length of [0, 3, 2_000_000])
    assert.equal(rowsOf(waveformPng({ perSecond: 100, peaks: Array<number>(length).fill(9) })).length, 160);
  assert.deepEqual([stepOf(4), stepOf(60), stepOf(3600), stepOf(1e6)], [1, 5, 300, 14_400]);
});
