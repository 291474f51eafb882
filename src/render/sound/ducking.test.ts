import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuckCurve, speechIn, VoiceLevels } from './ducking.ts';

/** Levels every 10 ms: syllables of 120 ms with soft parts between, in words of `words` [from, to) seconds. */
function speechLevels(
  seconds: number,
  words: readonly (readonly [number, number])[],
  noise = -58,
  loud = -20,
): number[] {
  return Array.from({ length: seconds * 100 }, (_, i) => {
    const t = i / 100;
    const isWord = words.some(([from, to]) => t >= from && t < to);
    return isWord ? loud - (i % 18 < 12 ? 0 : 16) : noise + (i % 3);
  });
}

test('a sentence is one stretch: pauses between words do not part it, longer ones do', () => {
  const found = speechIn(
    speechLevels(12, [
      [1, 2],
      [2.5, 4],
      [6, 8],
    ]),
  );
  assert.deepEqual(
    found.map(({ from, to }) => [Math.round(from / 10) / 10, Math.round(to / 10) / 10]),
    [
      [1, 4],
      [6, 8],
    ],
  );
});

test('speech is found in quiet and in loud recordings alike, and never in mere noise', () => {
  for (const [noise, loud] of [
    [-75, -45],
    [-40, -12],
    [-100, -30],
  ] as const) {
    const [found] = speechIn(speechLevels(6, [[2, 4]], noise, loud));
    assert.ok(
      found !== undefined && Math.abs(found.from - 200) <= 2 && Math.abs(found.to - 400) <= 12,
      `${noise} ${loud}`,
    );
  }
  assert.deepEqual(speechIn(speechLevels(6, [], -40)), []);
  assert.deepEqual(speechIn(Array.from({ length: 500 }, () => -120)), []);
  assert.deepEqual(speechIn([]), []);
});

test('jump-cut speech without a pause is speech from end to end', () => {
  const found = speechIn(speechLevels(5, [[0, 5]]));
  assert.equal(found.length, 1);
  assert.ok((found[0]?.from ?? 99) <= 1 && (found[0]?.to ?? 0) >= 490);
});

test('a click is not a word', () => {
  const levels = speechLevels(6, [[3, 5]]);
  levels[100] = -10;
  assert.deepEqual(speechIn(levels).length, 1);
});

test('the music is down when speech begins, holds, and comes back in 600 ms', () => {
  const depth = (seconds: number): number => new DuckCurve([{ from: 200, to: 400 }], 48_000).depthAt(seconds * 48_000);
  assert.equal(depth(1.84), 0);
  assert.ok(depth(1.925) > 0.4 && depth(1.925) < 0.6);
  assert.equal(depth(2), 1);
  assert.equal(depth(4.19), 1);
  assert.ok(depth(4.5) > 0.4 && depth(4.5) < 0.6);
  assert.equal(depth(4.81), 0);
});

test('samples in order see every stretch, and never a jump', () => {
  const curve = new DuckCurve(
    [
      { from: 100, to: 150 },
      { from: 240, to: 300 },
      { from: 900, to: 901 },
    ],
    48_000,
  );
  let before = 0;
  let most = 0;
  for (let i = 0; i < 12 * 48_000; i++) {
    const depth = curve.depthAt(i);
    most = Math.max(most, Math.abs(depth - before));
    before = depth;
  }
  assert.ok(most < 1e-3, `${most}`);
});

test('levels: RMS every 10 ms, rumble left out', () => {
  const tone = (hz: number): number => {
    const levels = new VoiceLevels(48_000);
    const block = new Float32Array(96_000);
    for (let i = 0; i < 48_000; i++) block[2 * i] = block[2 * i + 1] = 0.1 * Math.sin((2 * Math.PI * hz * i) / 48_000);
    levels.add(block);
    assert.equal(levels.result().length, 100);
    return levels.result()[50] ?? 0;
  };
  assert.ok(Math.abs(tone(1000) + 23) < 0.5, `${tone(1000)}`);
  assert.ok(tone(30) < -33, `${tone(30)}`);
});
