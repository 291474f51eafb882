import { LOCALES, type Locale, type Said } from '../base/lang.ts';
import { asQuote, inLocale, say, wordSaid } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms, type Range } from '../base/time.ts';
import { clipsIn, isCard } from './clips.ts';
import type { Facts } from './facts.ts';
import type { AudioSegment, AudioTrack, Draft, TextTrack, Track, VideoTrack } from './model.ts';
import { moodNamed } from './mood-names.ts';
import { endOf, rangeOf } from './queries.ts';
import { sfxNamed } from './sfx-names.ts';

/** More entries of one track than this are cut off with their number. */
const MOST_ENTRIES = 4;

const WORDS = {
  main: say('Video', '视频'),
  overlay: say('Overlay', '叠加'),
  music: say('BGM', '配乐'),
  voice: say('Voice', '旁白'),
  sfx: say('SFX', '音效'),
  title: say('Title', '标题'),
  text: say('Text', '文字'),
  captions: say('Captions', '字幕'),
  watermark: say('Watermark', '水印'),
  card: say('title card', '标题卡'),
} as const;

type Entry = { readonly name: string; readonly range: Range; readonly details: readonly string[] };

/**
 * The timeline in one line, in the published form:
 * `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`.
 * Tracks without segments are not counted. Times are seconds.
 */
export function summaryLine(draft: Draft, facts: Facts, locale: Locale): string {
  const tracks = draft.tracks.filter((track) => track.segments.length > 0);
  if (tracks.length === 0) return inLocale(EMPTY, locale);
  const parts = tracks.map((track, i) => {
    const entries = entriesOf(track, facts, locale);
    return `${i + 1}. ${trackLabel(track, locale)}${colonIn(locale)}${listed(entries, locale)}`;
  });
  const line = say('Timeline ({n} {n:track|tracks}): {parts}', '时间线（{n} 条轨道）：{parts}', {
    n: tracks.length,
    parts: parts.join(' '),
  });
  return inLocale(line, locale);
}

const EMPTY = say('Timeline (0 tracks): empty', '时间线是空的');

const colonIn = (locale: Locale): string =>
  locale === 'zh' || locale === 'ja' ? '：' : locale === 'fr' ? ' : ' : ': ';
const commaIn = (locale: Locale): string => (locale === 'zh' || locale === 'ja' ? '、' : ', ');

/** {@link summaryLine} in every language. */
export function summarySaid(draft: Draft, facts: Facts): Said {
  const lines = LOCALES.map((locale) => [locale, summaryLine(draft, facts, locale)] as const);
  return { en: '', zh: '', ...Object.fromEntries(lines) };
}

function listed(entries: readonly Entry[], locale: Locale): string {
  const isLong = entries.length > MOST_ENTRIES;
  const head = (isLong ? entries.slice(0, MOST_ENTRIES - 1) : entries).map((entry) => entryText(entry, locale));
  const rest = entries.length - head.length;
  if (rest > 0) head.push(inLocale(say('{rest} more', '另有 {rest} 个', { rest }), locale));
  return head.join(commaIn(locale));
}

function entryText({ name, range, details }: Entry, locale: Locale): string {
  const span = `${seconds(range.start)}-${seconds(range.end)}`;
  const times = inLocale(say('{span}s', '{span}秒', { span }), locale);
  const inside = [times, ...details].join(locale === 'zh' ? '，' : commaIn(locale));
  return locale === 'zh' || locale === 'ja' ? `${name}（${inside}）` : `${name} (${inside})`;
}

const seconds = (ms: Ms): string => String(Math.round(ms / 100) / 10);

/** The word in front of a track: its own name where it has one. */
function trackLabel(track: Track, locale: Locale): string {
  if (track.name !== null && track.name.trim() !== '') return shown(track.name, 40);
  if (track.type !== 'text') return inLocale(WORDS[track.role], locale);
  if (track.role === 'captions') return inLocale(WORDS.captions, locale);
  const roles = new Set(track.segments.map((segment) => segment.role));
  if (roles.size === 1 && roles.has('watermark')) return inLocale(WORDS.watermark, locale);
  return roles.has('title') ? inLocale(WORDS.title, locale) : inLocale(WORDS.text, locale);
}

function entriesOf(track: Track, facts: Facts, locale: Locale): Entry[] {
  if (track.type === 'video') return videoEntries(track, facts, locale);
  return track.type === 'audio' ? audioEntries(track, facts, locale) : textEntries(track, locale);
}

function videoEntries(track: VideoTrack, facts: Facts, locale: Locale): Entry[] {
  const clips = clipsIn(track.segments).map((clip): Entry => {
    const parts = clip.segments.length;
    const count = inLocale(say('{parts} parts', '{parts} 段', { parts }), locale);
    return { name: assetName(clip.asset, facts), range: clip.range, details: parts > 1 ? [count] : [] };
  });
  const cards = track.segments
    .filter(isCard)
    .map((segment): Entry => ({ name: inLocale(WORDS.card, locale), range: rangeOf(segment), details: [] }));
  return [...clips, ...cards].toSorted((a, b) => a.range.start - b.range.start);
}

function audioEntries(track: AudioTrack, facts: Facts, locale: Locale): Entry[] {
  return track.segments.map((segment) => {
    const loud = track.muted ? 0 : segment.volume * track.volume;
    return {
      name: soundName(segment, facts, locale),
      range: rangeOf(segment),
      details: [`${Math.round(loud * 100)}%`],
    };
  });
}

function textEntries(track: TextTrack, locale: Locale): Entry[] {
  const [first] = track.segments;
  const last = track.segments.at(-1);
  if (track.role === 'captions' && track.segments.length > MOST_ENTRIES && first !== undefined && last !== undefined) {
    const name = inLocale(say('{n} lines', '{n} 条', { n: track.segments.length }), locale);
    return [{ name, range: { start: first.start, end: endOf(last) }, details: [] }];
  }
  return track.segments.map((segment) => {
    const words = shown(segment.text, 40);
    const isSign = segment.graphic !== undefined && !/[\p{L}\p{N}]/u.test(words); // a shape, not a text
    return { name: isSign ? words : inLocale(asQuote(words), locale), range: rangeOf(segment), details: [] };
  });
}

/** A file's name without its extension. */
function assetName(id: string, facts: Facts): string {
  const filename = facts.assets.get(id)?.filename;
  return filename === undefined ? shown(id, 20) : shown(filename.replace(/\.[^.]{1,5}$/, ''), 40);
}

function soundName({ source }: AudioSegment, facts: Facts, locale: Locale): string {
  if (source.kind === 'asset') return assetName(source.asset, facts);
  const said =
    source.kind === 'sfx'
      ? inLocale(sfxNamed(source.name)?.said ?? wordSaid(source.name), locale)
      : inLocale(moodNamed(source.mood)?.said ?? wordSaid(source.mood), locale);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The timeline for a terminal: a line for each track, and below it one for each entry, times in columns. */
export function timelineTable(draft: Draft, facts: Facts, locale: Locale = 'en'): string[] {
  const tracks = draft.tracks.filter((track) => track.segments.length > 0);
  const listedTracks = tracks.map((track) => ({ track, entries: entriesOf(track, facts, locale) }));
  const widest = Math.max(0, ...listedTracks.flatMap(({ entries }) => entries.map((e) => clock(e.range.end).length)));
  return listedTracks.flatMap(({ track, entries }, i) => {
    const more = track.muted ? inLocale(say(' (muted)', '（静音）'), locale) : '';
    const rows = entries.slice(0, MOST_ROWS).map(({ name, range, details }) => {
      const times = `${clock(range.start).padStart(widest)} – ${clock(range.end).padStart(widest)}`;
      return `   ${times}  ${[name, ...details].join(locale === 'zh' ? '，' : commaIn(locale))}`;
    });
    const rest = entries.length - rows.length;
    if (rest > 0) rows.push(`   … ${inLocale(say('{rest} more', '另有 {rest} 个', { rest }), locale)}`);
    return [`${i + 1}. ${trackLabel(track, locale)}${more}`, ...rows];
  });
}

/** Rows of one track in the table. */
const MOST_ROWS = 20;
