import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Effect } from '../draft/model.ts';
import { WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireRegion } from './region.ts';
import { requireClips } from './resolve.ts';
import { changeSelected, select } from './select.ts';
import { isNone, StrengthArg, strengthOf } from './strength.ts';

type RegionEffect = Extract<Effect, { kind: 'region' }>;

const Args = z.object({
  ...WHERE,
  region: z
    .string()
    .max(120)
    .optional()
    .describe(
      'Which part: "bottom right", "top left corner", "left half", "10%,20%,30%,15%" (left, top, width, height); "none" takes it off',
    ),
  how: z.string().max(40).optional().describe('"blur" (the default) or "pixelate"'),
  amount: StrengthArg.optional(),
});

/** How many parts of one clip may be hidden at once. */
const MOST = 8;

/** Makes a part of the picture unreadable: a licence plate, a name, a face that stays where it is. */
export const blurRegion = operation({
  name: 'blur_region',
  summary:
    'Blurs or pixelates a part of the picture (a licence plate, a name tag, a face that stays in place): by words or fractions, for everything, a clip or a stretch.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const words = args.region ?? '';
    if (words.trim() === '')
      throw fail('agent.question', {
        question: say(
          'Which part of the picture? For example: bottom right, the top third.',
          '要遮住画面的哪一部分？例如：右下角、上三分之一。',
        ),
      });
    const off = isNone(words);
    const region = off ? null : requireRegion(words);
    const selection = select(draft, args, context);
    const said = selection.said;
    if (region === null) {
      const after = changeSelected(selection, (s) => ({ ...s, effects: s.effects.filter((e) => e.kind !== 'region') }));
      return done(after, say('Nothing of {said} is hidden any more.', '{said}不再遮挡画面。', { said }));
    }
    const how = /pixel|mosaic|censor|马赛克|像素|打码/i.test(args.how ?? '') ? 'pixelate' : 'blur';
    const made: RegionEffect = { kind: 'region', how, amount: strengthOf(args.amount, 0.5), ...region };
    const isSame = (other: Effect): boolean =>
      other.kind === 'region' && (['x', 'y', 'width', 'height'] as const).every((key) => other[key] === made[key]);
    const after = changeSelected(selection, (s) => {
      const kept = s.effects.filter((other) => !isSame(other));
      const first = kept.filter((other) => other.kind === 'region').length >= MOST ? 1 : 0;
      const regions = kept.filter((other) => other.kind === 'region').slice(first);
      return { ...s, effects: [...kept.filter((other) => other.kind !== 'region'), ...regions, made] };
    });
    const percents = (['x', 'y', 'width', 'height'] as const)
      .map((key) => `${Math.round(region[key] * 100)}%`)
      .join(', ');
    return done(
      after,
      how === 'blur'
        ? say('Blurred that part of the picture on {said} ({place}).', '{said}的这一块已模糊（{place}）。', {
            said,
            place: percents,
          })
        : say('Pixelated that part of the picture on {said} ({place}).', '{said}的这一块已打码（{place}）。', {
            said,
            place: percents,
          }),
      [say('The spot stays put; it does not follow what moves.', '遮挡的位置不会移动，移出去的内容会露出来。')],
    );
  },
  examples: [
    { en: 'blur the bottom right', zh: '模糊右下角' },
    { en: 'pixelate the top left corner from 0:02 to 0:05', zh: '0:02 到 0:05 左上角打马赛克' },
  ],
});
