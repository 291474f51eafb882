import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { LOOKS, lookByWords } from '../draft/look-names.ts';
import type { Draft, Effect, VideoSegment } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { WHERE } from './args.ts';
import { autoColor, isAuto } from './auto-color.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { commas, lookSaid, say } from './phrase.ts';
import { changeSelected, select } from './select.ts';

const Amount = z.union([z.number(), z.string().max(40)]);

const Args = z.object({
  ...WHERE,
  look: z
    .string()
    .max(200)
    .optional()
    .describe(
      'A look in words: "cinematic", "warm", "black and white", "vintage", "auto" (corrects by what is seen), "auto white balance"; "none" takes it off',
    ),
  amount: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('How strong the look is: 0–1 or "50%"'),
  brightness: Amount.optional().describe('"up", "down", a factor such as 0.9 or 1.2, or "+10%"'),
  contrast: Amount.optional(),
  saturation: Amount.optional(),
  warmth: Amount.optional().describe('White balance: "up" is warmer, "down" cooler'),
  tint: Amount.optional().describe('White balance: "up" is more magenta, "down" greener'),
  exposure: Amount.optional().describe('In stops: 0.5, -1, "up"'),
  vibrance: Amount.optional().describe('Saturation for pale colours; skin stays as it is'),
  highlights: Amount.optional().describe('Bright parts: "down" brings them back'),
  shadows: Amount.optional().describe('Dark parts: "up" opens them'),
  lift: Amount.optional().describe('Black point, -1 to 1'),
  gamma: Amount.optional().describe('Middle tones, -1 to 1'),
  gain: Amount.optional().describe('White point, -1 to 1'),
});

type ColorEffect = Extract<Effect, { kind: 'color' }>;
type Setting = Exclude<keyof ColorEffect, 'kind'>;

const SETTINGS: readonly (readonly [Setting, Said])[] = [
  ['brightness', say('brightness', '亮度')],
  ['contrast', say('contrast', '对比度')],
  ['saturation', say('saturation', '饱和度')],
  ['warmth', say('warmth', '色温')],
  ['tint', say('tint', '色调偏移')],
  ['exposure', say('exposure', '曝光')],
  ['vibrance', say('vibrance', '自然饱和度')],
  ['highlights', say('highlights', '高光')],
  ['shadows', say('shadows', '阴影')],
  ['lift', say('lift', '黑位')],
  ['gamma', say('gamma', '中间调')],
  ['gain', say('gain', '白位')],
];

/** What a number means by itself: a change from none, and not a factor. */
const OFFSETS: ReadonlySet<Setting> = new Set<Setting>([
  'tint',
  'exposure',
  'vibrance',
  'highlights',
  'shadows',
  'lift',
  'gamma',
  'gain',
]);

/** One step of "up" and "down": seen at once, not overdone. */
const STEP: Readonly<Record<Setting, number>> = {
  brightness: 0.12,
  contrast: 0.15,
  saturation: 0.25,
  warmth: 0.25,
  tint: 0.25,
  exposure: 0.5,
  vibrance: 0.4,
  highlights: 0.35,
  shadows: 0.35,
  lift: 0.2,
  gamma: 0.2,
  gain: 0.2,
};

const NEUTRAL: ColorEffect = { kind: 'color', brightness: 0, contrast: 0, saturation: 0, warmth: 0 };

/** Changes colours: brightness, contrast, saturation, warmth, or a named look. */
export const color = operation({
  name: 'color',
  summary:
    'Changes brightness, contrast, saturation, white balance (warmth, tint), exposure, vibrance, highlights, shadows, lift, gamma or gain, or gives a named look (cinematic, warm, black and white …) to everything, a clip or a stretch.',
  args: Args,
  needs: (args, draft) =>
    args.look !== undefined && isAuto(args.look)
      ? [...new Set(mainSegments(draft).map(({ asset }) => asset))].map((asset) => ({
          asset,
          fact: 'palette' as const,
        }))
      : [],
  apply: (draft, args, context) => {
    if (args.look !== undefined && isAuto(args.look)) return corrected(draft, args, context);
    const settings = SETTINGS.filter(([name]) => args[name] !== undefined);
    const isOff =
      args.look !== undefined && /^(?:none|no|off|remove|original|normal|无|去掉|原色)$/i.test(args.look.trim());
    const look = args.look === undefined || isOff ? null : requireLook(args.look);
    if (look === null && !isOff && settings.length === 0) {
      throw fail('agent.question', {
        question: say(
          'Which look? For example: make it warm and cinematic, or brighter.',
          '想要什么色调？例如：温暖的电影感，或亮一点。',
        ),
      });
    }
    const amount = amountOf(args.amount);
    const selection = select(draft, args, context);
    let reading: ColorEffect = NEUTRAL;
    const after = changeSelected(selection, (segment) => {
      const dressed =
        look === null && !isOff ? segment : withLook(segment, look === null ? null : { name: look.name, amount });
      reading = adjusted(
        dressed,
        settings.map(([name]) => [name, args[name] ?? 'up'] as const),
      );
      return settings.length === 0 ? dressed : withColor(dressed, reading);
    });
    const parts: Said[] = [];
    if (look !== null) parts.push(lookSaid(look.said, amount));
    if (isOff) parts.push(say('its own colours again', '恢复原色'));
    for (const [name, said] of settings)
      parts.push(say('{setting} {value}', '{setting} {value}', { setting: said, value: signed(reading[name] ?? 0) }));
    const said = { list: commas(parts), clips: selection.said };
    return done(
      after,
      look !== null || isOff
        ? say('Gave {clips} {list}.', '{clips}：{list}。', said)
        : say('Changed the colours of {clips}: {list}.', '{clips}：{list}。', said),
    );
  },
  examples: [
    { en: 'apply a warm cinematic look', zh: '调成温暖的电影感' },
    { en: 'make clip 2 brighter', zh: '第二个片段亮一点' },
    { en: 'auto color correct', zh: '自动调色' },
    { en: 'black and white from 3 to 5 seconds', zh: '从第3秒开始变黑白，持续2秒' },
  ],
});

/** Each clip by what its own pictures hold; what is asked for besides goes on top. */
function corrected(draft: Draft, args: z.output<typeof Args>, context: OperationContext): Outcome {
  const selection = select(draft, args, context);
  const isWhite = /white|白平衡/i.test(args.look ?? '');
  const asked = SETTINGS.filter(([name]) => args[name] !== undefined);
  let known = 0;
  const after = changeSelected(selection, (segment) => {
    const found = autoColor(context.facts.assets.get(segment.asset));
    if (found === null) return segment;
    known++;
    const { warmth = 0, tint = 0, ...light } = found;
    const made = withColor(segment, { ...NEUTRAL, warmth, tint, ...(isWhite ? {} : light) });
    const more = asked.map(([name]) => [name, args[name] ?? 'up'] as const);
    return more.length === 0 ? made : withColor(made, adjusted(made, more));
  });
  const said = { clips: selection.said };
  if (known === 0)
    return done(draft, say('I could not measure the colours of {clips}.', '无法测量{clips}的颜色。', said));
  return done(
    after,
    isWhite
      ? say('Balanced the white of {clips} by its own colours.', '按画面自身的颜色校正了{clips}的白平衡。', said)
      : say(
          'Corrected {clips} by its own colours: white balance, brightness and contrast.',
          '按画面自身的颜色校正了{clips}：白平衡、亮度和对比度。',
          said,
        ),
  );
}

/** The look that words name, or a failure that says which there are. */
export function requireLook(words: string): (typeof LOOKS)[number] {
  const look = lookByWords(words);
  if (look === null) {
    const some = LOOKS.slice(0, 8);
    throw fail('draft.unclear_value', {
      text: shown(words),
      expected: say('a look such as {list}', '一种色调，例如{list}', { list: commas(some.map((l) => l.said)) }),
    });
  }
  return look;
}

/** The segment with this look instead of any other; null takes looks off. */
export function withLook(
  segment: VideoSegment,
  look: { readonly name: string; readonly amount: number } | null,
): VideoSegment {
  const rest = segment.effects.filter((effect) => effect.kind !== 'look');
  return { ...segment, effects: look === null ? rest : [{ kind: 'look', ...look }, ...rest] };
}

function withColor(segment: VideoSegment, effect: ColorEffect): VideoSegment {
  const rest = segment.effects.filter((other) => other.kind !== 'color');
  const isNeutral = SETTINGS.every(([name]) => (effect[name] ?? 0) === 0);
  return { ...segment, effects: isNeutral ? rest : [...rest, effect] };
}

function adjusted(segment: VideoSegment, wanted: readonly (readonly [Setting, number | string])[]): ColorEffect {
  const present = segment.effects.find((effect) => effect.kind === 'color') ?? NEUTRAL;
  let made: ColorEffect = present;
  for (const [name, value] of wanted) made = { ...made, [name]: settingOf(value, present[name] ?? 0, name) };
  return made;
}

/**
 * A setting from -1 to 1. Words and signed percent change it; a number is a factor, as people say it (0.9 a little
 * darker, 1.3 clearly brighter), unless it lies within ±0.5, where only an offset makes sense.
 */
export function settingOf(value: number | string, present: number, name: Setting): number {
  const most = name === 'exposure' ? 3 : 1;
  const limited = (n: number): number => Math.round(Math.min(most, Math.max(-most, n)) * 100) / 100;
  const ofNumber = (n: number): number => limited(OFFSETS.has(name) || Math.abs(n) <= 0.5 ? n : n - 1);
  if (typeof value === 'number') return ofNumber(value);
  const text = value.normalize('NFKC').trim().toLowerCase().replace('−', '-');
  const share = /^([+-]?)\s*(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (share !== null) {
    const amount = Number(share[2]) / 100;
    return share[1] === ''
      ? limited(OFFSETS.has(name) ? amount : amount - 1)
      : limited(present + (share[1] === '-' ? -amount : amount));
  }
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text))
    return /^[+-]/.test(text) ? limited(present + Number(text)) : ofNumber(Number(text));
  const strong = /much|lot|very|很多/.test(text) ? 2 : 1;
  if (/up|more|higher|bright|increase|warm|vivid|vibrant|strong|open|lift|magenta|高|亮|暖|多|增/.test(text))
    return limited(present + strong * STEP[name]);
  if (/down|less|lower|dark|decrease|cool|cold|dull|mut|recover|green|低|暗|冷|少|减/.test(text))
    return limited(present - strong * STEP[name]);
  if (/^(?:none|reset|normal|0|正常)$/.test(text)) return 0;
  throw fail('draft.unclear_value', {
    text: shown(value),
    expected: say('up, down, or a number such as 1.2', '调高、调低，或数字，例如 1.2'),
  });
}

function amountOf(amount: number | string | undefined): number {
  if (amount === undefined) return 1;
  const text = String(amount).trim();
  const value = text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text);
  if (!Number.isFinite(value)) return /less|subtle|slight|light|轻|淡/i.test(text) ? 0.5 : 1;
  return Math.min(1, Math.max(0, value > 1 ? value / 100 : value));
}

const signed = (n: number): string => `${n >= 0 ? '+' : '−'}${Math.abs(n)}`;
