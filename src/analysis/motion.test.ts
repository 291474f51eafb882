import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf } from '../../test/support/make-asset.ts';
import { picturesOfScene, type Scene, shaking } from '../../test/support/shaken.ts';
import type { MotionFacts, ProbeFacts } from '../draft/facts.ts';
import { cameraPath } from '../draft/follow-subject.ts';
import { valueAt } from '../draft/keyframes.ts';
import { correctionAt, steadied } from '../draft/steady.ts';
import { followMotion } from './motion.ts';

const SIZE = { width: 240, height: 135 };

function probeOf(over: Partial<NonNullable<ProbeFacts['video']>> = {}): ProbeFacts {
  const { probe } = assetOf('ast_a', { duration: 3000 });
  const video =
    probe.video === null
      ? null
      : { ...probe.video, codedWidth: SIZE.width, codedHeight: SIZE.height, pixelAspect: 1, ...over };
  return { ...probe, video };
}

const measured = (scene: Scene, count: number): MotionFacts => followMotion(picturesOfScene(scene, count), probeOf());

/** A pan with shake on it, and a ball that crosses. */
const SHAKEN: Scene = {
  ...SIZE,
  camera: (n) => {
    const { x, y, turn } = shaking(1.6)(n);
    return { x: x - 0.5 * n, y, turn };
  },
  ball: (n) => ({ x: 0.15 + n * 0.011, y: 0.3 + 0.06 * Math.sin(n / 9), radius: 0.045 }),
  noise: 6,
};
const FACTS = measured(SHAKEN, 90);

test('the camera’s movement is measured to a tenth of a pixel, with noise and something moving before it', () => {
  let worst = 0;
  let sum = 0;
  for (let n = 1; n < 90; n++) {
    const [before, now] = [SHAKEN.camera(n - 1), SHAKEN.camera(n)];
    const [x = 0, y = 0, turn = 0] = FACTS.moves[n] ?? [];
    // A turn is about the middle of the picture: what moved before is carried along, which is below what is asked here.
    const off = Math.hypot(x * SIZE.width - (now.x - before.x), y * SIZE.height - (now.y - before.y));
    worst = Math.max(worst, off);
    sum += off;
    assert.ok(Math.abs(turn - (now.turn - before.turn)) < 0.06, `turn ${n}: ${turn}`);
  }
  assert.ok(sum / 89 < 0.1 && worst < 0.5, `mean ${sum / 89}, worst ${worst}`);
});

/** How much a path trembles: the mean size of its change of speed. */
function tremble(path: readonly number[]): number {
  let sum = 0;
  for (let i = 2; i < path.length; i++) sum += Math.abs((path[i] ?? 0) - 2 * (path[i - 1] ?? 0) + (path[i - 2] ?? 0));
  return sum / (path.length - 2);
}

test('steadying takes more than 85 % of the shake out and leaves the pan', () => {
  const effect = steadied(FACTS, 1, { start: 0, end: 3000 });
  assert.ok(effect.zoom > 1.02 && effect.zoom <= 1.18, `zoom ${effect.zoom}`);
  for (const axis of ['x', 'y'] as const) {
    const size = axis === 'x' ? SIZE.width : SIZE.height;
    const before = Array.from({ length: 90 }, (_, n) => SHAKEN.camera(n)[axis]);
    const after = before.map((at, n) => at + correctionAt(effect, n / 30)[axis] * size);
    assert.ok(tremble(after) < 0.15 * tremble(before), `${axis}: ${tremble(after)} of ${tremble(before)}`);
    if (axis === 'x') assert.ok(Math.abs((after[89] ?? 0) - (after[0] ?? 0) + 44.5) < 5, 'the pan');
  }
  const turns = Array.from({ length: 90 }, (_, n) => SHAKEN.camera(n).turn);
  assert.ok(tremble(turns.map((turn, n) => turn + correctionAt(effect, n / 30).rotate)) < 0.35 * tremble(turns));
});

test('a picture that is moved never shows its edge', () => {
  const effect = steadied(FACTS, 1, { start: 0, end: 3000 });
  for (let i = 0; i + 2 < effect.path.length; i += 3) {
    const room = (effect.zoom - 1) / (2 * effect.zoom);
    const turn = (Math.abs(Math.sin((((effect.path[i + 2] ?? 0) / 1000) * Math.PI) / 180)) * 16) / 9 / 2;
    assert.ok(Math.abs(effect.path[i] ?? 0) / 1e5 + turn <= room + 2e-5);
    assert.ok(Math.abs(effect.path[i + 1] ?? 0) / 1e5 + turn <= room + 2e-5);
  }
});

test('a view of a third of the width never cuts the moving ball off, and moves softly', () => {
  const room = { x: 16 / 9 / (9 / 16) - 1, y: 0 };
  const path = cameraPath(
    FACTS,
    { from: 0, to: 3000, duration: 3000, speed: 1, isReverse: false },
    { room, isMirrored: false },
  );
  assert.ok(path?.x !== undefined && path.y === undefined);
  const view = 1 / (1 + room.x);
  let last: number | null = null;
  for (let n = 0; n < 90; n++) {
    const ball = SHAKEN.ball?.(n) ?? { x: 0, radius: 0 };
    const seen = ball.x + SHAKEN.camera(n).x / SIZE.width;
    const middle = 0.5 - (valueAt(path.x, (n / 30) * 1000) - 0.5) / (1 + room.x);
    assert.ok(middle >= view / 2 - 1e-4 && middle <= 1 - view / 2 + 1e-4, 'the view stays in the picture');
    if (seen - ball.radius > 0 && seen + ball.radius < 1) {
      assert.ok(Math.abs(seen - middle) + ball.radius <= view / 2, `frame ${n}: ball ${seen}, view ${middle}`);
    }
    if (last !== null) assert.ok(Math.abs(middle - last) < 0.03, `frame ${n} jumps`);
    last = middle;
  }
});

test('a ball that stands still holds the view; a wall without anything is nobody’s subject', () => {
  const still = measured(
    { ...SIZE, camera: shaking(0.5), ball: () => ({ x: 0.7, y: 0.3, radius: 0.06 }), noise: 3 },
    30,
  );
  const room = { x: 2.16, y: 0 };
  const clock = { from: 0, to: 1000, duration: 1000, speed: 1, isReverse: false };
  const path = cameraPath(still, clock, { room, isMirrored: false });
  if (path?.x !== undefined) {
    const middles = path.x.map(({ value }) => 0.5 - (value - 0.5) / (1 + room.x));
    assert.ok(
      Math.max(...middles) - Math.min(...middles) < 0.05 && Math.abs((middles[0] ?? 0) - 0.7) < 0.1,
      middles.join(),
    );
  }
  const wall = measured({ ...SIZE, camera: shaking(0.5), noise: 3 }, 30);
  assert.equal(cameraPath(wall, clock, { room, isMirrored: false }), null);
});

test('a video that a phone stored on its side is measured as it is seen', () => {
  const scene: Scene = { ...SIZE, camera: (n) => ({ x: n, y: 0, turn: 0 }) };
  const facts = followMotion(picturesOfScene(scene, 4), probeOf({ rotation: 90 }));
  const [x = 0, y = 0] = facts.moves[2] ?? [];
  assert.ok(Math.abs(x) < 0.001 && Math.abs(y - 1 / SIZE.width) < 0.0005, `${x} ${y}`);
});
