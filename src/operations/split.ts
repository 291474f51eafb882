import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { clock, lengthLabel, type Ms } from '../base/time.ts';
import { clipsOf } from '../draft/clips.ts';
import { onFrame } from '../draft/queries.ts';
import { layOut, partsCutAt } from '../draft/ripple.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { clipNamed, requireClips } from './resolve.ts';
import { lengthArgument, pointWithin } from './time-argument.ts';

/** More clips than this out of one split are a slip, not a wish. */
const MOST_PIECES = 1000;

const Args = z.object({
  at: z
    .union([TimeArg, z.string().max(1000)])
    .optional()
    .describe('Where to cut: a time, or several: "0:15,0:42,1:10"'),
  every: LengthArg.optional().describe('Cut into pieces of this length'),
  parts: z.int().min(2).max(MOST_PIECES).optional(),
  clip: ClipArg.optional(),
});

/** Cuts clips in two without moving anything: it makes more clips of one, and cannot be seen or heard. */
export const split = operation({
  name: 'split',
  summary: 'Cuts a clip in two (or more) without removing anything, so that the pieces can be edited on their own.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const clips = requireClips(draft);
    const within =
      args.clip === undefined
        ? { start: clips[0]?.range.start ?? 0, end: clips.at(-1)?.range.end ?? 0 }
        : clipNamed(draft, args.clip, context).range;
    const base = args.clip === undefined ? 0 : within.start;
    const length = within.end - base;
    const places = placesOf(args, length).map((at) => onFrame(base + at, draft));
    const after = layOut(draft, partsCutAt(draft, places, context.facts));
    const count = clipsOf(after).length;
    if (count === clips.length) {
      return done(draft, say('There is a cut already; nothing was changed.', '那里已经是剪切点，没有改动。'));
    }
    const shownPlaces = places.slice(0, 6).map((at) => clock(at));
    const more = places.length - shownPlaces.length;
    const list = `${shownPlaces.join(', ')}${more > 0 ? ` … (+${more})` : ''}`;
    return done(
      after,
      say('Split at {list}: {clips} → {count} clips.', '在 {list} 处分割：{clips} → {count} 个片段。', {
        list,
        clips: clips.length,
        count,
      }),
    );
  },
  examples: [
    { en: 'split at 7 seconds', zh: '在第 7 秒分割' },
    { en: 'split it into 5-minute segments', zh: '每 5 分钟分一段' },
    { en: 'split it into 4 parts', zh: '平均分成 4 段' },
  ],
});

function placesOf(args: z.output<typeof Args>, length: Ms): Ms[] {
  if (args.every !== undefined) {
    const every = lengthArgument(args.every);
    const count = every < 1 ? Infinity : Math.ceil(length / every) - 1;
    if (count >= MOST_PIECES) throw fail('draft.unclear_time', { text: String(args.every) });
    if (count < 1) throw fail('draft.outside', { wanted: String(args.every), length: lengthLabel(length) });
    return Array.from({ length: count }, (_, i) => (i + 1) * every);
  }
  const { parts = 2 } = args;
  if (args.at === undefined) return Array.from({ length: parts - 1 }, (_, i) => Math.round(((i + 1) * length) / parts));
  if (typeof args.at === 'number') return [pointWithin(args.at, length)];
  // A comma between digits may be a decimal comma: "45,5" alone is one time, "0:15,0:42" are two.
  const isOne = /^\d+,\d{1,2}$/.test(args.at.trim());
  const texts = isOne ? [args.at] : args.at.split(/\s*(?:[,，、;；]|\band\b|和)\s*/).filter((text) => text !== '');
  if (texts.length === 0) throw fail('draft.unclear_time', { text: args.at });
  return texts.map((text) => pointWithin(text, length));
}
