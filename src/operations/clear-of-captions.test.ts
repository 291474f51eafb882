import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { allSegments, textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const clip = sampleAsset('talk.mp4', { duration: 12_000 });
const facts = factsFor(clip);
const run = (...calls: OperationCall[]): Draft =>
  applyOperations(draftOf(clip), calls, { facts, selected: null }).draft;

const captions: OperationCall = {
  op: 'captions',
  file: '1\n00:00:00,500 --> 00:00:06,000\nToday we are going to talk about something that I find interesting\n',
};
const name: OperationCall = { op: 'lower_third', text: 'Grace Hopper, admiral', start: 1 };
const upright: OperationCall = { op: 'aspect', ratio: '9:16' };

const textOf = (draft: Draft, words: string): TextSegment => {
  const found = allSegments(draft).find((s) => s.kind === 'text' && s.text.startsWith(words));
  assert.ok(found?.kind === 'text', words);
  return found;
};

/** How far the middle of a text of two lines must be above that of captions of two lines, as a share of the height. */
const apart = (draft: Draft, size: number): number =>
  (1.24 * 2 * size * Math.min(draft.canvas.width, draft.canvas.height)) / draft.canvas.height;

test('a name stands above captions that are read at the same time, in whatever order they came', () => {
  for (const calls of [
    [captions, name],
    [name, captions],
    [captions, name, upright],
    [captions, upright, name],
    [name, upright, captions],
    [name, captions, { op: 'captions', size: 'bigger' }],
  ]) {
    const made = run(...(calls as OperationCall[]));
    const [caption] = textSegments(made, 'caption');
    const third = textOf(made, 'Grace');
    const distance = (caption?.y ?? 0) - third.y;
    assert.ok(distance >= apart(made, 0.05) && third.y >= 0.5, `${JSON.stringify(calls)}: ${distance}`);
  }
});

test('what is not read with captions stays where it is', () => {
  const later = { ...name, start: 8 };
  const usual = textOf(run(later), 'Grace').y;
  assert.equal(textOf(run(captions, later), 'Grace').y, usual);
  assert.equal(textOf(run(captions, { op: 'captions', position: 'top' }, { ...name }), 'Grace').y, usual);
  assert.equal(textOf(run(captions, { op: 'captions', visible: false }, { ...name }), 'Grace').y, usual);
  const top = run(captions, { op: 'text', text: 'Hi', position: 'top left' });
  assert.equal(textOf(top, 'Hi').y, textOf(run({ op: 'text', text: 'Hi', position: 'top left' }), 'Hi').y);
});

test('a text at the bottom stands above captions too; a watermark takes the corner above', () => {
  const made = run(captions, { op: 'text', text: 'Subscribe!', position: 'bottom', start: 2, end: 5 });
  assert.ok(textOf(made, 'Subscribe!').y < (textSegments(made, 'caption')[0]?.y ?? 0) - 0.1);
  assert.ok(textOf(run(captions, { op: 'watermark', text: 'My Channel' }), 'My').y < 0.2);
  assert.ok(textOf(run({ op: 'watermark', text: 'My Channel' }), 'My').y > 0.8);
  assert.ok(textOf(run(captions, { op: 'watermark', text: 'My Channel', position: 'bottom left' }), 'My').y > 0.8);
});
