import Timecode from 'smpte-timecode';
import { type Ms, type Rate, rateOf } from '../base/time.ts';

/** Frames, seconds and timecode at an exact rate. */

/** The frame that begins nearest to a time. */
export const frameOfMs = (ms: Ms, { num, den }: Rate): number => Math.round((ms * num) / (den * 1000));

/** The time at which a frame begins, in whole ms: from there `frameOfMs` finds the same frame again. */
export const msOfFrame = (frame: number, { num, den }: Rate): Ms => Math.round((frame * den * 1000) / num);

/** Frames per second as a decimal: 29.97. */
export const decimalOf = ({ num, den }: Rate): number => Math.round((num / den) * 1000) / 1000;

/** The whole number that timecode counts to: 30 for 29.97. */
export const nominalOf = ({ num, den }: Rate): number => Math.round(num / den);

/** Rates of n·1000/1001 with a timecode that leaves numbers out, to stay with the clock. */
export const canDrop = ({ num, den }: Rate): boolean => den === 1001 && (num === 30_000 || num === 60_000);

/**
 * The standard rate nearest to what a file says, which may be rounded: 29.97, 30000/1001, 23.98. Null for a value that is
 * no rate of frames.
 */
export function rateFrom(num: number, den = 1): Rate | null {
  const fps = num / den;
  if (!Number.isFinite(fps) || fps < 1 || fps > 120) return null;
  const ntsc = Math.round(fps) * 1000;
  if (Math.abs(ntsc / 1001 - fps) < 0.006 && Math.abs(fps - Math.round(fps)) > 0.001) return { num: ntsc, den: 1001 };
  return rateOf(Math.round(fps * 1000) / 1000);
}

/** `01:00:00:00`; with a semicolon before the frames where numbers are dropped. */
export function timecode(frame: number, rate: Rate, drop: boolean): string {
  const made = new Timecode(frame, drop ? [rate.num, rate.den] : nominalOf(rate), drop);
  return made.toString();
}

/** The frame of a timecode. Null for a text that is none. A semicolon says that numbers are dropped. */
export function frameOfTimecode(text: string, rate: Rate, drop: boolean): number | null {
  if (!/^[012]\d:\d\d:\d\d[:;.,]\d{2,3}$/.test(text)) return null;
  const drops = canDrop(rate) && (drop || text.includes(';'));
  try {
    const written = text.replace(/[:;.,](\d+)$/, drops ? ';$1' : ':$1');
    return new Timecode(written, drops ? [rate.num, rate.den] : nominalOf(rate), drops).frameCount;
  } catch {
    return null; // more frames than the second has
  }
}

const greatest = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatest(b, a % b));

/** A frame as FCPXML writes times: `1001/30000s`, `5s`. */
export function rationalOf(frame: number, { num, den }: Rate): string {
  const top = BigInt(frame) * BigInt(den);
  const bottom = BigInt(num);
  const by = greatest(top < 0n ? -top : top, bottom);
  const [n, d] = by === 0n ? [0n, 1n] : [top / by, bottom / by];
  return d === 1n ? `${n}s` : `${n}/${d}s`;
}

/** The nearest frame of a time as FCPXML writes it. Null for a text that is none. */
export function frameOfRational(text: string, { num, den }: Rate): number | null {
  const parts = /^(-?\d{1,18})(?:\.(\d{1,9}))?(?:\/(\d{1,12}))?s$/.exec(text.trim());
  if (parts === null) return null;
  const [, whole = '0', decimals = '', below = '1'] = parts;
  const top = BigInt(`${whole}${decimals}`) * BigInt(num);
  const bottom = BigInt(below) * 10n ** BigInt(decimals.length) * BigInt(den);
  if (bottom === 0n) return null;
  const twice = 2n * top + bottom;
  const floor = twice / (2n * bottom) - (twice % (2n * bottom) < 0n ? 1n : 0n);
  return Number(floor);
}
