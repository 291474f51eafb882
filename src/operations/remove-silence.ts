import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { overlaps, type Range } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { removeRanges } from '../draft/ripple.ts';
import { SILENCE_CUTS } from '../draft/silence-cuts.ts';
import { TimeArg, WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { assetsHeard, pausesOf } from './pauses.ts';
import { lengthsSaid, say } from './phrase.ts';
import { requireClips, whereOf } from './resolve.ts';
import { lengthArgument, parsePart, pointWithin } from './time-argument.ts';

/** A pause this near to the time that was named is the one that was meant, in ms. */
const NEAR = 5000;

const Args = z.object({
  ...WHERE,
  at: TimeArg.optional().describe('Only the pause near this time, or only those in this part ("middle")'),
  except: z
    .union([z.int(), z.string().max(200)])
    .optional()
    .describe('Numbers of pauses to keep: "3,5"'),
  min: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('Only pauses at least this long: "1s", 0.5'),
  leave: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('How much of each pause stays: "0.5s"; a short breath when not given'),
});

/** Cuts pauses in speech, judged against the speech level of each recording; breath stays. */
export const removeSilence = operation({
  name: 'remove_silence',
  summary:
    'Cuts the pauses out of speech and closes the gaps. Measured against the speech level of each recording; a little breath stays around the words.',
  args: Args,
  needs: (_args, draft) => assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })),
  apply: (draft, args, context) => {
    requireClips(draft);
    const { facts } = context;
    const minimum = args.min === undefined ? null : lengthArgument(args.min);
    const half = args.leave === undefined ? null : lengthArgument(args.leave) / 2;
    const margins = half === null ? SILENCE_CUTS : { ...SILENCE_CUTS, marginBefore: half, marginAfter: half };
    const options =
      minimum === null
        ? margins
        : { ...margins, minCut: Math.max(40, minimum - margins.marginBefore - margins.marginAfter) };
    const { cuts, heard, unclear } = pausesOf(draft, facts, options);
    if (!heard) throw fail('draft.needs', { what: say('a clip with sound', '有声音的片段') });
    const where = whereOf(draft, args, context);
    const covered = where.kind === 'clips' ? where.clips.map((clip) => clip.range) : [where.range];
    const inside = cuts.filter((cut) => covered.some((range) => overlaps(range, cut)));
    const chosen = withoutExcepted(atPlace(inside, args.at, draft), args.except);
    const notes = unclear.map((id) => unclearSaid(id, facts));
    if (chosen.length === 0) return done(draft, nothingSaid(inside.length), notes);
    const after = removeRanges(draft, chosen, facts, 'remove_silence');
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    return done(
      after,
      say('Removed {chosen} {chosen:pause|pauses}, {lengths}.', '剪掉了 {chosen} 处停顿，{lengths}。', {
        chosen: chosen.length,
        lengths,
      }),
      notes,
    );
  },
  examples: [
    { en: 'cut the silences', zh: '剪掉停顿' },
    { en: 'remove the pause at 4:20', zh: '删掉 4:20 的停顿' },
    { en: 'keep silences 3 and 5, remove the others', zh: '保留静音3和5，其他都删' },
  ],
});

function atPlace(cuts: readonly Range[], at: number | string | undefined, draft: Draft): readonly Range[] {
  if (at === undefined) return cuts;
  const length = draftLength(draft);
  const part = typeof at === 'string' ? parsePart(at, length) : null;
  if (part !== null) return cuts.filter((cut) => overlaps(cut, part));
  const place = pointWithin(at, length);
  const distance = (cut: Range): number => Math.max(cut.start - place, place - cut.end, 0);
  const nearest = cuts.toSorted((a, b) => distance(a) - distance(b))[0];
  return nearest === undefined || distance(nearest) > NEAR ? [] : [nearest];
}

function withoutExcepted(cuts: readonly Range[], except: number | string | undefined): readonly Range[] {
  if (except === undefined) return cuts;
  const numbers = new Set([...String(except).matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  return cuts.filter((_cut, i) => !numbers.has(i + 1));
}

function nothingSaid(found: number): Said {
  return found === 0
    ? say('There is no pause long enough to cut; nothing was changed.', '没有足够长的停顿可剪，没有改动。')
    : say('There is no pause there; nothing was changed.', '那里没有停顿，没有改动。');
}

function unclearSaid(id: string, facts: Facts): Said {
  const name = shown(facts.assets.get(id)?.filename ?? id, 40);
  return say(
    'In {name}, speech cannot be told from the background, so it stayed whole.',
    '{name} 里分不清人声和背景声，所以保持原样。',
    { name },
  );
}
