import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coarserOf } from './between-steps.ts';

test('as many chunks as the share says are coarser, spread over the video', () => {
  for (const count of [1, 2, 3, 7, 40, 301]) {
    for (const share of [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]) {
      const coarser = coarserOf(count, share);
      assert.equal(coarser.size, Math.round(share * count));
      // In no fifth of a long video there is none, or nothing but them.
      if (count < 40 || share < 0.2 || share > 0.8) continue;
      for (let fifth = 0; fifth < 5; fifth++) {
        const within = [...coarser].filter((i) => Math.floor((i * 5) / count) === fifth).length;
        assert.ok(Math.abs(within / (count / 5) - share) < 0.2, `${within} of ${count / 5} for ${share}`);
      }
    }
  }
});
