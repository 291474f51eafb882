import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workMs } from '../../test/support/until.ts';
import { TellcutError } from '../base/errors.ts';
import { endWithin, lengthArgument, parseLength, parsePart, parsePoint, pointWithin } from './time-argument.ts';

test('a length is read in every form that people write', () => {
  const table: [number | string, number | null][] = [
    [12, 12_000],
    [1.5, 1500],
    ['12', 12_000],
    ['45,5', 45_500],
    ['1:15', 75_000],
    ['0:05:30', 330_000],
    ['00:02:00', 120_000],
    ['1:15.5', 75_500],
    ['90s', 90_000],
    ['1500ms', 1500],
    ['2m', 120_000],
    ['1m30s', 90_000],
    ['1m30', 90_000],
    ['2 minutes', 120_000],
    ['1 hour', 3_600_000],
    ['１０秒', 10_000],
    ['1分30秒', 90_000],
    ['0:05', 5000],
    ['０：０５', 5000],
    ['半分钟', 30_000],
    ['soon', null],
    ['10 bananas', null],
    ['', null],
    [-1, null],
    [Number.NaN, null],
    [Infinity, null],
  ];
  for (const [value, expected] of table) assert.equal(parseLength(value), expected, String(value));
});

test('a place counts from the beginning, from the end, or as a share', () => {
  const table: [number | string, number | null][] = [
    [5, 5000],
    [-5, 55_000],
    ['end', 60_000],
    ['end-10', 50_000],
    ['end - 0:10', 50_000],
    ['end-10%', 54_000],
    ['start+5', 5000],
    ['middle', 30_000],
    ['25%', 15_000],
    ['-5s', 55_000],
    ['beginning', 0],
    ['结尾', 60_000],
    ['wherever', null],
  ];
  for (const [value, expected] of table) assert.equal(parsePoint(value, 60_000), expected, String(value));
});

test('a part is named in words', () => {
  const table: [string, [number, number] | null][] = [
    ['intro', [0, 6000]],
    ['end', [54_000, 60_000]],
    ['first half', [0, 30_000]],
    ['the second half', [30_000, 60_000]],
    ['last third', [40_000, 60_000]],
    ['first 10s', [0, 10_000]],
    ['last 5 seconds', [55_000, 60_000]],
    ['first 20%', [0, 12_000]],
    ['0:10-0:20', [10_000, 20_000]],
    ['0:10 to 0:20', [10_000, 20_000]],
    ['前半部分', [0, 30_000]],
    ['first 90s', [0, 60_000]],
    ['the good bits', null],
  ];
  for (const [words, expected] of table) {
    const range = parsePart(words, 60_000);
    assert.deepEqual(range === null ? null : [range.start, range.end], expected, words);
  }
});

test('an intro is a tenth, never under two seconds nor over fifteen, and never more than half', () => {
  assert.deepEqual(parsePart('intro', 600_000), { start: 0, end: 15_000 });
  assert.deepEqual(parsePart('intro', 10_000), { start: 0, end: 2000 });
  assert.deepEqual(parsePart('intro', 1000), { start: 0, end: 500 });
});

test('a little past the end is the end; far past it is refused by name', () => {
  assert.equal(pointWithin(60.5, 60_000), 60_000);
  assert.equal(endWithin('15:00', 60_000), 60_000);
  const isOutside = (error: unknown): boolean => error instanceof TellcutError && error.code === 'draft.outside';
  assert.throws(() => pointWithin('3:45', 60_000), isOutside);
  assert.throws(() => pointWithin(-90, 60_000), isOutside);
  const isUnclear = (error: unknown): boolean => error instanceof TellcutError && error.code === 'draft.unclear_time';
  assert.throws(() => pointWithin('whenever', 60_000), isUnclear);
  assert.throws(() => lengthArgument('long'), isUnclear);
});

test('a hostile text is answered at once', () => {
  const took = workMs(() => {
    for (const text of [
      '1'.repeat(10_000),
      '1:'.repeat(5000),
      '9m'.repeat(5000),
      'end-'.repeat(2500),
      ' '.repeat(10_000),
    ]) {
      parsePoint(text, 60_000);
      parsePart(text, 60_000);
    }
  });
  assert.ok(took < 3000, `${took} ms`);
});
