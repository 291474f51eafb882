import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Facts } from '../draft/facts.ts';
import { mainSegments } from '../draft/queries.ts';
import { WHERE } from './args.ts';
import { chromaKey } from './chroma-key.ts';
import { operation } from './operation.ts';

/**
 * Taking away what is behind a person: possible where that is a screen of one colour. Otherwise it says what would make
 * it possible; guessing an outline without a model looks worse than none.
 */
export const removeBackground = operation({
  name: 'remove_background',
  summary:
    'Takes the background away where it is a green or blue screen, and puts a colour, picture or video behind. Other backgrounds need a model that recognises people.',
  args: z.object({
    ...WHERE,
    replace: z.string().max(200).optional().describe('What is seen instead: a colour, a file of the project'),
  }),
  needs: (_args, draft) => chromaKey.needs({}, draft),
  apply: (draft, args, context) => {
    if (
      !hasScreen(
        context.facts,
        mainSegments(draft).map(({ asset }) => asset),
      )
    )
      throw fail('draft.no_screen', undefined);
    const { replace, ...where } = args;
    return chromaKey.apply(draft, { ...where, background: replace }, context);
  },
  examples: [{ en: 'remove the background', zh: '去掉背景' }],
});

/** Whether every one of some sources has much of a screen's colour in it. */
function hasScreen({ assets }: Facts, ids: readonly string[]): boolean {
  return ids.every((id) => {
    const colors = assets.get(id)?.palette?.colors ?? [];
    return colors.some(({ color, share }) => {
      const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
      const [r, g, b] = [channel(1), channel(3), channel(5)];
      const isGreen = g > r * 1.4 && g > b * 1.25;
      const isBlue = b > r * 1.5 && b > g * 1.3;
      return share >= 0.2 && (isGreen || isBlue);
    });
  });
}
