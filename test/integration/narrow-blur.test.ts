import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGraph } from '../../src/media/graph.ts';
import { solidPicture, toRgba } from '../../src/media/picture.ts';
import { Wiring } from '../../src/render/chunk/wiring.ts';

const RATE = { num: 25, den: 1 };

test('a blurred grey picture is grey, however narrow it is', () => {
  for (const [width, height] of [
    [8, 32],
    [26, 32],
    [30, 36],
    [30, 52],
    [32, 64],
    [64, 36],
    [90, 160],
  ] as const) {
    const wiring = new Wiring(RATE);
    const size = { width, height };
    const soft = wiring.soften('s0', size, { across: 1.4, steps: 2 });
    using graph = openGraph({
      rate: RATE,
      sources: [{ ...size, format: 'yuv420p' }],
      nodes: wiring.nodes,
      output: { input: soft, format: 'yuv420p' },
      threads: 1,
    });
    for (let frame = 0; frame < 3; frame++) {
      using grey = solidPicture(width, height, [200, 200, 200, 255]);
      graph.push(0, grey, frame);
      const out = graph.pull();
      assert.ok(out !== null);
      using picture = out.picture;
      assert.deepEqual([picture.width, picture.height], [width, height]);
      const wrong = toRgba(picture).filter((value, i) => i % 4 !== 3 && Math.abs(value - 200) > 3).length;
      assert.equal(wrong, 0, `${width}x${height}, frame ${frame}`);
    }
  }
});
