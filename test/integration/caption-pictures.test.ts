import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPTION_STYLES } from '../../src/captions/styles.ts';
import type { TextSegment, WordMark } from '../../src/draft/model.ts';
import { textSegments } from '../../src/draft/queries.ts';
import { applyOperations } from '../../src/operations/registry.ts';
import { planRender } from '../../src/render/plan/plan.ts';
import { profileFor } from '../../src/render/profile.ts';
import { type TextPicture, textPainter } from '../../src/render/text/text-painter.ts';
import { draftOf, factsFor, sampleAsset } from '../support/sample-draft.ts';

const CANVAS = { width: 960, height: 540 };
const talk = sampleAsset('talk.mp4', { duration: 10_000, width: 960, height: 540 });
const facts = factsFor(talk);
const PROFILE = profileFor(draftOf(talk).canvas, { resolution: null, fps: null, quality: 'standard' });
const FILE = '1\n00:00:00,000 --> 00:00:04,000\nHHHH HHHH HHHH HHHH\n';

function caption(mark: WordMark | null, style = 'plain'): TextSegment {
  const { draft } = applyOperations(draftOf(talk), [{ op: 'captions', file: FILE, style }], { facts, selected: null });
  const [made] = textSegments(draft, 'caption');
  assert.ok(made !== undefined);
  const plain = { ...made, style: { ...made.style, outline: null, shadow: false } };
  return mark === null ? plain : { ...plain, mark };
}

/** Left and right edge and number of the pixels of a picture that are solidly of a colour, in px of the canvas. */
function inkOf(
  picture: TextPicture | null,
  is: (r: number, g: number, b: number) => boolean,
): [number, number, number] {
  let [left, right, count] = [Infinity, -1, 0];
  if (picture === null) return [left, right, count];
  for (let i = 0; i < picture.data.length; i += 4) {
    const [r = 0, g = 0, b = 0, a = 0] = picture.data.subarray(i, i + 4);
    if (a < 200 || !is(r, g, b)) continue;
    const x = picture.left + ((i / 4) % picture.width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    count++;
  }
  return [left, right, count];
}
const red = (r: number, g: number, b: number): boolean => r > 180 && g < 60 && b < 60;
const white = (r: number, g: number, b: number): boolean => r > 200 && g > 200 && b > 200;
const RED = '#ff0000';

test('the word that is spoken is marked, and no other: each kind at each word', () => {
  for (const kind of ['color', 'box', 'underline', 'grow'] as const) {
    const painter = textPainter(caption({ kind, color: RED }), CANVAS);
    const [left, right] = inkOf(painter.at(500), (r, g, b) => red(r, g, b) || white(r, g, b));
    const width = (right - left) / 4;
    for (let word = 0; word < 4; word++) {
      const [from, to, count] = inkOf(painter.at(word * 1000 + 500), red);
      assert.ok(count > 30, `${kind} ${word}`);
      const middle = (from + to) / 2 - left;
      assert.ok(middle > word * width && middle < (word + 1) * width, `${kind} ${word}: ${middle} of ${width}`);
      assert.ok(to - from < width * 1.2, `${kind} ${word}: ${to - from}`);
    }
  }
});

test('karaoke fills from the left with time; what is revealed stays, what is not spoken cannot be seen', () => {
  const fill = textPainter(caption({ kind: 'fill', color: RED }), CANVAS);
  const reveal = textPainter(caption({ kind: 'reveal', color: RED }), CANVAS);
  let [filled, shown] = [0, 0];
  for (const ms of [100, 700, 1300, 1900, 2500, 3100, 3700]) {
    const [, , red_] = inkOf(fill.at(ms), red);
    const [, , white_] = inkOf(reveal.at(ms), white);
    assert.ok(red_ > filled, `fill at ${ms}: ${red_} after ${filled}`);
    assert.ok(white_ >= shown, `reveal at ${ms}`);
    [filled, shown] = [red_, white_];
  }
  const [, , atFirst] = inkOf(reveal.at(100), white);
  assert.ok(Math.abs(atFirst / shown - 0.25) < 0.04, `${atFirst} of ${shown}`);
  assert.equal(inkOf(fill.at(3990), white)[2] < filled * 0.2, true);
});

test('the same moment is the same picture, whatever was drawn before it', () => {
  const made = caption({ kind: 'fill', color: RED });
  const painter = textPainter(made, CANVAS);
  for (const ms of [3500, 200, 2200]) painter.at(ms);
  assert.deepEqual(painter.at(1500)?.data, textPainter(made, CANVAS).at(1500)?.data);
});

test('each of the twenty styles draws its captions within the canvas, on a wide and on an upright picture', () => {
  for (const size of [CANVAS, { width: 540, height: 960 }]) {
    const asset = sampleAsset('a.mp4', { duration: 10_000, ...size });
    const context = { facts: factsFor(asset), selected: null };
    for (const { name } of CAPTION_STYLES) {
      const { draft } = applyOperations(draftOf(asset), [{ op: 'captions', file: FILE, style: name }], context);
      for (const each of textSegments(draft, 'caption')) {
        const picture = textPainter(each, size).at(each.duration * 0.6);
        assert.ok(picture !== null && picture.data.some((value) => value > 0), name);
        assert.ok(picture.left >= 0 && picture.top >= 0 && picture.left + picture.width <= size.width, name);
        assert.ok(picture.top + picture.height <= size.height, name);
      }
    }
  }
});

test('words of Chinese, of emoji and with line breaks are marked too; right-to-left ones stay plain', () => {
  for (const text of ['今天我们来看看相机', 'boats 👩‍👩‍👧 sail\nhere now', 'straße']) {
    const made = { ...caption({ kind: 'color', color: RED }), text };
    assert.ok(inkOf(textPainter(made, CANVAS).at(300), red)[2] > 10, text);
  }
  const arabic = { ...caption({ kind: 'color', color: RED }), text: 'مرحبا بالعالم' };
  assert.equal(inkOf(textPainter(arabic, CANVAS).at(300), red)[2], 0);
  assert.ok(inkOf(textPainter(arabic, CANVAS).at(300), white)[2] > 50);
});

test('hidden captions are in no picture', () => {
  const calls = [
    { op: 'captions', file: FILE },
    { op: 'captions', visible: false },
  ];
  const context = { facts, selected: null };
  const overs = (count: number): number => {
    const { draft } = applyOperations(draftOf(talk), calls.slice(0, count), context);
    const plan = planRender(draft, facts, PROFILE, (text) => text);
    return plan.chunks.flatMap((chunk) => chunk.spans).filter((span) => span.over.length > 0).length;
  };
  assert.ok(overs(1) > 0);
  assert.equal(overs(2), 0);
});

test('a second language stands below in its own size and colour, inside the picture, and marks no word', () => {
  const base = caption({ kind: 'color', color: RED });
  const both: TextSegment = { ...base, second: { text: 'HHHH HHHH HHHH HHHH', size: 0.5, color: '#00ff00' } };
  const green = (r: number, g: number, b: number): boolean => g > 180 && r < 60 && b < 60;
  const picture = textPainter(both, CANVAS).at(500);
  assert.ok(picture !== null && picture.top + picture.height <= CANVAS.height);
  const [left, right] = inkOf(picture, (r, g, b) => red(r, g, b) || white(r, g, b));
  const [from, to, count] = inkOf(picture, green);
  assert.ok(count > 100, `${count}`);
  const share = (to - from) / (right - left);
  assert.ok(share > 0.42 && share < 0.58, `half as wide, in lighter letters: ${share}`);
  assert.ok(Math.abs(from + to - left - right) < 8, 'in the middle below the first');
  const tall: TextSegment = { ...both, second: { text: 'H '.repeat(400), size: 1.5, color: null } };
  const large = textPainter(tall, CANVAS).at(500);
  assert.ok(large !== null && large.top >= 0 && large.top + large.height <= CANVAS.height);
});
