import { fail } from '../base/errors.ts';
import { lengthLabel, type Ms, type Range } from '../base/time.ts';

/** The one parser of times in arguments. Numbers are seconds; results are whole milliseconds. */

const UNIT_MS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msec|millis|milliseconds?|毫秒)$/, 1],
  [/^(?:s|sec|secs|seconds?|秒|秒钟|")$/, 1000],
  [/^(?:m|min|mins|minutes?|分|分钟|')$/, 60_000],
  [/^(?:h|hr|hrs|hours?|小时|时)$/, 3_600_000],
];

/**
 * A length in ms: `12`, `"45,5"`, `"1:15"`, `"0:05:30"`, `"90s"`, `"1m30s"`, `"1500ms"`, `"2 minutes"`, `"半分钟"`.
 * Null when it is none of these; negative numbers are none.
 */
export function parseLength(value: number | string): Ms | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? Math.round(value * 1000) : null;
  const text = value.normalize('NFKC').trim().toLowerCase();
  if (/^\d+(?:[.,]\d+)?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 1000);
  const parts = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,3})?)$/.exec(text);
  if (parts !== null) {
    const [, hours = '0', minutes = '0', seconds = '0'] = parts;
    return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000);
  }
  if (/^(?:half a minute|半分钟)$/.test(text)) return 30_000;
  return parseUnits(text);
}

function parseUnits(text: string): Ms | null {
  const unit = /(\d+(?:[.,]\d+)?)\s*([a-z"']+|[\p{Script=Han}]+)?\s*/uy;
  let total = 0;
  let lastUnit = 0;
  while (unit.lastIndex < text.length) {
    const match = unit.exec(text);
    if (match === null) return null;
    const [, number = '', word] = match;
    // A bare number after a unit counts in the next smaller one: "1m30".
    const scale = word === undefined ? lastUnit / 60 : UNIT_MS.find(([pattern]) => pattern.test(word))?.[1];
    if (scale === undefined || scale < 1) return null;
    total += Number(number.replace(',', '.')) * scale;
    lastUnit = scale;
  }
  return lastUnit === 0 ? null : Math.round(total);
}

/** {@link parseLength}, or the named failure. */
export function lengthArgument(value: number | string): Ms {
  const ms = parseLength(value);
  if (ms === null) throw fail('draft.unclear_time', { text: String(value) });
  return ms;
}

const START = /^(?:start|begin|beginning|the start|the beginning|head|开头|开始|片头)$/;
const END = /^(?:end|the end|ending|finish|结尾|末尾|片尾|最后)$/;
const MIDDLE = /^(?:middle|the middle|half|halfway|center|centre|mid|中间|一半)$/;

/**
 * A place in something that is `length` ms long: a length from its beginning, `"end-10"`, `"start+5"`, `"middle"`,
 * `"50%"`, or a negative number, which counts from the end. Not held inside: see {@link pointWithin}. Null when unclear.
 */
export function parsePoint(value: number | string, length: Ms): Ms | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    return value < 0 ? length + Math.round(value * 1000) : Math.round(value * 1000);
  }
  const text = value.normalize('NFKC').trim().toLowerCase();
  if (START.test(text)) return 0;
  if (END.test(text)) return length;
  if (MIDDLE.test(text)) return Math.round(length / 2);
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (share !== null) return Math.round((length * Number(share[1])) / 100);
  const relative = /^(start|end|middle|开头|结尾)\s*([+-])\s*(.+)$/.exec(text);
  if (relative !== null) {
    const [, base = '', sign, rest = ''] = relative;
    const anchor = parsePoint(base, length) ?? 0;
    const offset = rest.endsWith('%') ? parsePoint(rest, length) : parseLength(rest);
    return offset === null ? null : anchor + (sign === '-' ? -offset : offset);
  }
  if (text.startsWith('-')) {
    const back = parseLength(text.slice(1));
    return back === null ? null : length - back;
  }
  return parseLength(text);
}

/** How far past the end a time may lie and still mean the end, in ms: people round. */
const PAST_END = 1000;

/**
 * A place inside `length`. A little past the end is the end and a little before the beginning the beginning; throws
 * `draft.unclear_time`, or `draft.outside` for anything further out.
 */
export function pointWithin(value: number | string, length: Ms): Ms {
  const ms = parsePoint(value, length);
  if (ms === null) throw fail('draft.unclear_time', { text: String(value) });
  if (ms > length + PAST_END || ms < -PAST_END) {
    throw fail('draft.outside', { wanted: String(value), length: lengthLabel(length) });
  }
  return Math.min(length, Math.max(0, ms));
}

/** Like {@link pointWithin}, for where something ends: anything past the end is the end. */
export function endWithin(value: number | string, length: Ms): Ms {
  const ms = parsePoint(value, length);
  return ms !== null && ms > length ? length : pointWithin(value, length);
}

/** What "intro", "start", "outro" and "end" cover when nobody says more: a tenth, at least and at most this many ms. */
const EDGE = { share: 0.1, least: 2000, most: 15_000 };

const NAMED_PARTS: readonly (readonly [RegExp, readonly [number, number]])[] = [
  [/^(?:first half|1st half|前半部分|前半|前一半|上半部分)$/, [0, 1 / 2]],
  [/^(?:second half|last half|2nd half|latter half|后半部分|后半|后一半|下半部分)$/, [1 / 2, 1]],
  [/^(?:first third|1st third|前三分之一)$/, [0, 1 / 3]],
  [/^(?:middle|the middle|middle third|second third|中间|中段)$/, [1 / 3, 2 / 3]],
  [/^(?:last third|final third|third third|后三分之一)$/, [2 / 3, 1]],
  [/^(?:first quarter|前四分之一)$/, [0, 1 / 4]],
  [/^(?:second quarter)$/, [1 / 4, 1 / 2]],
  [/^(?:third quarter)$/, [1 / 2, 3 / 4]],
  [/^(?:last quarter|final quarter|fourth quarter|后四分之一)$/, [3 / 4, 1]],
  [/^(?:all|whole|everything|全部|整个)$/, [0, 1]],
];

const OPENING = /^(?:intro|introduction|opening|start|beginning|the start|hook|开头|开始|片头|引子)$/;
const CLOSING = /^(?:outro|ending|end|the end|closing|结尾|片尾|末尾)$/;

/**
 * A stretch named in words: `"intro"`, `"first half"`, `"last third"`, `"first 10s"`, `"last 5 seconds"`,
 * `"0:10-0:20"`. Null when it is none of these.
 */
export function parsePart(words: string, length: Ms): Range | null {
  const text = words.normalize('NFKC').trim().toLowerCase().replace(/^the /, '');
  const shares = NAMED_PARTS.find(([pattern]) => pattern.test(text))?.[1];
  if (shares !== undefined) return { start: Math.round(length * shares[0]), end: Math.round(length * shares[1]) };
  const edge = Math.round(Math.min(length / 2, EDGE.most, Math.max(EDGE.least, length * EDGE.share)));
  if (OPENING.test(text)) return { start: 0, end: edge };
  if (CLOSING.test(text)) return { start: length - edge, end: length };
  const sided = /^(first|last|final|opening|前|后|最后|最前)\s*(.+)$/.exec(text);
  if (sided !== null) {
    const [, side = '', rest = ''] = sided;
    const span = rest.endsWith('%') ? parsePoint(rest, length) : parseLength(rest);
    if (span !== null) {
      const within = Math.min(length, span);
      const isFirst = /^(?:first|opening|前|最前)$/.test(side);
      return isFirst ? { start: 0, end: within } : { start: length - within, end: length };
    }
  }
  return parseRange(text, length);
}

function parseRange(text: string, length: Ms): Range | null {
  const pair = /^(.+?)\s*(?:–|—|~|\bto\b|到|至|(?<=[\d\ds])-)\s*(.+)$/.exec(text);
  if (pair === null) return null;
  const start = parsePoint(pair[1] ?? '', length);
  const end = parsePoint(pair[2] ?? '', length);
  return start === null || end === null || end <= start ? null : { start, end: Math.min(end, length) };
}

/** {@link parsePart}, or the named failure. */
export function partArgument(words: string, length: Ms): Range {
  const range = parsePart(words, length);
  if (range === null) throw fail('draft.unclear_time', { text: words });
  return range;
}
