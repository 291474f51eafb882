import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import { sourceGap } from '../draft/clips.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, endOf, mainSegments, mapMain, standsStill } from '../draft/queries.ts';
import { placeTransitions, type WantedTransition } from '../draft/transition-handles.ts';
import { transitionByWords } from '../draft/transition-names.ts';
import { LengthArg, TimeArg } from './args.ts';
import { edgeFades } from './edge-fades.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireClips } from './resolve.ts';
import { lengthArgument, parsePart, pointWithin } from './time-argument.ts';

/** What a transition over a pause that was cut out of one recording may take, in ms: the speaker goes on at once. */
const JUMP_CUT_MOST = 320;

const Args = z.object({
  style: z
    .string()
    .max(200)
    .optional()
    .describe('Its name or a word for it: "crossfade", "smooth", "glitch", "zoom", "none"'),
  at: TimeArg.optional().describe('Only at one place: "2-3" (between clips), a time, "start", "end"'),
  duration: LengthArg.optional(),
});

const FALLBACK = { name: 'fade', duration: 500, said: say('fade', '淡化') };

const NONE = /^(?:none|no|off|remove|without|cut|hard cuts?|无|不要|去掉|没有)$/i;

/** Puts transitions on the cuts. They are centred on the cut and use what the sources have beyond it. */
export const transitions = operation({
  name: 'transitions',
  summary:
    'Puts transitions on all cuts or on one. Their length adapts to the clips; where a source has nothing beyond the cut, the clips overlap a little. "none" removes them.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const cuts = cutsAt(draft, args.at, context);
    if (args.style !== undefined && NONE.test(args.style.trim())) return removed(draft, cuts);
    const style = args.style === undefined ? null : transitionByWords(args.style);
    const chosen = style ?? transitionByWords('smooth') ?? FALLBACK;
    const notes: Said[] = [];
    if (args.style !== undefined && style === null) {
      notes.push(
        say('I know no transition called "{style}", so I took {chosen}.', '没有叫“{style}”的转场，改用{chosen}。', {
          style: shown(args.style),
          chosen: chosen.said,
        }),
      );
    }
    if (cuts.length === 0) return withoutCuts(draft, args.at, notes);
    const asked = args.duration === undefined ? null : Math.min(5000, Math.max(100, lengthArgument(args.duration)));
    const isEverywhere = args.at === undefined;
    const wanted = cuts.map((cut) => ({
      into: cut.into.id,
      name: chosen.name,
      duration: asked ?? lengthAt(cut, chosen.duration, { isEverywhere, context }),
    }));
    return placed(draft, wanted, { name: chosen.said, notes, context });
  },
  examples: [
    { en: 'add smooth transitions', zh: '加平滑转场' },
    { en: 'add a glitch transition between the second and third clips', zh: '在第二和第三个片段之间加故障转场' },
    { en: 'get rid of all transitions', zh: '去掉所有转场' },
  ],
});

type Cut = { readonly from: VideoSegment; readonly into: VideoSegment };

function lengthAt(
  cut: Cut,
  wanted: Ms,
  { isEverywhere, context }: { isEverywhere: boolean; context: OperationContext },
): Ms {
  const isJump =
    cut.from.asset === cut.into.asset && !standsStill(cut.into, context.facts) && sourceGap(cut.from, cut.into) > 2;
  return isJump && isEverywhere ? Math.min(wanted, JUMP_CUT_MOST) : wanted;
}

function allCuts(draft: Draft): Cut[] {
  const segments = mainSegments(draft);
  return segments.flatMap((into, i) => {
    const from = segments[i - 1];
    return from !== undefined && endOf(from) === into.start ? [{ from, into }] : [];
  });
}

function cutsAt(draft: Draft, at: number | string | undefined, context: OperationContext): Cut[] {
  const cuts = allCuts(draft);
  if (at === undefined || at === 'all') return cuts;
  const clips = requireClips(draft);
  const pair = /^(\d+)\s*(?:-|–|,|and|to|和|与)\s*(\d+)$/i.exec(String(at).trim());
  if (pair !== null) {
    const [first, second] = [Number(pair[1]), Number(pair[2])];
    const into = clips[Math.max(first, second) - 1]?.segments[0];
    if (into === undefined || Math.abs(first - second) !== 1) {
      throw fail('draft.no_such_segment', { wanted: String(at), have: clips.map((clip) => clip.number).join(', ') });
    }
    return cuts.filter((cut) => cut.into.id === into.id);
  }
  const length = draftLength(draft);
  const part = typeof at === 'string' && !/^(?:start|end|beginning)$/i.test(at.trim()) ? parsePart(at, length) : null;
  if (part !== null) return cuts.filter((cut) => cut.into.start >= part.start && cut.into.start <= part.end);
  const place = pointWithin(at, length);
  if (place <= 0 || place >= length) return [];
  const nearest = cuts.toSorted((a, b) => Math.abs(a.into.start - place) - Math.abs(b.into.start - place))[0];
  return nearest === undefined || context.facts.assets.size === 0 ? [] : [nearest];
}

function removed(draft: Draft, cuts: readonly Cut[]): Outcome {
  const ids = new Set(cuts.filter((cut) => cut.into.transition !== null).map((cut) => cut.into.id));
  if (ids.size === 0) return done(draft, say('There are no transitions to remove.', '没有可去掉的转场。'));
  const after = mapMain(draft, (s) => (ids.has(s.id) ? { ...s, transition: null } : s));
  return done(
    after,
    say(
      'Removed {size} {size:transition|transitions}; the cuts are plain again.',
      '去掉了 {size} 处转场，恢复为直接切换。',
      { size: ids.size },
    ),
  );
}

/** A video without cuts has only its two ends to soften. */
function withoutCuts(draft: Draft, at: number | string | undefined, notes: readonly Said[]): Outcome {
  const isStart = typeof at === 'string' && /start|begin|开头/i.test(at);
  const isEnd = typeof at === 'string' && /end|结尾/i.test(at);
  const after = edgeFades(draft, { in: isEnd ? null : 500, out: isStart ? null : 500 });
  if (isStart) return done(after, say('The video now fades in.', '视频开头加了淡入。'), notes);
  if (isEnd) return done(after, say('The video now fades out.', '视频结尾加了淡出。'), notes);
  return done(
    after,
    say(
      'There is no cut to put a transition on, so the video now fades in and out instead.',
      '没有可加转场的剪切点，所以给视频加了淡入和淡出。',
    ),
    notes,
  );
}

type Placing = { readonly name: Said; readonly notes: readonly Said[]; readonly context: OperationContext };

function placed(draft: Draft, wanted: readonly WantedTransition[], { name, notes, context }: Placing): Outcome {
  const result = placeTransitions(draft, wanted, context.facts);
  const more: Said[] = [...notes];
  if (result.shortened > 0)
    more.push(
      say(
        '{shortened} {shortened:transition|transitions} had to be shorter to fit the clips there.',
        '有 {shortened} 处转场因片段较短而缩短。',
        { shortened: result.shortened },
      ),
    );
  if (result.skipped > 0)
    more.push(
      say(
        '{skipped} {skipped:cut|cuts} stayed plain: the clips there are too short.',
        '有 {skipped} 处片段太短，保持直接切换。',
        { skipped: result.skipped },
      ),
    );
  if (result.trimmed > 0)
    more.push(
      say(
        '{trimmed} {trimmed:clip|clips} gave up a little at the ends so that they can overlap.',
        '有 {trimmed} 个片段为了叠化在两端略微缩短。',
        { trimmed: result.trimmed },
      ),
    );
  if (result.placed === 0)
    return done(
      draft,
      say('The clips are too short for a transition; nothing was changed.', '片段太短，无法加转场，没有改动。'),
      more,
    );
  const [first] = wanted;
  const where =
    wanted.length === 1 && first !== undefined
      ? mainSegments(result.draft).find((s) => s.id === first.into)?.start
      : undefined;
  const said =
    where === undefined
      ? say(
          'Put {placed} {name} {placed:transition|transitions} on the cuts.',
          '在剪切点加了 {placed} 处{name}转场。',
          { placed: result.placed, name },
        )
      : say('Put a {name} transition at {at}.', '在 {at} 加了{name}转场。', { name, at: clock(where) });
  return done(result.draft, said, more);
}
