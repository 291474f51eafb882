import { FILLERS, STARTERS } from './filler-words.ts';
import { type Span, spansSaying, type TimedWord, type Transcript, wordKey } from './transcript.ts';

/** A pause beside a word that makes it stand by itself, in ms. */
const APART_MS = 150;
/** What was said twice by mistake is said again at once, in ms. */
const AGAIN_MS = 1500;
/** The longest beginning of a sentence that is looked for a second time, in words. */
const LONGEST_START = 6;

/** Filler words of a transcript, and how many words were left alone because they may mean something where they stand. */
export type FoundFillers = { readonly spans: readonly Span[]; readonly kept: number };

/**
 * Filler words by the list of the language. Sounds ("um", 嗯) always count; words that can mean something ("like",
 * 那个) only between pauses or commas. `only`: these words instead, by the same rule where the list knows them.
 */
export function fillersIn({ words, language }: Transcript, only: readonly string[] | null): FoundFillers {
  const lists = language === null ? [] : [FILLERS[language]].filter((list) => list !== undefined);
  const between = new Set(lists.flatMap((list) => list.between.map(wordKey)));
  const spans: Span[] = [];
  let kept = 0;
  const wanted = only === null ? [...between] : only.map(wordKey);
  for (const phrase of wanted) {
    const mustStandApart = between.has(phrase);
    for (const span of spansSaying(words, phrase)) {
      if (!mustStandApart || standsApart(words, span)) spans.push(span);
      else kept++;
    }
  }
  const isSound = (key: string): boolean => lists.some((list) => list.always.test(key));
  if (only === null) spans.push(...soundsIn(words, isSound));
  else if (wanted.some(isSound)) {
    // "um" stands for "umm" and "uhm", too.
    const asked = new Set(wanted.filter(isSound).map(undrawn));
    spans.push(...soundsIn(words, (key) => isSound(key) && asked.has(undrawn(key))));
  }
  return { spans: withoutInner(spans), kept };
}

/** "ummm" as "um". */
const undrawn = (key: string): string => key.replace(/(.)\1+/gu, '$1');

/** Words that are sounds; a sound may be parted by a dictionary ("えっ" + "と"). */
function soundsIn(words: readonly TimedWord[], isSound: (key: string) => boolean): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < words.length; from++) {
    let joined = '';
    for (let to = from + 1; to <= Math.min(words.length, from + 4); to++) {
      const word = words[to - 1];
      if (word === undefined || word.clip !== words[from]?.clip) break;
      joined += word.key;
      if (joined.length > 10) break;
      if (joined !== '' && isSound(joined) && (to === from + 1 || word.start - (words[to - 2]?.end ?? 0) < APART_MS))
        spans.push({ from, to });
    }
  }
  return spans;
}

/** Of spans that overlap, the longest. */
function withoutInner(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const outer: Span[] = [];
  for (const span of sorted) if (span.from >= (outer.at(-1)?.to ?? 0)) outer.push(span);
  return outer;
}

const BREAK_AFTER = /[,，、;；:：.!?…。！？–—-]["”’」』)]*$/u;

/** Whether words are parted from what is around them, by pauses or punctuation, on both sides. */
function standsApart(words: readonly TimedWord[], { from, to }: Span): boolean {
  const [first, last, before, after] = [words[from], words[to - 1], words[from - 1], words[to]];
  if (first === undefined || last === undefined) return false;
  const isFirst = before === undefined || before.clip !== first.clip || before.endsSentence;
  const isLast = after === undefined || after.clip !== last.clip || last.endsSentence;
  const opens = isFirst || BREAK_AFTER.test(before.text) || first.start - before.end >= APART_MS;
  const closes = isLast || BREAK_AFTER.test(last.text) || after.start - last.end >= APART_MS;
  // A sentence of nothing else is an answer: "Right." "然后？"
  return opens && closes && !(isFirst && isLast);
}

/**
 * Starts that are said again: "I I want", "we were, we were going", "th- this". The first time goes. Words between that
 * go anyway (`gone`) do not part them. What people double on purpose ("very very", "no, no") stays.
 */
export function repeatsIn(words: readonly TimedWord[], gone: ReadonlySet<number>): Span[] {
  const left = words.flatMap((word, at) => (gone.has(at) || word.key === '' ? [] : [{ word, at }]));
  const spoken = left.map(({ word }) => word);
  const spans: Span[] = [];
  for (let i = 0; i < left.length; ) {
    const length = repeatAt(spoken, i);
    const [first, next] = [left[i], left[i + length]];
    if (length > 0 && first !== undefined && next !== undefined) spans.push({ from: first.at, to: next.at });
    i += Math.max(1, length);
  }
  return spans;
}

/** How many words at a place are said again right after it; 0 for none. */
function repeatAt(words: readonly TimedWord[], at: number): number {
  if (isBrokenOff(words[at], words[at + 1])) return 1;
  for (let n = LONGEST_START; n >= 1; n--) {
    const first = words.slice(at, at + n);
    const again = words.slice(at + n, at + 2 * n);
    const [last, next] = [first.at(-1), again[0]];
    if (last === undefined || next === undefined || again.length < n || next.clip !== last.clip) continue;
    if (first.some((word, k) => word.key !== again[k]?.key || (word.endsSentence && k < n))) continue;
    if (next.start - last.end > AGAIN_MS) continue;
    if (n === 1 ? STARTERS.has(last.key) : new Set(first.map(({ key }) => key)).size > 1) return n;
  }
  return 0;
}

/** "th- this": a word that breaks off and begins again. */
function isBrokenOff(word: TimedWord | undefined, next: TimedWord | undefined): boolean {
  if (word === undefined || next === undefined || word.clip !== next.clip) return false;
  return (
    /[-–—]$/.test(word.text) && word.key !== '' && next.key.startsWith(word.key) && next.start - word.end < AGAIN_MS
  );
}

/** How many words two sentences must begin with alike for the first to be an attempt at the second. */
const LIKE_WORDS = 3;

/**
 * Sentences that were begun again: the next one or the one after it begins with the same three words or more, which are
 * at least half of the first one. The attempts go, the last of them stays.
 */
export function retakesIn(words: readonly TimedWord[]): Span[] {
  const sentences: Span[] = [];
  let from = 0;
  for (const [i, word] of words.entries()) {
    if (!word.endsSentence) continue;
    sentences.push({ from, to: i + 1 });
    from = i + 1;
  }
  const isAttempt = (a: Span, b: Span | undefined): boolean => {
    if (b === undefined) return false;
    let alike = 0;
    while (a.from + alike < a.to && b.from + alike < b.to && words[a.from + alike]?.key === words[b.from + alike]?.key)
      alike++;
    return alike >= LIKE_WORDS && alike * 2 >= a.to - a.from;
  };
  return sentences.flatMap((sentence, i) => {
    const again = [1, 2].find((n) => isAttempt(sentence, sentences[i + n]));
    const next = sentences[i + (again ?? 0)];
    return again === undefined || next === undefined ? [] : [{ from: sentence.from, to: next.from }];
  });
}
