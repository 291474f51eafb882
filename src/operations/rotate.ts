import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Draft } from '../draft/model.ts';
import { WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { changeSelected, select } from './select.ts';

const Args = z.object({
  ...WHERE,
  degrees: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('Clockwise; 90 when not given'),
  direction: z.string().max(40).optional().describe('"left" or "counterclockwise" turns the other way'),
});

/** Turns the picture. Turning the whole video by a quarter turns the frame with it. */
export const rotate = operation({
  name: 'rotate',
  summary:
    'Turns the picture clockwise. A quarter turn of the whole video also turns the frame (landscape becomes portrait).',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const degrees = degreesOf(args.degrees, args.direction);
    const selection = select(draft, args, context);
    const turned = changeSelected(selection, (s) => ({
      ...s,
      placement: { ...s.placement, rotate: (s.placement.rotate + degrees) % 360 },
    }));
    const isQuarter = Math.abs(degrees) % 180 === 90;
    const turnsFrame = isQuarter && selection.where.kind === 'all';
    const { width, height } = draft.canvas;
    const after: Draft = turnsFrame
      ? { ...turned, canvas: { ...turned.canvas, width: height, height: width } }
      : turned;
    const frame = turnsFrame
      ? say('; the frame is {height}×{width} now', '，画面变为 {height}×{width}', { height, width })
      : say('', '');
    const way = degrees < 0 ? say('counterclockwise', '逆时针') : say('clockwise', '顺时针');
    return done(
      after,
      say('Turned {clips} by {degrees}° {way}{frame}.', '{clips}{way}旋转 {degrees}°{frame}。', {
        clips: selection.said,
        degrees: Math.abs(degrees),
        way,
        frame,
      }),
    );
  },
  examples: [{ en: 'rotate the video 90 degrees', zh: '旋转 90 度' }],
});

function degreesOf(degrees: number | string | undefined, direction: string | undefined): number {
  const value = degrees === undefined ? 90 : Number.parseFloat(String(degrees));
  if (!Number.isFinite(value) || Math.abs(value) > 3600) {
    throw fail('draft.unclear_value', { text: String(degrees), expected: say('an angle in degrees', '角度') });
  }
  const isLeft = direction !== undefined && /left|counter|anti|ccw|左|逆/i.test(direction);
  return Math.round((isLeft ? -Math.abs(value) : value) % 360);
}
