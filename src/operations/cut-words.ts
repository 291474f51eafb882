import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { commas } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { clock, type Range, subtractRanges } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { removeRanges } from '../draft/ripple.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { lengthsSaid, say } from './phrase.ts';
import { requireTranscript, wordsNeeded } from './remove-fillers.ts';
import { requireClips } from './resolve.ts';
import {
  cutsAround,
  mergeSpans,
  type Span,
  sentenceAround,
  spansSaying,
  type TimedWord,
  type Transcript,
  textOf,
} from './transcript.ts';

const Text = z.string().min(1).max(2000);

/** Most places that a reply lists. */
const MOST_PLACES = 6;

const CutArgs = z.object({
  text: Text.describe('The words that are said, as they are said'),
  whole: z.boolean().optional().describe('The whole sentences that they are in'),
  which: z
    .union([z.int().min(1).max(1000), z.enum(['first', 'last'])])
    .optional()
    .describe('Only this time that they are said: 2, "first", "last"; every time when not given'),
  keep: z.boolean().optional().describe('Keeps the sentences that they are in, and cuts the rest'),
});
type CutArgs = z.output<typeof CutArgs>;

/** Cuts by what is said: a quoted sentence goes, or only the sentences with some words stay. */
export const cutWords = operation({
  name: 'cut_words',
  summary:
    'Cuts out what is said: the quoted words, or the whole sentences that they are in; with keep, only the sentences with these words stay. Goes by the words, not by the meaning. Needs words: captions, a script, a speech model or a transcription server.',
  args: CutArgs,
  needs: (_args, draft) => wordsNeeded(draft),
  apply: (draft, args, context) => {
    requireClips(draft);
    const transcript = requireTranscript(draft, context);
    const all = placesOf(
      transcript,
      args.text,
      args.keep === true ? 'topic' : args.whole === true ? 'sentence' : 'words',
    );
    if (all.length === 0) throw notSaid(transcript, args.text);
    return args.keep === true
      ? keptOnly(draft, { args, transcript, context }, all)
      : cutOut(draft, { args, transcript, context }, all);
  },
  examples: [
    { en: 'remove the part where I say "you can skip this"', zh: '删掉“这段可以跳过”这句话' },
    { en: 'keep only the part about pricing', zh: '只保留讲价格的部分' },
  ],
});

const FindArgs = z.object({ text: Text.describe('The words to look for') });

/** Says when something is said; changes nothing. */
export const findWords = operation({
  name: 'find_words',
  summary:
    'Finds where some words are said and answers with the times. Changes nothing. Goes by the words, not by the meaning.',
  args: FindArgs,
  needs: (_args, draft) => wordsNeeded(draft),
  apply: (draft, args, context) => {
    requireClips(draft);
    const transcript = requireTranscript(draft, context);
    const places = placesOf(transcript, args.text, 'topic');
    const text = shown(args.text, 60);
    if (places.length === 0) {
      const near = nearestTo(transcript.words, args.text);
      return done(
        draft,
        say('Nobody says "{text}", in {words} words.', '在 {words} 个词里没有说到“{text}”。', {
          text,
          words: transcript.words.length,
        }),
        near === null ? [] : [nearSaid(transcript.words, near)],
      );
    }
    return done(
      draft,
      say('"{text}" is said {n} {n:time|times}: {places}.', '“{text}”说了 {n} 次：{places}。', {
        text,
        n: places.length,
        places: placesSaid(transcript.words, places),
      }),
      estimateNotes(transcript, places),
    );
  },
  examples: [{ en: 'where do I talk about pricing?', zh: '我在哪里讲到价格？' }],
});

/** How exactly words must be said: as they are; or they are a topic, and longer words and other orders count. */
type Reading = 'words' | 'sentence' | 'topic';

/**
 * Where words are said: as a whole; where they are a topic and nowhere said together, the sentences with each of them
 * that carries a meaning. A sentence to be cut is one with exactly these words where there is any.
 */
function placesOf({ words }: Transcript, text: string, reading: Reading): Span[] {
  const exact = spansSaying(words, text);
  if (reading === 'words' || (reading === 'sentence' && exact.length > 0)) return exact;
  const loose = spansSaying(words, text, true);
  if (loose.length > 0) return loose;
  const terms = text.split(/[\s,，、]+/).filter((term) => term.length > 2 && !EMPTY.test(term));
  if (terms.length < 2) return [];
  const sentences = new Map<number, Span>();
  for (const term of terms.slice(0, 12))
    for (const span of spansSaying(words, term, true)) {
      const sentence = sentenceAround(words, span);
      sentences.set(sentence.from, sentence);
    }
  return [...sentences.values()]
    .filter(({ from, to }) => terms.every((term) => spansSaying(words.slice(from, to), term, true).length > 0))
    .toSorted((a, b) => a.from - b.from);
}

const EMPTY =
  /^(?:the|and|our|your|their|this|that|these|those|with|for|from|about|los|las|del|der|die|das|und|les|des)$/i;

type Wanted = { readonly args: CutArgs; readonly transcript: Transcript; readonly context: OperationContext };

function cutOut(draft: Draft, { args, transcript, context }: Wanted, all: readonly Span[]): Outcome {
  const { words } = transcript;
  const chosen = chosenOf(all, args.which);
  if (chosen.length === 0) {
    const n = all.length;
    return done(
      draft,
      say('"{text}" is said {n} {n:time|times} only; nothing was changed.', '“{text}”只说了 {n} 次，没有改动。', {
        text: shown(args.text, 60),
        n,
      }),
    );
  }
  const spans = mergeSpans(args.whole === true ? chosen.map((span) => sentenceOf(transcript, span)) : chosen);
  const cuts = cutsAround({ draft, facts: context.facts }, words, spans);
  const after = removeRanges(draft, cuts, context.facts, 'cut_words');
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  return done(
    after,
    say('Cut out {places}, {lengths}.', '剪掉了 {places}，{lengths}。', { places: placesSaid(words, spans), lengths }),
    estimateNotes(transcript, spans),
  );
}

/** So many words are a quotation of all that is meant. */
const QUOTATION = 4;

/** The sentence to be cut; where nobody wrote its end and as much was quoted, what was quoted and no more. */
const sentenceOf = ({ words, isPunctuated }: Transcript, span: Span): Span =>
  isPunctuated || span.to - span.from < QUOTATION ? sentenceAround(words, span) : span;

function chosenOf(all: readonly Span[], which: CutArgs['which']): readonly Span[] {
  if (which === undefined) return all;
  const one = which === 'first' ? all[0] : which === 'last' ? all.at(-1) : all[which - 1];
  return one === undefined ? [] : [one];
}

/** Sentences with the words that are nearer than this to each other are one passage, in ms. */
const PASSAGE_MS = 15_000;

function keptOnly(draft: Draft, { args, transcript, context }: Wanted, all: readonly Span[]): Outcome {
  const { words } = transcript;
  const passages: Span[] = [];
  for (const span of all.map((each) => sentenceAround(words, each))) {
    const last = passages.at(-1);
    const gap = (words[span.from]?.start ?? 0) - (words[(last?.to ?? 1) - 1]?.end ?? 0);
    if (last !== undefined && gap <= PASSAGE_MS)
      passages[passages.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else passages.push(span);
  }
  const kept = passages.map((span) => keptRange({ draft, context }, words, span));
  const rest = subtractRanges({ start: 0, end: draftLength(draft) }, kept);
  const after = rest.length === 0 ? draft : removeRanges(draft, rest, context.facts, 'cut_words');
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  return done(
    after,
    say(
      'Kept {n} {n:passage|passages} with "{text}": {places}, {lengths}.',
      '保留了 {n} 段有“{text}”的话：{places}，{lengths}。',
      {
        n: passages.length,
        text: shown(args.text, 60),
        places: placesSaid(words, passages),
        lengths,
      },
    ),
    [
      say(
        'I went by the words, not by the meaning: sentences with them stayed, and what lies between them when it is short.',
        '我是按词找的，不是按意思：保留了出现这些词的句子，以及它们之间较短的部分。',
      ),
      ...estimateNotes(transcript, passages),
    ],
  );
}

/** A passage from the pause before it to the pause after it: what is cut around it touches none of its words. */
function keptRange(
  { draft, context }: { draft: Draft; context: OperationContext },
  words: readonly TimedWord[],
  span: Span,
): Range {
  const { facts } = context;
  const length = draftLength(draft);
  const before = span.from === 0 ? [] : cutsAround({ draft, facts }, words, [{ from: 0, to: span.from }]);
  const after =
    span.to >= words.length ? [] : cutsAround({ draft, facts }, words, [{ from: span.to, to: words.length }]);
  return { start: before.at(-1)?.end ?? 0, end: after[0]?.start ?? length };
}

/** `0:12 "…", 1:40 "…"`: where, and the words there. */
function placesSaid(words: readonly TimedWord[], spans: readonly Span[]): Said {
  const listed = spans.slice(0, MOST_PLACES).map((span) => {
    const place = sentenceAround(words, span);
    const text = shown(textOf(words, span.to - span.from > 3 ? span : place), 60);
    return `${clock(words[span.from]?.start ?? 0)} “${text}”`;
  });
  const more = spans.length - listed.length;
  return commas([...listed, ...(more > 0 ? [say('and {more} more', '还有 {more} 处', { more })] : [])]);
}

const estimateNotes = ({ words }: Transcript, spans: readonly Span[]): Said[] =>
  spans.some(({ from, to }) => words.slice(from, to).some(({ isMeasured }) => !isMeasured))
    ? [
        say(
          'The times of these words are an estimate from their captions or script, so listen to the cuts.',
          '这些词的时间是按字幕或讲稿估算的，请听一下剪辑点。',
        ),
      ]
    : [];

/** The failure that says so, with the words that come nearest. */
export function notSaid({ words }: Transcript, text: string): Error {
  const near = nearestTo(words, text);
  const said = near === null ? say('', '') : nearSaid(words, near);
  return fail('captions.not_said', { text: shown(text, 60), near: said });
}

/** The stretch of the transcript that shares most words with some text; null where it shares less than half. */
function nearestTo(words: readonly TimedWord[], text: string): Span | null {
  const wanted = new Set(
    text.split(/\s+/).map((word) =>
      word
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, ''),
    ),
  );
  wanted.delete('');
  if (wanted.size < 2) return null;
  let best: { span: Span; share: number } | null = null;
  for (let from = 0; from < words.length; from++) {
    if (!wanted.has(words[from]?.key ?? '')) continue;
    const to = Math.min(words.length, from + wanted.size);
    const shared = new Set(words.slice(from, to).flatMap(({ key }) => (wanted.has(key) ? [key] : []))).size;
    const share = shared / wanted.size;
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { span: { from, to }, share };
  }
  return best?.span ?? null;
}

const nearSaid = (words: readonly TimedWord[], span: Span): Said =>
  say('The nearest is "{text}" at {time}.', '最接近的是 {time} 的“{text}”。', {
    text: shown(textOf(words, span), 80),
    time: clock(words[span.from]?.start ?? 0),
  });
