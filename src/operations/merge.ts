import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { clipsOf } from '../draft/clips.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { newPart } from '../draft/ripple.ts';
import { ClipArg, WordsArg } from './args.ts';
import { byFilename, newClip, unusedPictures } from './new-clip.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';
import { clipsNamed, clipsSaid } from './resolve.ts';
import { inOrder, layOutUnits, type Unit, unitsOf } from './units.ts';

const Args = z.object({
  order: WordsArg.optional().describe('"uploaded" (as the files were added), "name", "reverse"'),
  clip: ClipArg.optional().describe('A file or clip to put at `position`'),
  position: z
    .union([z.int(), z.string().max(60)])
    .optional()
    .describe('"start" or "end"'),
});

/** Makes one video of all clips: adds files that are not on the timeline yet and closes gaps. */
export const merge = operation({
  name: 'merge',
  summary:
    'Joins all clips into one video, end to end, adding files that are not on the timeline yet; or puts one file at the start or end.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const unused = unusedPictures(draft, context.facts);
    if (mainSegments(draft).length === 0 && unused.length === 0) throw fail('draft.nothing_there', undefined);
    return args.clip === undefined ? mergeAll(draft, args.order, context.facts) : mergeOne(draft, args, context);
  },
  examples: [
    { en: 'combine these clips into one video', zh: '把这些片段合成一个视频' },
    { en: 'put intro.mp4 at the start', zh: '把 intro.mp4 拼到最前面' },
  ],
});

function mergeAll(draft: Draft, order: string | undefined, facts: Facts): Outcome {
  const before = clipsOf(draft).length;
  const { draft: made, units: added } = unitsForUnused(draft, facts);
  const units = [...unitsOf(made).filter((unit) => unit.parts.some((part) => part.segment !== null)), ...added];
  const numbered = units.map((unit, i) => (unit.clip === null ? unit : { ...unit, clip: i + 1 }));
  const numbers = numbered.flatMap((unit) => unit.clip ?? []);
  const wanted = order === undefined ? numbers : numbers.toSorted(sorter(order, numbered, facts));
  const after = layOutUnits(made, inOrder(numbered, wanted), facts);
  const count = clipsOf(after).length;
  const length = lengthSaid(draftLength(after));
  if (count < 2)
    return done(
      after,
      say('There is one clip, {length}; nothing to join it with.', '只有一个片段，时长 {length}，没有可合并的素材。', {
        length,
      }),
    );
  const more = count - before;
  return done(
    after,
    more > 0
      ? say(
          'Joined {count} clips into one video, {length}; {more} of them new on the timeline.',
          '把 {count} 个片段合成一个视频，时长 {length}，其中新加 {more} 个。',
          { count, length, more },
        )
      : say('The {count} clips play as one video, {length}.', '{count} 个片段连成一个视频，时长 {length}。', {
          count,
          length,
        }),
  );
}

/** A unit for every picture that waits, numbered as clips that come last. */
function unitsForUnused(draft: Draft, facts: Facts): { draft: Draft; units: Unit[] } {
  let made = draft;
  const units: Unit[] = [];
  for (const asset of unusedPictures(draft, facts)) {
    // A picture that is laid over the video, such as a logo, is not a clip.
    if (made.tracks.some((t) => t.type === 'video' && t.segments.some((s) => s.asset === asset.id))) continue;
    const [segment, next] = newClip(made, asset);
    made = next;
    units.push({ parts: [newPart(segment)], clip: 0 });
  }
  return { draft: made, units };
}

/** Compares clips by number for an order in words; as added to the project, unless it says otherwise. */
function sorter(order: string, units: readonly Unit[], facts: Facts): (a: number, b: number) => number {
  const assetOf = (n: number): string => units.find((unit) => unit.clip === n)?.parts[0]?.segment?.asset ?? '';
  if (/revers|backward|倒|反/i.test(order)) return (a, b) => b - a;
  if (/name|alphabet|chrono|date|time|文件名|时间/i.test(order)) {
    return (a, b) => byFilename(facts.assets.get(assetOf(a)), facts.assets.get(assetOf(b))) || a - b;
  }
  const rank = [...facts.assets.keys()];
  return (a, b) => rank.indexOf(assetOf(a)) - rank.indexOf(assetOf(b)) || a - b;
}

function mergeOne(draft: Draft, args: z.output<typeof Args>, context: OperationContext): Outcome {
  const { facts } = context;
  const wanted = String(args.clip).trim().toLowerCase();
  const asset = unusedPictures(draft, facts).find(
    (a) =>
      a.filename.toLowerCase() === wanted ||
      a.filename.toLowerCase().replace(/\.[^.]+$/, '') === wanted ||
      a.id === args.clip,
  );
  const atStart =
    /start|begin|front|first|before|开头|最前|前面|片头/i.test(String(args.position ?? 'end')) || args.position === 1;
  const place = (units: readonly Unit[], moved: readonly Unit[]): Unit[] =>
    atStart ? [...moved, ...units] : [...units, ...moved];
  const where = atStart ? say('at the start', '最前面') : say('at the end', '最后');
  if (asset !== undefined) {
    const [segment, made] = newClip(draft, asset);
    const after = layOutUnits(made, place(unitsOf(made), [{ parts: [newPart(segment)], clip: 0 }]), facts);
    const name = shown(asset.filename, 40);
    const length = lengthSaid(draftLength(after));
    return done(
      after,
      say('Put {name} {where}; the video is {length} long.', '把 {name} 放到了{where}，总长 {length}。', {
        name,
        where,
        length,
      }),
    );
  }
  const clips = clipsNamed(draft, args.clip ?? 1, context);
  const numbers = new Set(clips.map((clip) => clip.number));
  const units = unitsOf(draft);
  const isMoved = (unit: Unit): boolean => unit.clip !== null && numbers.has(unit.clip);
  const after = layOutUnits(
    draft,
    place(
      units.filter((u) => !isMoved(u)),
      units.filter(isMoved),
    ),
    facts,
  );
  const named = clipsSaid(clips, facts);
  return done(after, say('Put {named} {where}.', '把{named}放到了{where}。', { named, where }));
}
