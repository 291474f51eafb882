import type { Lang } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms, type Range } from '../base/time.ts';
import { clipsIn, isCard } from './clips.ts';
import type { Facts } from './facts.ts';
import type { AudioSegment, AudioTrack, Draft, TextTrack, Track, VideoTrack } from './model.ts';
import { moodNamed } from './mood-names.ts';
import { endOf, rangeOf } from './queries.ts';

/** More entries of one track than this are cut off with their number. */
const MOST_ENTRIES = 4;

const WORDS = {
  en: {
    main: 'Video',
    overlay: 'Overlay',
    music: 'BGM',
    voice: 'Voice',
    sfx: 'SFX',
    title: 'Title',
    text: 'Text',
    captions: 'Captions',
    watermark: 'Watermark',
    card: 'title card',
  },
  zh: {
    main: '视频',
    overlay: '叠加',
    music: '配乐',
    voice: '旁白',
    sfx: '音效',
    title: '标题',
    text: '文字',
    captions: '字幕',
    watermark: '水印',
    card: '标题卡',
  },
} as const;

type Entry = { readonly name: string; readonly range: Range; readonly details: readonly string[] };

/**
 * The timeline in one line, in the published form:
 * `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`.
 * Tracks without segments are not counted. Times are seconds.
 */
export function summaryLine(draft: Draft, facts: Facts, lang: Lang): string {
  const tracks = draft.tracks.filter((track) => track.segments.length > 0);
  if (tracks.length === 0) return lang === 'zh' ? '时间线是空的' : 'Timeline (0 tracks): empty';
  const parts = tracks.map((track, i) => {
    const entries = entriesOf(track, facts, lang);
    return `${i + 1}. ${trackLabel(track, lang)}${lang === 'zh' ? '：' : ': '}${listed(entries, lang)}`;
  });
  const head =
    lang === 'zh'
      ? `时间线（${tracks.length} 条轨道）：`
      : `Timeline (${tracks.length} track${tracks.length === 1 ? '' : 's'}): `;
  return head + parts.join(' ');
}

function listed(entries: readonly Entry[], lang: Lang): string {
  const isLong = entries.length > MOST_ENTRIES;
  const head = (isLong ? entries.slice(0, MOST_ENTRIES - 1) : entries).map((entry) => entryText(entry, lang));
  const rest = entries.length - head.length;
  if (rest > 0) head.push(lang === 'zh' ? `另有 ${rest} 个` : `${rest} more`);
  return head.join(lang === 'zh' ? '、' : ', ');
}

function entryText({ name, range, details }: Entry, lang: Lang): string {
  const times = `${seconds(range.start)}-${seconds(range.end)}${lang === 'zh' ? '秒' : 's'}`;
  const inside = [times, ...details].join(lang === 'zh' ? '，' : ', ');
  return lang === 'zh' ? `${name}（${inside}）` : `${name} (${inside})`;
}

const seconds = (ms: Ms): string => String(Math.round(ms / 100) / 10);

/** The word in front of a track: its own name where it has one. */
function trackLabel(track: Track, lang: Lang): string {
  if (track.name !== null && track.name.trim() !== '') return shown(track.name, 40);
  if (track.type !== 'text') return WORDS[lang][track.role];
  if (track.role === 'captions') return WORDS[lang].captions;
  const roles = new Set(track.segments.map((segment) => segment.role));
  if (roles.size === 1 && roles.has('watermark')) return WORDS[lang].watermark;
  return roles.has('title') ? WORDS[lang].title : WORDS[lang].text;
}

function entriesOf(track: Track, facts: Facts, lang: Lang): Entry[] {
  if (track.type === 'video') return videoEntries(track, facts, lang);
  return track.type === 'audio' ? audioEntries(track, facts, lang) : textEntries(track, lang);
}

function videoEntries(track: VideoTrack, facts: Facts, lang: Lang): Entry[] {
  const clips = clipsIn(track.segments).map((clip): Entry => {
    const parts = clip.segments.length;
    const count = lang === 'zh' ? `${parts} 段` : `${parts} parts`;
    return { name: assetName(clip.asset, facts), range: clip.range, details: parts > 1 ? [count] : [] };
  });
  const cards = track.segments
    .filter(isCard)
    .map((segment): Entry => ({ name: WORDS[lang].card, range: rangeOf(segment), details: [] }));
  return [...clips, ...cards].toSorted((a, b) => a.range.start - b.range.start);
}

function audioEntries(track: AudioTrack, facts: Facts, lang: Lang): Entry[] {
  return track.segments.map((segment) => {
    const loud = track.muted ? 0 : segment.volume * track.volume;
    return { name: soundName(segment, facts, lang), range: rangeOf(segment), details: [`${Math.round(loud * 100)}%`] };
  });
}

function textEntries(track: TextTrack, lang: Lang): Entry[] {
  const [first] = track.segments;
  const last = track.segments.at(-1);
  if (track.role === 'captions' && track.segments.length > MOST_ENTRIES && first !== undefined && last !== undefined) {
    const name = lang === 'zh' ? `${track.segments.length} 条` : `${track.segments.length} lines`;
    return [{ name, range: { start: first.start, end: endOf(last) }, details: [] }];
  }
  return track.segments.map((segment) => {
    const words = shown(segment.text, 40);
    return { name: lang === 'zh' ? `“${words}”` : `"${words}"`, range: rangeOf(segment), details: [] };
  });
}

/** A file's name without its extension. */
function assetName(id: string, facts: Facts): string {
  const filename = facts.assets.get(id)?.filename;
  return filename === undefined ? shown(id, 20) : shown(filename.replace(/\.[^.]{1,5}$/, ''), 40);
}

function soundName({ source }: AudioSegment, facts: Facts, lang: Lang): string {
  if (source.kind === 'asset') return assetName(source.asset, facts);
  const said = moodNamed(source.mood)?.said[lang] ?? source.mood;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The timeline for a terminal: a line for each track, and below it one for each entry, times in columns. */
export function timelineTable(draft: Draft, facts: Facts, lang: Lang = 'en'): string[] {
  const tracks = draft.tracks.filter((track) => track.segments.length > 0);
  const listedTracks = tracks.map((track) => ({ track, entries: entriesOf(track, facts, lang) }));
  const widest = Math.max(0, ...listedTracks.flatMap(({ entries }) => entries.map((e) => clock(e.range.end).length)));
  return listedTracks.flatMap(({ track, entries }, i) => {
    const more = track.muted ? (lang === 'zh' ? '（静音）' : ' (muted)') : '';
    const rows = entries.slice(0, MOST_ROWS).map(({ name, range, details }) => {
      const times = `${clock(range.start).padStart(widest)} – ${clock(range.end).padStart(widest)}`;
      return `   ${times}  ${[name, ...details].join(lang === 'zh' ? '，' : ', ')}`;
    });
    const rest = entries.length - rows.length;
    if (rest > 0) rows.push(lang === 'zh' ? `   … 另有 ${rest} 个` : `   … ${rest} more`);
    return [`${i + 1}. ${trackLabel(track, lang)}${more}`, ...rows];
  });
}

/** Rows of one track in the table. */
const MOST_ROWS = 20;
