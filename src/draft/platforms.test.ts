import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLATFORMS, platformByWords } from './platforms.ts';

test('every platform is found by its id, its names and its aliases, and no word means two', () => {
  for (const platform of PLATFORMS) {
    for (const word of [platform.id, ...platform.aliases]) assert.equal(platformByWords(word)?.id, platform.id, word);
  }
  const words = PLATFORMS.flatMap(({ aliases }) => aliases);
  assert.equal(new Set(words).size, words.length);
});

test('words are taken as people write them; others are no platform', () => {
  assert.equal(platformByWords(' Instagram  Reels ')?.id, 'reels');
  assert.equal(platformByWords('YouTube_Shorts')?.id, 'shorts');
  assert.equal(platformByWords('抖音')?.id, 'douyin');
  assert.equal(platformByWords('Twitter')?.id, 'x');
  for (const word of ['', 'web', 'email', 'nowhere']) assert.equal(platformByWords(word), null);
});

test('what an export gets is what its own rules allow', () => {
  for (const { size, sides, fps, seconds, shapes, codecs, containers } of PLATFORMS) {
    assert.ok(fps.least <= fps.most && seconds.least <= seconds.most);
    assert.ok(codecs.includes('h264') && containers.includes('mp4'), 'what we write when nothing else is asked for');
    if (size === null) continue;
    assert.ok(Math.min(size.width, size.height) >= sides.least && Math.max(size.width, size.height) <= sides.most);
    assert.ok(shapes?.some((shape) => Math.abs(shape - size.width / size.height) < 0.01) ?? true);
  }
});
