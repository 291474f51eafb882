import type { Ms } from '../base/time.ts';
import type { SpokenWord } from './model.ts';

/**
 * The words of a caption and when each is spoken. A word carries the space and the punctuation after it, so that the
 * words of a caption joined are its text. Times are ms after the caption's start.
 */

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** A text as words. Chinese, Japanese and Thai are split by a dictionary, others at spaces. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let opening = '';
  for (const { segment, isWordLike } of SEGMENTER.segment(text)) {
    const last = words.at(-1) ?? '';
    if (isWordLike !== true) {
      // What opens (a bracket, a quote) belongs to the word that follows, all else to the one before.
      const isDash = /^[–—]/.test(segment) && !/\n\s*$/.test(last);
      const opens = segment.trim() !== '' && !isDash && (/\s$/.test(last) || /^[\p{Ps}\p{Pi}]/u.test(segment));
      if (last === '' || opening !== '' || opens) opening += segment;
      else words[words.length - 1] = last + segment;
      continue;
    }
    const begins = opening !== '' || last === '' || /\s$/.test(last) || EAST_ASIAN.test(segment) || endsEastAsian(last);
    if (begins) words.push(opening + segment);
    else words[words.length - 1] = last + segment;
    opening = '';
  }
  if (opening === '') return words;
  if (words.length === 0) return [opening];
  words[words.length - 1] = (words.at(-1) ?? '') + opening;
  return words;
}

const endsEastAsian = (word: string): boolean => EAST_ASIAN.test(Array.from(word.trimEnd()).at(-1) ?? '');

/** How long a word takes to say, in syllables: groups of vowels, Han characters, kana, Hangul blocks; digits are read out. */
export function syllablesOf(word: string): number {
  const text = word.normalize('NFD').toLowerCase();
  const blocks = word.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const digits = text.match(/\d/g)?.length ?? 0;
  const latin = text
    .replace(/[\p{M}]/gu, '')
    .replace(/([^aeiouy\s])e\b/g, '$1')
    .match(/[aeiouyäöüаеёиоуыэюяαεηιουω]+/gu)?.length;
  const other = text.match(/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}]/gu)?.length ?? 0;
  const sum = blocks + digits * 1.6 + (latin ?? 0) + other * 0.4;
  return sum > 0 ? sum : /[\p{L}\p{N}]/u.test(word) ? 1 : 0;
}

/** How much a speaker rests after a word, in syllables. */
const restAfter = (word: string): number =>
  /[.!?…。！？]\W*$/u.test(word) ? 1.6 : /[,;:，、；：—]\W*$/u.test(word) ? 0.8 : 0;

/** Words with times that nobody measured: by their syllables, evenly over the time that the caption stands. */
export function timedWords(text: string, duration: Ms): SpokenWord[] {
  const words = wordsOf(text);
  const weights = words.map((word) => syllablesOf(word) + 0.35);
  const rests = words.map((word, i) => (i === words.length - 1 ? 0 : restAfter(word)));
  const sum = weights.reduce((all, weight, i) => all + weight + (rests[i] ?? 0), 0);
  let before = 0;
  return words.map((word, i) => {
    const at = Math.round((before / sum) * duration);
    before += weights[i] ?? 0;
    const end = Math.round((before / sum) * duration);
    before += rests[i] ?? 0;
    return { text: word, at, end: Math.max(at, end) };
  });
}

/** The words of a caption: measured ones as long as they still are its text, else by syllables. */
export function captionWords(caption: {
  readonly text: string;
  readonly duration: Ms;
  readonly words?: readonly SpokenWord[] | undefined;
}): readonly SpokenWord[] {
  const { text, duration, words } = caption;
  if (words !== undefined && words.map((word) => word.text).join('') === text) return words;
  return timedWords(text, duration);
}
