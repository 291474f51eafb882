import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { mainSegments } from '../draft/queries.ts';
import { WHERE } from './args.ts';
import { drift, motionOf, scaledMotion, withMotion, withoutMotion } from './motion.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { changeSelected, select } from './select.ts';

/** How close the move ends: gentle enough for a portrait, enough to be alive; and by words. */
const USUAL = 1.16;
const SLOW = 1.1;
const STRONG = 1.3;

const Args = z.object({
  ...WHERE,
  style: z.string().max(80).optional().describe('"slow", "strong", "none"'),
  strength: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('"less" or "more" changes what is there'),
});

/** A slow move over photos, or over clips when there are no photos. */
export const kenBurns = operation({
  name: 'ken_burns',
  summary:
    'Moves slowly over photos (and over clips that are named, or when there are no photos). "less" makes moves that are there gentler.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    const isPhoto = (asset: string): boolean => context.facts.assets.get(asset)?.probe.kind === 'image';
    const chosen = mainSegments(selection.draft).filter((s) => selection.ids.has(s.id));
    const photos = chosen.filter((s) => isPhoto(s.asset));
    const targets = photos.length > 0 && selection.where.kind === 'all' ? photos : chosen;
    if (targets.length === 0) throw fail('draft.nothing_there', undefined);
    const order = new Map(targets.map((s, i) => [s.id, i]));
    const words = `${args.style ?? ''} ${args.strength ?? ''}`;
    if (/none|no\b|off|remove|无|去掉/i.test(words)) {
      const still = changeSelected(selection, (s) => (order.has(s.id) ? withoutMotion(s) : s));
      return done(still, say('The pictures stand still again.', '画面恢复静止。'));
    }
    const factor = /less|gentl|subtle|weak|小|弱|柔/i.test(words)
      ? 0.5
      : /more|strong|big|大|强/i.test(words)
        ? 1.6
        : 1;
    const hasMotion = targets.some((s) => motionOf(s) !== null);
    if (factor !== 1 && hasMotion) {
      const after = changeSelected(selection, (s) => {
        const motion = motionOf(s);
        return motion === null || !order.has(s.id) ? s : withMotion(s, scaledMotion(motion, factor));
      });
      return done(
        after,
        factor < 1
          ? say('Made the slow zoom gentler.', '缓慢推移更柔和了。')
          : say('Made the slow zoom stronger.', '缓慢推移更明显了。'),
      );
    }
    const zoom = /slow|慢/i.test(words) ? SLOW : factor > 1 ? STRONG : factor < 1 ? SLOW : USUAL;
    const after = changeSelected(selection, (s) => {
      const index = order.get(s.id);
      return index === undefined ? s : withMotion(s, drift(index, zoom));
    });
    const what =
      photos.length > 0
        ? say('{n} {n:photo|photos}', '{n} 张照片', { n: targets.length })
        : say('{n} {n:clip|clips}', '{n} 段画面', { n: targets.length });
    return done(after, say('A slow move over {what}.', '{what}加了缓慢推移效果。', { what }));
  },
  examples: [
    { en: 'animate the photo with a slow Ken Burns effect', zh: '照片加缓慢推移效果' },
    { en: 'gentler zoom', zh: '推移柔和一点' },
  ],
});
