import { LOCALE, say } from '../words.ts';

/** Numbers as people read them. */

/** `1.2 MB`, decimal as disks and shops count. */
export function bytesLabel(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ''}`;
}

/** Seconds as `1:05.2`. */
export function timeLabel(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`;
}

/** A length of time that is only about right: `40 s`, `3 min`. */
export function aboutTime(seconds: number): string {
  if (seconds < 90)
    return say('time.seconds', { n: Math.max(1, seconds < 20 ? Math.round(seconds) : 5 * Math.round(seconds / 5)) });
  return say('time.minutes', { n: Math.round(seconds / 60) });
}

/** A moment as people of the page's language write it. */
export const momentLabel = (at: string | number): string =>
  new Date(at).toLocaleString(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
