import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { workMs } from '../../test/support/until.ts';
import { type ErrorCode, TellcutError } from '../base/errors.ts';
import type { Draft } from '../draft/model.ts';
import { audioSegments, draftLength, endOf, mainSegments, textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOne, applyOperations, factsNeeded } from './registry.ts';

/** Operations that cut, move and stretch: what is where afterwards. */

const talk = sampleAsset('talk.mp4', {
  duration: 30_000,
  silences: [
    [4000, 6000],
    [12_000, 12_500],
    [20_000, 23_000],
  ],
});
const beach = sampleAsset('beach.mp4', { duration: 10_000 });
const photo = sampleAsset('photo.jpg', { kind: 'image' });
const facts = factsFor(talk, beach, photo);
const context = { facts, selected: null };
const start = deepFrozen(draftOf(talk, beach, photo));

const run = (...calls: OperationCall[]): Draft => applyOperations(start, calls, context).draft;
const spans = (draft: Draft): [string, number, number, number][] =>
  mainSegments(draft).map((s) => [facts.assets.get(s.asset)?.filename.slice(0, 1) ?? '', s.start, s.duration, s.in]);
const refused =
  (code: ErrorCode) =>
  (error: unknown): boolean =>
    error instanceof TellcutError && error.code === code;

test('remove_silence cuts pauses less their margins and closes up', () => {
  const outcome = applyOne(start, { op: 'remove_silence' }, context);
  // 180 ms stay after words and 120 ms before; the pause of 500 ms would leave a cut of 200 ms, which is not worth it.
  assert.deepEqual(spans(outcome.draft), [
    ['t', 0, 4167, 0],
    ['t', 4167, 14_300, 5867],
    ['t', 18_467, 7133, 22_867],
    ['b', 25_600, 10_000, 0],
    ['p', 35_600, 4000, 0],
  ]);
  assert.equal(outcome.said.en, 'Removed 2 pauses, 44s → 39.6s.');
  assert.equal(outcome.said.zh, '剪掉了 2 处停顿，44秒 → 39.6秒。');
  assert.equal(applyOne(outcome.draft, { op: 'remove_silence' }, context).draft, outcome.draft);
});

test('remove_silence works on a timeline that was cut, sped up and reversed before', () => {
  const fast = run({ op: 'speed', factor: 2, clip: 1 });
  const cut = applyOne(fast, { op: 'remove_silence' }, context).draft;
  assert.deepEqual(
    spans(cut)
      .slice(0, 3)
      .map(([, , duration, at]) => [duration, at]),
    [
      [2100, 0],
      [7167, 5866],
      [3567, 22_866],
    ],
  );
  const backwards = run({ op: 'reverse', clip: 1 }, { op: 'remove_silence' });
  assert.deepEqual(
    spans(backwards)
      .slice(0, 3)
      .map(([, , duration]) => duration),
    [7133, 14_300, 4167],
  );
  assert.equal(draftLength(backwards), draftLength(run({ op: 'remove_silence' })));
});

test('remove_silence takes only the pause that is meant, or all but some', () => {
  assert.equal(draftLength(run({ op: 'remove_silence', at: '0:21' })), 44_000 - 2700);
  assert.equal(draftLength(run({ op: 'remove_silence', except: '1' })), 44_000 - 2700);
  assert.equal(draftLength(run({ op: 'remove_silence', clip: 2 })), 44_000);
  assert.throws(() => applyOne(draftOf(photo), { op: 'remove_silence' }, context), refused('draft.needs'));
});

test('what an operation must have measured is asked for, and only of assets that have it', () => {
  const calls = [{ op: 'remove_silence' }, { op: 'add_music' }, { op: 'title', text: 'x' }];
  assert.deepEqual(factsNeeded(start, calls, facts), [
    { asset: talk.id, fact: 'silence' },
    { asset: beach.id, fact: 'silence' },
  ]);
});

test('cut_range takes seconds, parts and clips', () => {
  const table: [OperationCall, number][] = [
    [{ op: 'cut_range', from: 0, to: 10 }, 34_000],
    [{ op: 'cut_range', from: 'end-5', to: 'end' }, 39_000],
    [{ op: 'cut_range', from: 0, to: 'a bit' }, 43_000],
    [{ op: 'cut_range', from: 'end-a bit', to: 'end' }, 43_000],
    [{ op: 'cut_range', clip: '2,3' }, 30_000],
    [{ op: 'cut_range', clip: 'last' }, 40_000],
    [{ op: 'cut_range', clip: 2, at: 'middle', duration: 2 }, 42_000],
    [{ op: 'cut_range', at: '0:35' }, 42_000],
    [{ op: 'cut_range', part: 'first half' }, 22_000],
  ];
  for (const [call, length] of table) assert.equal(draftLength(run(call)), length, JSON.stringify(call));
  const middle = run({ op: 'cut_range', clip: 2, at: 'middle', duration: 2 });
  assert.deepEqual(spans(middle).slice(1, 3), [
    ['b', 30_000, 4000, 0],
    ['b', 34_000, 4000, 6000],
  ]);
});

test('cut_range at a time takes the words between the pauses there', () => {
  const { draft, notes } = applyOne(start, { op: 'cut_range', at: '0:08' }, context);
  assert.deepEqual(spans(draft).slice(0, 2), [
    ['t', 0, 6000, 0],
    ['t', 6000, 18_000, 12_000],
  ]);
  assert.match(notes[0]?.en ?? '', /between the two pauses/);
});

test('cutting everything, or where nothing is, is refused by name', () => {
  assert.throws(() => run({ op: 'cut_range', clip: 'all' }), refused('draft.would_be_empty'));
  assert.throws(() => run({ op: 'cut_range', from: '3:00', to: '4:00' }), refused('draft.outside'));
  assert.throws(() => run({ op: 'cut_range', clip: 9 }), refused('draft.no_such_segment'));
  assert.throws(() => run({ op: 'cut_range', what: 'retakes' }), refused('captions.words_needed'));
  assert.throws(() => run({ op: 'cut_range' }), refused('draft.unclear_value'));
  assert.throws(() => run({ op: 'fly' }), refused('input.invalid'));
  assert.throws(() => run({ op: 'trim', keep: { no: 1 } }), refused('input.invalid'));
});

test('trim keeps what is named', () => {
  const table: [OperationCall, number, number][] = [
    [{ op: 'trim', keep: '20s' }, 20_000, 0],
    [{ op: 'trim', keep: 'last 5s' }, 5000, 0],
    [{ op: 'trim', start: '0:05', end: '0:20' }, 15_000, 5000],
    [{ op: 'trim', part: 'first half' }, 22_000, 0],
    [{ op: 'trim', keep: '3s each, 8s total' }, 8000, 0],
    [{ op: 'trim', clip: 1, keep: '5s' }, 19_000, 0],
    [{ op: 'trim', clip: 1, start: 10, end: 12 }, 16_000, 10_000],
  ];
  for (const [call, length, first] of table) {
    const draft = run(call);
    assert.equal(draftLength(draft), length, JSON.stringify(call));
    if (call['keep'] !== 'last 5s') assert.equal(mainSegments(draft)[0]?.in, first, JSON.stringify(call));
  }
  assert.equal(run({ op: 'trim', keep: '3:00' }), start, 'shorter than asked already: nothing is done');
});

test('trim can extend a clip by what its source still has', () => {
  const short = run({ op: 'trim', clip: 2, keep: '4s' });
  const longer = applyOne(short, { op: 'trim', clip: 2, extend: 5 }, context);
  assert.equal(mainSegments(longer.draft)[1]?.duration, 9000);
  const most = applyOne(short, { op: 'trim', clip: 2, extend: 50 }, context);
  assert.equal(mainSegments(most.draft)[1]?.duration, 10_000);
  assert.match(most.notes[0]?.en ?? '', /only 6s more/);
});

test('split makes clips that show the same as before', () => {
  const draft = run({ op: 'split', at: '0:15,0:35' });
  assert.deepEqual(spans(draft), [
    ['t', 0, 15_000, 0],
    ['t', 15_000, 15_000, 15_000],
    ['b', 30_000, 5000, 0],
    ['b', 35_000, 5000, 5000],
    ['p', 40_000, 4000, 0],
  ]);
  assert.equal(new Set(mainSegments(draft).map((s) => s.id)).size, 5);
  assert.equal(draftLength(applyOne(draft, { op: 'cut_range', clip: 2 }, context).draft), 29_000);
});

test('a clip with pauses cut out of it is still one clip', () => {
  const draft = run({ op: 'remove_silence' }, { op: 'cut_range', clip: 2 });
  assert.deepEqual(
    spans(draft).map(([name]) => name),
    ['t', 't', 't', 'p'],
  );
});

test('reorder, swap, merge and duplicate move whole clips', () => {
  const names = (draft: Draft): string =>
    spans(draft)
      .map(([name]) => name)
      .join('');
  const table: [OperationCall[], string][] = [
    [[{ op: 'reorder', clip: 1, to: 'end' }], 'bpt'],
    [[{ op: 'reorder', clip: 3, to: 1 }], 'ptb'],
    [[{ op: 'reorder', clip: 1, to: 'after 2' }], 'btp'],
    [[{ op: 'reorder', swap: '1,3' }], 'pbt'],
    [[{ op: 'reorder', order: 'name' }], 'bpt'],
    [[{ op: 'reorder', order: '3,1,2' }], 'ptb'],
    [[{ op: 'merge', clip: 'photo.jpg', position: 'start' }], 'ptb'],
    [[{ op: 'cut_range', clip: 1 }, { op: 'merge' }], 'bpt'],
    [
      [
        { op: 'cut_range', clip: 1 },
        { op: 'merge', order: 'uploaded' },
      ],
      'tbp',
    ],
    [[{ op: 'duplicate', clip: 2 }], 'tbbp'],
    [[{ op: 'remove_silence' }, { op: 'reorder', clip: 1, to: 'end' }], 'bpttt'],
  ];
  for (const [calls, order] of table) assert.equal(names(run(...calls)), order, JSON.stringify(calls));
});

test('speed changes the length by its factor, and of a stretch only there', () => {
  const table: [OperationCall, number][] = [
    [{ op: 'speed', factor: 2 }, 22_000],
    [{ op: 'speed', factor: 0.5, clip: 2 }, 54_000],
    [{ op: 'speed', factor: 2, part: 'first half' }, 33_000],
    [{ op: 'speed', duration: 22 }, 22_000],
    [{ op: 'speed', factor: 'faster', clip: 1 }, 34_000],
  ];
  for (const [call, length] of table) assert.equal(draftLength(run(call)), length, JSON.stringify(call));
  assert.throws(() => run({ op: 'speed', factor: 400 }), refused('draft.unclear_value'));
});

test('reverse plays the pieces of a clip in the other order, and twice is as before', () => {
  const cut = run({ op: 'remove_silence' });
  const backwards = applyOne(cut, { op: 'reverse', clip: 1 }, context).draft;
  assert.deepEqual(
    spans(backwards)
      .slice(0, 3)
      .map(([, , , at]) => at),
    [22_867, 5867, 0],
  );
  assert.ok(
    mainSegments(backwards)
      .slice(0, 3)
      .every((s) => s.reverse),
  );
  assert.deepEqual(mainSegments(applyOne(backwards, { op: 'reverse', clip: 1 }, context).draft), mainSegments(cut));
});

test('freeze holds the frame of that moment and lets the rest go on', () => {
  const draft = run({ op: 'freeze', at: 3.5, duration: 2 });
  const [before, still, after] = mainSegments(draft);
  assert.deepEqual(
    [before?.duration, still?.in, still?.duration, still?.freeze, after?.in],
    [3500, 3500, 2000, true, 3500],
  );
  assert.equal(draftLength(draft), 46_000);
  // What is held belongs to the clip that it was taken from: the second clip is still the beach.
  const without = applyOne(draft, { op: 'cut_range', clip: 2 }, context).draft;
  assert.deepEqual(
    spans(without).map(([name]) => name),
    ['t', 't', 't', 'p'],
  );
});

test('music takes the new length and never stops dead; titles go where their picture goes', () => {
  const dressed = run({ op: 'add_music' }, { op: 'title', text: 'Beach', clip: 2 }, { op: 'title', text: 'Talk' });
  const cut = applyOne(dressed, { op: 'cut_range', from: 10, to: 20 }, context).draft;
  const [music] = audioSegments(cut, 'music');
  assert.deepEqual([music?.start, music?.duration, music?.fade.out], [0, 34_000, 2000]);
  assert.deepEqual(
    textSegments(cut).map((s) => [s.text, s.start, s.duration]),
    [
      ['Talk', 0, 3000],
      ['Beach', 20_000, 3000],
    ],
  );
  const moved = applyOne(dressed, { op: 'reorder', clip: 2, to: 'start' }, context).draft;
  assert.deepEqual(
    textSegments(moved).map((s) => [s.text, s.start]),
    [
      ['Beach', 0],
      ['Talk', 10_000],
    ],
  );
  const gone = applyOne(dressed, { op: 'cut_range', clip: 2 }, context).draft;
  assert.deepEqual(
    textSegments(gone).map((s) => s.text),
    ['Talk'],
  );
  const partly = applyOne(dressed, { op: 'cut_range', from: 2, to: 20 }, context).draft;
  assert.deepEqual(textSegments(partly).map((s) => [s.text, s.duration])[0], ['Talk', 2000]);
});

test('an intro card moves everything on, and is no clip', () => {
  const draft = run({ op: 'title', text: 'Talk' }, { op: 'add_music' }, { op: 'intro', text: 'My Trip' });
  assert.equal(draftLength(draft), 47_000);
  assert.deepEqual(
    textSegments(draft).map((s) => [s.text, s.start]),
    [
      ['My Trip', 0],
      ['Talk', 3000],
    ],
  );
  assert.equal(audioSegments(draft, 'music')[0]?.duration, 47_000);
  const without = applyOne(draft, { op: 'cut_range', clip: 1 }, context).draft;
  assert.equal(draftLength(without), 17_000);
  const back = applyOne(draft, { op: 'delete', what: 'intro' }, context).draft;
  assert.deepEqual([draftLength(back), textSegments(back).map((s) => s.text)], [44_000, ['Talk']]);
});

test('a slideshow shares the time among the photos', () => {
  const photos = Array.from({ length: 5 }, (_, i) => sampleAsset(`p${i}.jpg`, { kind: 'image' }));
  const shows = { facts: factsFor(...photos), selected: null };
  const { draft } = applyOne(draftOf(...photos), { op: 'slideshow', duration: 30 }, shows);
  assert.deepEqual(
    mainSegments(draft).map((s) => s.duration),
    [6000, 6000, 6000, 6000, 6000],
  );
  assert.ok(mainSegments(draft).every((s) => s.effects.some((e) => e.kind === 'motion')));
  assert.equal(mainSegments(draft).filter((s) => s.transition !== null).length, 4);
  assert.equal(endOf(mainSegments(draft).at(-1) ?? { start: 0, duration: 0 }), 30_000);
});

test('300 cuts with transitions are planned at once', () => {
  const silences = Array.from({ length: 300 }, (_, i): [number, number] => [1000 + i * 3000, 2000 + i * 3000]);
  const long = sampleAsset('long.mp4', { duration: 905_000, silences });
  const many = { facts: factsFor(long), selected: null };
  const took = workMs(() => {
    const { draft } = applyOperations(draftOf(long), [{ op: 'remove_silence' }, { op: 'transitions' }], many);
    assert.equal(mainSegments(draft).filter((s) => s.transition !== null).length, 300);
  });
  assert.ok(took < 6000, `${took} ms`);
});
