import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { CAPTION_STYLES, captionStyleByWords } from '../captions/styles.ts';
import { captionWords } from '../draft/caption-words.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { textSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const talk = sampleAsset('talk.mp4', {
  duration: 20_000,
  silences: [
    [4000, 6000],
    [12_000, 12_800],
  ],
});
const beach = sampleAsset('beach.mp4', { duration: 10_000 });
const facts = factsFor(talk, beach);
const context = { facts, selected: null };
const start = deepFrozen(draftOf(talk, beach));

const run = (...calls: OperationCall[]): Draft => applyOperations(start, calls, context).draft;
const shown = (draft: Draft): (string | number)[][] =>
  textSegments(draft, 'caption').map((s) => [s.start, s.duration, s.text]);
const first = (draft: Draft): TextSegment => {
  const [caption] = textSegments(draft, 'caption');
  assert.ok(caption !== undefined);
  return caption;
};
const code = (...calls: OperationCall[]): unknown => {
  try {
    run(...calls);
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

const FILE = `1
00:00:01,000 --> 00:00:05,000
one two three four

2
00:00:09,000 --> 00:00:11,000
left words, right words
`;
const SCRIPT =
  'Welcome back to tell cat, my friends. Today we will build a small boat out of paper, and then we will sail it on the lake. Are you ready? Let us begin.';

test('a file gives captions at its times, on a track of their own', () => {
  const draft = run({ op: 'captions', file: FILE });
  assert.deepEqual(shown(draft), [
    [1000, 4000, 'one two three four'],
    [9000, 2000, 'left words, right words'],
  ]);
  const track = draft.tracks.find((t) => t.type === 'text');
  assert.deepEqual([track?.role, draft.tracks.at(-1) === track], ['captions', true]);
});

test('captions of one clip count from its beginning and leave the others alone', () => {
  const draft = run({ op: 'captions', file: FILE }, { op: 'captions', file: FILE, clip: 2, color: 'red' });
  assert.deepEqual(
    textSegments(draft, 'caption').map((s) => s.start),
    [1000, 9000, 21_000, 29_000],
  );
  assert.equal(textSegments(draft, 'caption').at(-1)?.duration, 1000); // the clip ends there
});

test('what was cut out of the sound leaves the caption, and the rest keeps pace', () => {
  const cut = run({ op: 'captions', file: FILE }, { op: 'cut_range', from: 2, to: 3 });
  const words = captionWords(first(run({ op: 'captions', file: FILE })));
  const kept = words.filter(({ at, end }) => {
    const lost = Math.max(0, Math.min(end + 1000, 3000) - Math.max(at + 1000, 2000));
    return lost <= 0.5 * (end - at);
  });
  assert.equal(
    first(cut).text,
    kept
      .map((word) => word.text)
      .join('')
      .trim(),
  );
  assert.deepEqual([first(cut).start, first(cut).duration, first(cut).text], [1000, 3000, 'one three four']);
  const fast = run({ op: 'captions', file: FILE }, { op: 'speed', factor: 2 });
  assert.deepEqual(shown(fast)[1], [4500, 1000, 'left words, right words']);
});

test('a caption over a cut whose halves part goes with both of them, each with its own words', () => {
  const parted = run({ op: 'captions', file: FILE }, { op: 'split', at: 10 }, { op: 'reorder', order: '2,1,3' });
  assert.deepEqual(shown(parted), [
    [0, 1000, 'right words'],
    [11_000, 4000, 'one two three four'],
    [19_000, 1000, 'left words,'],
  ]);
  assert.equal(new Set(textSegments(parted).map((s) => s.id)).size, 3);
});

test('what is said again by a copy of a clip is captioned again, also where it fills the clip', () => {
  const twice = run({ op: 'captions', file: FILE }, { op: 'duplicate', clip: 1 });
  assert.deepEqual(
    shown(twice).map(([at, , text]) => [at, text]),
    [
      [1000, 'one two three four'],
      [9000, 'left words, right words'],
      [21_000, 'one two three four'],
      [29_000, 'left words, right words'],
    ],
  );
  const whole = '1\n00:00:00,000 --> 00:00:20,000\nHello\n';
  assert.deepEqual(shown(run({ op: 'captions', file: whole }, { op: 'duplicate', clip: 1 })), [
    [0, 20_000, 'Hello'],
    [20_000, 20_000, 'Hello'],
  ]);
});

test('a script is laid over the speech and says that this is an alignment; it stays on its words when pauses go', () => {
  const { draft, outcomes } = applyOperations(
    draftOf(talk),
    [{ op: 'captions', script: SCRIPT }, { op: 'remove_silence' }],
    context,
  );
  assert.match(outcomes[0]?.notes[0]?.en ?? '', /alignment/);
  const gone = outcomes[1]?.said.en ?? '';
  assert.match(gone, /2 pauses/);
  assert.deepEqual(
    shown(draft).map(([at, , text]) => [at, text]),
    [
      [0, 'Welcome back to tell cat, my friends.'],
      [4300, 'Today we will build a small boat out of paper, and then we will sail it on the lake.'],
      [10_600, 'Are you ready?'],
      [14_200, 'Let us begin.'],
    ],
  );
  for (const caption of textSegments(draft, 'caption'))
    assert.equal(caption.words?.map((word) => word.text).join(''), caption.text);
});

test('a script that does not fit says so', () => {
  const notes = (script: string): string =>
    applyOperations(draftOf(talk), [{ op: 'captions', script }], context)
      .outcomes[0]?.notes.map((note) => note.en)
      .join(' ') ?? '';
  assert.match(notes('word '.repeat(500)), /too long for that speech/);
  assert.match(notes('Hello.'), /short for that speech/);
  const silent = sampleAsset('still.mp4', { sound: false });
  const { outcomes } = applyOperations(draftOf(silent), [{ op: 'captions', script: SCRIPT }], {
    facts: factsFor(silent),
    selected: null,
  });
  assert.match(outcomes[0]?.notes[0]?.en ?? '', /no speech/);
});

test('their look changes by words; the words and times stay', () => {
  const draft = run(
    { op: 'captions', file: FILE },
    { op: 'captions', color: 'yellow', size: 'bigger', position: 'top', case: 'upper', background: 'black box' },
  );
  const plain = first(run({ op: 'captions', file: FILE }));
  const { style, y } = first(draft);
  assert.deepEqual([style.color, style.upper, style.box?.color], ['#ffd60a', true, '#000000cc']);
  assert.ok(style.size > plain.style.size && y < 0.2 && plain.y > 0.8);
  assert.equal(first(draft).text, plain.text);
  assert.deepEqual(first(run({ op: 'captions', file: FILE, background: 'white box' })).style.color, '#101014');
  assert.equal(
    first(run({ op: 'captions', file: FILE }, { op: 'captions', highlight: 'yellow' })).mark?.color,
    '#ffd60a',
  );
});

test('there are twenty styles; each is found by its names and its captions keep within its size', () => {
  assert.equal(CAPTION_STYLES.length, 20);
  for (const style of CAPTION_STYLES) {
    assert.equal(captionStyleByWords(style.name), style);
    assert.equal(captionStyleByWords(style.said.zh), style);
    const draft = run({ op: 'captions', file: FILE, style: style.name });
    for (const caption of textSegments(draft, 'caption')) {
      assert.ok(captionWords(caption).length <= style.size.words, style.name);
      assert.deepEqual(caption.mark ?? null, style.mark);
    }
  }
  assert.equal(captionStyleByWords('MrBeast')?.name, 'beast');
  assert.equal(captionStyleByWords('zebra'), null);
});

test('from one word at a time back to whole sentences nothing is lost', () => {
  const draft = run({ op: 'captions', script: SCRIPT, style: 'one word' }, { op: 'captions', style: 'plain' });
  assert.equal(
    shown(draft)
      .map(([, , text]) => text)
      .join(' '),
    SCRIPT,
  );
  assert.ok(textSegments(draft, 'caption').length < 8);
});

test('a wrong word is put right inside its captions, and only there', () => {
  const draft = run(
    { op: 'captions', script: SCRIPT },
    { op: 'replace_text', from: 'tell cat', text: 'tellcut' },
    { op: 'replace_text', from: 'ready', text: 'all set' },
  );
  assert.match(first(draft).text, /^Welcome back to tellcut, my friends\.$/);
  assert.ok(shown(draft).some(([, , text]) => text === 'Are you all set?'));
  const part = run({ op: 'captions', file: FILE }, { op: 'replace_text', from: 'wo', text: 'X' });
  assert.equal(first(part).text, 'X'); // no caption says the word "wo": as before, the text that holds it is replaced
});

test('hidden captions are kept and go along as a file', () => {
  const { draft, outcomes } = applyOperations(
    start,
    [
      { op: 'captions', file: FILE },
      { op: 'captions', visible: false },
      { op: 'captions', output: 'SRT' },
    ],
    context,
  );
  assert.equal(draft.tracks.find((t) => t.role === 'captions')?.muted, true);
  assert.deepEqual(outcomes.at(-1)?.requests, [{ kind: 'export', options: { format: 'srt' } }]);
  const again = applyOperations(draft, [{ op: 'captions', visible: true }], context).draft;
  assert.equal(again.tracks.find((t) => t.role === 'captions')?.muted, false);
});

test('on an upright picture they stand above the buttons of the apps and hold fewer letters a line', () => {
  const draft = run({ op: 'captions', file: FILE }, { op: 'aspect', ratio: '9:16' });
  assert.equal(first(draft).y, 0.72);
  const longest = (draft: Draft): number => Math.max(...textSegments(draft, 'caption').map(({ text }) => text.length));
  const letters = { op: 'captions', script: 'boat '.repeat(65) };
  const [wide, upright] = [longest(run(letters)), longest(run({ op: 'aspect', ratio: '9:16' }, letters))];
  assert.ok(wide <= 84 && upright <= 64 && upright < wide, `${wide} ${upright}`);
});

test('a text that is put at the bottom stands above the captions of that time', () => {
  const y = (...calls: OperationCall[]): number | undefined => textSegments(run(...calls), 'text')[0]?.y;
  const text = { op: 'text', text: 'Subscribe!', start: 2 };
  const [alone, with_] = [y(text), y({ op: 'captions', file: FILE }, text)];
  assert.ok(alone !== undefined && with_ !== undefined && alone - with_ > 0.1 && with_ > 0.6, `${alone} ${with_}`);
  assert.equal(y({ op: 'captions', file: FILE }, { ...text, start: 6, duration: 2 }), alone);
});

test('words, times and marks pass through the wire', () => {
  const draft = run({ op: 'captions', script: SCRIPT, style: 'karaoke' });
  const decoded = decodeDraft(JSON.parse(JSON.stringify(encodeDraft(draft, facts))) as unknown, facts);
  assert.deepEqual(
    textSegments(decoded, 'caption').map(({ words, mark }) => ({ words, mark })),
    textSegments(draft, 'caption').map(({ words, mark }) => ({ words, mark })),
  );
});

test('what cannot be is refused by name and changes nothing', () => {
  assert.equal(code({ op: 'captions' }), 'captions.no_words');
  assert.equal(code({ op: 'captions', file: 'nothing' }), 'captions.unreadable');
  assert.equal(code({ op: 'captions', script: ' ' }), 'draft.unclear_value');
  assert.equal(code({ op: 'captions', script: 'x'.repeat(300_000) }), 'captions.too_large');
  assert.equal(code({ op: 'captions', file: FILE.replaceAll('00:00:', '05:00:') }), 'captions.nothing_falls_in');
  assert.equal(code({ op: 'captions', file: FILE }, { op: 'captions', color: 'loud' }), 'draft.unclear_value');
  assert.equal(code({ op: 'captions', file: FILE }, { op: 'captions', output: 'doc' }), 'draft.unclear_value');
  assert.equal(code({ op: 'captions', file: FILE }, { op: 'captions', translate: true }), 'captions.no_translator');
});
