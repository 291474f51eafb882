import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { type Ms, mergeRanges, type Range, subtractRanges } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { keepRange, removeRanges } from '../draft/ripple.ts';
import { ClipArg, LengthArg, PartArg, TimeArg } from './args.ts';
import { extended } from './extend.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { assetsHeard, pausesOf } from './pauses.ts';
import { lengthSaid, lengthsSaid, listed, say, spanLabel, wordSaid } from './phrase.ts';
import { clipsNamed, clipsSaid, type NumberedClip, requireClips } from './resolve.ts';
import { endWithin, lengthArgument, parseLength, partArgument, pointWithin } from './time-argument.ts';

const Args = z.object({
  keep: LengthArg.optional().describe(
    'What to keep: a length ("60s", 3:00), "first 10s", "last 5s", or "3s each, 12s total"',
  ),
  start: TimeArg.optional().describe('Keep from here, or from "first speech"'),
  end: TimeArg.optional().describe('Keep up to here, or to the last words ("last speech")'),
  also: z
    .string()
    .max(500)
    .optional()
    .describe('With start and end: further stretches that stay, "2:15 to 2:45, end-5 to end"'),
  part: PartArg.optional(),
  max: LengthArg.optional().describe('With part: shorten that part to at most this'),
  clip: ClipArg.optional().describe('Trim this clip only; times count from its beginning'),
  extend: LengthArg.optional().describe('With clip: show this much more of its source at its end'),
  edge: z.enum(['start', 'end']).optional().describe('With extend: which end of the clip; its end when not given'),
});

type TrimArgs = z.output<typeof Args>;

const SPEECH = /speech|speak|talk|word|voice|goodbye|bye|说话|讲话|开口|再见|告别/i;
const namesSpeech = (value: number | string | undefined): boolean => typeof value === 'string' && SPEECH.test(value);

/** Keeps a part of the video or of a clip; without any argument, tidies the silent ends. */
export const trim = operation({
  name: 'trim',
  summary:
    'Keeps one part of the video, or of one clip, and drops the rest; or extends a clip. Without arguments it takes the silence off both ends.',
  args: Args,
  needs: (args, draft) => {
    const listens =
      namesSpeech(args.start) || namesSpeech(args.end) || Object.values(args).every((v) => v === undefined);
    return listens ? assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })) : [];
  },
  apply: (draft, args, context) => {
    requireClips(draft);
    if (args.extend !== undefined) {
      const { clip = 'last', extend: more, edge = 'end' } = args;
      return extended(draft, { clip, more, edge }, context);
    }
    if (typeof args.keep === 'string' && /each|每/.test(args.keep)) return eachKept(draft, args.keep, context.facts);
    if (args.clip !== undefined) return clipTrimmed(draft, args, context);
    if (args.part !== undefined && args.max !== undefined)
      return partShortened(draft, args.part, args.max, context.facts);
    if (args.also !== undefined) return severalKept(draft, args, args.also, context.facts);
    return kept(draft, rangeKept(draft, args, context.facts), context.facts);
  },
  examples: [
    { en: 'trim from 0:30 to 2:45', zh: '保留 0:30 到 2:45' },
    { en: 'keep 0:30-1:00 and 2:15-2:45', zh: '只保留 0:30 到 1:00 和 2:15 到 2:45' },
    { en: 'shorten it to 60 seconds', zh: '剪到 60 秒' },
    { en: 'extend clip 2 by 5 seconds', zh: '第二个片段延长 5 秒' },
  ],
});

function kept(draft: Draft, range: Range, facts: Facts): Outcome {
  const length = draftLength(draft);
  if (range.start <= 0 && range.end >= length) {
    const whole = lengthSaid(length);
    return done(
      draft,
      say('The video is {whole} long already; nothing was cut.', '视频总长 {whole}，无需裁剪。', { whole }),
    );
  }
  const after = keepRange(draft, range, facts, 'trim');
  const lengths = lengthsSaid(length, draftLength(after));
  return done(
    after,
    say('Kept {range} and cut the rest, {lengths}.', '保留 {range}，其余剪掉，{lengths}。', {
      range: spanLabel(range),
      lengths,
    }),
  );
}

/** Several stretches stay, in the order of the video; all times are those of the video as it is. */
function severalKept(draft: Draft, args: TrimArgs, also: string, facts: Facts): Outcome {
  const length = draftLength(draft);
  const more = also.split(',').map((said) => {
    const [from, to] = said.split(/ to /);
    if (from === undefined || to === undefined) throw fail('draft.unclear_time', { text: shown(said) });
    return { start: pointWithin(from.trim(), length), end: endWithin(to.trim(), length) };
  });
  const stay = mergeRanges([rangeKept(draft, args, facts), ...more]);
  const after = removeRanges(draft, subtractRanges({ start: 0, end: length }, stay), facts, 'trim');
  return done(
    after,
    say('Kept {ranges} and cut the rest, {lengths}.', '保留 {ranges}，其余剪掉，{lengths}。', {
      ranges: listed(stay.map((range) => wordSaid(spanLabel(range)))),
      lengths: lengthsSaid(length, draftLength(after)),
    }),
  );
}

function rangeKept(draft: Draft, args: TrimArgs, facts: Facts): Range {
  const length = draftLength(draft);
  if (args.part !== undefined) return partArgument(args.part, length);
  if (args.keep !== undefined) return keepArgument(args.keep, length);
  const speech = spokenRange(draft, facts);
  if (args.start === undefined && args.end === undefined) return speech;
  const start = args.start === undefined ? 0 : namesSpeech(args.start) ? speech.start : pointWithin(args.start, length);
  const end = args.end === undefined ? length : namesSpeech(args.end) ? speech.end : endWithin(args.end, length);
  if (end <= start) throw fail('draft.unclear_time', { text: `${args.start ?? 0} – ${args.end ?? 'end'}` });
  return { start, end };
}

function keepArgument(keep: number | string, length: Ms): Range {
  const span = parseLength(keep);
  if (span !== null) return { start: 0, end: Math.min(span, length) };
  return partArgument(String(keep), length);
}

/** From the first word to the last; the whole where nothing is known of words. */
function spokenRange(draft: Draft, facts: Facts): Range {
  const length = draftLength(draft);
  const { cuts } = pausesOf(draft, facts);
  const first = cuts[0];
  const last = cuts.at(-1);
  const start = first !== undefined && first.start <= 1 ? first.end : 0;
  const end = last !== undefined && last.end >= length - 1 && last.start > start ? last.start : length;
  return { start, end };
}

function clipTrimmed(draft: Draft, args: TrimArgs, context: OperationContext): Outcome {
  const { facts } = context;
  const clips = clipsNamed(draft, args.clip ?? 1, context);
  const cuts = clips.flatMap((clip) => {
    const length = clip.range.end - clip.range.start;
    const range = rangeInClip(draft, args, { clip, length, facts });
    return [
      { start: clip.range.start, end: clip.range.start + range.start },
      { start: clip.range.start + range.end, end: clip.range.end },
    ].filter((cut) => cut.end > cut.start);
  });
  const named = clipsSaid(clips, facts);
  if (cuts.length === 0)
    return done(draft, say('There is nothing to cut from {named}.', '{named}没有需要剪掉的部分。', { named }));
  const after = removeRanges(draft, cuts, facts, 'trim');
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  return done(
    after,
    say('Trimmed {named}; the video is {lengths}.', '裁剪了{named}，视频 {lengths}。', { named, lengths }),
  );
}

type ClipLimits = { readonly clip: NumberedClip; readonly length: Ms; readonly facts: Facts };

function rangeInClip(draft: Draft, args: TrimArgs, { clip, length, facts }: ClipLimits): Range {
  if (args.part !== undefined) return partArgument(args.part, length);
  if (args.keep !== undefined) return keepArgument(args.keep, length);
  if (args.start === undefined && args.end === undefined) {
    const inside = pausesOf(draft, facts).cuts;
    const head = inside.find((cut) => cut.start <= clip.range.start && cut.end > clip.range.start);
    const tail = inside.find((cut) => cut.end >= clip.range.end && cut.start < clip.range.end);
    return {
      start: (head?.end ?? clip.range.start) - clip.range.start,
      end: (tail?.start ?? clip.range.end) - clip.range.start,
    };
  }
  const start = args.start === undefined ? 0 : pointWithin(args.start, length);
  const end = args.end === undefined ? length : endWithin(args.end, length);
  if (end <= start) throw fail('draft.unclear_time', { text: `${args.start ?? 0} – ${args.end ?? 'end'}` });
  return { start, end };
}

function partShortened(draft: Draft, part: string, max: number | string, facts: Facts): Outcome {
  const range = partArgument(part, draftLength(draft));
  const most = lengthArgument(max);
  if (range.end - range.start <= most) {
    const is = lengthSaid(range.end - range.start);
    return done(
      draft,
      say(
        'I take "{part}" to be {range} ({is}), which is short enough already; nothing was cut.',
        '我把“{part}”理解为 {range}（{is}），已经够短，没有改动。',
        { part: shown(part), range: spanLabel(range), is },
      ),
    );
  }
  const atEnd = range.start > 0;
  const cut = atEnd ? { start: range.start, end: range.end - most } : { start: range.start + most, end: range.end };
  const after = removeRanges(draft, [cut], facts, 'trim');
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  return done(
    after,
    say('Cut {cut}, so that "{part}" is {most} long, {lengths}.', '剪掉 {cut}，“{part}”现在为 {most}，{lengths}。', {
      cut: spanLabel(cut),
      part: shown(part),
      most: lengthSaid(most),
      lengths,
    }),
  );
}

/** `"3s each, 12s total"`: every clip to the same length, then the whole to the total. */
function eachKept(draft: Draft, keep: string, facts: Facts): Outcome {
  const [eachText = '', totalText] = keep
    .split(/[,，;；]/)
    .map((part) => part.replace(/each|total|every|clips?|每段?|总共|共/gi, '').trim());
  const each = lengthArgument(eachText);
  const clips = requireClips(draft);
  const cuts = clips
    .map((clip) => ({ start: clip.range.start + each, end: clip.range.end }))
    .filter((cut) => cut.end > cut.start);
  const shortened = cuts.length === 0 ? draft : removeRanges(draft, cuts, facts, 'trim');
  const total = totalText === undefined || totalText === '' ? null : lengthArgument(totalText);
  const length = draftLength(shortened);
  const after =
    total !== null && total < length ? keepRange(shortened, { start: 0, end: total }, facts, 'trim') : shortened;
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  const per = lengthSaid(each);
  const notes: Said[] = [];
  if (total !== null && draftLength(after) < total - 100) {
    notes.push(
      say('The clips give {after} this way; {total} were asked for.', '这样一共只有 {after}，不到要求的 {total}。', {
        after: lengthSaid(draftLength(after)),
        total: lengthSaid(total),
      }),
    );
  }
  if (after === draft) {
    return done(
      draft,
      say('No clip is longer than {per}; nothing was cut.', '没有片段超过 {per}，无需裁剪。', { per }),
      notes,
    );
  }
  return done(
    after,
    say('Kept at most {per} of each clip, {lengths}.', '每个片段最多保留 {per}，{lengths}。', { per, lengths }),
    notes,
  );
}
