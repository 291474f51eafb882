import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { ClipArg, WordsArg } from './args.ts';
import { pieceMoved } from './move-piece.ts';
import { byFilename } from './new-clip.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { say } from './phrase.ts';
import { clipsNamed, clipsSaid, type NumberedClip, requireClips } from './resolve.ts';
import { inOrder, layOutUnits, unitsOf } from './units.ts';

const Args = z.object({
  clip: ClipArg.optional(),
  to: z
    .union([z.int(), z.string().max(60)])
    .optional()
    .describe('"start", "end", a place number, "before 2", "after 3"; with an id as clip: "before <id>", "after <id>"'),
  swap: z.string().max(60).optional().describe('Two clips: "1,3"'),
  order: WordsArg.optional().describe('All clips: "3,1,2", "reverse", "name", "uploaded"'),
});

type ReorderArgs = z.output<typeof Args>;

/** Changes the order of clips; titles and overlays go along with theirs. */
export const reorder = operation({
  name: 'reorder',
  summary:
    'Moves a clip to another place, swaps two clips, or puts all clips in an order. Titles move with their clips.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const clips = requireClips(draft);
    const piece = pieceMoved(draft, args.clip, args.to, context.facts);
    if (piece !== null) return piece;
    const order = orderOf(draft, clips, args, context);
    if (order.every((number, i) => number === i + 1))
      return done(draft, say('The clips are in that order already.', '片段顺序本来就是这样。'));
    const after = layOutUnits(draft, inOrder(unitsOf(draft), order), context.facts);
    const list = order.length > 10 ? `${order.slice(0, 10).join(', ')} …` : order.join(', ');
    const what = describe(draft, args, context);
    return done(
      after,
      say('{what} The order is now {list} (by the old numbers).', '{what}现在的顺序是 {list}（按原编号）。', {
        what,
        list,
      }),
    );
  },
  examples: [
    { en: 'move clip 1 to the end', zh: '把第一个片段移到最后' },
    { en: 'swap clip 1 and clip 3', zh: '交换第一个和第三个片段' },
  ],
});

function describe(draft: Draft, args: ReorderArgs, context: OperationContext): { en: string; zh: string } {
  if (args.swap !== undefined) return say('Swapped two clips.', '交换了两个片段。');
  if (args.clip === undefined) return say('Put the clips in order.', '重新排列了片段。');
  const named = clipsSaid(clipsNamed(draft, args.clip, context), context.facts);
  return say('Moved {named}.', '移动了{named}。', { named });
}

function orderOf(draft: Draft, clips: readonly NumberedClip[], args: ReorderArgs, context: OperationContext): number[] {
  const numbers = clips.map((clip) => clip.number);
  if (args.swap !== undefined) return swapped(draft, numbers, { swap: args.swap, context });
  if (args.order !== undefined) return ordered(clips, args.order, context);
  if (args.clip === undefined) throw unclear(args.to);
  const moved = clipsNamed(draft, args.clip, context).map((clip) => clip.number);
  const rest = numbers.filter((number) => !moved.includes(number));
  return rest.toSpliced(placeAmong(rest, args.to ?? 'end', moved.length), 0, ...moved);
}

function unclear(to: number | string | undefined): Error {
  return fail('draft.unclear_value', {
    text: String(to ?? ''),
    expected: say('which clip and where to: "start", "end" or a number', '哪个片段、移到哪里：“开头”“最后”或编号'),
  });
}

function swapped(
  draft: Draft,
  numbers: readonly number[],
  { swap, context }: { swap: string; context: OperationContext },
): number[] {
  const pair = clipsNamed(draft, swap, context).map((clip) => clip.number);
  const [a, b] = pair;
  if (a === undefined || b === undefined || pair.length !== 2)
    throw fail('draft.unclear_value', {
      text: shown(swap),
      expected: say('two clips, such as 1,3', '两个片段，例如 1,3'),
    });
  return numbers.map((number) => (number === a ? b : number === b ? a : number));
}

/** How many of the other clips come before a place in words. */
function placeAmong(rest: readonly number[], to: number | string, moved: number): number {
  if (typeof to === 'number') return clampPlace(to - 1, rest.length);
  const text = to.normalize('NFKC').trim().toLowerCase();
  const beside = /(before|after|之前|之后|前面|后面)/.exec(text);
  const digits = /-?\d+/.exec(text);
  if (beside !== null && digits !== null) {
    const index = rest.indexOf(Number(digits[0]));
    if (index < 0) throw unclear(to);
    return /before|前/.test(text) ? index : index + 1;
  }
  if (/start|begin|front|first|开头|最前|第一/.test(text)) return 0;
  if (/end|last|back|final|最后|末尾|结尾/.test(text)) return rest.length;
  if (/middle|中间/.test(text)) return Math.floor(rest.length / 2);
  if (digits === null) throw unclear(to);
  return clampPlace(Number(digits[0]) - 1, rest.length + moved - 1);
}

const clampPlace = (place: number, most: number): number => Math.max(0, Math.min(most, place));

function ordered(clips: readonly NumberedClip[], order: string, { facts }: OperationContext): number[] {
  const numbers = clips.map((clip) => clip.number);
  const assetOf = (number: number): string => clips[number - 1]?.asset ?? '';
  if (/revers|backward|倒|反/i.test(order)) return numbers.toReversed();
  if (/upload|original|added|上传|原来/i.test(order)) {
    const rank = [...facts.assets.keys()];
    return numbers.toSorted((a, b) => rank.indexOf(assetOf(a)) - rank.indexOf(assetOf(b)) || a - b);
  }
  if (/name|alphabet|chrono|date|time|文件名|时间/i.test(order)) {
    return numbers.toSorted((a, b) => byFilename(facts.assets.get(assetOf(a)), facts.assets.get(assetOf(b))) || a - b);
  }
  const listed = [...order.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const known = [...new Set(listed)].filter((number) => numbers.includes(number));
  if (known.length === 0 || known.length !== listed.length) throw unclear(order);
  return [...known, ...numbers.filter((number) => !known.includes(number))];
}
