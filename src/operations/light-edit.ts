import * as z from 'zod';
import type { Said } from '../base/lang.ts';
import { draftLength } from '../draft/queries.ts';
import { removeRanges } from '../draft/ripple.ts';
import { edgeFades } from './edge-fades.ts';
import { done, operation } from './operation.ts';
import { assetsHeard, pausesOf } from './pauses.ts';
import { lengthsSaid, say } from './phrase.ts';
import { requireMain } from './resolve.ts';

/** The gentle fade at both ends, in ms; a twentieth of a short video. */
const FADE = 500;

/** What an editor does without being told more: nobody notices it, everybody would miss it. */
export const lightEdit = operation({
  name: 'light_edit',
  summary:
    'The tasteful light edit for "edit my video": pauses out where someone speaks, even loudness, gentle fades at both ends.',
  args: z.object({}),
  needs: (_args, draft) => assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })),
  apply: (draft, _args, { facts }) => {
    requireMain(draft);
    const length = draftLength(draft);
    const { cuts } = pausesOf(draft, facts);
    const tightened = cuts.length === 0 ? draft : removeRanges(draft, cuts, facts, 'light_edit');
    const after = draftLength(tightened);
    const fade = Math.min(FADE, Math.floor(after / 20));
    const mastered = {
      ...tightened,
      master: { targetLufs: -14, peakDb: Math.min(-1, tightened.master.peakDb), asked: true as const },
    };
    const lengths = lengthsSaid(length, after);
    const pauses: Said =
      cuts.length === 0
        ? say('', '')
        : say('{cuts} {cuts:pause|pauses} out ({lengths}), ', '剪掉 {cuts} 处停顿（{lengths}），', {
            cuts: cuts.length,
            lengths,
          });
    return done(
      edgeFades(mastered, { in: fade, out: fade }),
      say(
        'A light edit: {pauses}loudness evened out to -14 LUFS, gentle fades at both ends.',
        '轻度剪辑：{pauses}响度统一到 -14 LUFS，首尾加了柔和的淡入淡出。',
        { pauses },
      ),
    );
  },
  examples: [{ en: 'tidy it up', zh: '简单剪一下' }],
});
