import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Effect, VideoSegment } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { steadied } from '../draft/steady.ts';
import { WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { percent, say } from './phrase.ts';
import { changeSelected, select } from './select.ts';

const Args = z.object({
  ...WHERE,
  strength: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('"light", "strong" (usual), 0–1, or "none"'),
});

/** Less zoom than this means that nothing shook. */
const NO_SHAKE = 1.004;

/** Takes the shake of a hand-held camera out. */
export const stabilize = operation({
  name: 'stabilize',
  summary:
    'Takes shake out of hand-held video: measures how the camera moved, smooths its path, and enlarges the picture slightly to hide the edges.',
  args: Args,
  needs: (_args, draft) =>
    [...new Set(mainSegments(draft).map((s) => s.asset))].map((asset) => ({ asset, fact: 'motion' as const })),
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    const words = String(args.strength ?? '').toLowerCase();
    if (/^(?:none|no|off|remove|0|无|去掉)$/.test(words)) {
      return done(
        changeSelected(selection, without),
        say('Took the stabilizing off {clips}.', '取消了{clips}的防抖。', { clips: selection.said }),
      );
    }
    const amount = amountOf(words);
    const { facts } = context;
    const notes: Said[] = [];
    const zooms: number[] = [];
    let videos = 0;
    const after = changeSelected(selection, (s) => {
      const asset = facts.assets.get(s.asset);
      if (asset?.probe.kind !== 'video' || s.freeze) return s;
      videos++;
      if (asset.motion === undefined || asset.motion === null || asset.motion.moves.length < 3) return s;
      const effect = steadied(asset.motion, amount, { start: s.in, end: s.in + s.duration * s.speed });
      zooms.push(effect.zoom);
      return effect.zoom < NO_SHAKE ? without(s) : { ...without(s), effects: [...without(s).effects, effect] };
    });
    if (videos === 0) throw fail('draft.nothing_there', undefined);
    const most = Math.max(1, ...zooms);
    if (most < NO_SHAKE)
      return done(
        draft,
        say('There is no shake in {clips} to take out.', '{clips}没有需要消除的抖动。', { clips: selection.said }),
      );
    notes.push(
      say(
        'The picture is {amount} larger, so that its moving edges are not seen.',
        '画面放大了 {amount}，以遮住移动的边缘。',
        { amount: percent(most - 1) },
      ),
    );
    return done(after, say('Stabilized {clips}.', '{clips}已防抖。', { clips: selection.said }), notes);
  },
  examples: [
    { en: 'stabilize the shaky clip', zh: '防抖' },
    { en: 'smooth out the camera shake', zh: '消除画面抖动' },
  ],
});

const isSteady = (effect: Effect): boolean => effect.kind === 'stabilize';

const without = (segment: VideoSegment): VideoSegment =>
  segment.effects.some(isSteady)
    ? { ...segment, effects: segment.effects.filter((effect) => !isSteady(effect)) }
    : segment;

function amountOf(words: string): number {
  const number = Number.parseFloat(words);
  if (Number.isFinite(number))
    return Math.min(1, Math.max(0.05, words.endsWith('%') || number > 1 ? number / 100 : number));
  return /light|slight|little|subtle|gentle|轻|弱|一点/.test(words) ? 0.6 : 1;
}
