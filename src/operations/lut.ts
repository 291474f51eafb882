import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import { WHERE, WordsArg } from './args.ts';
import { done, operation } from './operation.ts';
import { percent, say } from './phrase.ts';
import { changeSelected, select } from './select.ts';
import { isNone, StrengthArg, strengthOf, withEffect } from './strength.ts';

const Args = z.object({
  ...WHERE,
  file: WordsArg.optional().describe(
    'Which .cube file of the project; the last one when not given; "none" takes it off',
  ),
  amount: StrengthArg.optional(),
});

/** The colours of a `.cube` file. */
export const lut = operation({
  name: 'lut',
  summary: 'Grades the picture with a LUT: a .cube file (1D or 3D, up to 64 points) of the project, at any strength.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    const said = selection.said;
    if (isNone(args.file ?? '')) {
      const after = changeSelected(selection, (s) => ({ ...s, effects: s.effects.filter((e) => e.kind !== 'lut') }));
      return done(after, say('Took the LUT off {said}.', '去掉了{said}的 LUT。', { said }));
    }
    const asset = lutNamed(args.file, context.facts);
    const amount = strengthOf(args.amount, 1);
    const made = { kind: 'lut', asset: asset.id, amount } as const;
    return done(
      changeSelected(selection, (s) => withEffect(s, made)),
      say('Graded {said} with {file} at {amount}.', '{said}已套用 {file}，强度 {amount}。', {
        said,
        file: shown(asset.filename, 40),
        amount: percent(amount),
      }),
    );
  },
  examples: [{ en: 'apply the LUT', zh: '套用 LUT' }],
});

function lutNamed(words: string | undefined, { assets }: Facts): Asset {
  const luts = [...assets.values()].filter(({ probe }) => probe.kind === 'lut');
  const text = (words ?? '').trim().toLowerCase();
  const bare = text.replace(/\.cube$/, '');
  const named = luts.find(({ id, filename }) => id.toLowerCase() === text || filename.toLowerCase() === text);
  const near = luts.findLast(({ filename }) => bare !== '' && filename.toLowerCase().includes(bare));
  const found = named ?? near ?? (text === '' || /^(?:the |my )?luts?$/.test(text) ? luts.at(-1) : undefined);
  if (found !== undefined) return found;
  if (luts.length === 0)
    throw fail('agent.question', {
      question: say(
        'Which LUT? Add a .cube file beside the video, and say it again.',
        '要用哪个 LUT？请把 .cube 文件和视频一起添加，然后再说一次。',
      ),
    });
  const have = luts.map(({ filename }) => shown(filename, 40)).join(' · ');
  throw fail('draft.no_such_segment', { wanted: shown(words ?? ''), have });
}
