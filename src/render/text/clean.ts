/** The longest text that is drawn, in UTF-16 units. */
const LONGEST = 2000;
/** More marks than this on one letter are decoration that runs over its neighbours. */
const MOST_MARKS = 4;

/** Controls, direction marks and overrides, and other characters that draw nothing and can only mislead. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Tag characters mean something only inside the flags of regions (🏴 and what follows it). */
const TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0001}-\u{e007f}]+/gu;
const MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

/**
 * Text as it is drawn: literal, whole, and only what can be seen. Line breaks stay, other white space becomes a
 * space; several empty lines become one. Empty when there is nothing to see.
 */
export function cleanText(text: string, upper: boolean): string {
  const shown = text
    .slice(0, LONGEST)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\s/gu, ' ').replace(INVISIBLE, '').replace(TAGS, '').replace(MARKS, '$1').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return upper ? shown.toUpperCase() : shown;
}
