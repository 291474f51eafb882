import * as z from 'zod';
import { WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { changeSelected, select } from './select.ts';

const Args = z.object({
  ...WHERE,
  direction: z
    .string()
    .max(40)
    .optional()
    .describe('"horizontal" (a mirror, the default), "vertical" (upside down), "both"'),
});

/** Mirrors the picture. Doing it twice undoes it. */
export const flip = operation({
  name: 'flip',
  summary: 'Mirrors the picture left to right, or turns it upside down.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const words = args.direction ?? '';
    const both = /both|两/i.test(words);
    const vertical = both || /vert|upside|up|down|垂直|上下/i.test(words);
    const horizontal = both || !vertical;
    const selection = select(draft, args, context);
    const after = changeSelected(selection, (s) => ({
      ...s,
      placement: { ...s.placement, flipH: s.placement.flipH !== horizontal, flipV: s.placement.flipV !== vertical },
    }));
    const how = vertical ? say('upside down', '上下翻转') : say('left to right', '左右翻转');
    return done(after, say('Flipped {clips} {how}.', '{clips}已{how}。', { clips: selection.said, how }));
  },
  examples: [{ en: 'flip clip 1', zh: '翻转第一个片段' }],
});
