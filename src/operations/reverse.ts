import * as z from 'zod';
import type { Facts } from '../draft/facts.ts';
import type { Effect, VideoSegment } from '../draft/model.ts';
import { standsStill } from '../draft/queries.ts';
import { layOut, type Part, partsOf } from '../draft/ripple.ts';
import { WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { select } from './select.ts';

/** Plays the video or a part of it backwards, sound too. Doing it twice undoes it. */
export const reverse = operation({
  name: 'reverse',
  summary: 'Plays the video, a clip or a stretch backwards, with its sound.',
  args: z.object(WHERE),
  needs: () => [],
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    const groupOf = new Map(
      selection.where.clips.flatMap((clip) => clip.segments.map((s) => [s.id, clip.number] as const)),
    );
    // Named clips turn each on its own; a stretch or the whole turns as one, its clips in the other order.
    const apart = selection.where.kind === 'clips';
    const runs: { parts: Part[]; selected: boolean; group: number }[] = [];
    for (const part of partsOf(selection.draft)) {
      const selected = part.segment !== null && selection.ids.has(part.segment.id);
      const group = apart && part.segment !== null ? (groupOf.get(part.segment.id) ?? 0) : 0;
      const last = runs.at(-1);
      if (last !== undefined && last.selected === selected && last.group === group) last.parts.push(part);
      else runs.push({ parts: [part], selected, group });
    }
    const parts = runs.flatMap((run) => (run.selected ? backwards(run.parts, context.facts) : run.parts));
    const after = layOut(selection.draft, parts);
    return done(after, say('{clips} plays backwards now.', '{clips}已倒放。', { clips: selection.said }));
  },
  examples: [{ en: 'reverse the last clip', zh: '最后一个片段倒放' }],
});

/** A run of parts the other way round; a transition stays on its cut, which now leads into the other neighbour. */
function backwards(parts: readonly Part[], facts: Facts): Part[] {
  return parts.toReversed().map((part, i, all) => {
    if (part.segment === null) return part;
    // The cut before this one, seen backwards, led into the part that now comes before it.
    const led = i === 0 ? parts[0]?.segment : all[i - 1]?.segment;
    return { ...part, segment: { ...turned(part.segment, facts), transition: led?.transition ?? null } };
  });
}

/** A segment played the other way round. */
export function turned(segment: VideoSegment, facts: Facts): VideoSegment {
  const swapped = (fades: VideoSegment['fade']): VideoSegment['fade'] => ({ in: fades.out, out: fades.in });
  const effects = segment.effects.map(
    (effect): Effect => (effect.kind === 'motion' ? { ...effect, from: effect.to, to: effect.from } : effect),
  );
  return {
    ...segment,
    ...(segment.ramp === undefined ? {} : { ramp: { from: segment.ramp.to, to: segment.ramp.from } }),
    reverse: standsStill(segment, facts) ? segment.reverse : !segment.reverse,
    fade: swapped(segment.fade),
    pictureFade: swapped(segment.pictureFade),
    effects,
  };
}
