import { fail } from '../base/errors.ts';
import { firstOf } from '../base/text.ts';
import { MAX_MS, type Ms } from '../base/time.ts';
import type { SpokenWord } from '../draft/model.ts';
import { CAPTION_LIMITS, type Cue } from './cue.ts';

/**
 * SRT, WebVTT and ASS as cues: texts and times, all markup taken off, nothing interpreted. Ours, because what npm has
 * either loses cues or times (subsrt-ts, @plussub/srt-vtt-parser, subtitle) or leaves tags and drawings in the text,
 * drops word times and takes seconds for a hostile line (media-captions 1.0.4: 7.6 s for 250 kB). Every pattern here
 * is linear in its input.
 */
export function readCues(content: string): Cue[] {
  const tooLarge = fail('captions.too_large', CAPTION_LIMITS);
  if (content.length > CAPTION_LIMITS.kilobytes * 1024) throw tooLarge;
  const lines = content
    .toWellFormed()
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/);
  const cues = lines.some((line) => /^Dialogue:/i.test(line)) ? assCues(lines) : timedCues(lines);
  const whole = inOrder(cues);
  if (whole.length > CAPTION_LIMITS.cues) throw tooLarge;
  if (whole.length === 0) throw fail('captions.unreadable', undefined);
  return whole;
}

/** Whether a text is captions with times rather than words to be read. */
export const hasTimes = (content: string): boolean =>
  /^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s/m.test(content) || /^Dialogue:/m.test(content);

const TIMING =
  /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s*-{1,2}>\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/;

/** SRT and WebVTT: a line of times, then text up to an empty line. Numbers, names, notes and styles stand before it. */
function timedCues(lines: readonly string[]): Cue[] {
  const cues: Cue[] = [];
  for (let i = 0; i < lines.length; i++) {
    const times = TIMING.exec(lines[i] ?? '');
    if (times === null) continue;
    const text: string[] = [];
    while (i + 1 < lines.length && (lines[i + 1] ?? '').trim() !== '') {
      const next = lines[i + 1] ?? '';
      // Files that forgot the empty line: a number and a line of times begin the next cue.
      if (TIMING.test(next) || (/^\d+\s*$/.test(next) && TIMING.test(lines[i + 2] ?? ''))) break;
      text.push(next);
      i++;
    }
    const start = msOf(times.slice(1, 5));
    const cue = plainCue(text.join('\n'), start, msOf(times.slice(5, 9)));
    if (cue !== null) cues.push(cue);
  }
  return cues;
}

function msOf([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): Ms {
  const whole = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1000 + Number((fraction ?? '0').padEnd(3, '0'));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
};

/** `<00:01.500>` between words says when the next is spoken; all other tags only dress. */
function plainCue(raw: string, start: Ms, end: Ms): Cue | null {
  const parts: { text: string; at: Ms | null }[] = [{ text: '', at: null }];
  for (const [token] of raw.matchAll(/<[^<>]{0,300}>|\{\\[^{}]{0,300}\}|[^<{]+|[<{]/g)) {
    const stamp = /^<(?:(\d{1,3}):)?(\d{1,2}):(\d{2})\.(\d{3})>$/.exec(token);
    const last = parts.at(-1);
    if (stamp !== null) parts.push({ text: '', at: msOf(stamp.slice(1, 5)) });
    else if (last !== undefined && !/^(?:<[^<>]*[^<>\s][^<>]*>|\{\\.*\})$/s.test(token)) last.text += unescaped(token);
  }
  return cueOf(parts, start, end);
}

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot);/g, (_, name: string) => ENTITIES[name] ?? '');

const FIELDS = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text'];

function assCues(lines: readonly string[]): Cue[] {
  let fields = FIELDS;
  let isEvents = false;
  const cues: Cue[] = [];
  for (const line of lines) {
    if (/^\s*\[/.test(line)) isEvents = /^\s*\[events\]/i.test(line);
    if (isEvents && /^Format:/i.test(line))
      fields = line
        .slice(7)
        .split(',')
        .map((name) => name.trim().toLowerCase());
    if (!/^Dialogue:/i.test(line)) continue;
    const values = line.slice(9).split(',');
    const value = (name: string): string => values[fields.indexOf(name)]?.trim() ?? '';
    const [start, end] = [assMs(value('start')), assMs(value('end'))];
    const text = values.slice(fields.length - 1).join(',');
    const cue = start === null || end === null ? null : assCue(text, start, end);
    if (cue !== null) cues.push(cue);
  }
  return cues;
}

function assMs(text: string): Ms | null {
  const time = /^(\d{1,3}):(\d{1,2}):(\d{1,2})[.:](\d{1,3})$/.exec(text);
  return time === null ? null : msOf(time.slice(1, 5));
}

/** Override blocks go, and with them what is a drawing; `\k` says how many hundredths of a second a syllable takes. */
function assCue(raw: string, start: Ms, end: Ms): Cue | null {
  const parts: { text: string; at: Ms | null }[] = [{ text: '', at: null }];
  let isDrawing = false;
  let cursor = start;
  for (const [token] of raw.matchAll(/\{[^{}]*\}|[^{]+|\{/g)) {
    if (!/^\{.*\}$/.test(token)) {
      const last = parts.at(-1);
      if (last !== undefined && !isDrawing && token !== '{')
        last.text += token.replace(/\\N/g, '\n').replace(/\\[nh]/g, ' ');
      continue;
    }
    for (const [, drawing, hundredths] of token.matchAll(/\\p(\d{1,3})(?=[\\}])|\\[kK][fo]?(\d{1,6})/g)) {
      if (drawing !== undefined) isDrawing = Number(drawing) > 0;
      if (hundredths === undefined) continue;
      parts.push({ text: '', at: cursor });
      cursor += Number(hundredths) * 10;
    }
  }
  return cueOf(parts, start, end);
}

/** Longest text of one cue, in characters. */
const MOST_CHARACTERS = 500;

function cueOf(parts: readonly { text: string; at: Ms | null }[], start: Ms, end: Ms): Cue | null {
  if (end <= start || end > MAX_MS) return null;
  const text = firstOf(tidy(parts.map((part) => part.text).join('')), MOST_CHARACTERS);
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) return null;
  const cue = { start, end, text };
  const words = parts.some((part) => part.at !== null) ? wordsFrom(parts, cue) : null;
  return words === null ? cue : { ...cue, words };
}

/** One text without controls, its lines trimmed. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .split('\n')
    .map((line) =>
      line
        .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** Words out of pieces with times: syllables of one word come together. Null where they do not add up to the text. */
function wordsFrom(parts: readonly { text: string; at: Ms | null }[], cue: Cue): SpokenWord[] | null {
  const words: { text: string; at: Ms; end: Ms }[] = [];
  for (const { text, at } of parts) {
    const plain = text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n');
    if (plain === '') continue;
    const when = Math.min(Math.max(0, (at ?? cue.start) - cue.start), cue.end - cue.start);
    const last = words.at(-1);
    if (last !== undefined) last.end = Math.max(last.at, when);
    if (last !== undefined && !/\s$/.test(last.text) && !/^\s/.test(plain)) last.text += plain;
    else if (last !== undefined && plain.trim() === '') last.text += plain;
    else words.push({ text: plain.trimStart(), at: when, end: cue.end - cue.start });
    if (last !== undefined && /^\s/.test(plain) && !/\s$/.test(last.text)) last.text += ' ';
  }
  const last = words.at(-1);
  if (last === undefined) return null;
  last.text = last.text.trimEnd();
  last.end = cue.end - cue.start;
  const joined = words.map((word) => word.text).join('');
  return joined === cue.text && words.length <= 500 && words.every((word) => word.text.length <= 200) ? words : null;
}

/** Cues by time without overlaps: what is said at once stands together, one line each; doubles are one. */
function inOrder(cues: readonly Cue[]): Cue[] {
  const made: Cue[] = [];
  for (const cue of cues.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = made.at(-1);
    if (last === undefined || last.end <= cue.start) {
      made.push(cue);
      continue;
    }
    const shared = Math.min(last.end, cue.end) - cue.start;
    const together = shared > 0.5 * Math.min(last.end - last.start, cue.end - cue.start);
    if (!together && cue.start > last.start) made.splice(-1, 1, { ...withoutWords(last), end: cue.start }, cue);
    else if (last.text.split('\n').includes(cue.text)) made[made.length - 1] = longer(last, cue.end);
    else {
      const text = firstOf(`${last.text}\n${cue.text}`, MOST_CHARACTERS);
      made[made.length - 1] = { start: last.start, end: Math.max(last.end, cue.end), text };
    }
  }
  return made;
}

const withoutWords = ({ start, end, text }: Cue): Cue => ({ start, end, text });
const longer = (cue: Cue, end: Ms): Cue => (end <= cue.end ? cue : { ...withoutWords(cue), end });
