import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSegment } from '../../src/draft/build.ts';
import type { Graphic } from '../../src/draft/graphic.ts';
import type { TextSegment } from '../../src/draft/model.ts';
import { TEXT_ANIMATIONS, TEXT_LOOPS } from '../../src/draft/text-animations.ts';
import { TITLE_TEMPLATES, titleColors } from '../../src/draft/title-templates.ts';
import { type TextPicture, textPainter } from '../../src/render/text/text-painter.ts';

const CANVAS = { width: 320, height: 180 };
const STILL = { name: 'none', duration: 0 } as const;

const segment = (over: Partial<TextSegment> = {}): TextSegment => ({
  ...textSegment('t', 'Golden Hour', { start: 0, duration: 3000 }),
  animateIn: STILL,
  animateOut: STILL,
  ...over,
});

const alphaAt = ({ data, width }: TextPicture, x: number, y: number): number => data[4 * (y * width + x) + 3] ?? 0;

/** How much of a picture is seen, and whether anything of it is cut by an edge of its box that is none of the canvas. */
function look(picture: TextPicture): { seen: number; isCut: boolean } {
  const { width, height, left, top } = picture;
  let [seen, cut] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const alpha = alphaAt(picture, x, y);
      seen += alpha;
      const isEdge =
        (x === 0 && left > 0) ||
        (y === 0 && top > 0) ||
        (x === width - 1 && left + width < CANVAS.width) ||
        (y === height - 1 && top + height < CANVAS.height);
      if (isEdge && alpha > 8) cut++;
    }
  }
  return { seen, isCut: cut > 0 };
}

test('every way to come, to go and to stay draws something, whole, and is at rest in between', () => {
  const rest = textPainter(segment(), CANVAS).at(1500);
  for (const name of TEXT_ANIMATIONS) {
    const painter = textPainter(
      segment({ animateIn: { name, duration: 1000 }, animateOut: { name, duration: 1000 } }),
      CANVAS,
    );
    for (const ms of [250, 500, 900, 2100, 2600]) {
      const picture = painter.at(ms);
      assert.ok(picture !== null && look(picture).seen > 0, `${name} ${ms}`);
      assert.equal(look(picture).isCut, false, `${name} is cut at ${ms}`);
    }
    const still = painter.at(1500);
    assert.ok(still !== null && rest !== null);
    assert.ok(Math.abs(look(still).seen - look(rest).seen) < 0.001 * look(rest).seen, `${name} is not at rest`);
  }
  for (const name of TEXT_LOOPS) {
    const painter = textPainter(segment({ animateLoop: { name, period: 1000 } }), CANVAS);
    const seen = [100, 350, 600, 850].map((ms) => painter.at(ms)?.data.toString('base64'));
    assert.ok(new Set(seen).size > 1, `${name} stands still`);
  }
});

test('every graphic is drawn where it stands, in its color, with nothing cut off', () => {
  const stroke = { color: '#ff0000', width: 0.02 };
  const graphics: Graphic[] = [
    { kind: 'rect', w: 0.3, h: 0.3, radius: 0.2, fill: '#ff0000', stroke: null },
    { kind: 'rect', w: 0.3, h: 0.3, radius: 0.2, fill: null, stroke },
    { kind: 'ellipse', w: 0.2, h: 0.3, fill: '#ff0000', stroke },
    { kind: 'line', dx: 0.3, dy: 0.1, color: '#ff0000', width: 0.02 },
    { kind: 'arrow', dx: -0.3, dy: 0.2, color: '#ff0000', width: 0.02 },
    { kind: 'arrow', dx: 0, dy: -0.4, color: '#ff0000', width: 0.02 },
    { kind: 'star', w: 0.4, fill: '#ff0000' },
    { kind: 'heart', w: 0.4, fill: '#ff0000' },
    { kind: 'progress', w: 0.8, h: 0.1, radius: 1, fill: '#ff0000', back: '#ff000080' },
  ];
  for (const graphic of graphics) {
    const picture = textPainter(segment({ role: 'graphic', text: '■', graphic }), CANVAS).at(2000);
    assert.ok(picture !== null);
    const { seen, isCut } = look(picture);
    assert.ok(seen > 255 * 40 && !isCut, `${JSON.stringify(graphic)}: ${seen} ${isCut}`);
    for (let i = 0; i < picture.data.length; i += 4) {
      if ((picture.data[i + 3] ?? 0) > 200) assert.ok((picture.data[i] ?? 0) > 240 && (picture.data[i + 1] ?? 0) < 12);
    }
  }
});

test('call-outs, lower thirds and title templates carry their words in every script', () => {
  const around: Graphic[] = [
    { kind: 'callout', dx: 0.25, dy: -0.3, fill: '#ffd60a', color: '#ffd60a' },
    ...(['bar', 'card', 'line', 'block'] as const).map(
      (design): Graphic => ({ kind: 'lower-third', design, fill: '#101820e0', accent: '#ffb020' }),
    ),
  ];
  const bare = { ...segment().style, size: 0.1, shadow: false };
  for (const text of ['Ada Lovelace\nMathematician', '艾达·洛夫莱斯\n数学家', 'مرحبا\nعالم']) {
    const words = textPainter(segment({ text, style: bare }), CANVAS).at(1500);
    for (const graphic of around) {
      const picture = textPainter(segment({ text, style: bare, graphic, y: 0.7 }), CANVAS).at(1500);
      assert.ok(picture !== null && words !== null);
      assert.equal(look(picture).isCut, false, `${graphic.kind} ${text}`);
      assert.ok(look(picture).seen > 0.5 * look(words).seen, `${graphic.kind} ${text}`);
    }
  }
  const colors = titleColors({ colors: [{ color: '#2060c0', share: 0.4 }] });
  assert.ok(TITLE_TEMPLATES.length >= 8);
  const seen = TITLE_TEMPLATES.map((template) => {
    const { style, ...made } = template.made(colors);
    const picture = textPainter(segment({ ...made, style: { ...segment().style, ...style } }), CANVAS).at(1500);
    assert.ok(picture !== null, template.name);
    return picture.data.toString('base64');
  });
  assert.equal(new Set(seen).size, TITLE_TEMPLATES.length, 'each looks different');
});
