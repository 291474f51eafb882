import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentDisposition, rangeOf } from './ranges.ts';

test('one range is read as RFC 9110 says; what we do not serve in part is served whole', () => {
  assert.deepEqual(rangeOf('bytes=0-0', 10), { start: 0, end: 0 });
  assert.deepEqual(rangeOf('bytes=2-', 10), { start: 2, end: 9 });
  assert.deepEqual(rangeOf('bytes=-3', 10), { start: 7, end: 9 });
  assert.deepEqual(rangeOf('bytes=-30', 10), { start: 0, end: 9 });
  assert.deepEqual(rangeOf('bytes=5-500', 10), { start: 5, end: 9 });
  for (const whole of [
    undefined,
    '',
    'bytes=-',
    'bytes=a-b',
    'lines=1-2',
    'bytes=0-1,3-4',
    `bytes=${'0-0,'.repeat(1000)}1-1`,
  ])
    assert.equal(rangeOf(whole, 10), 'all', String(whole));
  for (const outside of ['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=5-4'])
    assert.equal(rangeOf(outside, 10), 'none', outside);
  assert.equal(rangeOf('bytes=0-', 0), 'none');
});

test('no name can end the header or begin another', () => {
  const header = contentDisposition('a"\r\nSet-Cookie: x=1; \\ 城市\ud800.mp4');
  assert.match(header, /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%~!*()'-]+$/);
  assert.doesNotMatch(header, /[\r\n]/);
  assert.match(contentDisposition('城市.mp4'), /filename\*=UTF-8''%E5%9F%8E%E5%B8%82\.mp4$/);
});
