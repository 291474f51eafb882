import * as z from 'zod';
import { placed } from './generate-image.ts';
import { CLIP_MS, MAKING_ARGS, PLACE_ARGS } from './making.ts';
import { operation } from './operation.ts';

/** A clip that a model makes; without a model a drawn scene with the words. */
export const generateVideo = operation({
  name: 'generate_video',
  summary:
    'Has a short clip made by a video model and puts it into the timeline. Costs credits or money. Without a model that is set up, a drawn scene with the words stands in its place.',
  args: z.object({ ...MAKING_ARGS, ...PLACE_ARGS }),
  needs: () => [],
  apply: (draft, args, context) => placed(draft, args, { usual: CLIP_MS, isClip: true }, context),
  examples: [{ en: 'generate a 5-second clip of waves for the intro', zh: '生成一段 5 秒的海浪视频放在开头' }],
});
