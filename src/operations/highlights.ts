import * as z from 'zod';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { type Ms, mergeRanges, type Range, subtractRanges } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { chooseMoments, FLOOR_DB, type Heard, LEVEL_MS, type Moment, type Reason } from '../draft/moments.ts';
import { draftLength, endOf, mainSegments, mayHoldSpeech, onFrame, standsStill } from '../draft/queries.ts';
import { sourceAt } from '../draft/ramp.ts';
import { removeRanges } from '../draft/ripple.ts';
import { LengthArg, WordsArg } from './args.ts';
import { done, operation } from './operation.ts';
import { assetsHeard, onTimeline } from './pauses.ts';
import { commas, lengthSaid, lengthsSaid, say, spanLabel } from './phrase.ts';
import { requireClips } from './resolve.ts';
import { lengthArgument } from './time-argument.ts';

/** Longest highlight when no length is named, in ms; and at most this share of the video. */
const USUAL = 60_000;
const USUAL_SHARE = 1 / 3;

/** Length of each of several parts when none is named, in ms: what short-video platforms take well. */
const USUAL_PART = 30_000;

/** Parts that "several" means. */
const SEVERAL = 3;

const Args = z.object({
  duration: LengthArg.optional().describe('Length of the result; with count, of each part'),
  max_duration: LengthArg.optional().describe('Length of the result, at most'),
  count: z
    .union([z.int().min(1).max(50), z.literal('several')])
    .optional()
    .describe('So many separate parts'),
  focus: WordsArg.optional().describe('What the parts should be about, in the words of the person who asks'),
});

/** Keeps the parts that stand out by sound and picture; says why each was chosen. */
export const highlights = operation({
  name: 'highlights',
  summary:
    'Keeps the best parts of a video and drops the rest, chosen by how much is said, how loud it is beside the rest of the recording, bursts of sound such as laughter, and changes of picture. Cuts fall into pauses.',
  args: Args,
  needs: (_args, draft) => [
    ...[...new Set(mainSegments(draft).map((s) => s.asset))].map((asset) => ({ asset, fact: 'scenes' as const })),
    ...assetsHeard(draft).flatMap((asset) => [
      { asset, fact: 'silence' as const },
      { asset, fact: 'waveform' as const },
    ]),
  ],
  apply: (draft, args, { facts }) => {
    requireClips(draft);
    const length = draftLength(draft);
    const parts = args.count === 'several' ? SEVERAL : (args.count ?? null);
    const total = Math.min(length, totalOf(args, parts, length));
    if (total >= length) {
      const whole = lengthSaid(length);
      return done(
        draft,
        say('The video is {whole} long already, so all of it stays.', '视频本来就只有{whole}，全部保留。', { whole }),
      );
    }
    const moments = chooseMoments(heardOn(draft, facts), { total, parts });
    const kept = mergeRanges(moments.map(({ range }) => framed(range, draft, length)));
    const rest = subtractRanges({ start: 0, end: length }, kept.length === 0 ? [{ start: 0, end: total }] : kept);
    const after = removeRanges(draft, rest, facts, 'highlights');
    const lengths = lengthsSaid(length, draftLength(after));
    return done(
      after,
      say(
        'Kept the best {moments} {moments:part|parts}, {lengths}: {list}.',
        '保留了最好的 {moments} 段，{lengths}：{list}。',
        {
          moments: Math.max(1, moments.length),
          lengths,
          list: partsSaid(moments),
        },
      ),
      notesOf(parts, moments.length, args.focus),
    );
  },
  examples: [
    { en: 'make a 30-second highlight', zh: '剪一个 30 秒的精华版' },
    { en: 'pull the 3 best moments for shorts', zh: '挑 3 个精彩片段' },
  ],
});

type HighlightArgs = z.output<typeof Args>;

function totalOf({ duration, max_duration }: HighlightArgs, parts: number | null, length: Ms): Ms {
  const named = duration ?? max_duration;
  if (parts !== null)
    return parts * (named === undefined ? Math.min(USUAL_PART, (length * USUAL_SHARE) / parts) : lengthArgument(named));
  return named === undefined ? Math.min(USUAL, Math.round(length * USUAL_SHARE)) : lengthArgument(named);
}

const framed = (range: Range, draft: Draft, length: Ms): Range => ({
  start: Math.max(0, onFrame(range.start, draft)),
  end: Math.min(length, onFrame(range.end, draft)),
});

/** What the main track sounds and looks like now: each source's facts, seen through its segments. */
export function heardOn(draft: Draft, facts: Facts): Heard {
  const length = draftLength(draft);
  const levels = Array.from({ length: Math.ceil(length / LEVEL_MS) }, () => FLOOR_DB);
  const pauses: Range[] = [];
  const changes: Ms[] = [];
  let sounds = false;
  for (const segment of mainSegments(draft)) {
    if (segment.start > 0) changes.push(segment.start);
    const asset = facts.assets.get(segment.asset);
    if (asset === undefined || standsStill(segment, facts)) continue;
    for (const { at } of asset.scenes?.cuts ?? []) {
      const place = onTimeline({ start: at, end: at + 1 }, segment);
      if (place !== null) changes.push(place.start);
    }
    if (segment.volume === 0) continue;
    if (mayHoldSpeech(asset)) {
      for (const [start, end] of asset.silence?.silences ?? []) {
        const place = onTimeline({ start, end }, segment);
        if (place !== null) pauses.push(place);
      }
    }
    const wave = asset.waveform;
    if (wave === null) continue;
    sounds = true;
    for (let i = Math.ceil(segment.start / LEVEL_MS); i * LEVEL_MS < endOf(segment); i++) {
      const source = sourceAt(segment, i * LEVEL_MS - segment.start);
      const first = Math.max(0, Math.floor((source / 1000) * wave.perSecond));
      const width = Math.max(1, Math.round((LEVEL_MS / 1000) * wave.perSecond * segment.speed));
      let peak = 0;
      for (let k = first; k < first + width; k++) peak = Math.max(peak, wave.peaks[k] ?? 0);
      levels[i] = peak === 0 ? FLOOR_DB : Math.max(FLOOR_DB, 20 * Math.log10(peak / 255));
    }
  }
  return { length, levels: sounds ? levels : [], pauses, changes: changes.toSorted((a, b) => a - b) };
}

const REASONS: Readonly<Record<Reason, Said>> = {
  dense: say('much said without a break', '说话紧凑'),
  loud: say('louder than the rest', '声音比其他部分更有力'),
  burst: say('bursts of sound, such as laughter', '有笑声或掌声般的高潮'),
  changes: say('the picture changes most', '画面变化多'),
  steady: say('a clear, even passage', '清晰平稳的一段'),
};

/** Parts named with their reasons, the first of many. */
const MOST_LISTED = 6;

function partsSaid(moments: readonly Moment[]): Said {
  const parts = moments
    .slice(0, MOST_LISTED)
    .map(({ range, reason }) =>
      say('{range} ({why})', '{range}（{why}）', { range: spanLabel(range), why: REASONS[reason] }),
    );
  const more = moments.length - parts.length;
  return commas(more > 0 ? [...parts, say('{more} more', '另外 {more} 段', { more })] : parts);
}

function notesOf(wanted: number | null, got: number, focus: string | undefined): Said[] {
  const notes: Said[] = [];
  if (wanted !== null && got < wanted)
    notes.push(
      say(
        'Only {got} of {wanted} parts stand apart; the rest is too short.',
        '只找到 {got} 段（想要 {wanted} 段），其余太短。',
        { got, wanted },
      ),
    );
  if (wanted !== null && wanted > 1)
    notes.push(
      say(
        'The parts follow one another; "export each clip as a file" makes separate files.',
        '各段依次相连；说“每段单独导出”可得到独立文件。',
      ),
    );
  if (focus !== undefined && focus.trim() !== '') {
    const words = shown(focus, 60);
    notes.push(
      say(
        'I chose by sound and picture; which parts are about "{words}" I could only tell from the words that are spoken. Name the times and I keep those.',
        '我是按声音和画面挑选的，还听不懂哪些部分与“{words}”有关。告诉我时间，我就保留那些部分。',
        { words },
      ),
    );
  }
  return notes;
}
