import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureFromRgba, toRgba } from '../../src/media/picture.ts';

test('a picture keeps its own pixels, whatever becomes of the bytes that it was made from', () => {
  const bytes = Buffer.alloc(18 * 10 * 4, 100);
  using picture = pictureFromRgba(bytes, 18, 10);
  bytes.fill(7);
  assert.deepEqual(new Set(toRgba(picture)), new Set([100]));
});
