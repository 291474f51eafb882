import * as z from 'zod';
import type { VideoSegment } from '../draft/model.ts';
import { draftLength, standsStill } from '../draft/queries.ts';
import { freshId, layOut, type Part, partsOf } from '../draft/ripple.ts';
import { WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { lengthsSaid, say } from './phrase.ts';
import { turned } from './reverse.ts';
import { select } from './select.ts';

const MOST_TIMES = 10;

/** Plays a part forwards and then backwards, as often as wanted; without its sound on the way back. */
export const boomerang = operation({
  name: 'boomerang',
  summary: 'Plays a clip or a stretch forwards and backwards, once or several times; what follows moves on.',
  args: z.object({
    ...WHERE,
    times: z.int().min(1).max(MOST_TIMES).optional().describe('How often there and back; once when not given'),
  }),
  needs: () => [],
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    let made = selection.draft;
    const parts: Part[] = [];
    let run: Part[] = [];
    const close = (): void => {
      const forth = run;
      run = [];
      if (forth.length === 0) return;
      parts.push(...forth);
      for (let n = 0; n < 2 * (args.times ?? 1) - 1; n++) {
        const isBack = n % 2 === 0;
        for (const part of isBack ? forth.toReversed() : forth) {
          if (part.segment === null) continue;
          const [id, next] = freshId(made, 'seg');
          made = next;
          const segment: VideoSegment = isBack ? { ...turned(part.segment, context.facts), volume: 0 } : part.segment;
          parts.push({ ...part, from: null, segment: { ...segment, id, transition: null } });
        }
      }
    };
    for (const part of partsOf(selection.draft)) {
      const { segment } = part;
      // A still picture looks the same both ways.
      const isMeant = segment !== null && selection.ids.has(segment.id) && !standsStill(segment, context.facts);
      if (isMeant) run.push(part);
      else {
        close();
        parts.push(part);
      }
    }
    close();
    const after = layOut(made, parts);
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    const said = selection.said;
    if (draftLength(after) === draftLength(draft))
      return done(
        draft,
        say('{said} stands still: forwards and backwards look the same.', '{said}是静止画面，正放倒放都一样。', {
          said,
        }),
      );
    return done(
      after,
      say('{said} plays forwards and backwards; the video is {lengths}.', '{said}来回播放，总长 {lengths}。', {
        said,
        lengths,
      }),
    );
  },
  examples: [{ en: 'boomerang from 0:02 to 0:04', zh: '0:02 到 0:04 做回旋镖效果' }],
});
