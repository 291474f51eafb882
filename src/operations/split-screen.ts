import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { ClipArg, TimeArg } from './args.ts';
import { arranged, keepsSound } from './arranged.ts';
import { gridOfAll } from './grid.ts';
import { done, operation } from './operation.ts';
import { say, spanLabel } from './phrase.ts';
import { requireClips, requireMain } from './resolve.ts';
import { endWithin, pointWithin } from './time-argument.ts';
import { askForPicture, takeClip, type Window, waitingPictures } from './window.ts';

const Args = z.object({
  source: z.string().max(300).optional().describe('The second video or photo: its file name'),
  clip: ClipArg.optional().describe('Instead of a file: this clip of the timeline, which is taken off it'),
  direction: z
    .string()
    .max(40)
    .optional()
    .describe('"side by side" (usual for wide videos) or "top and bottom" (for upright ones)'),
  swap: z.boolean().optional().describe('The second one comes left, or on top'),
  from: TimeArg.optional(),
  to: TimeArg.optional(),
  sound: z
    .union([z.string().max(20), z.boolean()])
    .optional()
    .describe('Of the second one: "mute" (usual) or "keep"'),
});

/** Two pictures at once, each in a half of the frame. */
export const splitScreen = operation({
  name: 'split_screen',
  summary:
    'Divides the frame in two: the main video in one half, a second video or photo in the other, side by side or one above the other.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const clips = requireClips(draft).length;
    const isOfAll = args.clip === undefined && args.source === undefined;
    const beside = waitingPictures(draft, context.facts);
    const isPlain = args.from === undefined && args.to === undefined && args.direction === undefined;
    if (isOfAll && isPlain && (clips === 3 || clips === 4) && beside.length === 0)
      return gridOfAll(draft, args.sound, context);
    const waiting = beside[0]?.id;
    const several = clips > 1 ? 2 : undefined;
    const taken = takeClip(draft, args.clip ?? args.source ?? waiting ?? several, context);
    if (taken === null) throw askForPicture({ en: 'split screen with', zh: '分屏用' });
    const isStacked = stacked(args.direction, draft);
    const half = (at: number): Window =>
      isStacked ? { x: 0.5, y: at, width: 1, height: 0.5 } : { x: at, y: 0.5, width: 0.5, height: 1 };
    const cells = args.swap === true ? [half(0.75), half(0.25)] : [half(0.25), half(0.75)];
    const length = draftLength(taken.draft);
    const start = args.from === undefined ? 0 : pointWithin(args.from, length);
    const end = args.to === undefined ? length : endWithin(args.to, length);
    if (end <= start)
      throw fail('draft.outside', { wanted: String(args.to ?? args.from), length: `${length / 1000}s` });
    const isKept = keepsSound(args.sound);
    const after = arranged(taken.draft, [taken], { cells, range: { start, end }, isKept, context });
    const how = isStacked ? say('one above the other', '上下分屏') : say('side by side', '左右分屏');
    const notes: Said[] = isKept ? [] : [say('The sound is that of the first one.', '声音来自第一个画面。')];
    if (isOfAll && waiting === undefined && clips > 2)
      notes.push(
        say(
          'The others go on in the first half. Say "grid" for all at once, or which two it shall be.',
          '其余片段在第一个画面里接着播放。想全部同屏请说“宫格”，或说明用哪两个。',
        ),
      );
    const values = { name: shown(taken.asset.filename, 40), how, span: spanLabel({ start, end }) };
    return done(after, say('Split the screen with {name}, {how}, {span}.', '与 {name} {how}，{span}。', values), notes);
  },
  examples: [
    { en: 'split screen side by side', zh: '左右分屏' },
    { en: 'split screen with demo.mp4, top and bottom', zh: '和 demo.mp4 上下分屏' },
  ],
});

function stacked(direction: string | undefined, { canvas }: Draft): boolean {
  const words = (direction ?? '').toLowerCase();
  if (/top|bottom|stack|above|below|vertical|上下/.test(words)) return true;
  if (/side|left|right|horizontal|左右/.test(words)) return false;
  return canvas.height > canvas.width;
}
