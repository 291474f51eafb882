import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { bytesLabel, leastRate, nextCrf, roomForSound, type Sized, shrunk, soundAlone } from './fit.ts';

/** An encoder whose bytes halve every `halves` steps, with some noise. */
const encoder =
  (atZero: number, halves: number, noise: number) =>
  (crf: number): number =>
    atZero * 2 ** (-crf / halves) * (1 + noise * Math.sin(crf * 7));

test('a few rounds lead any encoder to within 5 % of the target', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 4, max: 9, noNaN: true }),
      fc.double({ min: 0, max: 0.02, noNaN: true }),
      fc.double({ min: 0.15, max: 0.95, noNaN: true }),
      (halves, noise, share) => {
        const encode = encoder(1e9, halves, noise);
        const measured: Sized[] = [{ crf: 20, bytes: encode(20) }];
        const target = encode(20) * share;
        for (let round = 0; round < 4; round++) {
          const crf = nextCrf('h264', measured, target, 0.05);
          measured.push({ crf, bytes: encode(crf) });
        }
        const best = Math.min(...measured.map(({ bytes }) => Math.abs(bytes / target - 1)));
        assert.ok(best < 0.05, `${best} off`);
      },
    ),
  );
});

test('numbers stay within what each codec takes, on the steps that were asked for', () => {
  for (const [codec, most] of [
    ['h264', 51],
    ['hevc', 51],
    ['vp9', 63],
    ['av1', 63],
  ] as const) {
    assert.equal(nextCrf(codec, [{ crf: 30, bytes: 1e9 }], 10, 0.05), most);
    assert.equal(nextCrf(codec, [{ crf: 30, bytes: 10 }], 1e12, 0.05), 1);
    assert.ok(Number.isInteger(nextCrf(codec, [{ crf: 30, bytes: 1000 }], 700, 1)));
    const third = nextCrf(codec, [{ crf: 30, bytes: 1000 }], 900, 1 / 3);
    assert.ok(third > 30 && Math.abs(third * 3 - Math.round(third * 3)) < 1e-5, `${third}`);
  }
});

test('sound gives way when space is short, and is named when it has none', () => {
  assert.equal(roomForSound(100e6, 90e6), 15e6, 'its share, however much the pictures want');
  assert.equal(Math.round(roomForSound(5e6, 4e6)), 900_000, 'what the pictures leave');
  assert.ok(leastRate('webm') < leastRate('mp4'));
  assert.equal(soundAlone(192_000, 1e6, 60, 'mp3'), 128_000);
  assert.equal(soundAlone(192_000, 1e6, 60, 'm4a'), 130_666);
  assert.equal(soundAlone(192_000, 2e6, 60, 'm4a'), 192_000);
  assert.equal(soundAlone(192_000, 1e5, 60, 'mp3'), null);
  assert.equal(soundAlone(192_000, 1e5, 60, 'm4a'), null);
});

test('sides stay even and at least 16 px; sizes are said as people say them', () => {
  assert.deepEqual(shrunk({ width: 1920, height: 1080 }, 0.7), { width: 1344, height: 756 });
  assert.deepEqual(shrunk({ width: 30, height: 20 }, 0.1), { width: 16, height: 16 });
  assert.deepEqual([25e6, 2_500_000, 640_000].map(bytesLabel), ['25 MB', '2.5 MB', '640 kB']);
});
