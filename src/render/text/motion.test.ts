import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSegment } from '../../draft/build.ts';
import type { TextAnimation, TextSegment } from '../../draft/model.ts';
import { LARGEST_SCALE, poseAt, REST, reachOf } from './motion.ts';

const NAMES = ['none', 'fade', 'slide-up', 'slide-down', 'slide-left', 'slide-right', 'pop', 'typewriter'] as const;
const segment = (name: TextAnimation['name'], duration = 3000): TextSegment => ({
  ...textSegment('t', 'x', { start: 0, duration }),
  animateIn: { name, duration: 400 },
  animateOut: { name, duration: 400 },
});

test('every animation is at rest in the middle, and nothing outside its time', () => {
  for (const name of NAMES) {
    assert.deepEqual(poseAt(segment(name), 400, 50), REST, name);
    assert.deepEqual(poseAt(segment(name), 2600, 50), REST, name);
    assert.equal(poseAt(segment(name), -1, 50), null);
    assert.equal(poseAt(segment(name), 3000, 50), null);
  }
});

test('none shows at once; the others begin and end with nothing', () => {
  assert.deepEqual(poseAt(segment('none'), 0, 50), REST);
  for (const name of NAMES.slice(1)) {
    const pose = poseAt(segment(name), 0, 50);
    assert.ok(pose !== null && pose.alpha * pose.written === 0, name);
    const last = poseAt(segment(name), 2999.9, 50);
    assert.ok(last !== null && last.alpha * last.written < 0.01, name);
  }
});

test('a slide comes from one side and leaves by the other; a pop goes a little too far', () => {
  assert.ok((poseAt(segment('slide-up'), 100, 50)?.y ?? 0) > 0);
  assert.ok((poseAt(segment('slide-up'), 2900, 50)?.y ?? 0) < 0);
  assert.ok((poseAt(segment('slide-left'), 100, 50)?.x ?? 0) > 0);
  const scales = Array.from({ length: 400 }, (_, ms) => poseAt(segment('pop'), ms, 50)?.scale ?? 0);
  assert.ok(Math.max(...scales) > 1.02 && Math.max(...scales) <= LARGEST_SCALE);
});

test('no pose leaves the room that is kept for it', () => {
  for (const name of NAMES) {
    const reach = reachOf(segment(name), 50);
    for (let ms = 0; ms < 3000; ms += 7) {
      const pose = poseAt(segment(name), ms, 50);
      assert.ok(
        pose !== null && Math.abs(pose.x) <= reach.x && Math.abs(pose.y) <= reach.y && pose.scale <= reach.scale,
        `${name} ${ms}`,
      );
    }
  }
});

test('a segment too short for both animations shares its time between them', () => {
  const short = segment('fade', 200);
  assert.ok((poseAt(short, 99.9, 50)?.alpha ?? 0) > 0.99);
  assert.ok((poseAt(short, 50, 50)?.alpha ?? 1) < 0.6);
  assert.ok((poseAt(short, 150, 50)?.alpha ?? 1) < 0.6);
});
