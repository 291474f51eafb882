import type { VideoCodec } from '../media/types.ts';
import { FORMATS, type Format } from './formats.ts';

/** One result: how large the pictures became at a quality. */
export type Sized = { readonly crf: number; readonly bytes: number };

/** By how much the quality number rises for half the bytes, before anything was measured. */
const HALVES_EVERY: Readonly<Record<VideoCodec, number>> = { h264: 6, hevc: 6, vp9: 11, av1: 10 };
/** Beyond this a smaller picture looks better than a coarser one, by the eye. */
export const COARSE: Readonly<Record<VideoCodec, number>> = { h264: 33, hevc: 35, vp9: 52, av1: 54 };
export const COARSEST: Readonly<Record<VideoCodec, number>> = { h264: 51, hevc: 51, vp9: 63, av1: 63 };

/** What the file is aimed at, as a share of what it may be; a result from the second on is good. */
export const AIM = 0.98;
export const LEAST_SHARE = 0.955;

/**
 * The quality at which the pictures take `target` bytes, by what was measured so far (one result at least): bytes fall
 * geometrically as the number rises. Pure. `step`: what the number is a multiple of.
 */
export function nextCrf(codec: VideoCodec, measured: readonly Sized[], target: number, step: number): number {
  const near = measured.toSorted((a, b) => distance(a, target) - distance(b, target));
  const [best] = near;
  if (best === undefined) throw new Error('nothing was measured yet');
  // Two results with the target between them tell more than two on one side.
  const isOver = best.bytes > target;
  const other = near.find(({ bytes }) => bytes > target !== isOver) ?? near[1];
  const isBracketed = other !== undefined && other.bytes > target !== isOver;
  const [last, before] = measured.toReversed();
  const isCreeping = before !== undefined && last !== undefined && last.bytes > target === before.bytes > target;
  // Where results creep towards the target from one side, the curve is bent: halving the bracket is quicker.
  const crf =
    isBracketed && isCreeping && measured.length > 2
      ? (best.crf + other.crf) / 2
      : best.crf + slopeOf(codec, best, other) * Math.log2(best.bytes / target);
  // Rounded once more, so that equal numbers are equal.
  const stepped = Math.round(Math.round(crf / step) * step * 1e6) / 1e6;
  return Math.min(COARSEST[codec], Math.max(1, stepped));
}

const distance = ({ bytes }: Sized, target: number): number => Math.abs(Math.log2(bytes / target));

function slopeOf(codec: VideoCodec, a: Sized, b: Sized | undefined): number {
  const usual = HALVES_EVERY[codec];
  if (b === undefined || a.crf === b.crf || a.bytes === b.bytes) return usual;
  const slope = (b.crf - a.crf) / Math.log2(a.bytes / b.bytes);
  // Noise is kept down to a quality and lost all at once; what slopes the wrong way was measured too closely.
  return slope > usual / 20 && slope < usual * 3 ? slope : usual;
}

/** Bit rates that MP3 has, in bit/s. */
const MP3_RATES = [320, 256, 224, 192, 160, 128, 112, 96, 80, 64, 56, 48, 40, 32].map((kilo) => kilo * 1000);
/** The lowest bit rate that is bearable, in bit/s: Opus goes lower than AAC. */
export const leastRate = (format: Format): number => (FORMATS[format].sound === 'opus' ? 24_000 : 32_000);
/** The sound gets so much of a file at least, down to its lowest rate. */
const SOUND_SHARE = 0.15;

/** How many bytes the sound may have in a file of `maxBytes` whose other parts would like to have `rest`. */
export const roomForSound = (maxBytes: number, rest: number): number =>
  Math.max(SOUND_SHARE * maxBytes, AIM * maxBytes - rest);

/** The bit rate of a sound file of `maxBytes`: one that MP3 has, or any for AAC; null when even the lowest is too much. */
export function soundAlone(wanted: number, maxBytes: number, seconds: number, format: 'mp3' | 'm4a'): number | null {
  const most = (AIM * maxBytes * 8) / seconds;
  if (wanted <= most) return wanted;
  const rate = format === 'mp3' ? MP3_RATES.find((one) => one <= most && one <= wanted) : Math.floor(most);
  return rate === undefined || rate < leastRate(format) ? null : rate;
}

/** Sides of a picture `factor` as large in each direction, even and no smaller than 16 px. */
export function shrunk<Size extends { readonly width: number; readonly height: number }>(
  size: Size,
  factor: number,
): Size {
  const side = (px: number): number => Math.max(16, 2 * Math.round((px * factor) / 2));
  return { ...size, width: side(size.width), height: side(size.height) };
}

/** `25 MB` or `640 kB`: a size for people. */
export function bytesLabel(bytes: number): string {
  if (bytes >= 10e6) return `${Math.round(bytes / 1e6)} MB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e5) / 10} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}
