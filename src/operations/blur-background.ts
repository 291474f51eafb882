import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { ClipArg } from './args.ts';
import { mostDiffering } from './aspect.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { changeSelected, select } from './select.ts';

/** A blurred copy of the picture where the frame would be empty. */
export const blurBackground = operation({
  name: 'blur_background',
  summary:
    'Fills the empty sides of the frame with a blurred copy of the picture. What is behind a person inside the picture cannot be blurred.',
  args: z.object({
    amount: z.union([z.number(), z.string().max(20)]).optional(),
    clip: ClipArg.optional(),
  }),
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    if (mostDiffering(draft, context.facts) < 1.01) {
      throw fail('agent.cannot_yet', { what: say('Blurring what is behind a person', '虚化人物背景') });
    }
    const blurred = { ...draft, canvas: { ...draft.canvas, background: { kind: 'blur' as const } } };
    const selection = select(blurred, { clip: args.clip }, context);
    const after = changeSelected(selection, (s) => ({ ...s, placement: { ...s.placement, fit: 'fit' } }));
    if (selection.where.kind === 'clips')
      return done(
        after,
        say('{clips} now shows whole, with a blurred copy at the sides.', '{clips}完整显示，两侧是模糊的背景。', {
          clips: selection.said,
        }),
      );
    return done(
      after,
      say('The sides of the frame now show a blurred copy of the picture.', '画面两侧现在是模糊的背景。'),
    );
  },
  examples: [{ en: 'blur the background', zh: '背景模糊填充' }],
});
