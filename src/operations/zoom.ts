import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { withoutKeyframes } from '../draft/keyframes.ts';
import type { Draft } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { TimeArg, WHERE, type WhereArgs } from './args.ts';
import { type Motion, withMotion, withoutMotion, zoomed } from './motion.ts';
import { done, operation } from './operation.ts';
import { percent, say } from './phrase.ts';
import { type ResolveContext, whereOf } from './resolve.ts';
import { changeSelected, select } from './select.ts';
import { pointWithin } from './time-argument.ts';

/** How close a zoom comes. A punch-in must be seen as a cut to a closer shot; a slow one only felt. */
const PUNCH = 1.25;
const USUAL = 1.2;
const SLOW = 1.12;

/** How long a zoom at one moment lasts, in ms. */
const AT_MS = 3000;

const Args = z.object({
  ...WHERE,
  style: z.string().max(80).optional().describe('"in", "out", "slow", "punch in", "dynamic", "none"'),
  amount: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('How close: 1.3, "130%"'),
  at: TimeArg.optional().describe('For 3 seconds from this time'),
});

/** Zooms into or out of the picture. */
export const zoom = operation({
  name: 'zoom',
  summary: 'Zooms in or out over a clip: slowly, at once (punch in), or closer and wider in turn (dynamic).',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const words = (args.style ?? 'in').toLowerCase();
    const selection = select(draft, whereAt(draft, args, context), context);
    const said = selection.said;
    if (/^(?:none|no|off|remove|reset|无|去掉)/.test(words)) {
      return done(
        changeSelected(selection, (s) => withoutKeyframes(withoutMotion(s), 'scale')),
        say('Took the zoom off {said}.', '去掉了{said}的缩放。', { said }),
      );
    }
    const amount = amountOf(args.amount);
    const order = new Map(
      mainSegments(selection.draft)
        .filter((s) => selection.ids.has(s.id))
        .map((s, i) => [s.id, i]),
    );
    const { motion, how } = motionFor(words, amount, said);
    const after = changeSelected(selection, (s) => withMotion(s, motion(order.get(s.id) ?? 0)));
    return done(after, how);
  },
  examples: [
    { en: 'punch in on the first clip', zh: '第一个片段放大特写' },
    { en: 'slow zoom in', zh: '画面慢慢放大' },
  ],
});

/** `at` is three seconds from there, counted inside the clip when one is named. */
function whereAt(draft: Draft, args: z.output<typeof Args>, context: ResolveContext): WhereArgs {
  if (args.at === undefined) return args;
  const { range } = whereOf(draft, { clip: args.clip }, context);
  const start = pointWithin(args.at, range.end - range.start);
  return { clip: args.clip, from: start / 1000, to: (start + AT_MS) / 1000 };
}

function motionFor(
  words: string,
  amount: number | null,
  where: Said,
): { motion: (index: number) => Motion; how: Said } {
  const close = (usual: number): number => amount ?? usual;
  if (/punch|crash|hard|snap|特写|猛/.test(words) && /cuts|every|each|alternat|剪|每/.test(words)) {
    const to = close(PUNCH);
    return {
      motion: (index) => (index % 2 === 0 ? zoomed(1, 1, 'linear') : zoomed(to, to, 'linear')),
      how: say('Punched in to {to} on every second cut of {where}.', '{where}每隔一个剪辑点放大到 {to}。', {
        to: percent(to),
        where,
      }),
    };
  }
  if (/punch|crash|hard|snap|特写|猛/.test(words)) {
    const to = close(PUNCH);
    const how = say('Punched in to {to} on {where}.', '{where}放大到 {to}。', { to: percent(to), where });
    return { motion: () => zoomed(to, to, 'linear'), how };
  }
  if (/dynamic|alternat|dinám|动感|动态/.test(words)) {
    const to = close(PUNCH);
    return {
      motion: (index) => (index % 2 === 0 ? zoomed(1, 1 + (to - 1) / 2) : zoomed(to, to - (to - 1) / 2)),
      how: say('Closer and wider shots in turn on {where}.', '{where}远近交替缩放。', { where }),
    };
  }
  const to = close(/slow|subtle|gentle|slight|慢|轻/.test(words) ? SLOW : USUAL);
  if (/out|wide|缩小|拉远/.test(words))
    return {
      motion: () => zoomed(to, 1),
      how: say('Zoomed out from {to} on {where}.', '{where}从 {to} 缩小。', { to: percent(to), where }),
    };
  return {
    motion: () => zoomed(1, to),
    how: say('Zoomed in to {to} on {where}.', '{where}放大到 {to}。', { to: percent(to), where }),
  };
}

function amountOf(amount: number | string | undefined): number | null {
  if (amount === undefined) return null;
  const text = String(amount).trim();
  const number = Number.parseFloat(text);
  const factor = text.endsWith('%') || number > 10 ? number / 100 : number;
  const value = factor < 1 ? 1 + factor : factor;
  if (!(value >= 1 && value <= 10))
    throw fail('draft.unclear_value', {
      text,
      expected: say('how close, such as 1.3 or 130%', '放大倍数，例如 1.3 或 130%'),
    });
  return Math.round(value * 100) / 100;
}
