import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { audioSegment, textSegment, videoSegment } from './build.ts';
import type { AudioSegment, Draft, TextSegment, VideoSegment } from './model.ts';
import { placeSegment, type SideRole } from './place.ts';
import { allSegments, mainSegments } from './queries.ts';
import { insertAt, isolate, keepRange, layOut, partsOf, removeRanges } from './ripple.ts';
import { settle } from './settle.ts';

const clip = sampleAsset('clip.mp4', { duration: 20_000 });
const tail = sampleAsset('tail.mp4', { duration: 10_000 });
const sting = sampleAsset('sting.wav', { kind: 'audio', duration: 3000 });
const facts = factsFor(clip, tail, sting);
const base = draftOf(clip, tail);

const caption = (id: string, start: number, end: number): TextSegment => ({
  ...textSegment(id, id, { start, duration: end - start }),
  role: 'caption',
});
const sound = (id: string, start: number): AudioSegment =>
  audioSegment(id, { kind: 'asset', asset: sting.id, in: 0, loop: false }, { start, duration: 3000 });
const put = (draft: Draft, ...placed: [VideoSegment | AudioSegment | TextSegment, SideRole][]): Draft =>
  placed.reduce((d, [segment, role]) => placeSegment(d, segment, role), draft);
const where = (draft: Draft, id: string): [number, number] | null => {
  const found = allSegments(draft).find((s) => s.id === id);
  return found === undefined ? null : [found.start, found.duration];
};

test('captions follow the words that they lie on: moved, shortened, or gone', () => {
  const captions = put(
    base,
    [caption('before', 1000, 3000), 'captions'],
    [caption('half', 4000, 6000), 'captions'],
    [caption('gone', 6000, 8000), 'captions'],
    [caption('after', 9000, 11_000), 'captions'],
  );
  const cut = removeRanges(captions, [{ start: 5000, end: 8500 }], facts, 'test');
  assert.deepEqual(
    ['before', 'half', 'gone', 'after'].map((id) => where(cut, id)),
    [[1000, 2000], [4000, 1000], null, [5500, 2000]],
  );
});

test('a caption over a hole in the middle shows for what is left of its words', () => {
  const cut = removeRanges(
    put(base, [caption('c', 4000, 8000), 'captions']),
    [{ start: 5000, end: 6000 }],
    facts,
    'test',
  );
  assert.deepEqual(where(cut, 'c'), [4000, 3000]);
});

test('captions keep pace with a change of speed; a title keeps its time to be read', () => {
  const texts = put(
    base,
    [caption('c', 4000, 8000), 'captions'],
    [textSegment('t', 'Title', { start: 4000, duration: 3000 }), 'titles'],
  );
  const parts = partsOf(texts).map((part, i) =>
    i === 0 && part.segment !== null ? { ...part, duration: 10_000, segment: { ...part.segment, speed: 2 } } : part,
  );
  const fast = layOut(texts, parts);
  assert.deepEqual(
    [where(fast, 'c'), where(fast, 't')],
    [
      [2000, 2000],
      [2000, 3000],
    ],
  );
});

test('sounds and overlays go with their picture, and lose what they lose', () => {
  const overlay = { ...videoSegment('pip', tail, 4000), duration: 4000 };
  const draft = put(base, [overlay, 'overlay'], [sound('sfx', 4000), 'sfx'], [sound('lost', 9000), 'sfx']);
  const cut = removeRanges(
    draft,
    [
      { start: 2000, end: 5000 },
      { start: 8500, end: 13_000 },
    ],
    facts,
    'test',
  );
  assert.deepEqual([where(cut, 'pip'), where(cut, 'sfx'), where(cut, 'lost')], [[2000, 3000], [2000, 2000], null]);
  const pip = allSegments(cut).find((s) => s.id === 'pip');
  assert.equal(pip?.kind === 'video' ? pip.in : null, 1000);
});

test('music from the middle to the end moves with its place and still reaches the end', () => {
  const draft = put(base, [
    audioSegment('m', { kind: 'music', mood: 'lo-fi', seed: 1 }, { start: 10_000, duration: 20_000 }),
    'music',
  ]);
  assert.deepEqual(where(removeRanges(draft, [{ start: 0, end: 4000 }], facts, 'test'), 'm'), [6000, 20_000]);
  assert.deepEqual(where(keepRange(draft, { start: 0, end: 12_000 }, facts, 'test'), 'm'), [10_000, 2000]);
  assert.equal(where(keepRange(draft, { start: 0, end: 8000 }, facts, 'test'), 'm'), null);
});

test('something put in moves the rest on, and a title over that place is held together', () => {
  const draft = put(base, [textSegment('t', 'Title', { start: 4000, duration: 2000 }), 'titles']);
  const longer = insertAt(draft, 5000, { ...videoSegment('new', tail, 0), duration: 1000 }, facts);
  assert.deepEqual(
    mainSegments(longer).map((s) => [s.start, s.duration, s.in]),
    [
      [0, 5000, 0],
      [5000, 1000, 0],
      [6000, 15_000, 5000],
      [21_000, 10_000, 0],
    ],
  );
  assert.deepEqual(where(longer, 't'), [4000, 2000]);
});

test('less than a frame is never left over, and nothing at all is refused', () => {
  const cut = removeRanges(base, [{ start: 0, end: 19_990 }], facts, 'test');
  assert.deepEqual(
    mainSegments(cut).map((s) => s.asset),
    [tail.id],
  );
  assert.throws(
    () => removeRanges(base, [{ start: 0, end: 30_000 }], facts, 'test'),
    (error) => error instanceof TellcutError && error.code === 'draft.would_be_empty',
  );
});

test('isolate cuts a stretch out of its clips without moving anything', () => {
  const { draft, ids } = isolate(base, { start: 15_000, end: 25_000 }, facts);
  const inside = mainSegments(draft).filter((s) => ids.has(s.id));
  assert.deepEqual(
    inside.map((s) => [s.start, s.duration]),
    [
      [15_000, 5000],
      [20_000, 5000],
    ],
  );
  assert.equal(mainSegments(draft).length, 4);
});

test('settle sorts, ends overlaps, clamps to the length, fades music and drops impossible transitions', () => {
  const track = base.tracks[0];
  assert.ok(track !== undefined && track.type === 'video');
  const messy: Draft = {
    ...put(
      base,
      [caption('late', 29_000, 40_000), 'captions'],
      [audioSegment('m', { kind: 'music', mood: 'lo-fi', seed: 1 }, { start: 0, duration: 90_000 }), 'music'],
    ),
  };
  const [first, second] = mainSegments(messy);
  assert.ok(first !== undefined && second !== undefined);
  const broken = {
    ...messy,
    tracks: messy.tracks.map((t) =>
      t.role === 'main'
        ? {
            ...t,
            segments: [
              { ...second, transition: { name: 'fade', duration: 500 } },
              { ...first, transition: { name: 'fade', duration: 500 } },
            ],
          }
        : t,
    ),
  } as Draft;
  const { draft, notes } = settle(broken, facts);
  assert.deepEqual(
    mainSegments(draft).map((s) => [s.id, s.transition?.duration]),
    [
      ['seg_1', undefined],
      ['seg_2', 500],
    ],
  );
  assert.deepEqual(
    [where(draft, 'late'), where(draft, 'm')],
    [
      [29_000, 1000],
      [0, 30_000],
    ],
  );
  const music = allSegments(draft).find((s) => s.id === 'm');
  assert.equal(music?.kind === 'audio' ? music.fade.out : null, 2000);
  assert.match(notes[0]?.en ?? '', /One transition went/);
});
