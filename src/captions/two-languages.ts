import type { Ms } from '../base/time.ts';
import { timedWords } from '../draft/caption-words.ts';
import type { SpokenWord } from '../draft/model.ts';
import type { Cue } from './cue.ts';

/** Captions in two languages: telling the two apart, and parting the second where the first is parted. */

const SCRIPTS = [
  ['han', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['hangul', /\p{Script=Hangul}/gu],
  ['latin', /\p{Script=Latin}/gu],
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['hebrew', /\p{Script=Hebrew}/gu],
  ['greek', /\p{Script=Greek}/gu],
  ['thai', /\p{Script=Thai}/gu],
  ['devanagari', /\p{Script=Devanagari}/gu],
] as const;

/** The script in which most of a text is written; null for one without letters. */
function scriptOf(text: string): string | null {
  let best: { name: string; letters: number } | null = null;
  for (const [name, pattern] of SCRIPTS) {
    // A character of Chinese says as much as two letters.
    const letters = (text.match(pattern)?.length ?? 0) * (name === 'han' ? 2 : 1);
    if (letters > 0 && (best === null || letters > best.letters)) best = { name, letters };
  }
  return best?.name ?? null;
}

/** Lines of one text as two languages: the first lines in one script, the last in another. Null where they are not. */
export function inTwo(lines: readonly string[]): { first: string; second: string } | null {
  const scripts = lines.map(scriptOf);
  const at = scripts.findIndex((script, i) => i > 0 && script !== scripts[0]);
  const isTwo =
    at > 0 &&
    scripts[0] !== null &&
    scripts[at] !== null &&
    scripts.slice(0, at).every((script) => script === scripts[0]) &&
    scripts.slice(at).every((script) => script === scripts[at]);
  return isTwo ? { first: lines.slice(0, at).join('\n'), second: lines.slice(at).join(' ') } : null;
}

/** A file is in two languages when most of its cues are, and not because of a name in one of them. */
const MOST = 0.6;

/** Cues of a file that holds each line in two languages, with the second apart; others as they are. */
export function withSecondApart(cues: readonly Cue[]): readonly Cue[] {
  const parted = cues.map((cue) => inTwo(cue.text.split('\n').filter((line) => line.trim() !== '')));
  if (parted.filter((two) => two !== null).length < MOST * cues.length) return cues;
  return cues.map((cue, i): Cue => {
    const two = parted[i] ?? null;
    return two === null ? cue : { start: cue.start, end: cue.end, text: two.first, second: two.second };
  });
}

/** A script whose lines stand in pairs, one language below the other, as two scripts line by line; null for any other. */
export function pairedScript(script: string): { first: string[]; second: string[] } | null {
  const lines = script
    .split(/\n|\s[|／/]\s/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length < 2 || lines.length % 2 !== 0) return null;
  const scripts = lines.map(scriptOf);
  const [a, b] = scripts;
  const isPaired = a != null && b != null && a !== b && scripts.every((each, i) => each === (i % 2 === 0 ? a : b));
  if (!isPaired) return null;
  return { first: lines.filter((_, i) => i % 2 === 0), second: lines.filter((_, i) => i % 2 === 1) };
}

const letters = (text: string): number => text.replace(/\s/g, '').length;

/** Cues that were made of some lines in order, each with its share of the line's other language. */
export function withSecondLines(cues: readonly Cue[], first: readonly string[], second: readonly string[]): Cue[] {
  const ends: number[] = [];
  for (const line of first) ends.push((ends.at(-1) ?? 0) + letters(line));
  let before = 0;
  return cues.map((cue): Cue => {
    const [from, to] = [before, before + letters(cue.text)];
    before = to;
    const parts = ends.flatMap((end, i) => {
      const start = ends[i - 1] ?? 0;
      const length = Math.max(1, end - start);
      const share = [Math.max(0, (from - start) / length), Math.min(1, (to - start) / length)] as const;
      return share[1] <= share[0] ? [] : [partOf(second[i] ?? '', share[0], share[1])];
    });
    const text = parts.filter((part) => part !== '').join(' ');
    return text === '' ? cue : { ...cue, second: text };
  });
}

/** Times of a text whose length nobody knows. */
const WHOLE = 100_000;

/** The words of a text between two shares of it, by their middles: parts that meet share no word and lose none. */
function partOf(text: string, from: number, to: number): string {
  if (from <= 0 && to >= 1) return text;
  return between(timedWords(text, WHOLE), from * WHOLE, to >= 1 ? Number.POSITIVE_INFINITY : to * WHOLE);
}

const between = (words: readonly SpokenWord[], from: Ms, to: Ms): string =>
  words
    .filter(({ at, end }) => (at + end) / 2 >= from && (at + end) / 2 < to)
    .map(({ text }) => text)
    .join('')
    .trim();

/** Below so many words at once, a sentence of the other language stands whole while the words of the first come. */
const FEW_WORDS = 5;

/** The second line of each part of a cue: its words at their time, or all of it where the parts are only some words. */
export function secondOfParts(cue: Cue, starts: readonly Ms[], words: number): (string | undefined)[] {
  const { second } = cue;
  if (second === undefined || words <= FEW_WORDS) return starts.map(() => second);
  const timed = timedWords(second, cue.end - cue.start);
  return starts.map((start, i) => {
    const text = between(timed, i === 0 ? 0 : start, starts[i + 1] ?? Number.POSITIVE_INFINITY);
    return text === '' ? undefined : text;
  });
}
