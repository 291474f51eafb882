import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { firstOf } from '../base/text.ts';
import type { Range } from '../base/time.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { draftLength, mapSegments } from '../draft/queries.ts';
import { textLasting } from '../draft/slice.ts';
import { LOOP_PERIOD, textAnimationByWords, textLoopByWords } from '../draft/text-animations.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { say } from './phrase.ts';
import { clipNamed, type ResolveContext } from './resolve.ts';
import { anchorByWords, colorByWords, placeOf, sizeByWords, styleByWords } from './text-look.ts';
import { endWithin, lengthArgument, pointWithin } from './time-argument.ts';

/** Arguments that every text on the picture shares. */
export const TEXT_ARGS = {
  text: z.string().max(2000).optional().describe('The words, exactly as they shall be read'),
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  duration: LengthArg.optional(),
  clip: ClipArg.optional().describe('Over this clip'),
  position: z
    .string()
    .max(80)
    .optional()
    .describe('On the picture: "center", "bottom left"; or in time: "start", "end"'),
  style: z.string().max(200).optional().describe('Words for its look: "bold", "black outline", "card", "handwritten"'),
  animation: z
    .union([z.string().max(80), z.boolean()])
    .optional()
    .describe(
      'How it comes ("typewriter", "pop", "drop", "letters fade") or what it keeps doing ("pulse", "wave", "rainbow")',
    ),
  color: z.string().max(60).optional(),
  size: z.union([z.number(), z.string().max(40)]).optional(),
  font: z.string().max(60).optional(),
  background: z.string().max(60).optional(),
};

const TextArgs = z.object(TEXT_ARGS);
export type TextArgs = z.output<typeof TextArgs>;

/** Longest text of which a title is made, in characters. */
const MOST_CHARACTERS = 500;

/** The words of an argument without what cannot be drawn; null when nothing is left of them. */
export function readableText(text: string | undefined): string | null {
  if (text === undefined) return null;
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\\n/g, '\n').split('\n');
  const clean = lines
    .map((line) => line.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ').trim())
    .join('\n')
    .trim();
  return clean === '' ? null : firstOf(clean, MOST_CHARACTERS);
}

const TIME_WORDS =
  /^(?:at )?(?:the )?(?:very )?(?:start|beginning|begin|end|ending|intro|outro|hook|开头|开始|片头|结尾|片尾|末尾)$/i;
const END_WORDS = /end|outro|结尾|片尾|末尾/i;

/** Whether a position names a time ("start") instead of a place on the picture ("bottom left"). */
export const isTimeWord = (position: string): boolean => TIME_WORDS.test(position.trim());

/** When a text is shown: by its arguments, else for `usual` ms from the beginning of the clip or the video. */
export function textRange(draft: Draft, args: TextArgs, usual: number, context: ResolveContext): Range {
  const length = draftLength(draft);
  if (length === 0) throw fail('draft.nothing_there', undefined);
  const within = args.clip === undefined ? { start: 0, end: length } : clipNamed(draft, args.clip, context).range;
  const room = within.end - within.start;
  const wanted = args.duration === undefined ? null : lengthArgument(args.duration);
  const atEnd =
    args.start === undefined &&
    args.position !== undefined &&
    isTimeWord(args.position) &&
    END_WORDS.test(args.position);
  const end = args.end === undefined ? null : endWithin(args.end, room);
  const start =
    args.start !== undefined
      ? pointWithin(args.start, room)
      : atEnd
        ? Math.max(0, room - (wanted ?? usual))
        : end !== null && wanted !== null
          ? Math.max(0, end - wanted)
          : 0;
  const spoken = args.clip !== undefined && args.start === undefined && wanted === null ? Math.max(usual, 0) : usual;
  const stop = end ?? Math.min(room, start + (wanted ?? spoken));
  if (stop <= start)
    throw fail('draft.outside', { wanted: String(args.start ?? args.end ?? ''), length: `${room / 1000}s` });
  return { start: within.start + start, end: within.start + stop };
}

/** The segment with everything that the arguments say about its look and place; time and words are not touched. */
export function dressed(segment: TextSegment, args: TextArgs, draft: Draft): TextSegment {
  let style = args.style === undefined ? segment.style : styleByWords(args.style, segment.style);
  if (args.font !== undefined) style = styleByWords(args.font, style);
  if (args.color !== undefined) {
    const color = colorByWords(args.color);
    if (color === null)
      throw fail('draft.unclear_value', {
        text: args.color,
        expected: say('a colour such as yellow or #ffd60a', '一个颜色，例如黄色或 #ffd60a'),
      });
    style = { ...style, color };
  }
  if (args.background !== undefined)
    style = { ...style, box: { color: `${colorByWords(args.background) ?? '#000000'}b3`, radius: 0.25 } };
  if (args.size !== undefined) {
    const size = sizeByWords(args.size, style.size);
    if (size === null)
      throw fail('draft.unclear_value', {
        text: String(args.size),
        expected: say('a size such as bigger, small or 80', '字号，例如大一点、小或 80'),
      });
    style = { ...style, size };
  }
  let made: TextSegment = { ...segment, style };
  const anchor = args.position === undefined || isTimeWord(args.position) ? null : anchorByWords(args.position);
  if (anchor !== null) made = { ...made, ...placeOf(anchor, made.text, style, draft.canvas) };
  return args.animation === undefined ? made : animated(made, args.animation);
}

/** Letter by letter, a text needs the longer the more letters it has. */
const UNIT_MS = 45;

function animated(segment: TextSegment, animation: string | boolean): TextSegment {
  const words = typeof animation === 'string' ? animation : '';
  const loop = textLoopByWords(words);
  const named = textAnimationByWords(words);
  if (animation === false || named === 'none') {
    const { animateLoop: _, ...still } = segment;
    return { ...still, animateIn: { name: 'none', duration: 0 }, animateOut: { name: 'none', duration: 0 } };
  }
  if (loop !== null && (named === null || named === 'pop')) {
    return { ...segment, animateLoop: { name: loop, period: LOOP_PERIOD[loop] } };
  }
  const name = named ?? 'slide-up';
  const isByUnit = name === 'typewriter' || name.startsWith('letters-') || name.startsWith('words-');
  const slow = ['elastic', 'drop', 'spin'].includes(name) ? 800 : 450;
  const duration = isByUnit ? Math.min(2000, Math.max(600, segment.text.length * UNIT_MS)) : slow;
  // What comes letter by letter or with a bounce goes quietly.
  const out = isByUnit || slow > 450 ? 'fade' : name;
  return textLasting(
    {
      ...segment,
      animateIn: { name, duration },
      animateOut: { name: out, duration: Math.min(duration, 450) },
      ...(loop === null ? {} : { animateLoop: { name: loop, period: LOOP_PERIOD[loop] } }),
    },
    segment.duration,
  );
}

/** Changes the look, the words or the time of texts that are there. `overlap` is settled by the caller's `settle`. */
export function redressTexts(draft: Draft, ids: ReadonlySet<string>, args: TextArgs, context: ResolveContext): Draft {
  const words = readableText(args.text);
  const moves =
    args.start !== undefined ||
    args.end !== undefined ||
    args.duration !== undefined ||
    args.clip !== undefined ||
    (args.position !== undefined && isTimeWord(args.position));
  return mapSegments(draft, (segment) => {
    if (segment.kind !== 'text' || !ids.has(segment.id)) return segment;
    const worded = words === null ? segment : { ...segment, text: words };
    const made = dressed(worded, args, draft);
    if (!moves) return made;
    const keepsStart =
      args.start === undefined && args.clip === undefined && args.position === undefined
        ? { ...args, start: segment.start / 1000 }
        : args;
    const range = textRange(draft, keepsStart, segment.duration, context);
    return { ...textLasting(made, range.end - range.start), start: range.start };
  });
}
