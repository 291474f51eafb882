import * as z from 'zod';
import { draftLength, textSegments } from '../draft/queries.ts';
import { SIGN, withDrawn } from './graphics.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { withoutSegments } from './remove-side.ts';
import { requireMain } from './resolve.ts';
import { colorByWords } from './text-look.ts';

/** How high the bar is, as a share of the canvas's height. */
const HEIGHT = 0.012;

const Args = z.object({
  position: z.string().max(60).optional().describe('"bottom" (usual) or "top"; "none" takes it away'),
  color: z.string().max(60).optional(),
  height: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('As a share of the frame, or "thick", "thin"'),
});

/** A bar at an edge that fills while the video runs. */
export const progressBar = operation({
  name: 'progress_bar',
  summary: 'Shows how far the video is: a bar along the bottom or the top that fills from left to right.',
  args: Args,
  needs: () => [],
  apply: (draft, args) => {
    requireMain(draft);
    const present = new Set(
      textSegments(draft)
        .filter((s) => s.graphic?.kind === 'progress')
        .map((s) => s.id),
    );
    const cleared = withoutSegments(draft, present);
    if (/^(?:none|no|off|remove|无|去掉)$/i.test(args.position ?? '')) {
      return present.size === 0
        ? done(draft, say('There is no progress bar.', '没有进度条。'))
        : done(cleared, say('Took the progress bar away.', '去掉了进度条。'));
    }
    const text = String(args.height ?? '');
    const number = Number.parseFloat(text);
    const height = /thick|粗/.test(text)
      ? 0.022
      : /thin|细/.test(text)
        ? 0.006
        : Number.isFinite(number)
          ? Math.min(0.1, Math.max(0.003, number > 1 ? number / 100 : number))
          : HEIGHT;
    const isTop = /top|upper|上|顶/i.test(args.position ?? '');
    const fill = (args.color === undefined ? null : colorByWords(args.color)) ?? '#ff3b30';
    const still = { name: 'none', duration: 0 } as const;
    const made = withDrawn(cleared, {
      text: SIGN.progress,
      range: { start: 0, end: draftLength(draft) },
      x: 0.5,
      y: isTop ? height / 2 : 1 - height / 2,
      over: {
        animateIn: still,
        animateOut: still,
        graphic: { kind: 'progress', w: 1, h: height, radius: 0, fill, back: '#ffffff40' },
      },
    });
    const where = isTop ? say('top', '顶部') : say('bottom', '底部');
    return done(made.draft, say('Added a progress bar at the {where}.', '在{where}加了进度条。', { where }));
  },
  examples: [
    { en: 'add a red progress bar at the bottom', zh: '底部加红色进度条' },
    { en: 'remove the progress bar', zh: '去掉进度条' },
  ],
});
