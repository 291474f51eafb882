import type { SpokenWord } from './model.ts';

/** A text with its times, in ms. */
export type TimedText = { readonly start: number; readonly end: number; readonly text: string };
/** A line as the facts of an asset have it: `words` only where their times are known. */
export type HeardLine = TimedText & { readonly words?: SpokenWord[] };

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Text of a server or a model without controls, its spaces single. */
export const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * A line with the times of the pieces that it consists of (words, or parts of words); without them where they are not
 * the same letters. Lines have the punctuation, pieces the times, and captions need both.
 */
export function withTimes(line: TimedText, heard: readonly TimedText[]): HeardLine {
  const inside = heard.filter((word) => word.start >= line.start - 60 && (word.start + word.end) / 2 <= line.end + 60);
  const pieces: SpokenWord[] = [];
  let rest = line.text;
  for (const word of inside) {
    const wanted = letters(word.text);
    if (wanted === '') continue;
    // Punctuation and spaces before the word belong to the one before it.
    let taken = 0;
    while (taken < rest.length && letters(rest.slice(0, taken)).length < wanted.length) taken++;
    const piece = rest.slice(0, taken);
    if (letters(piece) !== wanted) return line;
    const after = /^[^\p{L}\p{N}]*/u.exec(rest.slice(taken))?.[0] ?? '';
    const end = Math.max(word.start, Math.min(word.end, line.end));
    pieces.push({ text: piece + after, at: Math.max(0, word.start - line.start), end: Math.max(0, end - line.start) });
    rest = rest.slice(taken + after.length);
  }
  const words = wholeWords(pieces);
  const isWhole =
    rest === '' && words.length > 0 && words.length <= 500 && words.every(({ text }) => text.length <= 200);
  return isWhole ? { ...line, words } : line;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u;

/** Parts of words come together: a new word begins after a space, a dash, or a character of a script without spaces. */
function wholeWords(pieces: readonly SpokenWord[]): SpokenWord[] {
  const words: SpokenWord[] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    if (
      last === undefined ||
      /(?:\s[^\p{L}\p{N}]*|[–—-])$/u.test(last.text) ||
      UNSPACED.test(last.text.replace(/[\p{P}]+$/u, ''))
    )
      words.push(piece);
    else words[words.length - 1] = { text: last.text + piece.text, at: last.at, end: Math.max(last.end, piece.end) };
  }
  return words;
}

/**
 * What FFmpeg's whisper filter writes: a line of JSON for each segment, whose text it does not escape. Lines that are
 * none are passed over.
 */
export function readSegments(written: string): TimedText[] {
  return written.split('\n').flatMap((line) => {
    const found = /^\{"start":(\d{1,10}),"end":(\d{1,10}),"text":"(.*)"\}\s*$/u.exec(line);
    const [start, end] = [Number(found?.[1]), Number(found?.[2])];
    const text = plainText(found?.[3] ?? '');
    return text === '' || end < start ? [] : [{ start, end, text }];
  });
}

/** What whisper says where nobody speaks: "[BLANK_AUDIO]", "(music)", "♪". */
const NO_SPEECH = /^(?:[[(（【*♪♫].*[\])）】*♪♫]|[♪♫\s]+)$/u;

/** Lines of one pass of the model with the times of the pieces of another, without what is no speech. */
export const heardFrom = (lines: readonly TimedText[], pieces: readonly TimedText[]): HeardLine[] =>
  lines
    .filter(({ text, start, end }) => end > start && !NO_SPEECH.test(text))
    .map((line) => withTimes({ ...line, text: line.text.slice(0, 2000) }, pieces));
