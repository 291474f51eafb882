import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import { cleanText } from './clean.ts';

test('text is literal: what other programs would read as commands stays as it is', () => {
  for (const text of [
    "x',movie=/etc/passwd,drawtext=text='y",
    '%{localtime} %{eif:1:d}',
    '[in]{\\b1}:;=\\N\\n',
    '<b>&amp;</b>',
  ]) {
    assert.equal(cleanText(text, false), text);
  }
});

test('controls, direction overrides and hidden tags go; what they hid among stays', () => {
  assert.equal(cleanText('a\u0000b\u001bc\u007fd', false), 'abcd');
  assert.equal(cleanText('\u202eevil\u202c \u2066x\u2069\u200f', false), 'evil x');
  assert.equal(cleanText('A\u{e0049}\u{e0067}B', false), 'AB');
  assert.equal(cleanText('\ud83d lone', false), '\ufffd lone');
});

test('joined emoji and flags of regions keep what joins them', () => {
  for (const emoji of ['👨‍👩‍👧‍👦', '🏳️‍🌈', '❤️', '🇩🇪', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}']) {
    assert.equal(cleanText(`a ${emoji}`, false), `a ${emoji}`);
  }
});

test('line breaks of all kinds are line breaks; empty lines at the ends go, in the middle one stays', () => {
  assert.equal(cleanText('\n a\r\nb\rc\u2028d\n\n\n\ne \n', false), 'a\nb\nc\nd\n\ne');
  assert.equal(cleanText('a\tb\u00a0c', false), 'a b c');
  assert.equal(cleanText(' \n\t\u200b ', false), '');
});

test('stacked marks are cut to what a letter can carry', () => {
  assert.equal(cleanText(`z${'\u0335'.repeat(40)}algo`, false), `z${'\u0335'.repeat(4)}algo`);
  assert.equal(cleanText('कि e\u0301', false), 'कि é');
});

test('upper case, and no more than 2000 characters', () => {
  assert.equal(cleanText('straße café 城', true), 'STRASSE CAFÉ 城');
  assert.equal(cleanText('x'.repeat(5000), false).length, 2000);
});

test('whatever comes in, what comes out is clean, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const clean = cleanText(text, false);
      assert.ok(clean.isWellFormed());
      assert.doesNotMatch(clean.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.equal(cleanText(clean, false), clean);
    }),
  );
});
