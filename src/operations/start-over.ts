import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { asRecorded } from '../draft/build.ts';
import { isPaintingId } from '../draft/painting.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';

/** Everything that was done is gone, and is a version that can be gone back to. */
export const startOver = operation({
  name: 'start_over',
  summary:
    'Takes every edit off: all clips as they were recorded, one after another, in the shape of the first. "undo" brings the edit back.',
  args: z.object({}),
  needs: () => [],
  apply: (draft, _args, { facts }) => {
    const assets = [...facts.assets.values()].filter(({ id }) => !isPaintingId(id));
    const fresh = asRecorded(assets, draft.serial);
    const n = fresh.tracks[0]?.segments.length ?? 0;
    if (n === 0) throw fail('draft.nothing_there', undefined);
    return done(
      fresh,
      say(
        'Started over: {n} {n:clip|clips} as recorded, one after another. "undo" brings your edit back.',
        '已重新开始：{n} 个片段恢复原样，按顺序排列。说“撤销”可找回之前的剪辑。',
        { n },
      ),
    );
  },
  examples: [{ en: 'start over', zh: '重新开始' }],
});
