import { type Ms, mergeRanges, type Range } from '../base/time.ts';
import { captionWords } from '../draft/caption-words.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, endOf, frameMs, mainSegments, onFrame, textSegments } from '../draft/queries.ts';
import { shownAt, sourceAt } from '../draft/ramp.ts';
import { heardLines, type SpokenLine } from './captions-track.ts';
import { spokenLanguage } from './filler-words.ts';

/** A word where it is spoken on the timeline. */
export type TimedWord = {
  /** As it is written, with its punctuation, without the space after it. */
  readonly text: string;
  /** For comparing: lower case, no punctuation. Empty for a word of punctuation alone. */
  readonly key: string;
  readonly start: Ms;
  readonly end: Ms;
  /** Whether its times were measured; else they are laid out by syllables. */
  readonly isMeasured: boolean;
  /** The clip that it is spoken in: its id. */
  readonly clip: string;
  readonly endsSentence: boolean;
};

/** What is said in a draft, in order. */
export type Transcript = {
  readonly words: readonly TimedWord[];
  /** Whether somebody wrote where sentences end; else pauses tell, and not surely. */
  readonly isPunctuated: boolean;
  /** A code of `FILLERS`, or null for a language without a list. */
  readonly language: string | null;
};

/** Lower case, no punctuation, one form of each letter. */
export const wordKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}ー〜]/gu, '');

/**
 * A pause after which a new sentence begins, where nobody wrote a full stop, in ms: recognisers that write none give
 * their words' times, and a short breath parts what belongs together; without times of words only a long one does.
 */
const SENTENCE_PAUSE = { measured: 300, laidOut: 700 } as const;

/**
 * The words of a draft: those that were heard in its sources; where none were, those of its captions. Null where there
 * are neither.
 */
export function transcriptOf(draft: Draft, facts: Facts): Transcript | null {
  const whole = { start: 0, end: draftLength(draft) };
  const heard = heardLines(draft, whole, facts);
  const lines = heard.length > 0 ? heard : captionLines(draft);
  const words = lines.flatMap(({ cue, isMeasured, clip }) =>
    captionWords({ ...cue, duration: cue.end - cue.start }).map((word) => ({
      text: word.text.trim(),
      key: wordKey(word.text),
      start: cue.start + word.at,
      end: Math.max(cue.start + word.at, cue.start + word.end),
      isMeasured,
      clip,
    })),
  );
  const spoken = words.filter(({ text }) => text !== '').toSorted((a, b) => a.start - b.start);
  if (spoken.length === 0) return null;
  const isPunctuated = spoken.some(({ text }) => /[.!?…。！？]/u.test(text));
  const language = spokenLanguage(
    languageSaid(draft, facts),
    spoken.map(({ key }) => key),
  );
  return {
    language,
    isPunctuated,
    words: spoken.map((word, i) => ({ ...word, endsSentence: endsSentence(word, spoken[i + 1], isPunctuated) })),
  };
}

type Bare = Omit<TimedWord, 'endsSentence'>;

function endsSentence(word: Bare, next: Bare | undefined, isPunctuated: boolean): boolean {
  if (next === undefined || next.clip !== word.clip) return true;
  if (/[.!?…。！？]["”’」』)]*$/u.test(word.text)) return true;
  return !isPunctuated && next.start - word.end >= (word.isMeasured ? SENTENCE_PAUSE.measured : SENTENCE_PAUSE.laidOut);
}

/** Captions as lines; `estimated` ones, and those whose words nobody measured, are not measured. */
function captionLines(draft: Draft): SpokenLine[] {
  const clips = mainSegments(draft);
  return textSegments(draft, 'caption').map((caption) => ({
    cue: { start: caption.start, end: endOf(caption), text: caption.text, words: captionWords(caption) },
    isMeasured: caption.words !== undefined && caption.estimated !== true,
    clip: clips.find((clip) => caption.start < endOf(clip))?.id ?? '',
  }));
}

const languageSaid = (draft: Draft, facts: Facts): string | null =>
  mainSegments(draft)
    .map(({ asset }) => facts.assets.get(asset)?.words?.language ?? null)
    .find((language) => language !== null) ?? null;

/** Words from `from` up to, not with, `to`. */
export type Span = { readonly from: number; readonly to: number };

/** Scripts that are written without spaces: a place inside of a longer "word" counts there. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Where some words are said, in order and without overlaps. Punctuation, case and how the text is parted into words do
 * not matter. `isLoose`: a longer word that begins with them counts too ("price" finds "prices").
 */
export function spansSaying(words: readonly TimedWord[], phrase: string, isLoose = false): Span[] {
  const wanted = wordKey(phrase);
  if (wanted === '') return [];
  const spans: Span[] = [];
  for (let from = 0; from < words.length; ) {
    const to = endOfMatch(words, from, wanted, isLoose);
    if (to !== null) spans.push({ from, to });
    from = to ?? from + 1;
  }
  return spans;
}

function endOfMatch(words: readonly TimedWord[], from: number, wanted: string, isLoose: boolean): number | null {
  const first = words[from]?.key ?? '';
  if (first === '') return null;
  // In scripts without spaces what is looked for may begin inside of a word of the dictionary.
  const inside = UNSPACED.test(wanted) && isLoose ? first.indexOf(wanted.slice(0, 1)) : 0;
  let joined = first.slice(Math.max(0, inside));
  for (let to = from + 1; ; to++) {
    if (joined === wanted) return to;
    if (joined.length >= wanted.length) {
      const isLonger = isLoose && joined.startsWith(wanted) && (UNSPACED.test(wanted) || wanted.length >= 4);
      return isLonger ? to : null;
    }
    if (!wanted.startsWith(joined) || to >= words.length) return null;
    joined += words[to]?.key ?? '';
  }
}

/** The sentences that a span lies in, whole. */
export function sentenceAround(words: readonly TimedWord[], { from, to }: Span): Span {
  let start = from;
  while (start > 0 && words[start - 1]?.endsSentence === false) start--;
  let end = to;
  while (end < words.length && words[end - 1]?.endsSentence === false) end++;
  return { from: start, to: end };
}

/** Spans in order, those that touch or overlap as one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  return mergeRanges(spans.map(({ from, to }) => ({ start: from, end: to }))).map(({ start, end }) => ({
    from: start,
    to: end,
  }));
}

/** What is written between two words, for people. */
export function textOf(words: readonly TimedWord[], { from, to }: Span): string {
  return words.slice(from, to).reduce((text, { text: word }) => {
    const isGlued = text === '' || (UNSPACED.test(text.slice(-1)) && UNSPACED.test(word.slice(0, 1)));
    return isGlued || /[，。！？、]$/u.test(text) ? text + word : `${text} ${word}`;
  }, '');
}

/** How much of the pause on each side of a cut stays, within a sentence and at its end, in ms. */
const BREATH = { within: 120, sentence: 260 } as const;

/**
 * Spans of words as stretches of the timeline to be cut out. No cut reaches into a word that stays: it lies between the
 * word before and the first that goes, at the quietest place there, and between frames. A little of the pauses on both
 * sides stays.
 */
export function cutsAround(
  { draft, facts }: { draft: Draft; facts: Facts },
  words: readonly TimedWord[],
  spans: readonly Span[],
): Range[] {
  const clips = new Map(mainSegments(draft).map((clip) => [clip.id, clip]));
  const cuts = mergeSpans(spans).flatMap((span): Range[] => {
    const first = words[span.from];
    const last = words[span.to - 1];
    if (first === undefined || last === undefined) return [];
    const before = words[span.from - 1];
    const after = words[span.to];
    const breath = before === undefined || before.endsSentence ? BREATH.sentence : BREATH.within;
    const head = headWindow(first, before, { clip: clips.get(first.clip), breath });
    const tail = tailWindow(last, after, { clip: clips.get(last.clip), breath, length: draftLength(draft) });
    const start = frameIn(quietest(head, clips.get(first.clip), facts), draft, 'after');
    const end = frameIn(quietest(tail, clips.get(last.clip), facts), draft, 'before');
    return end - start >= frameMs(draft) ? [{ start, end }] : [];
  });
  return mergeRanges(cuts);
}

type Around = { readonly clip: VideoSegment | undefined; readonly breath: Ms; readonly length?: Ms };

/** Where a cut may begin: between the word before it and its own first word. */
function headWindow(first: TimedWord, before: TimedWord | undefined, { clip, breath }: Around): Range {
  const edge = clip?.start ?? 0;
  if (before === undefined || before.clip !== first.clip)
    return { start: Math.max(edge, first.start - breath), end: Math.max(edge, first.start) };
  const start = Math.min(Math.max(edge, before.end), first.start);
  return { start, end: Math.min(first.start, start + breath) };
}

/** Where a cut may end: between its own last word and the word after it. */
function tailWindow(last: TimedWord, after: TimedWord | undefined, { clip, breath, length = 0 }: Around): Range {
  const edge = clip === undefined ? length : endOf(clip);
  if (after === undefined || after.clip !== last.clip)
    return { start: Math.min(edge, last.end), end: Math.min(edge, last.end + breath) };
  const end = Math.max(Math.min(edge, after.start), last.end);
  return { start: Math.max(last.end, end - breath), end };
}

/** The middle of the quietest part of a stretch, by the waveform; the middle of it where nobody measured that. */
function quietest({ start, end }: Range, clip: VideoSegment | undefined, facts: Facts): Ms {
  const waveform = clip === undefined ? null : (facts.assets.get(clip.asset)?.waveform ?? null);
  if (end - start < 2) return start;
  if (clip === undefined || waveform === null) return (start + end) / 2;
  const step = 1000 / waveform.perSecond;
  const sourceOf = (ms: Ms): Ms => sourceAt(clip, ms - clip.start);
  const [from, to] = [sourceOf(start), sourceOf(end)];
  let best = { at: (from + to) / 2, level: Infinity };
  for (let i = Math.floor(from / step); i * step < to; i++) {
    const level = waveform.peaks[i] ?? 0;
    if (level < best.level) best = { at: Math.min(to, Math.max(from, (i + 0.5) * step)), level };
  }
  return clip.start + shownAt(clip, best.at);
}

/** The place between two frames that is nearest on one side, so that no word that stays is touched. */
function frameIn(ms: Ms, draft: Draft, side: 'before' | 'after'): Ms {
  const near = onFrame(ms, draft);
  if (side === 'after') return near >= ms ? near : onFrame(ms + 500 / draft.canvas.fps, draft);
  return near <= ms ? near : onFrame(Math.max(0, ms - 500 / draft.canvas.fps), draft);
}
