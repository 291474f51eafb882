import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from './plan.ts';

const opsOf = (text: string): unknown =>
  planRequest({ text, context: { videos: 1, photos: 0, audios: 0, duration: 60 } }).ops;

test('when somebody says something is a time', () => {
  for (const [text, op] of [
    ['zoom in when I say "look here"', { op: 'zoom', style: 'in', from: 'when "look here"', to: 'when "look here"' }],
    ['add a ding every time I say "banana"', { op: 'sfx', name: 'ding', start: 'every "banana"' }],
    ['when I mention the price, show the text "$9.99"', { op: 'text', text: '$9.99', start: 'when "price"' }],
    ['freeze for 2 seconds when he says "stop"', { op: 'freeze', duration: 2, at: 'when "stop"' }],
    ['每次说到“价格”的时候加一个叮的音效', { op: 'sfx', name: 'ding', start: 'every "价格"' }],
  ] as const)
    assert.deepEqual(opsOf(text), [op], text);
});

test('what is about speaking at all, or about a part to be cut, is read as ever', () => {
  assert.deepEqual(opsOf('lower the music when I speak'), [{ op: 'duck', target: 'music' }]);
  assert.deepEqual(opsOf('remove the part where I say banana'), [{ op: 'cut_words', text: 'banana', whole: true }]);
});
