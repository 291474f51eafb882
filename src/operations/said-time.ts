import * as z from 'zod';
import type { Said } from '../base/lang.ts';
import { commas } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { TimeArg } from './args.ts';
import { notSaid } from './cut-words.ts';
import type { OperationContext } from './operation.ts';
import { say } from './phrase.ts';
import { requireTranscript } from './remove-fillers.ts';
import { type Span, sentenceAround, spansSaying, type TimedWord } from './transcript.ts';

/**
 * Times by what is said, for every operation that takes a time: `when "pricing"` is where that is said for the first
 * time, `every "pricing"` each place. As an end it is the end of the sentence, two seconds later at the earliest.
 */

type Call = { readonly op: string; readonly [argument: string]: unknown };

/** The arguments of an operation that are times. Others keep what is said in them: a title may read: every "hero". */
export function timesAmong(args: z.ZodType): ReadonlySet<string> {
  const shape: Readonly<Record<string, unknown>> = args instanceof z.ZodObject ? args.shape : {};
  return new Set(Object.keys(shape).filter((key) => isTime(shape[key])));
}

function isTime(schema: unknown): boolean {
  if (schema === TimeArg) return true;
  if (schema instanceof z.ZodOptional) return isTime(schema.unwrap());
  return schema instanceof z.ZodUnion && schema.options.some(isTime);
}

const BY_WORDS = /^(when|every)\s+["“](.{1,70})["”]$/u;
const ENDS = new Set(['to', 'end']);

/** As an end, so much later at the earliest, in ms: what only flashes is not seen. */
const LEAST_MS = 2000;
/** "every time": at most so many places. */
const MOST_PLACES = 40;

const said = (value: unknown): RegExpExecArray | null =>
  typeof value === 'string' ? BY_WORDS.exec(value.trim()) : null;

/** Words whose place is a time: the first one, or every one. */
export type Saying = { readonly text: string; readonly isEvery: boolean };

/** The words whose place is a time of this call, or null. */
export function timedBySaying(call: Call, times: ReadonlySet<string>): Saying | null {
  const found = [...times].map((key) => said(call[key])).find((each) => each !== null);
  return found === undefined ? null : { text: found?.[2] ?? '', isEvery: found?.[1] === 'every' };
}

/** A stretch of the timeline in which something is said. */
export type SaidPlace = { readonly start: Ms; readonly end: Ms };

/** Where some words are said, in order. Throws `captions.words_needed`, `captions.not_said`. */
export function placesSaying(draft: Draft, { text, isEvery }: Saying, context: OperationContext): SaidPlace[] {
  const transcript = requireTranscript(draft, context);
  const { words } = transcript;
  const exact = spansSaying(words, text);
  const spans = exact.length > 0 ? exact : spansSaying(words, text, true);
  if (spans.length === 0) throw notSaid(transcript, text);
  const wanted = isEvery ? spans.slice(0, MOST_PLACES) : spans.slice(0, 1);
  return wanted.map((span) => placeOf(words, span, draftLength(draft)));
}

function placeOf(words: readonly TimedWord[], span: Span, length: Ms): SaidPlace {
  const start = words[span.from]?.start ?? 0;
  const last = words[sentenceAround(words, span).to - 1]?.end ?? start;
  return { start, end: Math.min(length, Math.max(last, start + LEAST_MS)) };
}

/** The call at one of its places, its times in seconds; at none, without them: what it needs measured does not depend on them. */
export function callAt(call: Call, times: ReadonlySet<string>, place: SaidPlace | null): Call {
  const { op, ...given } = call;
  const placed = Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    if (!times.has(key) || said(value) === null) return [[key, value]];
    return place === null ? [] : [[key, (ENDS.has(key) ? place.end : place.start) / 1000]];
  });
  return { ...Object.fromEntries(placed), op };
}

/** What is told beside the outcome where it was done at several places. */
export const placesNote = (text: string, places: readonly SaidPlace[]): Said =>
  say('At all {n} places where “{text}” is said: {places}.', '说到“{text}”的 {n} 处都做了：{places}。', {
    n: places.length,
    text: shown(text, 60),
    places: commas(places.map(({ start }) => clock(start))),
  });
