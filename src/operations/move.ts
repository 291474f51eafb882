import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms, type Range } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { AudioSegment, Draft, Segment, TextSegment, VideoSegment } from '../draft/model.ts';
import { draftLength, endOf, frameMs, mainSegments, mapSegments, onFrame, standsStill } from '../draft/queries.ts';
import { sliceAudio, sliceVideo, textLasting } from '../draft/slice.ts';
import { TimeArg, WordsArg } from './args.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { noSuch, requireMain, segmentWithId, sideKindOf, sideSegments, textsSaying } from './resolve.ts';
import { endWithin, pointWithin } from './time-argument.ts';

const Args = z.object({
  what: WordsArg.optional().describe('"title", "music", "overlay", "watermark", the words of a text, or an id'),
  start: TimeArg.optional().describe('It begins here; without `end` it keeps its length'),
  end: TimeArg.optional().describe('It ends here; what is shown or heard at a time stays at that time'),
});

/** Moves what lies beside the clips to another time, or makes it begin or end elsewhere. */
export const move = operation({
  name: 'move',
  summary: 'Moves a title, caption, overlay, sound or the music to another time, or lets it begin or end elsewhere.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const segment = sideNamed(draft, args.what ?? 'title', facts);
    const length = draftLength(draft);
    if (args.start === undefined && args.end === undefined)
      throw fail('draft.unclear_value', { text: '', expected: say('a time to move it to', '要移动到的时间') });
    const start = args.start === undefined ? segment.start : onFrame(pointWithin(args.start, length), draft);
    const end = args.end === undefined ? null : Math.min(length, onFrame(endWithin(args.end, length), draft));
    const least = frameMs(draft);
    if (start > length - least || (end !== null && end < start + least))
      throw fail('draft.unclear_time', { text: `${args.start ?? clock(start)} – ${args.end ?? ''}` });
    const made = end === null ? { ...segment, start } : within(segment, { start, end }, facts);
    if (made.start === segment.start && made.duration === segment.duration)
      return done(draft, say('It is there already.', '已经在那个位置。'));
    const after = mapSegments(draft, (each) => (each.id === segment.id ? made : each));
    return done(after, said(made));
  },
  examples: [
    { en: 'move the title to 0:10', zh: '把标题移到 0:10' },
    { en: 'move the music to 5 seconds', zh: '把音乐移到第 5 秒' },
  ],
});

const said = (segment: Segment): Said =>
  say('Moved {what}: it now lasts from {start} to {end}.', '移动了{what}：现在从 {start} 到 {end}。', {
    what: nameOf(segment),
    start: clock(segment.start),
    end: clock(endOf(segment)),
  });

function nameOf(segment: Segment): Said {
  if (segment.kind === 'text') return say('"{text}"', '“{text}”', { text: shown(segment.text, 40) });
  if (segment.kind === 'video') return say('the overlay', '画中画');
  return segment.source.kind === 'music' ? say('the music', '背景音乐') : say('the sound', '声音');
}

/** One thing beside the clips by its id, its kind or its words. */
function sideNamed(draft: Draft, what: string, facts: Facts): Segment {
  const words = what.trim();
  const byId = segmentWithId(draft, words);
  const isClip = byId !== null && mainSegments(draft).some(({ id }) => id === byId.id);
  if (byId !== null && !isClip) return byId;
  const [saying] = textsSaying(draft, words);
  if (saying !== undefined) return saying;
  const kind = isClip ? null : sideKindOf(words);
  const [first] = kind === null ? [] : sideSegments(draft, kind);
  if (first === undefined) throw noSuch(draft, words, facts);
  return first;
}

/** The segment with other edges: it shows what it showed at each time, and more of its source where it grows. */
function within(segment: Segment, { start, end }: Range, facts: Facts): Segment {
  if (segment.kind === 'text') return textWithin(segment, start, end);
  const from = Math.max(0, Math.min(segment.duration - 1, start - segment.start));
  const to = Math.max(from + 1, Math.min(segment.duration, end - segment.start));
  const cut =
    segment.kind === 'audio'
      ? sliceAudio(segment, from, to)
      : sliceVideo(segment, from, to, standsStill(segment, facts));
  const room = roomOf(segment, facts);
  const back = Math.min(room.before, Math.max(0, segment.start - start));
  const ahead = Math.min(room.after, Math.max(0, end - endOf(segment)));
  const duration = cut.duration + back + ahead;
  const grown = { ...cut, start: segment.start + from - back, duration };
  return withIn(grown, segment, { back, ahead });
}

function textWithin(segment: TextSegment, start: Ms, end: Ms): TextSegment {
  const duration = end - start;
  const made = { ...textLasting(segment, duration), start };
  if (segment.words === undefined) return made;
  const shift = start - segment.start;
  const words = segment.words
    .map((word) => ({ ...word, at: Math.max(0, word.at - shift), end: Math.min(duration, word.end - shift) }))
    .filter((word) => word.end > word.at);
  return { ...made, words };
}

type Media = AudioSegment | VideoSegment;

/** How much more of its source there is before and after what a segment shows, in ms of the timeline. */
function roomOf(segment: Media, facts: Facts): { before: Ms; after: Ms } {
  const asset =
    segment.kind === 'video' ? segment.asset : segment.source.kind === 'asset' ? segment.source.asset : null;
  const isEndless =
    asset === null ||
    (segment.kind === 'audio' && segment.source.kind === 'asset' && segment.source.loop) ||
    (segment.kind === 'video' && standsStill(segment, facts));
  if (isEndless) return { before: Infinity, after: Infinity };
  const begin = inOf(segment);
  const whole = facts.assets.get(asset)?.probe.duration ?? 0;
  const first = Math.floor(begin / segment.speed);
  const rest = Math.max(0, Math.floor((whole - begin) / segment.speed - segment.duration));
  const isBackwards = segment.kind === 'video' && segment.reverse;
  return isBackwards ? { before: rest, after: first } : { before: first, after: rest };
}

const inOf = (segment: Media): Ms =>
  segment.kind === 'video' ? segment.in : segment.source.kind === 'asset' ? segment.source.in : 0;

/** The in-point of what grew: whichever end shows more of the source's beginning takes it back. */
function withIn(grown: Media, before: Media, { back, ahead }: { back: Ms; ahead: Ms }): Media {
  const isBackwards = before.kind === 'video' && before.reverse;
  const less = Math.round((isBackwards ? ahead : back) * before.speed);
  if (less === 0) return grown;
  if (grown.kind === 'video') return { ...grown, in: Math.max(0, grown.in - less) };
  if (grown.source.kind !== 'asset' || grown.source.loop) return grown;
  return { ...grown, source: { ...grown.source, in: Math.max(0, grown.source.in - less) } };
}
