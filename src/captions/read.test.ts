import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { workMs } from '../../test/support/until.ts';
import { TellcutError } from '../base/errors.ts';
import { CAPTION_LIMITS } from './cue.ts';
import { hasTimes, readCues } from './read.ts';
import { writeCues } from './write.ts';

const LOOK = {
  width: 1920,
  height: 1080,
  y: 0.87,
  style: {
    font: 'sans',
    weight: 'bold',
    italic: false,
    size: 0.06,
    color: '#ffd60a',
    outline: { color: '#000000', width: 0.05 },
    shadow: true,
    box: null,
    align: 'center',
    upper: false,
  },
} as const;

const refusal = (content: string): string | null => {
  try {
    readCues(content);
    return null;
  } catch (error) {
    return error instanceof TellcutError ? error.code : String(error);
  }
};

test('SRT: marks, positions, tags and entities go, the words and their lines stay', () => {
  const srt =
    '\ufeff1\r\n00:00:01,000 --> 00:00:02,500 X1:0 Y1:9\r\n<i>Hello</i> {\\an8}world &amp; <font color="red">you</font> 3 < 4\r\nline two\r\n\r\n2\r\n00:00:03.5 -> 00:00:04,000\r\n- A\r\n- B\r\n3\r\n1:00:05,000 --> 1:00:06,000\r\nno empty line before\r\n';
  assert.deepEqual(readCues(srt), [
    { start: 1000, end: 2500, text: 'Hello world & you 3 < 4\nline two' },
    { start: 3500, end: 4000, text: '- A\n- B' },
    { start: 3_605_000, end: 3_606_000, text: 'no empty line before' },
  ]);
});

test('WebVTT: styles, notes, names and settings are no text; inner times are those of words', () => {
  const vtt =
    'WEBVTT - x\n\nSTYLE\n::cue { color: red }\n\nNOTE 00:01\nhi\n\nintro\n00:01.000 --> 00:02.500 align:left position:10%\n<v Bob>Hello <00:00:01.500><c.y>big </c><00:00:02.000>world</v>\n';
  assert.deepEqual(readCues(vtt), [
    {
      start: 1000,
      end: 2500,
      text: 'Hello big world',
      words: [
        { text: 'Hello ', at: 0, end: 500 },
        { text: 'big ', at: 500, end: 1000 },
        { text: 'world', at: 1000, end: 1500 },
      ],
    },
  ]);
});

test('ASS: overrides and drawings go, \\k gives words their times, fields are found by the format line', () => {
  const ass =
    '[Script Info]\nTitle: x\n[Fonts]\nfontname: evil.ttf\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:03.00,{\\pos(1,2)\\fnEvil\\k50}Hel{\\k50}lo, {\\k100}you\nDialogue: 0:00:04.00,0:00:05.00,{\\p1}m 0 0 l 100 0{\\p0}a\\Nb\\hc\nComment: 0:00:06.00,0:00:07.00,not shown\n';
  assert.deepEqual(readCues(ass), [
    {
      start: 1000,
      end: 3000,
      text: 'Hello, you',
      words: [
        { text: 'Hello, ', at: 0, end: 1000 },
        { text: 'you', at: 1000, end: 2000 },
      ],
    },
    { start: 4000, end: 5000, text: 'a\nb c' },
  ]);
});

test('what is said at once stands together, what runs over is cut, doubles are one', () => {
  const srt = [
    [5, 8, 'late'],
    [1, 4, 'one'],
    [1, 4, 'two'],
    [7, 11, 'runs on'],
    [12, 13, 'same'],
    [12, 13, 'same'],
  ]
    .map(
      ([a, b, text]) =>
        `00:00:${String(a).padStart(2, '0')},000 --> 00:00:${String(b).padStart(2, '0')},000\n${text}\n`,
    )
    .join('\n');
  assert.deepEqual(
    readCues(srt).map(({ start, end, text }) => [start, end, text]),
    [
      [1000, 4000, 'one\ntwo'],
      [5000, 7000, 'late'],
      [7000, 11_000, 'runs on'],
      [12_000, 13_000, 'same'],
    ],
  );
});

test('what holds no captions, too many or too much of them is refused by name', () => {
  assert.equal(refusal('just a text\nwith lines'), 'captions.unreadable');
  assert.equal(refusal('00:00:02,000 --> 00:00:01,000\nbackwards\n'), 'captions.unreadable');
  assert.equal(refusal('x'.repeat(CAPTION_LIMITS.kilobytes * 1024 + 1)), 'captions.too_large');
  const many = Array.from({ length: 5001 }, (_, i) => {
    const at = `${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;
    return `${at}.000 --> ${at}.900\nx\n`;
  }).join('\n');
  assert.equal(refusal(many), 'captions.too_large');
  assert.equal(hasTimes('at 12:30 --> later'), false);
  assert.equal(hasTimes('\n1\n00:00:01,000 --> 00:00:02,000\nx'), true);
});

test('a hostile file is read or refused within a second', () => {
  const head = '00:00:01,000 --> 00:00:02,000\n';
  const hostile = [
    '{\\b'.repeat(80_000),
    `Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,${'{\\k1'.repeat(50_000)}`,
    '<'.repeat(200_000),
    '<a '.repeat(80_000),
    '&amp;<'.repeat(40_000),
    `x${' \t'.repeat(120_000)}y`,
    '1:'.repeat(120_000),
    '{\\p1}'.repeat(40_000),
  ];
  for (const text of hostile) {
    const took = workMs(() => {
      refusal(head + text);
      refusal(text);
    });
    assert.ok(took < 4000, `${text.slice(0, 10)} ${took}`);
  }
});

const texts = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('{\\p1}', '<b>', '-->', '\\N', '{\\fnX}', '&lt;', '\n')),
  )
  .map((parts) => parts.join(''));

test('whatever is read, written and read again is the same words, and no tag of the text survives in ASS', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('srt' as const, 'vtt' as const, 'ass' as const), (text, format) => {
      const source = `00:00:01,000 --> 00:00:02,000\n${text.replace(/[\r\n\u2028\u2029\u0085\v\f]+/g, ' ')}\n`;
      if (refusal(source) !== null) return;
      const cues = readCues(source);
      const file = writeCues(cues, format, LOOK);
      if (format === 'ass') {
        const [, events = ''] = file.split('Effect, Text\n');
        assert.doesNotMatch(events, /[{}]|\\(?!N)/);
        return;
      }
      const plain = (all: typeof cues): string[] =>
        all.map((cue) => cue.text.replaceAll('→', '-->').replace(/\s+/g, ' '));
      // In SRT a text of angle brackets cannot be told from a tag; VTT writes it so that it is shown.
      if (format === 'srt' && /[<{&]/.test(cues[0]?.text ?? '')) return;
      assert.deepEqual(plain(readCues(file)), plain(cues));
    }),
  );
});

test('a file of each format has the times and the look', () => {
  const cues = [
    { start: 1005, end: 3_723_450, text: 'a & <b>\nc' },
    { start: 3_724_000, end: 3_725_000, text: '{x}' },
  ];
  assert.equal(
    writeCues(cues, 'srt', LOOK),
    '1\n00:00:01,005 --> 01:02:03,450\na & <b>\nc\n\n2\n01:02:04,000 --> 01:02:05,000\n{x}\n',
  );
  assert.match(writeCues(cues, 'vtt', LOOK), /^WEBVTT\n\n00:00:01\.005 --> 01:02:03\.450\na &amp; &lt;b&gt;\nc\n/);
  const ass = writeCues(cues, 'ass', LOOK);
  assert.match(ass, /Dialogue: 0,0:00:01\.01,1:02:03\.45,Default,,0,0,0,,a & <b>\\Nc\n/);
  assert.match(ass, /Style: Default,Inter,65,&H000AD6FF,/);
});
