/**
 * Time on the timeline is an integer number of milliseconds, the API's unit. Frames and samples are derived from
 * absolute timeline positions by the functions below and by nothing else, so that no rounding accumulates.
 */
export type Ms = number;

/** Half-open range `[start, end)` in milliseconds. Two ranges that touch do not overlap. */
export type Range = { readonly start: Ms; readonly end: Ms };

/** Frames per second as an exact fraction: 29.97 is 30000/1001. */
export type Rate = { readonly num: number; readonly den: number };

/** The longest timeline we accept, in milliseconds (24 h). */
export const MAX_MS = 24 * 3600 * 1000;

/**
 * The exact rate behind a decimal one. 23.976, 29.97, 47.952, 59.94 and 119.88 mean n·1000/1001, as every camera does;
 * other values keep three decimals.
 */
export function rateOf(fps: number): Rate {
  const nominal = Math.ceil(fps);
  if (fps !== nominal && Math.abs((nominal * 1000) / 1001 - fps) < 0.005) return { num: nominal * 1000, den: 1001 };
  return Number.isInteger(fps) ? { num: fps, den: 1 } : { num: Math.round(fps * 1000), den: 1000 };
}

/** The frame that is on screen when `ms` begins: the nearest frame boundary. */
export function frameAt(ms: Ms, rate: Rate): number {
  return Math.round((ms * rate.num) / (rate.den * 1000));
}

/** The time at which `frame` begins, in seconds (exact to a double). */
export function secondsOfFrame(frame: number, rate: Rate): number {
  return (frame * rate.den) / rate.num;
}

/** The audio sample that begins at `ms`. */
export function sampleAt(ms: Ms, sampleRate: number): number {
  return Math.round((ms * sampleRate) / 1000);
}

export const lengthOf = (range: Range): Ms => range.end - range.start;

export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** Sorts and joins ranges that touch or overlap; empty ones go. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    if (range.end <= range.start) continue;
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else merged.push(range);
  }
  return merged;
}

/** What is left of `within` when `holes` are taken out. */
export function subtractRanges(within: Range, holes: readonly Range[]): Range[] {
  const left: Range[] = [];
  let cursor = within.start;
  for (const hole of mergeRanges(holes)) {
    if (hole.end <= cursor || hole.start >= within.end) continue;
    if (hole.start > cursor) left.push({ start: cursor, end: hole.start });
    cursor = Math.max(cursor, hole.end);
  }
  if (cursor < within.end) left.push({ start: cursor, end: within.end });
  return left;
}

/** `0:05`, `1:02:03`, `12.5s` style label for people: m:ss with tenths only where they matter. */
export function clock(ms: Ms): string {
  const tenths = Math.round(ms / 100);
  const hours = Math.floor(tenths / 36000);
  const minutes = Math.floor((tenths % 36000) / 600);
  const seconds = Math.floor((tenths % 600) / 10);
  const rest = tenths % 10 === 0 ? '' : `.${tenths % 10}`;
  const mm = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
  return `${mm}:${String(seconds).padStart(2, '0')}${rest}`;
}

/** `4.2s` or `1m 05s`: a length for people. */
export function lengthLabel(ms: Ms): string {
  if (ms < 60_000) return `${(Math.round(ms / 100) / 10).toString()}s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
}
