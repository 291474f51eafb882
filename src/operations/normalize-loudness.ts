import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { done, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';

/** Integrated loudness that platforms play at, in LUFS, and the peak that leaves room for their encoders, in dBTP. */
const USUAL = { targetLufs: -14, peakDb: -1 };

const Args = z.object({
  target: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('Loudness in LUFS; -14 when not given. "podcast" is -16, "broadcast" -23'),
});

/** Brings the whole to an even, usual loudness. */
export const normalizeLoudness = operation({
  name: 'normalize_loudness',
  summary:
    'Brings the loudness of the whole to what platforms play at (-14 LUFS, peaks below -1 dBTP), or to a target.',
  args: Args,
  needs: (_args, draft) => assetsHeard(draft).map((asset) => ({ asset, fact: 'loudness' as const })),
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const targetLufs = targetOf(args.target);
    const measured = assetsHeard(draft)
      .map((id) => facts.assets.get(id)?.loudness?.integrated ?? null)
      .filter((lufs) => lufs !== null);
    const loudest = measured.length === 0 ? null : Math.max(...measured);
    const before =
      loudest === null
        ? say('', '')
        : say(', from about {loudest}', '，原来约 {loudest}', { loudest: loudest.toFixed(1) });
    return done(
      { ...draft, master: { targetLufs, peakDb: Math.min(draft.master.peakDb, USUAL.peakDb), asked: true } },
      say('Evened the loudness out to {targetLufs} LUFS{before}.', '整体响度统一到 {targetLufs} LUFS{before}。', {
        targetLufs,
        before,
      }),
    );
  },
  examples: [{ en: 'normalize the audio', zh: '统一音量' }],
});

function targetOf(target: number | string | undefined): number {
  if (target === undefined) return USUAL.targetLufs;
  if (typeof target === 'string') {
    if (/podcast|播客/i.test(target)) return -16;
    if (/broadcast|tv|ebu|广播|电视/i.test(target)) return -23;
    if (/youtube|spotify|tiktok|web|social|all|audio|voice|music/i.test(target)) return USUAL.targetLufs;
  }
  const lufs = typeof target === 'number' ? target : Number.parseFloat(target);
  if (!Number.isFinite(lufs) || lufs < -40 || lufs > -5) {
    throw fail('draft.unclear_value', {
      text: String(target),
      expected: say('a loudness between -40 and -5 LUFS', '-40 到 -5 LUFS 之间的响度'),
    });
  }
  return lufs;
}
