import { fail } from '../base/errors.ts';
import type { Rate } from '../base/time.ts';
import { fileNameOf } from './names.ts';
import { decimalOf, frameOfMs, frameOfTimecode, msOfFrame, rateFrom } from './rate.ts';
import {
  type Clip,
  emptyTimeline,
  type Media,
  mediaOf,
  plainClip,
  type Read,
  type Timeline,
  type Track,
  type WrittenFile,
} from './timeline.ts';

/**
 * A cut list as a spreadsheet: a row for each clip. Columns are found by their names, so that lists which people made by
 * hand can be read: a file, from and to, in seconds or as 1:02.5 or 00:01:02.500.
 */

const COLUMNS = ['track', 'file', 'in', 'out', 'start', 'end', 'speed', 'reverse', 'freeze', 'volume'] as const;
const MOST_ROWS = 20_000;

export function writeCutList(timeline: Timeline): WrittenFile[] {
  const { rate } = timeline;
  const rows: string[][] = [[...COLUMNS, `rate ${decimalOf(rate)}`]];
  for (const [i, { kind, clips }] of timeline.tracks.entries()) {
    for (const clip of clips) {
      const out = clip.in + (clip.freeze ? 0 : Math.round(clip.length * clip.speed));
      const times = [clip.in, out, clip.start, clip.start + clip.length].map((frame) =>
        clockOf(msOfFrame(frame, rate)),
      );
      const how = [clip.speed, clip.reverse ? 'yes' : '', clip.freeze ? 'yes' : '', clip.volume].map(String);
      rows.push([`${kind === 'video' ? 'V' : 'A'}${i + 1}`, mediaOf(timeline, clip.media).name, ...times, ...how]);
    }
  }
  return [{ name: 'timeline.csv', text: `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n` }];
}

/** A spreadsheet takes a cell that begins with one of these for a formula: an apostrophe makes it a text. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const two = (n: number): string => String(n).padStart(2, '0');

/** `0:01:02.500`. */
function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  track: ['track', '轨道'],
  file: [
    'file',
    'filename',
    'file name',
    'clip',
    'source',
    'media',
    'name',
    'clip name',
    '文件',
    '文件名',
    '素材',
    '片段',
  ],
  in: ['in', 'source in', 'from', 'begin', 'in point', '入点', '开始'],
  out: ['out', 'source out', 'to', 'until', 'out point', '出点', '结束'],
  start: ['start', 'record in', 'timeline start', 'timeline in'],
  end: ['end', 'record out', 'timeline end', 'timeline out'],
  speed: ['speed', '速度', '倍速'],
  reverse: ['reverse', '倒放'],
  freeze: ['freeze', '定格'],
  volume: ['volume', '音量'],
};

type Columns = Readonly<Record<string, number | undefined>>;

/** Reads a list; `hint` is the rate of its media, where the list does not say one. */
export function readCutList(text: string, hint: Rate | null): Read {
  const rows = rowsOf(text);
  const [head = []] = rows;
  const columns = columnsOf(head);
  if (columns['file'] === undefined || columns['in'] === undefined)
    throw fail('interchange.unreadable', { format: 'CSV', why: 'it needs the columns file, in and out' });
  const said = /rate ([\d.]+)/i.exec(head.join(' '));
  const rate = (said === null ? null : rateFrom(Number(said[1]))) ?? hint ?? { num: 30, den: 1 };
  const media = new Map<string, Media>();
  const tracks = new Map<string, Clip[]>();
  for (const row of rows.slice(1)) {
    const read = (name: string): string => (columns[name] === undefined ? '' : (row[columns[name]] ?? '')).trim();
    const file = fileNameOf(read('file').replace(/^'(?=[=+\-@])/, ''));
    if (file === '') continue;
    const track = read('track') || 'V1';
    const clips = tracks.get(track) ?? [];
    const clip = clipOf(file, read, { rate, after: clips.at(-1) ?? null });
    if (clip === null)
      throw fail('interchange.unreadable', { format: 'CSV', why: `the times of "${file.slice(0, 60)}" are unclear` });
    tracks.set(track, [...clips, clip]);
    const isVideo = !/^a/i.test(track);
    const known = media.get(file);
    media.set(file, { ...UNKNOWN, name: file, hasVideo: isVideo || known?.hasVideo === true });
  }
  if (media.size === 0) throw fail('interchange.unreadable', { format: 'CSV', why: 'there is no clip in it' });
  const made = [...tracks].map(([name, clips]): Track => {
    const kind = /^a/i.test(name) ? 'audio' : 'video';
    return { kind, name: null, clips: clips.toSorted((a, b) => a.start - b.start) };
  });
  return { timeline: { ...emptyTimeline('cut list', rate), media: [...media.values()], tracks: made }, losses: [] };
}

const UNKNOWN = { length: null, hasAudio: true, isStill: false, size: null } as const;

type Beside = { readonly rate: Rate; readonly after: Clip | null };

function clipOf(file: string, read: (name: string) => string, { rate, after }: Beside): Clip | null {
  const time = (name: string): number | null => frameOf(read(name), rate);
  const speed = Number(read('speed').replace(/x$/i, '') || 1);
  if (!(speed >= 0.05 && speed <= 20)) return null;
  const from = time('in');
  const [start, end, out] = [time('start'), time('end'), time('out')];
  const played = out === null || from === null ? null : Math.round((out - from) / speed);
  const length = start !== null && end !== null ? end - start : played;
  if (from === null || length === null || length < 1) return null;
  const place = start ?? (after === null ? 0 : after.start + after.length);
  const volume = Number(read('volume') || 1);
  return {
    ...plainClip(file, { start: place, length, in: from }),
    speed,
    reverse: isYes(read('reverse')),
    freeze: isYes(read('freeze')),
    volume: volume >= 0 && volume <= 8 ? volume : 1,
  };
}

const isYes = (text: string): boolean => /^(?:yes|true|1|是|y)$/i.test(text);

/** Seconds, m:ss, h:mm:ss.mmm, or a timecode with frames. Null for anything else. */
function frameOf(text: string, rate: Rate): number | null {
  if (text === '') return null;
  if (/^\d\d:\d\d:\d\d[:;]\d\d$/.test(text)) return frameOfTimecode(text, rate, false);
  const parts = /^(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,6}(?:[.,]\d{1,6})?)s?$/.exec(text);
  if (parts === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000;
  return frameOfMs(Math.round(ms), rate);
}

function columnsOf(head: readonly string[]): Columns {
  const words = head.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase()
      .replaceAll('_', ' '),
  );
  return Object.fromEntries(
    Object.entries(NAMES).map(([column, names]) => {
      const at = words.findIndex((word) => names.includes(word));
      return [column, at < 0 ? undefined : at];
    }),
  );
}

/** Rows by RFC 4180; commas, semicolons or tabs, whichever the first line has most of. */
function rowsOf(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const between = [',', ';', '\t'].reduce((a, b) => (first.split(b).length > first.split(a).length ? b : a));
  const rows: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  const endField = (): void => {
    rows.at(-1)?.push(field);
    field = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else isQuoted = false;
    } else if (char === '"' && field === '') isQuoted = true;
    else if (char === between) endField();
    else if (char === '\n') {
      endField();
      if (rows.length >= MOST_ROWS)
        throw fail('interchange.unreadable', { format: 'CSV', why: 'it has too many rows' });
      rows.push([]);
    } else if (char !== '\r') field += char;
  }
  endField();
  return rows.filter((row) => row.some((value) => value.trim() !== ''));
}
