import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PICTURE } from '../../test/support/make-asset.ts';
import type { CodedPicture, CodedPictures } from '../media/coded-pictures.ts';
import { gopFacts } from './gops.ts';

/** Main 4.1, 1280×720. */
const SPS = Buffer.from('J00AKYmLYCgC3YC1AQEBMDAAXcAAF3Be98FA', 'base64');
const PPS = Buffer.from('KO4fIA==', 'base64');

/** Pictures by their numbers in decoding order; a group begins wherever `i` stands. Times in thousandths. */
function coded(text: string, timeOf = (number: number): number => Math.round((number * 1000) / 30)): CodedPictures {
  const pictures = text.split(' ').map((word): CodedPicture => {
    return { pts: timeOf(Number.parseInt(word, 10)), bytes: 100, isIdr: word.endsWith('i') };
  });
  return { kind: 'read', sets: { framing: 4, sps: [SPS], pps: [PPS] }, perSecond: 1000, pictures };
}

test('groups, where they may end, and how far decoding runs ahead', () => {
  const facts = gopFacts(coded('0i 3 1 2 4 5 6i 7 8 11 9 10'), PICTURE);
  assert.equal(facts.refusal, null);
  assert.equal(facts.stream?.reorder, 1);
  assert.deepEqual(
    facts.gops.map(({ first, frames, ends, bytes, refusal }) => [first, frames, ends, bytes, refusal]),
    [
      [0, 6, [1, 4, 5], 600, null],
      [6, 6, [1, 2, 3], 600, null],
    ],
  );
});

test('pictures before their IDR picture, gaps and lone pictures make a group uncopyable, and leave the others', () => {
  const refusals = (text: string): unknown => gopFacts(coded(text), PICTURE).gops.map(({ refusal }) => refusal);
  assert.deepEqual(refusals('0i 1 2 5i 3 4 6 7i 8'), [null, 'overlap', null]);
  assert.deepEqual(refusals('0i 1 3 4i 5'), ['overlap', null]);
  assert.deepEqual(refusals('0i 1i 2 3'), ['single_picture', null]);
});

test('the last group of a stream with start codes may be cut off, and is not copied', () => {
  const bare = { ...coded('0i 1 2 3i 4'), sets: { framing: null, sps: [SPS], pps: [PPS] } } as CodedPictures;
  assert.deepEqual(
    gopFacts(bare, PICTURE).gops.map(({ refusal }) => refusal),
    [null, 'damaged'],
  );
});

test('whole streams are refused by name', () => {
  const refusal = (text: string, video = PICTURE, timeOf?: (n: number) => number): unknown =>
    gopFacts(coded(text, timeOf), video).refusal;
  assert.equal(refusal('0 1 2i 3'), 'begins_open');
  assert.equal(refusal('2i 0 1 3'), 'begins_open');
  assert.equal(refusal('0i 1 2', { ...PICTURE, startMs: 40 }), 'begins_open');
  assert.equal(refusal('0i 1 2', { ...PICTURE, variableRate: true }), 'variable_rate');
  assert.equal(
    refusal('0i 1 2', PICTURE, (n) => n * 41),
    'variable_rate',
  );
  assert.equal(refusal('0i 1', { ...PICTURE, codedWidth: 1278 }), 'picture_format');
  assert.equal(refusal('0i 1', { ...PICTURE, pixelAspect: 1.5 }), 'picture_format');
  assert.equal(gopFacts({ kind: 'refused', refusal: 'edit_list' }, PICTURE).refusal, 'edit_list');
});
