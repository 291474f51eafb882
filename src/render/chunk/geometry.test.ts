import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import { PLAIN_PLACEMENT } from '../../draft/build.ts';
import type { Layer } from '../../protocol/chunk.ts';
import { covers, type Placed, place } from './geometry.ts';

const layer = (placement: Partial<Layer['placement']> = {}, over: Partial<Layer> = {}): Layer => ({
  asset: 'ast_a',
  still: false,
  at: 0,
  step: 1 / 30,
  rotation: 0,
  pixelAspect: 1,
  placement: { ...PLAIN_PLACEMENT, crop: { ...PLAIN_PLACEMENT.crop }, ...placement },
  effects: [],
  motion: null,
  fade: null,
  ...over,
});

const HD = { width: 1280, height: 720 };
const brief = (placed: Placed | null): unknown =>
  placed === null ? null : [placed.left, placed.top, placed.size.width, placed.size.height, placed.turn];

test('pictures are fitted, filled, stretched, turned and shaped as a player would', () => {
  const tall = { width: 1080, height: 1920 };
  const table: [string, unknown, unknown][] = [
    ['same size', brief(place(HD, layer(), HD)), [0, 0, 1280, 720, 0]],
    ['fit a wide one into a tall canvas', brief(place(HD, layer(), tall)), [0, 656, 1080, 608, 0]],
    ['fill it', brief(place(HD, layer({ fit: 'fill' }), tall)), [0, 0, 1080, 1920, 0]],
    ['stretch it', brief(place(HD, layer({ fit: 'stretch' }), tall)), [0, 0, 1080, 1920, 0]],
    [
      'a phone video',
      brief(place({ width: 1920, height: 1080 }, layer({}, { rotation: 90 }), tall)),
      [0, 0, 1080, 1920, 90],
    ],
    ['turned by the user', brief(place(HD, layer({ rotate: 90 }), HD)), [438, 0, 404, 720, 90]],
    ['turned back', brief(place(HD, layer({ rotate: -90 }, { rotation: 90 }), HD)), [0, 0, 1280, 720, 0]],
    ['anamorphic', brief(place({ width: 640, height: 720 }, layer({}, { pixelAspect: 2 }), HD)), [0, 0, 1280, 720, 0]],
    ['half size in a corner', brief(place(HD, layer({ scale: 0.5, x: 0.75, y: 0.75 }), HD)), [640, 360, 640, 360, 0]],
    ['half outside', brief(place(HD, layer({ x: 0 }), HD)), [0, 0, 640, 720, 0]],
    ['outside', brief(place(HD, layer({ x: -0.6 }), HD)), null],
  ];
  for (const [what, actual, expected] of table) assert.deepEqual(actual, expected, what);
});

test('what is cut off is cut out of the source, mirrored where the picture is', () => {
  assert.deepEqual(place(HD, layer({ x: 0 }), HD)?.crop, { x: 640, width: 640, y: 0, height: 720 });
  assert.deepEqual(place(HD, layer({ x: 0, flipH: true }), HD)?.crop, { x: 0, width: 640, y: 0, height: 720 });
  const crop = { left: 0.25, top: 0, right: 0, bottom: 0.5 };
  assert.deepEqual(place(HD, layer({ crop }), HD)?.crop, { x: 320, width: 960, y: 0, height: 360 });
  // As seen before the quarter turn: its left side is on top afterwards.
  assert.deepEqual(place(HD, layer({ crop, rotate: 90 }), HD)?.crop, { x: 360, width: 360, y: 320, height: 960 });
});

test('any placement of any picture stays inside its source and is as large as the canvas needs at most', () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: 8000 }), height: fc.integer({ min: 1, max: 8000 }) });
  const canvas = size.map(({ width, height }) => ({
    width: 16 + 2 * (width % 2000),
    height: 16 + 2 * (height % 2000),
  }));
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const placement = fc.record({
    fit: fc.constantFrom('fit', 'fill', 'stretch'),
    x: fc.double({ min: -2, max: 3, noNaN: true }),
    y: fc.double({ min: -2, max: 3, noNaN: true }),
    scale: fc.double({ min: 0.01, max: 20, noNaN: true }),
    rotate: fc.oneof(fc.constantFrom(0, 90, 180, 270, -90, 360), fc.double({ min: -360, max: 360, noNaN: true })),
    flipH: fc.boolean(),
    flipV: fc.boolean(),
    opacity: fc.constant(1),
    crop: fc.record({ left: fraction, top: fraction, right: fraction, bottom: fraction }),
  });
  const rotation = fc.constantFrom<Layer['rotation']>(0, 90, 180, 270);
  const shape = fc.tuple(rotation, fc.double({ min: 0.25, max: 4, noNaN: true }));
  fc.assert(
    fc.property(size, canvas, placement, shape, (source, on, where, [turn, pixelAspect]) => {
      const placed = place(source, layer(where as Layer['placement'], { rotation: turn, pixelAspect }), on);
      if (placed === null) return;
      const turned = placed.turn % 180 === 0 ? source : { width: source.height, height: source.width };
      const { crop, size: shown, tilt } = placed;
      assert.ok(crop.x >= 0 && crop.y >= 0 && crop.width >= 1 && crop.height >= 1, JSON.stringify(crop));
      assert.ok(crop.x + crop.width <= turned.width && crop.y + crop.height <= turned.height, JSON.stringify(crop));
      assert.ok([crop.x, crop.y, crop.width, crop.height].every(Number.isInteger));
      assert.ok(shown.width % 2 === 0 && shown.height % 2 === 0 && shown.width >= 2 && shown.height >= 2);
      const most =
        tilt === 0 ? on : { width: Math.hypot(on.width, on.height), height: Math.hypot(on.width, on.height) };
      assert.ok(shown.width <= most.width + 4 && shown.height <= most.height + 4, JSON.stringify(shown));
      if (tilt === 0) {
        assert.ok(placed.left >= 0 && placed.top >= 0 && placed.left + shown.width <= on.width + 2);
        if (covers(placed, on)) assert.deepEqual(shown, on);
      }
    }),
    { numRuns: 2000 },
  );
});
