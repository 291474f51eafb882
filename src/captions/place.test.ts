import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { captionHeight, captionLine } from './place.ts';
import { lettersOf, splitCues, USUAL_SIZE } from './split.ts';
import { CAPTION_STYLES, PLAIN_STYLE } from './styles.ts';

const UPRIGHT = { width: 1080, height: 1920 };

test('on upright pictures captions stay out of the buttons: Shorts’ column at the right, the lowest of TikTok and Douyin', () => {
  for (const { name, style, size } of CAPTION_STYLES) {
    const { width, letters } = captionLine(size.lineLetters, style, UPRIGHT);
    assert.ok(0.5 + width / 2 <= 1 - 192 / 1080 + 0.001, `${name}: ${width}`);
    assert.ok(letters >= 6, `${name}: ${letters}`);
  }
  const { size } = PLAIN_STYLE.style;
  const half = (1.24 * size * UPRIGHT.width) / UPRIGHT.height;
  assert.ok(captionHeight('bottom', UPRIGHT) + half <= 1 - 400 / 1920);
  assert.ok(captionHeight('top', UPRIGHT) - half >= 150 / 1920);
});

test('on wide pictures a line holds 42 letters, inside of television’s safe area', () => {
  const wide = { width: 1920, height: 1080 };
  const { letters, width } = captionLine(42, PLAIN_STYLE.style, wide);
  assert.equal(letters, 42);
  assert.ok(width <= 0.9 && captionHeight('bottom', wide) + 1.24 * PLAIN_STYLE.style.size <= 0.95);
});

test('no word stands alone where the text could be parted evenly; Chinese is parted between words', () => {
  const text = fc
    .array(fc.constantFrom('boat', 'today', 'sail', 'lake', 'paper', 'water', 'build'), {
      minLength: 20,
      maxLength: 80,
    })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(text, (said) => {
      const parts = splitCues([{ start: 0, end: 65 * said.length, text: said }], USUAL_SIZE);
      for (const part of parts) {
        assert.ok(part.text.split(' ').length >= 2, `"${part.text}" of ${parts.length}`);
        assert.ok(lettersOf(part.text) <= 85); // two lines of 42, and the space where they part
      }
    }),
  );
  const zh = '今天我们来看看新的相机在黑暗中的表现如何，以及你可以怎样处理画面里的噪点，最后再说说价格和值不值得买';
  const parts = splitCues([{ start: 0, end: 12_000, text: zh }], USUAL_SIZE).map((part) => part.text);
  assert.equal(parts.join(''), zh);
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(zh)].map(({ index }) => index);
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    at += part.length;
    assert.ok(words.includes(at), `"${part}" ends between words`);
  }
  assert.ok(parts.every((part) => lettersOf(part) <= 84 && part.length > 4));
});
