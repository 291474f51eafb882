import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GlobalFonts } from '@napi-rs/canvas';
import { TITLE_STYLE, textSegment } from '../../src/draft/build.ts';
import type { TextSegment, TextStyle } from '../../src/draft/model.ts';
import { type TextPicture, textPainter } from '../../src/render/text/text-painter.ts';

const CANVAS = { width: 960, height: 540 };
const plain: Partial<TextStyle> = { shadow: false };
const segment = (text: string, style: Partial<TextStyle> = {}, over: Partial<TextSegment> = {}): TextSegment => ({
  ...textSegment('t', text, { start: 0, duration: 3000 }),
  style: { ...TITLE_STYLE, ...plain, ...style },
  ...over,
});
function drawn(made: TextSegment, ms = 1500, canvas = CANVAS): TextPicture {
  const picture = textPainter(made, canvas).at(ms);
  assert.ok(picture !== null, `nothing is drawn of ${made.text}`);
  return picture;
}

type Ink = { left: number; right: number; top: number; bottom: number; pixels: number };
/** Where on the canvas anything visible is. */
function inkOf(picture: TextPicture, over = 40): Ink {
  const ink = { left: Infinity, right: -1, top: Infinity, bottom: -1, pixels: 0 };
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if ((picture.data[(y * picture.width + x) * 4 + 3] ?? 0) <= over) continue;
      ink.left = Math.min(ink.left, x + picture.left);
      ink.right = Math.max(ink.right, x + picture.left);
      ink.top = Math.min(ink.top, y + picture.top);
      ink.bottom = Math.max(ink.bottom, y + picture.top);
      ink.pixels++;
    }
  }
  return ink;
}
/** How many different colours its solid pixels have, coarsely. */
const coloursOf = ({ data }: TextPicture): number => {
  const seen = new Set<number>();
  for (let i = 0; i < data.length; i += 4) {
    if ((data[i + 3] ?? 0) > 250)
      seen.add(((data[i] ?? 0) >> 5) * 64 + ((data[i + 1] ?? 0) >> 5) * 8 + ((data[i + 2] ?? 0) >> 5));
  }
  return seen.size;
};

test('a title stands in the middle, in its colour, with straight alpha', () => {
  const picture = drawn(segment('HHHHH', { color: '#ff8000' }));
  const ink = inkOf(picture);
  assert.ok(Math.abs((ink.left + ink.right) / 2 - 480) < 3, `${ink.left}-${ink.right}`);
  assert.ok(Math.abs((ink.top + ink.bottom) / 2 - 270) < 3, `${ink.top}-${ink.bottom}`);
  for (let i = 0; i < picture.data.length; i += 4) {
    if ((picture.data[i + 3] ?? 0) < 60) continue;
    // Premultiplied pixels at the soft edges would be darker.
    assert.ok(
      (picture.data[i] ?? 0) > 245 && Math.abs((picture.data[i + 1] ?? 0) - 128) < 9 && (picture.data[i + 2] ?? 0) < 9,
    );
  }
});

test('scripts of the world are drawn by fonts of ours, each letter by its own shape', () => {
  for (const text of [
    '城市',
    '東の',
    '서울',
    'مرحبا',
    'שלום',
    'สวัสดี',
    'नमस्ते',
    'Привет',
    'Ωμέγα',
    'Tiếng Việt',
    '—…€',
  ]) {
    const whole = inkOf(drawn(segment(text)));
    assert.ok(whole.pixels > 200, text);
    // An empty box for a missing letter would look the same for every letter.
    const [first = '', second = ''] = Array.from(text);
    const a = drawn(segment(`${first}${first}`));
    const b = drawn(segment(`${second}${second}`));
    assert.notDeepEqual(a.data, b.data, `${first} and ${second} look the same`);
  }
  assert.ok(GlobalFonts.has('tellcut chinese') && GlobalFonts.has('tellcut arabic'));
});

test('emoji are drawn in colour, joined ones as one', () => {
  assert.ok(coloursOf(drawn(segment('🌈'))) > 8);
  assert.ok(coloursOf(drawn(segment('abc'))) <= 2);
  const one = inkOf(drawn(segment('👩‍🚀')));
  const two = inkOf(drawn(segment('👩🚀')));
  assert.ok(one.right - one.left < (two.right - two.left) * 0.7);
});

test('every family, weight and slant looks different', () => {
  const seen = new Map<string, string>();
  for (const font of ['sans', 'serif', 'display', 'hand', 'mono'] as const) {
    for (const weight of ['regular', 'bold'] as const) {
      for (const italic of [false, true]) {
        const look = Buffer.from(drawn(segment('Rag', { font, weight, italic })).data).toString('base64');
        assert.equal(seen.get(look), undefined, `${font} ${weight} ${italic} looks like ${seen.get(look)}`);
        seen.set(look, `${font} ${weight} ${italic}`);
      }
    }
  }
});

test('any text keeps inside any canvas, wherever it is put', () => {
  const texts = [
    'A',
    'word '.repeat(60),
    '长'.repeat(300),
    'Donaudampfschifffahrtsgesellschaft'.repeat(4),
    'x\n'.repeat(900),
    '🎉'.repeat(80),
  ];
  for (const canvas of [CANVAS, { width: 360, height: 640 }, { width: 64, height: 36 }]) {
    for (const text of texts) {
      for (const [x, y] of [
        [0, 0],
        [1, 1],
        [0.5, 0.98],
      ] as const) {
        const picture = drawn(
          segment(text, { outline: { color: '#000000', width: 0.1 }, shadow: true }, { x, y }),
          1500,
          canvas,
        );
        assert.equal(picture.data.length, picture.width * picture.height * 4);
        assert.ok(picture.left >= 0 && picture.top >= 0);
        assert.ok(picture.left + picture.width <= canvas.width && picture.top + picture.height <= canvas.height);
      }
    }
  }
});

test('long text becomes smaller until all of it can be seen', () => {
  const ink = inkOf(drawn(segment('The quick brown fox jumps over the lazy dog. '.repeat(20), { size: 0.3 })));
  assert.ok(ink.top > 5 && ink.bottom < 535 && ink.left > 5 && ink.right < 955);
});

test('alignment puts lines at the side of the block', () => {
  const width = (picture: TextPicture, line: 0 | 1): [number, number] => {
    const half = Math.round(picture.height / 2);
    const rows = { ...picture, height: half, data: picture.data.subarray(line * half * picture.width * 4) };
    const ink = inkOf(rows);
    return [ink.left, ink.right];
  };
  const [left, right] = (['left', 'right'] as const).map((align) => drawn(segment('HH\nHHHHHH', { align })));
  assert.ok(left !== undefined && right !== undefined);
  assert.ok(Math.abs(width(left, 0)[0] - width(left, 1)[0]) <= 1);
  assert.ok(Math.abs(width(right, 0)[1] - width(right, 1)[1]) <= 1);
  assert.ok(width(left, 0)[1] < width(right, 0)[0] + 40);
});

test('a box stands behind, an outline around, a shadow below', () => {
  const bare = inkOf(drawn(segment('Hi')), 10);
  const boxed = inkOf(drawn(segment('Hi', { box: { color: '#00000080', radius: 0 } })), 10);
  const outlined = inkOf(drawn(segment('Hi', { outline: { color: '#000000', width: 0.1 } })), 10);
  const shadowed = inkOf(drawn(segment('Hi', { shadow: true })), 10);
  for (const more of [boxed, outlined, shadowed]) assert.ok(more.pixels > bare.pixels * 1.1 && more.left < bare.left);
});

test('while nothing changes it is the same picture; place and size never change', () => {
  for (const name of ['fade', 'slide-up', 'slide-left', 'pop', 'typewriter'] as const) {
    const painter = textPainter(
      segment('Urban Dreams', {}, { animateIn: { name, duration: 500 }, animateOut: { name, duration: 500 } }),
      CANVAS,
    );
    const rest = painter.at(600);
    assert.equal(painter.at(1500), rest);
    assert.equal(painter.at(0), null, `${name} begins with nothing`);
    const seen = new Set<TextPicture>();
    for (let ms = 40; ms < 3000; ms += 40) {
      const picture = painter.at(ms);
      if (picture === null) continue;
      seen.add(picture);
      assert.deepEqual(
        [picture.left, picture.top, picture.width, picture.height],
        [rest?.left, rest?.top, rest?.width, rest?.height],
      );
    }
    assert.ok(seen.size > 8, `${name}: ${seen.size} pictures`);
  }
});

test('a picture that was handed out does not change when the next one is drawn', () => {
  const painter = textPainter(segment('Fade'), CANVAS);
  const early = painter.at(120);
  const before = early === null ? null : Buffer.from(early.data);
  painter.at(240);
  assert.deepEqual(early?.data, before);
});

test('a fade grows, a typewriter writes on', () => {
  const amount = (name: 'fade' | 'typewriter', ms: number): number => {
    const picture = textPainter(segment('Typewriter', {}, { animateIn: { name, duration: 1000 } }), CANVAS).at(ms);
    return picture === null ? 0 : picture.data.reduce((sum, value, i) => sum + (i % 4 === 3 ? value : 0), 0);
  };
  for (const name of ['fade', 'typewriter'] as const) {
    const steps = [200, 400, 600, 800, 1000].map((ms) => amount(name, ms));
    for (const [i, step] of steps.entries())
      assert.ok(i === 0 || step > (steps[i - 1] ?? 0), `${name}: ${steps.join(' ')}`);
  }
});

test('nothing to see is nothing', () => {
  for (const text of [' ', '\n\n', '\u200b', '\u202e']) assert.equal(textPainter(segment(text), CANVAS).at(1500), null);
  assert.equal(textPainter(segment('x', {}, { opacity: 0 }), CANVAS).at(1500), null);
  assert.equal(textPainter(segment('x'), CANVAS).at(3000), null);
});

test('commands of other programs are drawn letter by letter', () => {
  const a = inkOf(drawn(segment("%{localtime} \\n ' : [in];", { font: 'mono' })));
  const b = inkOf(drawn(segment('x'.repeat(25), { font: 'mono' })));
  assert.ok(Math.abs(a.right - a.left - (b.right - b.left)) < 20);
});
