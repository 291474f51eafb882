import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LatestState } from '../../web/src/api/types.ts';
import { recordings } from '../../web/src/media/composed.ts';
import { elementsIn, pieceAt, runsOf } from '../../web/src/timeline/crowd.ts';
import {
  dropBefore,
  heightOfVolume,
  rowDuring,
  snapPlaces,
  snapTo,
  volumeOfHeight,
} from '../../web/src/timeline/drag.ts';
import { endOf, lengthOf, type Piece, pieceIn, type Row, rowsFor } from '../../web/src/timeline/pieces.ts';
import {
  clampScale,
  fitScale,
  MOST_SCALE,
  marksIn,
  scaleOfSlider,
  sliderOfScale,
} from '../../web/src/timeline/scale.ts';
import { findWords, passagesOf, rangeOf } from '../../web/src/transcript/words.ts';

/** What the page works out of a draft before it draws it: pure, so without a browser. */

const file = (id: string, over: object = {}): object => ({
  id,
  filename: `${id}.mp4`,
  file_type: 'video',
  duration: 60,
  has_audio: true,
  ...over,
});

/** Clips: a 0–4 s (with a pause cut out at 2 s), b 4–9 s, a photo 9–12 s; a title and captions over them; music. */
const latest = {
  version: 3,
  state: {
    video_infos: [
      file('a'),
      file('b', { has_audio: false }),
      file('p', { file_type: 'image', duration: 0, has_audio: false }),
    ],
    draft: {
      t: [
        {
          id: 'main',
          tt: 0,
          r: 'main',
          sg: [
            { id: 'a1', d: 2000, a: 'a', i: 1000 },
            { id: 'a2', d: 2000, a: 'a', i: 5000, vo: 0.5 },
            { id: 'b1', d: 5000, a: 'b', sp: 2, tr: { n: 'dissolve', d: 500 } },
            { id: 'p1', d: 3000, a: 'p' },
          ],
        },
        { id: 'm', tt: 1, r: 'music', sg: [{ id: 'm1', d: 12_000, mood: 'lo-fi' }] },
        {
          id: 'c',
          tt: 7,
          r: 'captions',
          sg: [
            {
              id: 'c1',
              s: 1000,
              d: 2000,
              tx: 'Hello there, friend',
              wd: [
                { text: 'Hello ', at: 0, end: 500 },
                { text: 'there, ', at: 500, end: 900 },
                { text: 'friend', at: 1500, end: 2000 },
              ],
            },
            { id: 'c2', s: 4000, d: 2000, tx: '你好，世界' },
          ],
        },
        { id: 't', tt: 7, r: 'titles', sg: [{ id: 't1', s: 500, d: 3000, tx: 'Trip' }] },
        { id: 'x', tt: 99 },
      ],
    },
  },
} as unknown as LatestState;

const rows = rowsFor(latest);
const main = rows.find(({ kind }) => kind === 'video') as Row;
const piece = (id: string): Piece => pieceIn(rows, id)?.piece as Piece;
const starts = ({ pieces }: Row): [string, number, number][] => pieces.map((p) => [p.id, p.start, p.duration]);

test('rows: titles over captions over pictures over music; clips are counted as operations count them', () => {
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['text', 'captions', 'video', 'music'],
  );
  assert.deepEqual(
    main.pieces.map(({ clip }) => clip),
    [1, 1, 2, 3],
  );
  assert.deepEqual(
    main.pieces.map(({ volume }) => volume),
    [1, 0.5, null, null],
  );
  assert.deepEqual(piece('b1').transition, { name: 'dissolve', duration: 500 });
  assert.equal(piece('p1').source?.isStill, true);
  assert.equal(lengthOf(latest), 12_000);
});

test('while an edge of a clip is dragged, what follows moves along and the picture stays at its time', () => {
  const shorter = rowDuring(main, { kind: 'end', id: 'a2', at: 3000 });
  assert.deepEqual(starts(shorter), [
    ['a1', 0, 2000],
    ['a2', 2000, 1000],
    ['b1', 3000, 5000],
    ['p1', 8000, 3000],
  ]);
  const later = rowDuring(main, { kind: 'start', id: 'b1', at: 5000 });
  assert.deepEqual(starts(later)[2], ['b1', 4000, 4000]);
  assert.equal(later.pieces[2]?.source?.in, 2000, 'a second at double speed');
  const earlier = rowDuring(main, { kind: 'start', id: 'a1', at: -500 });
  assert.deepEqual([starts(earlier)[0], earlier.pieces[0]?.source?.in], [['a1', 0, 2500], 500]);
  const title = rowDuring(rows[0] as Row, { kind: 'end', id: 't1', at: 2000 });
  assert.deepEqual(starts(title), [['t1', 500, 1500]]);
  assert.equal(rowDuring(main, { kind: 'side', id: 't1', at: 0 }), main, 'the drag is about another row');
});

test('a piece that is dragged lies under the hand, the others where they would be', () => {
  const a1 = piece('a1');
  assert.equal(dropBefore(main.pieces, a1, 0), 'a2');
  assert.equal(dropBefore(main.pieces, a1, 1200), 'b1');
  assert.equal(dropBefore(main.pieces, a1, 9900), null);
  assert.equal(dropBefore(main.pieces, piece('p1'), 0), 'a1');
  const moved = rowDuring(main, { kind: 'piece', id: 'a1', at: 1200, before: 'b1' });
  assert.deepEqual(starts(moved), [
    ['a1', 1200, 2000],
    ['a2', 0, 2000],
    ['b1', 4000, 5000],
    ['p1', 9000, 3000],
  ]);
});

test('the line of a volume: silent at the bottom, as recorded at three quarters, and back', () => {
  assert.deepEqual([0, 1, 2].map(heightOfVolume), [0, 0.75, 1]);
  for (const volume of [0, 0.3, 1, 1.5, 2]) assert.equal(volumeOfHeight(heightOfVolume(volume)), volume);
  assert.deepEqual([volumeOfHeight(-1), volumeOfHeight(0.755), volumeOfHeight(5)], [0, 1, 2]);
});

test('edges hold on to the nearest cut within reach, never to their own', () => {
  const places = snapPlaces(rows, 't1', [7000]);
  assert.ok(places.includes(0) && places.includes(4000) && places.includes(12_000) && places.includes(7000));
  assert.ok(!places.includes(500) && !places.includes(3500));
  assert.ok(!places.includes(1000), 'captions are no cuts');
  assert.equal(snapTo(4080, places, 100), 4000);
  assert.equal(snapTo(4200, places, 100), null);
});

test('scales: all is seen at first, the slider and back, marks far enough apart to be read', () => {
  const fit = fitScale(600, 1000);
  assert.ok(600 * fit <= 1000);
  assert.equal(clampScale(0.01, fit), fit);
  assert.equal(clampScale(1e6, fit), MOST_SCALE);
  for (const at of [0, 0.3, 1]) assert.ok(Math.abs(sliderOfScale(scaleOfSlider(at, fit), fit) - at) < 1e-9);
  for (const scale of [fit, 20, 100, MOST_SCALE]) {
    const marks = marksIn(0, 1000, { scale, seconds: 600 });
    assert.ok(
      marks.length >= 2 && marks.every((mark, i) => i === 0 || (mark - (marks[i - 1] ?? 0)) * scale >= 64 - 1e-6),
    );
  }
});

test('words: those of captions with their times, Chinese by letters, found without their commas, cut up to the next', () => {
  const words = passagesOf(latest, {}).flatMap((passage) => passage.words);
  assert.deepEqual(
    words.slice(0, 3).map(({ text, from, to }) => [text, from, to]),
    [
      ['Hello ', 1, 1.5],
      ['there, ', 1.5, 1.9],
      ['friend', 2.5, 3],
    ],
  );
  assert.equal(
    words
      .slice(3)
      .map(({ text }) => text)
      .join('|'),
    '你|好，|世|界',
  );
  assert.deepEqual(findWords(words, 'THERE friend'), [[1, 2]]);
  assert.deepEqual(findWords(words, '好世'), [[4, 5]]);
  assert.deepEqual(findWords(words, ' , '), []);
  assert.deepEqual(rangeOf(words, 0, 1), { from: 1, to: 2.1 });
  assert.deepEqual(rangeOf(words, 0, 0), { from: 1, to: 1.5 });
  assert.equal(rangeOf(words, 2, 1), null);
});

test('words that were heard stand where their picture is now; those that were cut out are gone', () => {
  const line = (start: number, text: string): object => ({ start, end: start + 800, text });
  const details = { words: { language: 'en', lines: [line(1200, 'one'), line(3500, 'two'), line(5500, 'three')] } };
  const passages = passagesOf(latest, { a: { details, picture: null } } as never);
  const words = passages.flatMap((passage) => passage.words);
  assert.deepEqual(
    words.map(({ text, from }) => [text, from]),
    [
      ['one', 0.2],
      ['three', 2.5],
    ],
  );
  assert.ok(endOf(piece('a2')) === 4000);
});

test('hundreds of pieces in sight: the narrow ones are painted as one strip, and found by their place', () => {
  const cut = (n: number, duration: number): Piece => ({ ...piece('a1'), id: `c${n}`, start: n * 200, duration });
  const pieces = Array.from({ length: 500 }, (_, n) => cut(n, 200));
  const all = { from: 0, to: 100_000, scale: 10 };
  const kept = ({ id }: Piece): boolean => id === 'c7';
  assert.deepEqual(
    elementsIn(pieces, all, kept).elements.map(({ id }) => id),
    ['c7'],
    'one that is chosen stays an element',
  );
  const close = elementsIn(pieces, { from: 0, to: 2000, scale: 10 }, () => false);
  assert.deepEqual([close.elements.length, close.isCrowded], [10, false], 'few are elements, however narrow');
  const wide = elementsIn(pieces, { from: 0, to: 20_000, scale: 300 }, () => false);
  assert.deepEqual([wide.elements.length, wide.isCrowded], [100, true]);
  assert.equal(pieceAt(pieces, 1399)?.id, 'c6');
  assert.equal(pieceAt(pieces, 100_000), null);
  // A gap, and one that is wide, end a strip.
  const mixed = [cut(0, 200), cut(1, 200), cut(3, 200), cut(4, 4000), cut(24, 200)];
  assert.deepEqual(
    runsOf(mixed, 10).map((run) => run.map(({ id }) => id).join('+')),
    ['c0+c1', 'c3', 'c4', 'c24'],
  );
});

test('composed music: the parts of one piece are drawn from one recording whose time is the timeline’s', () => {
  const part = (start: number, peak: number | null) => ({
    mood: 'lo-fi',
    seed: 1,
    start_ms: start,
    duration_ms: 2000,
    beats: [start, start + 1000],
    waveform: peak === null ? null : { per_second: 2, peaks: [peak, peak, peak, peak] },
  });
  const [only] = recordings([part(4000, 9), part(0, 5)]);
  assert.deepEqual([only?.[0], only?.[1].beats], ['music lo-fi 1', [0, 1000, 4000, 5000]]);
  assert.deepEqual(only?.[1].waveform?.peaks, [5, 5, 5, 5, 0, 0, 0, 0, 9, 9, 9, 9]);
  const music = rows.find(({ kind }) => kind === 'music')?.pieces[0];
  assert.deepEqual([music?.source?.asset, music?.source?.in], ['music lo-fi 1', 0]);
  const [waiting] = recordings([part(0, null)]);
  assert.deepEqual([waiting?.[1].waveform, waiting?.[1].beats], [null, [0, 1000]], 'beats are known at once');
});
