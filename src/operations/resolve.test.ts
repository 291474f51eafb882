import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { clipsNamed, inventory, sideKindOf, whereOf } from './resolve.ts';

const talk = sampleAsset('talk.mp4');
const beach = sampleAsset('Beach Day.MOV');
const photo = sampleAsset('photo.jpg', { kind: 'image' });
const facts = factsFor(talk, beach, photo);
const draft = draftOf(talk, beach, photo);
const context = { facts, selected: 'seg_2' };

test('clips are named by number, order, list, kind, name or id, in English and Chinese', () => {
  const table: [number | string, number[]][] = [
    [1, [1]],
    [-1, [3]],
    ['2', [2]],
    ['clip 2', [2]],
    ['2,3', [2, 3]],
    ['3 and 1', [1, 3]],
    ['1-2', [1, 2]],
    ['first', [1]],
    ['second clip', [2]],
    ['last', [3]],
    ['the last clip', [3]],
    ['last 2', [2, 3]],
    ['all', [1, 2, 3]],
    ['this', [2]],
    ['photos', [3]],
    ['beach day.mov', [2]],
    ['Beach Day', [2]],
    ['beach', [2]],
    ['seg_3', [3]],
    ['最后', [3]],
    ['第一个片段', [1]],
    ['talk.mp4 and photo', [1, 3]],
  ];
  for (const [wanted, numbers] of table) {
    assert.deepEqual(
      clipsNamed(draft, wanted, context).map((clip) => clip.number),
      numbers,
      String(wanted),
    );
  }
});

test('what is not there is refused with what there is', () => {
  for (const wanted of [0, 4, '5', '2,9', '3-1', 'the dog', '']) {
    assert.throws(
      () => clipsNamed(draft, wanted, context),
      (error) =>
        error instanceof TellcutError &&
        error.code === 'draft.no_such_segment' &&
        error.message.includes('1 talk.mp4 · 2 Beach Day.MOV · 3 photo.jpg'),
      String(wanted),
    );
  }
});

test('an inventory of many clips is cut off', () => {
  const many = Array.from({ length: 30 }, (_, i) => sampleAsset(`c${i}.mp4`));
  assert.match(inventory(draftOf(...many), factsFor(...many)), /8 c7\.mp4 · … 30$/);
});

test('times count inside the clip that is named with them', () => {
  assert.deepEqual(whereOf(draft, { clip: 2, from: 1, to: 3 }, context).range, { start: 11_000, end: 13_000 });
  assert.deepEqual(whereOf(draft, { clip: 2, part: 'first half' }, context).range, { start: 10_000, end: 15_000 });
  assert.deepEqual(whereOf(draft, { from: 'end-4' }, context).range, { start: 20_000, end: 24_000 });
  assert.equal(whereOf(draft, {}, context).kind, 'all');
  assert.equal(whereOf(draft, { clip: 'all' }, context).kind, 'all');
});

test('words name what is beside the clips', () => {
  const table: [string, string | null][] = [
    ['the background music', 'music'],
    ['背景音乐', 'music'],
    ['subtitles', 'caption'],
    ['标题', 'title'],
    ['my logo', 'watermark'],
    ['voice-over', 'voice'],
    ['text overlay', 'text'],
    ['the second clip', null],
  ];
  for (const [words, kind] of table) assert.equal(sideKindOf(words), kind, words);
});
