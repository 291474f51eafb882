import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import { clipsOf } from '../draft/clips.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, Marker } from '../draft/model.ts';
import { draftLength, endOf, onFrame, textSegments } from '../draft/queries.ts';
import { TimeArg } from './args.ts';
import { done, operation } from './operation.ts';
import { assetsHeard, pausesOf } from './pauses.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { pointWithin } from './time-argument.ts';

const Args = z.object({
  at: TimeArg.optional().describe('Where chapters begin: 3, "1:15", or several: "0:00,1:15,4:00"'),
  titles: z.array(z.string().min(1).max(200)).max(100).optional().describe('Their names, in order'),
  title: z.string().max(200).optional(),
  remove: z.boolean().optional().describe('Takes all chapters away'),
});

/** What a list for YouTube asks for: chapters of ten seconds, three of them at least. */
const SHORTEST: Ms = 10_000;
/** How long a chapter is about where nobody says, in ms: a list of ten is read, one of forty is not. */
const USUAL: Ms = 60_000;
const MOST = 12;

/** Places with names: they follow every cut and go out with the timeline or as a list for YouTube. */
export const chapters = operation({
  name: 'chapters',
  summary:
    'Marks where chapters begin: at times, or by itself where clips change and speakers pause. "export the chapters" writes the list for YouTube.',
  args: Args,
  needs: (args, draft) =>
    args.at !== undefined || args.remove === true || textSegments(draft, 'caption').length > 0
      ? []
      : assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })),
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    if (args.remove === true) {
      if (draft.markers === undefined)
        return done(draft, say('There are no chapters to remove.', '没有可以删除的章节。'));
      const { markers: _gone, ...rest } = draft;
      return done(rest, say('Removed all chapters.', '已删除所有章节。'));
    }
    const names = [...(args.titles ?? []), ...(args.title === undefined || args.title === '' ? [] : [args.title])];
    const named = args.at === undefined ? null : timesOf(args.at, draft);
    const places = named ?? placesFound(draft, facts);
    const known = new Map(named === null ? [] : (draft.markers ?? []).map((marker) => [marker.at, marker.name]));
    for (const [i, at] of places.entries()) known.set(at, shown(names[i] ?? nameAt(draft, facts, at, i), 100));
    const markers = [...known].map(([at, name]): Marker => ({ at, name })).toSorted((a, b) => a.at - b.at);
    if (markers.length > 500) throw fail('draft.unclear_value', { text: String(markers.length), expected: TIMES });
    const list = markers.slice(0, MOST).map(({ at, name }) => `${clock(Math.floor(at / 1000) * 1000)} ${name}`);
    return done(
      { ...draft, markers },
      say('Marked {count} {count:chapter|chapters}: {list}.', '标记了 {count} 个章节：{list}。', {
        count: markers.length,
        list: list.join(' · '),
      }),
      isForYouTube(markers, draftLength(draft)) ? [] : [TOO_FEW],
    );
  },
  examples: [
    { en: 'add chapters at 0:00, 1:15 and 4:00', zh: '在 0:00、1:15 和 4:00 添加章节' },
    { en: 'create a YouTube chapter list', zh: '生成 YouTube 章节列表' },
  ],
});

const TIMES = say('times such as 0:00, 1:15, 4:00', '时间，例如 0:00, 1:15, 4:00');

const TOO_FEW = say(
  'YouTube shows chapters when there are three or more of at least ten seconds each.',
  'YouTube 需要至少三个章节，每个不少于十秒，才会显示章节。',
);

function isForYouTube(markers: readonly Marker[], length: Ms): boolean {
  const starts = [0, ...markers.map(({ at }) => at).filter((at) => at > 0), length];
  return starts.length >= 4 && starts.slice(1).every((at, i) => at - (starts[i] ?? 0) >= SHORTEST);
}

function timesOf(at: number | string, draft: Draft): Ms[] {
  const length = draftLength(draft);
  const texts = typeof at === 'number' ? [at] : at.split(/[,，;、]|\band\b|和/).filter((text) => text.trim() !== '');
  if (texts.length === 0) throw fail('draft.unclear_time', { text: String(at) });
  return texts.map((text) => {
    const point = pointWithin(typeof text === 'number' ? text : text.trim(), length);
    return Math.min(onFrame(point, draft), Math.max(0, length - 1));
  });
}

/** Where something new begins: another file first, then the longest pauses, no two chapters too near each other. */
function placesFound(draft: Draft, facts: Facts): Ms[] {
  const length = draftLength(draft);
  const wanted = Math.min(MOST, Math.max(3, Math.round(length / USUAL)));
  const clips = clipsOf(draft);
  const changes = clips.flatMap(({ range, asset }, i) => (clips[i - 1]?.asset === asset ? [] : [range.start]));
  const cues = textSegments(draft, 'caption').toSorted((a, b) => a.start - b.start);
  const gaps = cues.slice(1).map((cue, i) => ({ at: cue.start, size: cue.start - endOf(cues[i] ?? cue) }));
  const pauses = pausesOf(draft, facts).cuts.map(({ start, end }) => ({ at: end, size: end - start }));
  const breaks = [...gaps, ...pauses].toSorted((a, b) => b.size - a.size);
  const apart = Math.max(SHORTEST, Math.min(USUAL / 2, length / (wanted * 2)));
  const chosen: Ms[] = [0];
  const take = (at: Ms): void => {
    const isFree = chosen.every((other) => Math.abs(other - at) >= apart) && at <= length - SHORTEST;
    if (isFree && chosen.length < wanted) chosen.push(onFrame(at, draft));
  };
  for (const at of changes) take(at);
  for (const { at } of breaks) take(at);
  return chosen.toSorted((a, b) => a - b);
}

/** What is said there, else the file that begins there, else a number. */
function nameAt(draft: Draft, facts: Facts, at: Ms, index: number): string {
  const cue = textSegments(draft, 'caption')
    .toSorted((a, b) => a.start - b.start)
    .find((caption) => endOf(caption) > at);
  if (cue !== undefined) return shown(cue.text.replace(/[.,!?;:。，！？；：]+$/u, ''), 50);
  const clips = clipsOf(draft);
  const clip = clips.find(({ range }) => range.start === at);
  const file = clip === undefined ? undefined : facts.assets.get(clip.asset)?.filename;
  const isNew = clip !== undefined && clips.find(({ asset }) => asset === clip.asset) === clip;
  return file === undefined || !isNew ? `Chapter ${index + 1}` : file.replace(/\.[^.]+$/, '').replaceAll(/[_-]+/g, ' ');
}
