import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Range } from '../base/time.ts';
import { type Clip, clipsOf } from '../draft/clips.ts';
import type { Facts } from '../draft/facts.ts';
import type { AudioSegment, Draft, TextSegment, VideoSegment } from '../draft/model.ts';
import { allSegments, audioSegments, draftLength, mainTrack, overlaySegments, textSegments } from '../draft/queries.ts';
import type { WhereArgs } from './args.ts';
import { commas, listed, say, spanLabel, wordSaid } from './phrase.ts';
import { endWithin, partArgument, pointWithin } from './time-argument.ts';

/** The one place where a description ("2", "last", "music", "talk.mp4") becomes clips or segments. */

/** A clip with its number as people count it, from 1. */
export type NumberedClip = Clip & { readonly number: number };

export type ResolveContext = { readonly facts: Facts; readonly selected: string | null };

/** Throws `draft.nothing_there` for a timeline without clips. */
export function requireClips(draft: Draft): NumberedClip[] {
  const clips = clipsOf(draft).map((clip, i) => ({ ...clip, number: i + 1 }));
  if (clips.length === 0) throw fail('draft.nothing_there', undefined);
  return clips;
}

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  last: -1,
  final: -1,
  第一: 1,
  第二: 2,
  第三: 3,
  最后: -1,
  最后一: -1,
};

/**
 * The clips that a description means, in the order of the timeline. Throws `draft.no_such_segment` with what there is
 * when any part of it means nothing.
 */
export function clipsNamed(draft: Draft, wanted: number | string, context: ResolveContext): NumberedClip[] {
  const clips = requireClips(draft);
  const found = new Set<NumberedClip>();
  for (const clip of namedIn(clips, wanted, context) ?? []) found.add(clip);
  if (found.size === 0) throw noSuch(draft, String(wanted), context.facts);
  return [...found].toSorted((a, b) => a.number - b.number);
}

/** {@link clipsNamed} for one clip; the first of several. */
export function clipNamed(draft: Draft, wanted: number | string, context: ResolveContext): NumberedClip {
  const [first] = clipsNamed(draft, wanted, context);
  if (first === undefined) throw noSuch(draft, String(wanted), context.facts);
  return first;
}

export function noSuch(draft: Draft, wanted: string, facts: Facts): Error {
  return fail('draft.no_such_segment', { wanted: shown(wanted), have: inventory(draft, facts) });
}

function namedIn(
  clips: readonly NumberedClip[],
  wanted: number | string,
  context: ResolveContext,
): NumberedClip[] | null {
  const byNumber = (n: number): NumberedClip[] | null => {
    const clip = clips.at(n > 0 ? n - 1 : n);
    return n === 0 || clip === undefined ? null : [clip];
  };
  if (typeof wanted === 'number') return byNumber(wanted);
  const text = wanted
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:the|clips?|scenes?|shots?|片段|镜头|场景)\s+/, '')
    .replace(/\s*(?:clips?|scenes?|shots?|one|个?片段|个?镜头|段)$/, '');
  if (/^(?:all|every|each|everything|全部|所有|每个)$/.test(text)) return [...clips];
  if (/^(?:this|current|selected|当前|这个)$/.test(text)) {
    return clips.filter((clip) => clip.segments.some((s) => s.id === context.selected));
  }
  const kind = /^(?:photos?|pictures?|images?|照片|图片)$/.test(text)
    ? 'image'
    : /^(?:videos?|footage|视频)$/.test(text)
      ? 'video'
      : null;
  if (kind !== null) return clips.filter((clip) => context.facts.assets.get(clip.asset)?.probe.kind === kind);
  if (/^-?\d+$/.test(text)) return byNumber(Number(text));
  const ordinal = ORDINALS[text];
  if (ordinal !== undefined) return byNumber(ordinal);
  const sided = /^(first|last)\s+(\d+)$/.exec(text);
  if (sided !== null) return sided[1] === 'first' ? clips.slice(0, Number(sided[2])) : clips.slice(-Number(sided[2]));
  return byName(clips, text, context) ?? severalNamed(clips, text, context);
}

function byName(clips: readonly NumberedClip[], text: string, { facts }: ResolveContext): NumberedClip[] | null {
  const nameOf = (clip: Clip): string => (facts.assets.get(clip.asset)?.filename ?? '').toLowerCase();
  const tests: ((clip: NumberedClip) => boolean)[] = [
    (clip) => clip.segments.some((s) => s.id.toLowerCase() === text) || clip.asset.toLowerCase() === text,
    (clip) => nameOf(clip) === text,
    (clip) => nameOf(clip).replace(/\.[^.]+$/, '') === text,
    (clip) => text.length >= 3 && nameOf(clip).includes(text),
  ];
  for (const test of tests) {
    const found = clips.filter(test);
    if (found.length > 0) return found;
  }
  return null;
}

/** `"2,3"`, `"2 and 3"`, `"2-4"`: each part must mean something. */
function severalNamed(clips: readonly NumberedClip[], text: string, context: ResolveContext): NumberedClip[] | null {
  const span = /^(\d+)\s*(?:-|–|to|到|至)\s*(\d+)$/.exec(text);
  if (span !== null) {
    const [from, to] = [Number(span[1]), Number(span[2])];
    return from < 1 || to < from || to > clips.length ? null : clips.slice(from - 1, to);
  }
  const parts = text.split(/\s*(?:,|，|、|;|\band\b|&|和|与)\s*/).filter((part) => part !== '');
  if (parts.length < 2) return null;
  const found = parts.map((part) => namedIn(clips, part, context));
  return found.includes(null) ? null : found.flatMap((some) => some ?? []);
}

/** Everything on the timeline, for a failure that must say what could have been meant. The same in every language. */
export function inventory(draft: Draft, facts: Facts): string {
  const clips = clipsOf(draft).map(
    (clip, i) => `${i + 1} ${shown(facts.assets.get(clip.asset)?.filename ?? clip.asset, 40)}`,
  );
  const most = 8;
  const listedClips = clips.length > most ? [...clips.slice(0, most), `… ${clips.length}`] : clips;
  const music = audioSegments(draft, 'music').length > 0 ? ['music'] : [];
  const texts = textSegments(draft)
    .slice(0, 4)
    .map((text) => `${text.role} "${shown(text.text, 30)}"`);
  const all = [...listedClips, ...music, ...texts];
  return all.length === 0 ? '—' : all.join(' · ');
}

/** What a range of arguments covers: clips, a stretch of the timeline, or everything. */
export type Where = {
  readonly kind: 'all' | 'clips' | 'range';
  readonly clips: readonly NumberedClip[];
  readonly range: Range;
};

/** Reads `clip`, `from`, `to` and `part`. Inside a named clip, times count from its beginning when they fit into it. */
export function whereOf(draft: Draft, args: WhereArgs, context: ResolveContext): Where {
  const clips = requireClips(draft);
  const whole = { start: 0, end: draftLength(draft) };
  const chosen = args.clip === undefined ? null : clipsNamed(draft, args.clip, context);
  const one = chosen !== null && chosen.length === 1 ? (chosen[0] ?? null) : null;
  const within = one?.range ?? whole;
  const length = within.end - within.start;
  const shifted = (range: Range): Where => ({
    kind: 'range',
    clips: [],
    range: { start: within.start + range.start, end: within.start + range.end },
  });
  if (args.part !== undefined) return shifted(partArgument(args.part, length));
  if (args.from !== undefined || args.to !== undefined) {
    const start = args.from === undefined ? 0 : pointWithin(args.from, length);
    const end = args.to === undefined ? length : endWithin(args.to, length);
    if (end <= start) throw fail('draft.unclear_time', { text: `${args.from ?? 0} – ${args.to ?? 'end'}` });
    return shifted({ start, end });
  }
  if (chosen !== null && chosen.length < clips.length) {
    const first = chosen[0]?.range ?? whole;
    return { kind: 'clips', clips: chosen, range: { start: first.start, end: chosen.at(-1)?.range.end ?? first.end } };
  }
  return { kind: 'all', clips, range: whole };
}

/** How a sentence calls that: `clip 2 (beach.mp4)`, `0:05–0:12`, `the whole video`. */
export function whereSaid(where: Where, facts: Facts): Said {
  if (where.kind === 'all') return say('the whole video', '整个视频');
  if (where.kind === 'range') {
    return wordSaid(spanLabel(where.range));
  }
  return clipsSaid(where.clips, facts);
}

/** Clips that a sentence names by number; the rest of many is counted. */
const MOST_NUMBERS = 8;

/** `clip 2 (beach.mp4)` or `clips 1 and 3`. */
export function clipsSaid(clips: readonly NumberedClip[], facts: Facts): Said {
  const [first] = clips;
  if (clips.length === 1 && first !== undefined) {
    const name = shown(facts.assets.get(first.asset)?.filename ?? first.asset, 40);
    return say('clip {number} ({name})', '第 {number} 个片段（{name}）', { number: first.number, name });
  }
  const numbers = clips.map((clip) => String(clip.number));
  if (numbers.length > MOST_NUMBERS) {
    const [head, more] = [commas(numbers.slice(0, MOST_NUMBERS)), numbers.length - MOST_NUMBERS];
    return say('clips {head} and {more} more', '第 {head} 个等 {all} 个片段', { head, more, all: numbers.length });
  }
  const list = listed(numbers);
  return say('clips {list}', '第 {numbers} 个片段', { list, numbers: commas(numbers) });
}

/** What kind of thing a word means that is not a clip. */
export type SideKind = 'music' | 'voice' | 'sfx' | 'title' | 'text' | 'caption' | 'watermark' | 'overlay';

const SIDE_WORDS: readonly (readonly [SideKind, RegExp])[] = [
  ['music', /\b(?:music|bgm|song|soundtrack|track)\b|音乐|配乐|背景音/],
  ['sfx', /\b(?:sfx|sound effects?)\b|音效/],
  ['caption', /\b(?:captions?|subtitles?|subs)\b|字幕/],
  ['watermark', /\b(?:watermark|logo)s?\b|水印|标志|台标/],
  ['title', /\b(?:titles?|heading|headline)\b|标题|片名/],
  ['text', /\b(?:texts?|text overlays?|words)\b|文字|文本/],
  ['voice', /\b(?:voice[- ]?over|narration)\b|旁白|配音/],
  ['overlay', /\b(?:overlays?|pip|picture[- ]in[- ]picture|stickers?)\b|画中画|贴纸/],
];

/** The kind of thing beside the clips that some words mean, or null. */
export function sideKindOf(words: string): SideKind | null {
  const text = words.normalize('NFKC').toLowerCase();
  return SIDE_WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** All segments of a kind, in order of the tracks. A watermark may be text or picture. */
export function sideSegments(draft: Draft, kind: SideKind): (TextSegment | AudioSegment | VideoSegment)[] {
  switch (kind) {
    case 'music':
    case 'voice':
    case 'sfx':
      return audioSegments(draft, kind);
    case 'title':
    case 'text':
    case 'caption':
      return textSegments(draft, kind);
    case 'watermark':
      return [
        ...textSegments(draft, 'watermark'),
        ...overlaySegments(draft).filter((s) => s.extra?.['watermark'] === true),
      ];
    case 'overlay':
      return [...overlaySegments(draft), ...textSegments(draft, 'graphic')];
  }
}

/** Texts that hold these words, whatever their role; an exact match is preferred. */
export function textsSaying(draft: Draft, words: string): TextSegment[] {
  const wanted = words
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^["'“”‘’「『《]+|["'“”‘’」』》]+$/g, '');
  if (wanted === '') return [];
  // Where a line ends is nothing that people say; between Chinese characters there is not even a space.
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const sought = plain(wanted);
  const same = (text: TextSegment): boolean => plain(text.text) === sought;
  const texts = textSegments(draft);
  const exact = texts.filter(same);
  return exact.length > 0 ? exact : texts.filter((text) => plain(text.text).includes(sought));
}

/** The segment with this id, wherever it is. */
export function segmentWithId(draft: Draft, id: string): ReturnType<typeof allSegments>[number] | null {
  return allSegments(draft).find((segment) => segment.id === id) ?? null;
}

/** The main track. Throws `draft.nothing_there` when there is nothing on it. */
export function requireMain(draft: Draft): readonly VideoSegment[] {
  const segments = mainTrack(draft)?.segments ?? [];
  if (segments.length === 0) throw fail('draft.nothing_there', undefined);
  return segments;
}
