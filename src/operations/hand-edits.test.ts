import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { type ErrorCode, TellcutError } from '../base/errors.ts';
import type { Draft } from '../draft/model.ts';
import { audioSegments, draftLength, mainSegments, textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOne, applyOperations } from './registry.ts';

/** Operations that a hand on the timeline uses: insert, move, and both ends of trim. */

const talk = sampleAsset('talk.mp4', { duration: 30_000 });
const beach = sampleAsset('beach.mp4', { duration: 10_000 });
const photo = sampleAsset('photo.jpg', { kind: 'image' });
const song = sampleAsset('song.mp3', { kind: 'audio', duration: 60_000 });
const context = { facts: factsFor(talk, beach, photo, song), selected: null };
const start = deepFrozen(draftOf(talk, beach));

const run = (...calls: OperationCall[]): Draft => applyOperations(start, calls, context).draft;
const spans = (draft: Draft): [string, number, number, number][] =>
  mainSegments(draft).map((s) => [context.facts.assets.get(s.asset)?.filename ?? '', s.start, s.duration, s.in]);
const refused =
  (code: ErrorCode) =>
  (error: unknown): boolean =>
    error instanceof TellcutError && error.code === code;

test('insert puts a file at a time, between clips, or at an end, and again and again', () => {
  assert.deepEqual(spans(run({ op: 'insert', source: 'beach.mp4', at: 10 })), [
    ['talk.mp4', 0, 10_000, 0],
    ['beach.mp4', 10_000, 10_000, 0],
    ['talk.mp4', 20_000, 20_000, 10_000],
    ['beach.mp4', 40_000, 10_000, 0],
  ]);
  const names = (draft: Draft): string[] => spans(draft).map(([name]) => name);
  assert.deepEqual(names(run({ op: 'insert', source: photo.id, position: 'after 1' })), [
    'talk.mp4',
    'photo.jpg',
    'beach.mp4',
  ]);
  assert.deepEqual(names(run({ op: 'insert', source: 'photo', position: 'before 1' }))[0], 'photo.jpg');
  assert.deepEqual(names(run({ op: 'insert', source: 'photo' })).at(-1), 'photo.jpg');
  assert.throws(() => run({ op: 'insert', source: 'song.mp3' }), refused('draft.unclear_value'));
  assert.throws(() => run({ op: 'insert', source: 'nobody' }), refused('draft.no_such_segment'));
});

test('titles stay over their pictures when something is put in before them', () => {
  const titled = run({ op: 'title', text: 'Beach', start: 32, end: 35 });
  const after = applyOne(titled, { op: 'insert', source: 'photo.jpg', position: 'start' }, context).draft;
  const [title] = textSegments(after);
  assert.deepEqual([title?.start, title?.duration], [36_000, 3000]);
});

test('move: a start alone keeps the length, an end alone keeps the start, both keep what is seen at its time', () => {
  const titled = run({ op: 'title', text: 'Hello', start: 2, end: 5 });
  const times = (draft: Draft): (number | undefined)[] => {
    const [title] = textSegments(draft);
    return [title?.start, title?.duration];
  };
  const moved = (args: Record<string, unknown>): Draft => applyOne(titled, { op: 'move', ...args }, context).draft;
  assert.deepEqual(times(moved({ what: 'title', start: 10 })), [10_000, 3000]);
  assert.deepEqual(times(moved({ what: 'Hello', end: 8 })), [2000, 6000]);
  assert.deepEqual(times(moved({ what: textSegments(titled)[0]?.id, start: 3, end: 4.5 })), [3000, 1500]);
  assert.deepEqual(times(moved({ what: 'title', start: 39 })), [39_000, 1000]);
  assert.equal(moved({ what: 'title', start: 2 }), titled);
  assert.throws(() => moved({ what: 'title', start: 50 }), refused('draft.outside'));
  assert.throws(() => moved({ what: 'title', start: 6, end: 4 }), refused('draft.unclear_time'));
  assert.throws(() => moved({ what: mainSegments(titled)[0]?.id, start: 3 }), refused('draft.no_such_segment'));
  const said = applyOne(titled, { op: 'move', what: 'title', start: 10 }, context).said;
  assert.equal(said.en, 'Moved "Hello": it now lasts from 0:10 to 0:13.');
});

test('a sound that begins later plays on where it was; it grows only as far as its source', () => {
  const heard = run({ op: 'add_music', source: 'song.mp3', start: 5, end: 25 });
  const [song_] = audioSegments(heard, 'music');
  assert.ok(song_?.source.kind === 'asset');
  const shape = (draft: Draft): (number | undefined)[] => {
    const [music] = audioSegments(draft, 'music');
    return [music?.start, music?.duration, music?.source.kind === 'asset' ? music.source.in : undefined];
  };
  const later = applyOne(heard, { op: 'move', what: song_.id, start: 8, end: 25 }, context).draft;
  const from = song_.source.in;
  assert.deepEqual(shape(later), [8000, 17_000, song_.source.loop ? from : from + 3000]);
  const back = applyOne(later, { op: 'move', what: song_.id, start: 5, end: 25 }, context).draft;
  assert.deepEqual(shape(back).slice(0, 2), [5000, 20_000]);
});

test('trim extends either end of a clip as far as its source goes, and of one piece of it when that is named', () => {
  const cut = run({ op: 'cut_range', from: 0, to: 4 }, { op: 'cut_range', from: 10, to: 12 });
  assert.deepEqual(spans(cut), [
    ['talk.mp4', 0, 10_000, 4000],
    ['talk.mp4', 10_000, 14_000, 16_000],
    ['beach.mp4', 24_000, 10_000, 0],
  ]);
  const [first, second] = mainSegments(cut);
  const earlier = applyOne(cut, { op: 'trim', clip: first?.id, extend: 3, edge: 'start' }, context).draft;
  assert.deepEqual(spans(earlier)[0], ['talk.mp4', 0, 13_000, 1000]);
  const most = applyOne(cut, { op: 'trim', clip: 1, extend: 9, edge: 'start' }, context);
  assert.deepEqual(spans(most.draft)[0], ['talk.mp4', 0, 14_000, 0]);
  assert.equal(most.notes.length, 1);
  const inner = applyOne(cut, { op: 'trim', clip: first?.id, extend: 1 }, context).draft;
  assert.deepEqual(spans(inner).slice(0, 2), [
    ['talk.mp4', 0, 11_000, 4000],
    ['talk.mp4', 11_000, 14_000, 16_000],
  ]);
  const tail = applyOne(cut, { op: 'trim', clip: second?.id, extend: 2, edge: 'start' }, context).draft;
  assert.equal(draftLength(tail), 36_000);
});

test('a title over a clip whose beginning is extended stays over the same picture', () => {
  const titled = run({ op: 'cut_range', from: 0, to: 4 }, { op: 'title', text: 'Now', start: 6, end: 8 });
  const after = applyOne(titled, { op: 'trim', clip: 1, extend: 3, edge: 'start' }, context).draft;
  assert.equal(textSegments(after)[0]?.start, 9000);
});

test('the volume of one sound among several, by its id', () => {
  const heard = run({ op: 'add_music', mood: 'lo-fi' }, { op: 'add_music', source: 'song.mp3', mix: true });
  const [first, second] = audioSegments(heard, 'music');
  assert.ok(first !== undefined && second !== undefined);
  const after = applyOne(heard, { op: 'volume', target: second.id, level: 0.2 }, context).draft;
  assert.deepEqual(
    audioSegments(after, 'music').map(({ id, volume }) => [id, volume]),
    [
      [first.id, first.volume],
      [second.id, 0.2],
    ],
  );
});

test('a piece goes where a hand puts it, alone, and its titles go along', () => {
  const cut = run({ op: 'cut_range', from: 10, to: 12 }, { op: 'title', text: 'Late', start: 12, end: 14 });
  const [first, second, beach_] = mainSegments(cut);
  const moved = (clip: string | undefined, to: string): Draft =>
    applyOne(cut, { op: 'reorder', clip, to }, context).draft;
  const ids = (draft: Draft): string[] => mainSegments(draft).map(({ id }) => id);
  const after = moved(second?.id, `after ${beach_?.id}`);
  assert.deepEqual(ids(after), [first?.id, beach_?.id, second?.id]);
  assert.equal(textSegments(after)[0]?.start, 22_000);
  assert.deepEqual(ids(moved(beach_?.id, `before ${second?.id}`)), [first?.id, beach_?.id, second?.id]);
  assert.deepEqual(ids(moved(second?.id, 'start')), [second?.id, first?.id, beach_?.id]);
  assert.equal(moved(first?.id, `before ${second?.id}`), cut, 'it is there already');
  assert.equal(moved(first?.id, `before ${first?.id}`), cut);
  // By its number, a clip goes as a whole.
  assert.deepEqual(ids(applyOne(cut, { op: 'reorder', clip: 1, to: 'end' }, context).draft), [
    beach_?.id,
    first?.id,
    second?.id,
  ]);
});
