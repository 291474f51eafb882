import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { lengthLabel, type Ms, type Range } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, onFrame } from '../draft/queries.ts';
import { removeRanges } from '../draft/ripple.ts';
import { ClipArg, LengthArg, PartArg, TimeArg } from './args.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { assetsHeard, phraseAround } from './pauses.ts';
import { lengthSaid, lengthsSaid, say, spanLabel } from './phrase.ts';
import { wordsNeeded } from './remove-fillers.ts';
import { clipsNamed, clipsSaid, requireClips } from './resolve.ts';
import { isAboutRetakes, withoutRetakes } from './retakes.ts';
import { lengthArgument, parseLength, partArgument, pointWithin } from './time-argument.ts';

/** What "a bit" is, in ms. */
const A_BIT = 1000;

/** "a bit", in the words of those who say it. */
const VAGUE = /^(?:a )?(?:bit|little|tiny bit|little bit)|一点|一些|少许/i;

/** How much goes at a time that was named without a length, when the words there cannot be told apart, in ms. */
const AT_LENGTH = 2000;

/** The longest phrase that is taken for the slip of the tongue at that time, in ms. */
const PHRASE_MOST = 12_000;

const Args = z.object({
  from: TimeArg.optional(),
  to: TimeArg.optional().describe('Up to here; "a bit" is one second'),
  at: TimeArg.optional().describe('Around this time; with duration: that much of it'),
  duration: LengthArg.optional(),
  clip: ClipArg.optional().describe('The whole clip; with times: counted from its beginning'),
  part: PartArg.optional(),
  what: z.string().max(200).optional().describe('What to cut, in words, when no time is known ("retakes")'),
});

type CutArgs = z.output<typeof Args>;

/** Cuts a stretch or whole clips out and closes the gap. */
export const cutRange = operation({
  name: 'cut_range',
  summary: 'Cuts a stretch of the video, or whole clips, out and closes the gap. Titles and music follow.',
  args: Args,
  needs: (args, draft) =>
    isAboutRetakes(args.what ?? '')
      ? wordsNeeded(draft)
      : args.at !== undefined && args.duration === undefined
        ? assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const }))
        : [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const length = draftLength(draft);
    const timed =
      args.from !== undefined ||
      args.to !== undefined ||
      args.at !== undefined ||
      args.part !== undefined ||
      args.duration !== undefined;
    if (!timed && args.clip === undefined) {
      if (isAboutRetakes(args.what ?? '')) return withoutRetakes(draft, context);
      throw unclear(args.what);
    }
    if (!timed && args.clip !== undefined) {
      const clips = clipsNamed(draft, args.clip, context);
      const after = removeRanges(
        draft,
        clips.flatMap((clip) => clip.segments.map((s) => ({ start: s.start, end: s.start + s.duration }))),
        context.facts,
        'cut_range',
      );
      const named = clipsSaid(clips, context.facts);
      const lengths = lengthsSaid(length, draftLength(after));
      return done(after, say('Removed {named}, {lengths}.', '删除了{named}，{lengths}。', { named, lengths }));
    }
    const { range, notes } = rangeOfCut(draft, args, context);
    const cut = { start: onFrame(range.start, draft), end: range.end >= length ? length : onFrame(range.end, draft) };
    if (cut.end <= cut.start) {
      throw fail('draft.outside', { wanted: spanLabel(range), length: lengthLabel(length) });
    }
    const after = removeRanges(draft, [cut], context.facts, 'cut_range');
    const lengths = lengthsSaid(length, draftLength(after));
    return done(
      after,
      say('Cut out {cut}, {lengths}.', '剪掉了 {cut}，{lengths}。', { cut: spanLabel(cut), lengths }),
      notes,
    );
  },
  examples: [
    { en: 'cut the first 10 seconds', zh: '剪掉前 10 秒' },
    { en: 'cut between 6 and 9 seconds', zh: '剪掉 6 到 9 秒' },
    { en: 'remove the last clip', zh: '删除最后一个片段' },
  ],
});

function unclear(what: string | undefined): Error {
  if (what === undefined)
    throw fail('draft.unclear_value', {
      text: '',
      expected: say('which seconds or which clip to cut', '要剪掉的时间或片段'),
    });
  return fail('agent.cannot_yet', { what: say('Finding "{what}" by itself', '自动找出“{what}”', { what }) });
}

/** What to cut on the timeline's clock. Times that name a clip count from its beginning. */
function rangeOfCut(draft: Draft, args: CutArgs, context: OperationContext): { range: Range; notes: Said[] } {
  const clip = args.clip === undefined ? undefined : clipsNamed(draft, args.clip, context)[0];
  const within = clip?.range ?? { start: 0, end: draftLength(draft) };
  const length = within.end - within.start;
  const { range, notes } = args.at === undefined ? fromTo(args, length) : around(draft, args, { within, context });
  return { range: { start: within.start + range.start, end: within.start + range.end }, notes };
}

function fromTo(args: CutArgs, length: Ms): { range: Range; notes: Said[] } {
  if (args.part !== undefined) return { range: partArgument(args.part, length), notes: [] };
  const tail = typeof args.from === 'string' ? /^end ?- ?(.+)$/i.exec(args.from.trim())?.[1] : undefined;
  if (tail !== undefined && VAGUE.test(tail)) {
    const notes = [
      say('Nobody said how long, so I took {length}.', '没有说明长度，按 {length}处理。', {
        length: lengthSaid(A_BIT),
      }),
    ];
    return { range: { start: Math.max(0, length - A_BIT), end: length }, notes };
  }
  const start = args.from === undefined ? 0 : pointWithin(args.from, length);
  const isVague = typeof args.to === 'string' && VAGUE.test(args.to.trim());
  if (isVague) {
    const notes = [
      say('I took "{to}" as {length}.', '“{to}”按 {length}处理。', {
        to: shown(String(args.to)),
        length: lengthSaid(A_BIT),
      }),
    ];
    return { range: { start, end: Math.min(length, start + A_BIT) }, notes };
  }
  if (args.to === undefined && args.duration !== undefined) {
    const span = lengthArgument(args.duration);
    return { range: { start, end: Math.min(length, start + span) }, notes: [] };
  }
  const end = args.to === undefined ? length : endOfCut(args.to, length);
  if (end <= start) throw fail('draft.unclear_time', { text: `${args.from ?? 0} – ${args.to ?? 'end'}` });
  return { range: { start, end }, notes: [] };
}

function endOfCut(to: number | string, length: Ms): Ms {
  const ms = parseLength(to);
  return ms !== null && ms > length ? length : pointWithin(to, length);
}

type Around = { readonly within: Range; readonly context: OperationContext };

function around(draft: Draft, args: CutArgs, { within, context }: Around): { range: Range; notes: Said[] } {
  const length = within.end - within.start;
  const place = pointWithin(args.at ?? 0, length);
  if (args.duration !== undefined) {
    const span = Math.min(length, lengthArgument(args.duration));
    const isCentre = typeof args.at === 'string' && /middle|cent|half|%|中/.test(args.at);
    const start = Math.max(0, Math.min(length - span, isCentre ? place - Math.round(span / 2) : place));
    return { range: { start, end: start + span }, notes: [] };
  }
  const phrase = phraseAround(draft, within.start + place, PHRASE_MOST, context.facts);
  if (phrase !== null) {
    const range = { start: phrase.start - within.start, end: phrase.end - within.start };
    return {
      range,
      notes: [
        say(
          'Nobody said how long, so I took the words between the two pauses there.',
          '没有说明长度，所以剪掉了那里两个停顿之间的话。',
        ),
      ],
    };
  }
  const end = Math.min(length, place + AT_LENGTH);
  const range = { start: Math.min(place, end - 1), end };
  return {
    range,
    notes: [
      say('Nobody said how long, so I took {length}.', '没有说明长度，按 {length}处理。', {
        length: lengthSaid(end - place),
      }),
    ],
  };
}
