import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { audioSegments, mapSegments, speechIsHeard } from '../draft/queries.ts';
import { done, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';

/** How far music steps back under speech when nobody says, and at most, in dB. */
const USUAL_DB = 10;
const MOST_DB = 40;

const Args = z.object({
  amount: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('How far, in dB: 12, "-12dB", "more", "less"'),
  level: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('The same as amount'),
  target: z.string().max(80).optional(),
  off: z.boolean().optional(),
});

/** Music steps back while someone speaks. */
export const duck = operation({
  name: 'duck',
  summary: 'Lowers the music while someone speaks and brings it back in the pauses.',
  args: Args,
  needs: (_args, draft) => assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })),
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const music = audioSegments(draft, 'music');
    if (music.length === 0) throw fail('draft.needs', { what: say('music', '背景音乐') });
    const present = music[0]?.duckDb ?? 0;
    const amount = args.off === true ? 0 : amountOf(args.amount ?? args.level, present);
    const after = mapSegments(draft, (segment) =>
      segment.kind === 'audio' && music.some((s) => s.id === segment.id) ? { ...segment, duckDb: amount } : segment,
    );
    const notes =
      amount > 0 && !speechIsHeard(draft, facts)
        ? [
            say(
              'Nobody seems to speak in these clips, so there may be nothing to step back for.',
              '这些片段里好像没有人说话，可能听不出变化。',
            ),
          ]
        : [];
    if (amount === 0)
      return done(after, say('The music keeps its level under speech now.', '说话时背景音乐不再压低。'), notes);
    return done(
      after,
      say(
        'The music steps back by {amount} dB while someone speaks (before: {present} dB).',
        '说话时背景音乐压低 {amount} dB（原来 {present} dB）。',
        { amount, present },
      ),
      notes,
    );
  },
  examples: [{ en: 'lower the music when I speak', zh: '说话时把音乐压低' }],
});

function amountOf(amount: number | string | undefined, present: number): number {
  if (amount === undefined) return Math.max(USUAL_DB, present);
  if (typeof amount === 'string') {
    if (/more|lower|stronger|down|多|更/i.test(amount)) return Math.min(MOST_DB, Math.max(USUAL_DB, present) + 4);
    if (/less|gentler|up|少/i.test(amount)) return Math.max(0, (present === 0 ? USUAL_DB : present) - 4);
    if (/off|none|no|不/i.test(amount)) return 0;
  }
  const share = typeof amount === 'string' ? /^(\d+(?:\.\d+)?)\s*%$/.exec(amount.trim()) : null;
  const db =
    share === null
      ? Math.abs(Number.parseFloat(String(amount)))
      : -20 * Math.log10(Math.max(0.01, Number(share[1]) / 100));
  if (!Number.isFinite(db))
    throw fail('draft.unclear_value', {
      text: String(amount),
      expected: say('how far, in dB, such as 12', '压低多少 dB，例如 12'),
    });
  return Math.round(Math.min(MOST_DB, Math.max(0, db)) * 10) / 10;
}
