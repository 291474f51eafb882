import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSegment } from '../../draft/build.ts';
import type { TextAnimation, TextSegment } from '../../draft/model.ts';
import {
  LOOP_PERIOD,
  TEXT_ANIMATIONS,
  TEXT_LOOPS,
  textAnimationByWords,
  textLoopByWords,
} from '../../draft/text-animations.ts';
import { LARGEST_SCALE, poseAt, REST, reachOf, unitPose } from './motion.ts';

const NAMES = TEXT_ANIMATIONS;
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
    assert.ok(pose !== null && pose.alpha * pose.written * pose.shown === 0, name);
    const last = poseAt(segment(name), 2999.9, 50);
    assert.ok(last !== null && last.alpha * last.written * last.shown < 0.01, name);
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

test('there are a dozen ways to come and to go and more than six to stay, and words for each', () => {
  assert.ok(TEXT_ANIMATIONS.length > 13 && TEXT_LOOPS.length >= 6);
  for (const name of TEXT_ANIMATIONS) assert.equal(textAnimationByWords(name), name);
  for (const name of TEXT_LOOPS) assert.equal(textLoopByWords(name === 'jump' ? 'keeps jumping' : name), name);
  assert.equal(textAnimationByWords('letter by letter'), 'typewriter');
  assert.equal(textAnimationByWords('letters falling in'), 'letters-drop');
  assert.equal(textAnimationByWords('逐字弹出'), 'letters-pop');
  assert.equal(textLoopByWords('闪烁'), 'blink');
});

test('a loop moves all the time, begins anew after its period, and keeps to its room', () => {
  for (const name of TEXT_LOOPS) {
    const looping: TextSegment = { ...segment('none', 20_000), animateLoop: { name, period: LOOP_PERIOD[name] } };
    const at = (ms: number): string => JSON.stringify(poseAt(looping, ms, 50));
    assert.equal(new Set([0.1, 0.3, 0.6, 0.8].map((part) => at(part * LOOP_PERIOD[name]))).size > 1, true, name);
    const reach = reachOf(looping, 50);
    for (let ms = 0; ms < 3000; ms += 7) {
      const pose = poseAt(looping, ms, 50);
      const unit = pose?.units == null ? { y: 0 } : unitPose(pose.units, 3, 9, 50);
      assert.ok(
        pose !== null && Math.abs(pose.x) <= reach.x && Math.abs(pose.y + unit.y) <= reach.y + 1e-9,
        `${name} ${ms}`,
      );
      assert.ok(pose.scale <= reach.scale + 1e-9 && (pose.rotate === 0 || reach.turns), name);
    }
  }
});

test('each letter comes in its turn, and all are at rest at the end', () => {
  for (const name of ['fade', 'rise', 'drop', 'pop']) {
    const at = (phase: number, i: number) => unitPose({ by: 'letter', name, phase }, i, 10, 50);
    assert.ok(at(0.3, 0).alpha > at(0.3, 9).alpha, name);
    for (let i = 0; i < 10; i++) {
      const { alpha, y, scale } = at(1, i);
      assert.ok(alpha > 1 - 1e-9 && Math.abs(y) < 1e-9 && Math.abs(scale - 1) < 1e-9, name);
    }
  }
});
