import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import { secondsOfFrame } from '../../base/time.ts';
import { mediaPlaylist } from './playlist.ts';
import { smallProfile } from './small-profile.ts';

test('lengths sum to the whole at any rate and any number of segments', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 400 }),
      fc.constantFrom({ num: 30, den: 1 }, { num: 30_000, den: 1001 }, { num: 24_000, den: 1001 }, { num: 25, den: 1 }),
      (counts, rate) => {
        let frame = 0;
        const segments = counts.map((count, i) => {
          const from = secondsOfFrame(frame, rate);
          frame += count;
          return { name: `${i}.m4s`, from, to: secondsOfFrame(frame, rate) };
        });
        const text = mediaPlaylist('init.mp4', segments);
        const lengths = [...text.matchAll(/^#EXTINF:(\d+\.\d{6}),$/gm)].map(([, length]) => Number(length));
        assert.equal(lengths.length, counts.length);
        const sum = lengths.reduce((total, length) => total + length, 0);
        assert.ok(Math.abs(sum - secondsOfFrame(frame, rate)) < 2e-6);
        const target = Number(/^#EXT-X-TARGETDURATION:(\d+)$/m.exec(text)?.[1]);
        assert.ok(target >= Math.max(...lengths) - 0.5 && target < Math.max(...lengths) + 1);
      },
    ),
  );
});

test('the small profile keeps the shape and divides high rates by whole numbers', () => {
  const background = { kind: 'color', color: '#000000' } as const;
  const shapeOf = (width: number, height: number, fps: number): unknown => {
    const { width: w, height: h, rate } = smallProfile({ width, height, fps, background }).video;
    return [w, h, rate];
  };
  assert.deepEqual(shapeOf(1920, 1080, 30), [640, 360, { num: 30, den: 1 }]);
  assert.deepEqual(shapeOf(1080, 1920, 59.94), [360, 640, { num: 30_000, den: 1001 }]);
  assert.deepEqual(shapeOf(3840, 2160, 50), [640, 360, { num: 25, den: 1 }]);
  assert.deepEqual(shapeOf(320, 180, 120), [320, 180, { num: 30, den: 1 }]);
});
