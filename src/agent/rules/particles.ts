import { actionOn, type Clause, clipOf, names, op, partOf, value, wording } from '../clause.ts';
import { valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { amountIn } from './looks.ts';
import { placeOf } from './picture.ts';

/** Things whose own words these may be: the sound of rain, a title about snow, a search for fireworks. */
const OTHER = [
  'music',
  'sound',
  'sfx',
  'voice',
  'voiceover',
  'noise',
  'denoise',
  'text',
  'title',
  'caption',
  'sticker',
  'transition',
  'logo',
  'watermark',
  'intro',
  'outro',
  'highlight',
  'find',
  'focus',
  'slideshow',
  'photo',
  'background',
  'removebg',
  'greenscreen',
  'export',
  'gen',
  'trim',
  'keep',
] as const;

const FALLS =
  /\b(?:fall\w*|float\w*|drift\w*|burst\w*|shower\w*|overlay\w*|fly\w*|ris(?:e|ing)|rain\w*|snow\w*|sprinkl\w*|toss\w*|tomb\w*|ca(?:e|en|er|yendo|indo)|fliegen|rieseln|vol(?:ant|ando))\b|飘|落|撒|洒|下|飞|冒|放|降|舞|날리|내리|떨어/;
const MORE =
  /\b(?:more|heavier|thicker|denser|harder)\b|多一?点|更多|大一?点|太[小少稀]|もっと|더 많|\bmas\b|\bmehr\b|\bplus de\b|\bmais\b|더/;
const LESS =
  /\b(?:less|fewer|lighter|thinner|too (?:many|much))\b|少一?点|更少|小一?点|太[大多密强]|控えめ|덜|menos|weniger|moins/;

/** Snow, confetti, sparkles: what falls, rises or glows over the picture. */
export function particles(c: Clause): PlannedOp[] {
  const item = c.items.find((i) => !i.used && valueOf(i, 'particle') !== null);
  const beside = /\b(?:around|behind|over|above|under) (?:the |my )?(?:title|text|logo|caption)s?\b/.test(wording(c));
  if (item === undefined || c.negated || (names(c, ...OTHER) && !beside) || c.items.some((i) => i.type === 'quote'))
    return [];
  const text = wording(c);
  const action = actionOn(c, item);
  const isGone = action === 'remove' || action === 'hide' || action === 'cut';
  const isAsked =
    isGone ||
    beside ||
    names(c, 'add', 'effect', 'make', 'create', 'show') ||
    c.inherited === 'add' ||
    FALLS.test(text) ||
    c.items.length <= 6;
  // 闪烁 is also what lamps do in a picture.
  if (!isAsked || (isGone && /闪烁|flicker/.test(text))) return [];
  const name = valueOf(item, 'particle');
  const amount: SlotValue | undefined = MORE.test(text) ? 'more' : LESS.test(text) ? 'less' : amountIn(c);
  const color = value(c, 'color') ?? undefined;
  const clip = clipOf(c);
  const place = placeOf(c);
  const part = Object.keys(place).length === 0 && clip === undefined ? partOf(c) : undefined;
  for (const i of c.items) i.used = true;
  return [op('effect', { name, ...(isGone ? { remove: true } : { amount, color }), clip, ...place, part })];
}
