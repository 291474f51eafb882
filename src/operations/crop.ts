import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, Placement, VideoSegment } from '../draft/model.ts';
import { WHERE } from './args.ts';
import { mostDiffering } from './aspect.ts';
import type { Outcome } from './operation.ts';
import { done, operation } from './operation.ts';
import { commas, percent, say } from './phrase.ts';
import { followSubject, motionNeeds } from './reframe.ts';
import { changeSelected, type Selection, select } from './select.ts';

const Side = z.union([z.number(), z.string().max(20)]);

const Args = z.object({
  ...WHERE,
  left: Side.optional().describe('Pixels of the source to cut off, or "10%"'),
  top: Side.optional(),
  right: Side.optional(),
  bottom: Side.optional(),
  side: z.string().max(20).optional().describe('Instead of edges: "left", "top left"; all when left out'),
  amount: Side.optional().describe('10 % when left out'),
  ratio: z.string().max(20).optional().describe('Cut the picture itself to this shape, from its middle'),
  follow: z.string().max(80).optional(),
});

/** What must stay of a picture in each direction. */
const LEAST_LEFT = 0.05;

type CropArgs = z.output<typeof Args>;

/** Cuts edges off the picture; without arguments, makes it fill the frame. */
export const crop = operation({
  name: 'crop',
  summary:
    'Cuts edges off the picture (pixels or percent) or cuts it to a shape; without arguments it enlarges the picture to fill the frame.',
  args: Args,
  needs: (args, draft) => (args.follow === undefined ? [] : motionNeeds(draft)),
  apply: (draft, given, context) => {
    const args = withSides(given);
    if (args.follow !== undefined) return followSubject(draft, context);
    const selection = select(draft, args, context);
    const sides = [args.left, args.top, args.right, args.bottom];
    if (args.ratio !== undefined) return croppedToRatio(selection, args.ratio, context.facts);
    if (sides.every((side) => side === undefined)) return filled(draft, selection, context.facts);
    const after = changeSelected(selection, (s) => ({ ...s, placement: cropped(s, args, context.facts) }));
    const words = sidesSaid(args);
    return done(after, say('Cut {words} off {clips}.', '{clips}裁掉了{words}。', { words, clips: selection.said }));
  },
  examples: [
    { en: 'crop 50 pixels off the bottom', zh: '去掉底部 50 像素黑边' },
    { en: 'crop 10% off all sides', zh: '四边各裁掉 10%' },
    { en: 'crop the black bars away', zh: '裁掉黑边' },
  ],
});

/** What is cut off when only the side was said. */
const USUAL_AMOUNT = '10%';

/** A side and an amount as the edges that they mean. */
function withSides({ side, amount, ...args }: CropArgs): CropArgs {
  if (side === undefined && amount === undefined) return args;
  const words = (side ?? '').normalize('NFKC').toLowerCase();
  const edges = (
    [
      ['left', /left|左/],
      ['right', /right|右/],
      ['top', /top|upper|上|顶/],
      ['bottom', /bottom|lower|下|底/],
    ] as const
  ).filter(([, pattern]) => pattern.test(words));
  const wanted = amount ?? USUAL_AMOUNT;
  if (words !== '' && !/all|every|四|每/.test(words) && edges.length === 0)
    throw fail('draft.unclear_value', {
      text: shown(words),
      expected: say('left, right, top or bottom', '左、右、上或下'),
    });
  const cut = edges.length === 0 ? (['left', 'right', 'top', 'bottom'] as const) : edges.map(([edge]) => edge);
  return { ...Object.fromEntries(cut.map((edge) => [edge, wanted])), ...args };
}

function filled(draft: Draft, selection: Selection, facts: Facts): Outcome {
  if (mostDiffering(draft, facts) < 1.01) {
    throw fail('agent.question', {
      question: say(
        'The picture fills the frame already. How much shall be cut off, and where? For example: crop 50 pixels off the bottom.',
        '画面已经铺满。要裁掉哪一边、多少？例如：裁掉底部 50 像素。',
      ),
    });
  }
  const after = changeSelected(selection, (s) => ({ ...s, placement: { ...s.placement, fit: 'fill' } }));
  return done(
    after,
    say('{clips} now fills the frame; what does not fit is cut off.', '{clips}现在铺满画面，超出的部分裁掉。', {
      clips: selection.said,
    }),
  );
}

function cropped(segment: VideoSegment, args: CropArgs, facts: Facts): Placement {
  const video = facts.assets.get(segment.asset)?.probe.video;
  const width = video?.width ?? 1920;
  const height = video?.height ?? 1080;
  const old = segment.placement.crop;
  const left = share(args.left, width) ?? old.left;
  const right = share(args.right, width) ?? old.right;
  const top = share(args.top, height) ?? old.top;
  const bottom = share(args.bottom, height) ?? old.bottom;
  if (left + right > 1 - LEAST_LEFT || top + bottom > 1 - LEAST_LEFT) {
    throw fail('draft.unclear_value', {
      text: [args.left, args.top, args.right, args.bottom].filter((s) => s !== undefined).join(', '),
      expected: say('less than the picture, which is {width}×{height}', '小于画面尺寸（{width}×{height}）', {
        width,
        height,
      }),
    });
  }
  return { ...segment.placement, crop: { left, top, right, bottom }, fit: 'fill' };
}

/** Pixels of the source or percent, as a fraction; null when not given. */
function share(value: number | string | undefined, size: number): number | null {
  if (value === undefined) return null;
  const text = String(value).trim().toLowerCase();
  const match = /^(\d+(?:\.\d+)?)\s*(%|px|pixels?|像素)?$/.exec(text);
  if (match === null)
    throw fail('draft.unclear_value', { text: shown(text), expected: say('pixels or percent', '像素或百分比') });
  const number = Number(match[1]);
  const fraction = match[2] === '%' ? number / 100 : number > 0 && number < 1 ? number : number / size;
  return Math.round(Math.min(1, fraction) * 10_000) / 10_000;
}

function sidesSaid(args: CropArgs): Said {
  const names = [
    [say('left', '左边'), args.left],
    [say('top', '上边'), args.top],
    [say('right', '右边'), args.right],
    [say('bottom', '底部'), args.bottom],
  ] as const;
  const given = names.filter(([, value]) => value !== undefined);
  const amount = (value: number | string | undefined): string =>
    typeof value === 'number' ? (value > 0 && value < 1 ? percent(value) : `${value} px`) : String(value);
  return commas(
    given.map(([side, value]) => say('{amount} ({side})', '{side} {amount}', { amount: amount(value), side })),
  );
}

function croppedToRatio(selection: Selection, ratio: string, facts: Facts): Outcome {
  const numbers = /^(\d+(?:\.\d+)?)\s*[:：/x]\s*(\d+(?:\.\d+)?)$/.exec(ratio.normalize('NFKC').trim());
  const wanted = numbers === null ? Number.NaN : Number(numbers[1]) / Number(numbers[2]);
  if (!(wanted > 0.1 && wanted < 10))
    throw fail('draft.unclear_value', { text: shown(ratio), expected: say('a shape such as 16:9', '比例，例如 16:9') });
  const after = changeSelected(selection, (s) => {
    const video = facts.assets.get(s.asset)?.probe.video;
    const own = video === undefined || video === null ? 16 / 9 : video.width / video.height;
    const sides = own > wanted ? (1 - wanted / own) / 2 : 0;
    const ends = own < wanted ? (1 - own / wanted) / 2 : 0;
    return { ...s, placement: { ...s.placement, crop: { left: sides, right: sides, top: ends, bottom: ends } } };
  });
  return done(
    after,
    say('Cut the picture of {clips} to {ratio}.', '{clips}的画面裁成 {ratio}。', { clips: selection.said, ratio }),
  );
}
