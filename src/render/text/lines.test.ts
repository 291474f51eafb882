import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import { charactersOf, linesOf, piecesOf } from './lines.ts';

/** Every character is one wide, East Asian ones two. */
const measure = (text: string): number =>
  charactersOf(text).reduce((sum, character) => sum + (/[\u3000-\u9fff\uff00-\uffef]/u.test(character) ? 2 : 1), 0);

test('Latin text breaks at spaces and after hyphens, nowhere else', () => {
  assert.deepEqual(piecesOf("It's (well-known), don't ask!"), ["It's ", '(well-', 'known), ', "don't ", 'ask!']);
  assert.deepEqual(piecesOf('3.50 € at 9:16'), ['3.50 ', '€ ', 'at ', '9:16']);
});

test('Chinese breaks between words without spaces, and punctuation stays where it belongs', () => {
  const pieces = piecesOf('我们在北京，看见《城市之梦》。');
  assert.equal(pieces.join(''), '我们在北京，看见《城市之梦》。');
  for (const piece of pieces) {
    assert.doesNotMatch(piece, /^[，。》]/u, piece);
    assert.doesNotMatch(piece, /《$/u, piece);
  }
  assert.ok(pieces.includes('我们'));
});

test('lines are as even as they can be, and no word is left alone', () => {
  assert.deepEqual(linesOf('the quick brown fox jumps over it', 30, measure), ['the quick brown', 'fox jumps over it']);
  assert.deepEqual(linesOf('one two', 30, measure), ['one two']);
});

test('explicit line breaks stay', () => {
  assert.deepEqual(linesOf('Urban\nDreams\n\n2026', 30, measure), ['Urban', 'Dreams', '', '2026']);
});

test('a word that is wider than a line is cut between characters, emoji whole', () => {
  const lines = linesOf('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧 Donaudampfschifffahrt', 8, measure);
  for (const line of lines) assert.ok(measure(line) <= 8, line);
  assert.equal(lines.join('').replaceAll(' ', ''), '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧Donaudampfschifffahrt');
});

test('any text fits its width and loses nothing but spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 4, max: 40 }), (text, width) => {
      const lines = linesOf(text, width, measure);
      for (const line of lines)
        assert.ok(measure(line) <= width || charactersOf(line).length === 1, `${line} > ${width}`);
      assert.equal(lines.join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''));
    }),
  );
});
