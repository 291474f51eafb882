import * as z from 'zod';

/** The value forms that several operations share. Longer texts than these are mistakes, not edits. */

export const TimeArg = z
  .union([z.number(), z.string().max(80)])
  .describe(
    'A time: seconds as a number, or "1:15", "90s", "1500ms", "end-10", "middle", "50%", when "words" (where they are said), every "words" (each place)',
  );

export const LengthArg = z
  .union([z.number(), z.string().max(80)])
  .describe('A length: seconds as a number, or "1:15", "90s", "1500ms", "2m"');

export const ClipArg = z
  .union([z.int(), z.string().max(300)])
  .describe('Which clip: its number (1 is the first), "2,3", "first", "last", "all", or its file name');

export const PartArg = z
  .string()
  .max(80)
  .describe('A part of the video: "intro", "first half", "second half", "last third", "start", "middle", "end"');

export const WordsArg = z.string().max(300);

/** Where on the timeline something applies; nothing given means everywhere. */
export const WHERE = {
  clip: ClipArg.optional(),
  from: TimeArg.optional(),
  to: TimeArg.optional(),
  part: PartArg.optional(),
};

/** zod leaves optional keys as `T | undefined`; this is what operations read. */
export type WhereArgs = {
  readonly clip?: number | string | undefined;
  readonly from?: number | string | undefined;
  readonly to?: number | string | undefined;
  readonly part?: string | undefined;
};
