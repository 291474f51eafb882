import { fail } from '../base/errors.ts';
import { type Range, type Rate, rateOf } from '../base/time.ts';
import type { Canvas } from '../draft/model.ts';
import type { VideoCodec, VideoEncoding } from '../media/types.ts';
import { FORMATS, type Format } from './formats.ts';

/** How good the picture should be: `draft` to look at, `standard` to publish, `high` to keep. */
export type Quality = 'draft' | 'standard' | 'high';

/** What an export may be asked for. Null: as the draft's canvas says. */
export type ExportOptions = {
  /** `720p`, `1080p`, `1440p`, `4k` keep the canvas's shape; `1080x1920` is taken as it is. */
  readonly resolution: string | null;
  readonly fps: number | null;
  readonly quality: Quality;
  /** MP4 when left out. */
  readonly format?: Format;
  /** How the pictures are encoded; the usual codec of the format when left out. */
  readonly codec?: VideoCodec;
  /** Only these stretches of the draft, for animations and stills; everything when left out. */
  readonly stretches?: readonly Range[];
  /** Most bytes that the file may have; null or left out: as many as it takes. */
  readonly maxBytes?: number | null;
  /** Bit rate of the sound in bit/s, in place of what the quality has. */
  readonly audioBitRate?: number | null;
  /** Most bits per second that the pictures may have at any time. */
  readonly maxBitRate?: number | null;
};

/** How to encode: the pictures, the sound's bit rate in bit/s, the container, and what of the draft. */
export type Profile = {
  readonly format: Format;
  readonly video: VideoEncoding;
  readonly audioBitRate: number;
  /** Whether the sound must keep to its bit rate: where somebody named one, or limits the file's bytes. */
  readonly isAudioLimited: boolean;
  /** Null: the whole draft. */
  readonly stretches: readonly Range[] | null;
  readonly maxBytes: number | null;
  /** Whether the size in pixels may be lowered to meet `maxBytes`: not when it was asked for. */
  readonly mayShrink: boolean;
};

/**
 * x264 `veryfast` is where quality per CPU second stops rising steeply; CRF 20 keeps faces and gradients clean at
 * Full HD (about 4 Mbit/s for a talk, well over what platforms keep), 17 is visually lossless, 27 is to look at. The
 * other codecs' figures give about the same picture (docs/decisions/0007-outputs.md).
 */
const RATE_CONTROL = {
  draft: { preset: 'superfast', crf: { h264: 27, hevc: 30, vp9: 44, av1: 44 }, audioBitRate: 128_000 },
  standard: { preset: 'veryfast', crf: { h264: 20, hevc: 24, vp9: 33, av1: 32 }, audioBitRate: 192_000 },
  high: { preset: 'fast', crf: { h264: 17, hevc: 19, vp9: 26, av1: 24 }, audioBitRate: 256_000 },
} as const;

/** Pictures on their way to a GIF or a still: nobody can tell them from the composed ones. */
const INTERMEDIATE = { animation: 8, stills: 2 } as const;

/** A GIF has no motion to save bytes with: width in px and frames per second at most, by quality. */
const GIF = {
  draft: { width: 320, fps: 10 },
  standard: { width: 480, fps: 15 },
  high: { width: 640, fps: 20 },
} as const;

/** Seconds between keyframes at most where no platform asks for less: seeking stays quick, VP9 and AV1 stay small. */
const GOP_S = 2;

/** Shorter sides of the names that people use, in px. */
const SHORTER_SIDE: Record<string, number> = {
  '360p': 360,
  '480p': 480,
  '540p': 540,
  '720p': 720,
  hd: 720,
  '1080p': 1080,
  'full hd': 1080,
  fhd: 1080,
  '1440p': 1440,
  '2k': 1440,
  '2160p': 2160,
  '4k': 2160,
  uhd: 2160,
};

/** The largest output: DCI 4K in either orientation, and no side beyond 8K however narrow. */
export const MOST_PIXELS = 4096 * 2304;
const LONGEST_SIDE = 7680;

const even = (px: number): number => Math.max(16, 2 * Math.round(px / 2));

/**
 * The profile for a canvas. The size is the canvas's own unless a resolution is asked for; nothing is enlarged unasked.
 * Refuses (`input.invalid`) a resolution that is no size and a codec that the format cannot hold, and
 * (`render.too_large`) anything beyond 4K or 120 fps.
 */
export function profileFor(canvas: Canvas, options: ExportOptions): Profile {
  const { format = 'mp4', quality } = options;
  const { kind } = FORMATS[format];
  const { width, height } = sizeFor(kind === 'animation' ? gifCanvas(canvas, quality) : canvas, options.resolution);
  const fps = options.fps ?? (kind === 'animation' ? Math.min(GIF[quality].fps, canvas.fps) : canvas.fps);
  if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
    throw fail('render.too_large', { what: `${width}x${height}`, most: '4096x2304' });
  }
  if (!(fps >= 1 && fps <= 120)) throw fail('render.too_large', { what: `${fps} fps`, most: '120 fps' });
  return {
    format,
    audioBitRate: options.audioBitRate ?? RATE_CONTROL[quality].audioBitRate,
    isAudioLimited: (options.audioBitRate ?? options.maxBytes ?? null) !== null,
    video: { width, height, ...encodingFor(options, rateOf(fps)) },
    stretches: options.stretches ?? null,
    maxBytes: options.maxBytes ?? null,
    mayShrink: options.resolution === null,
  };
}

function encodingFor(options: ExportOptions, rate: Rate): Omit<VideoEncoding, 'width' | 'height'> {
  const { format = 'mp4', quality, maxBitRate = null } = options;
  const { kind, codecs } = FORMATS[format];
  const codec = options.codec ?? codecs[0] ?? 'h264';
  if (!codecs.includes(codec)) {
    throw fail('input.invalid', { issues: [`${format} cannot hold ${codec}; it holds ${codecs.join(', ')}`] });
  }
  const { preset, crf } = RATE_CONTROL[quality];
  const fps = rate.num / rate.den;
  // YouTube's upload rule for H.264: closed GOP of half the frame rate, two consecutive B-frames.
  const gop = Math.max(1, Math.round(codec === 'h264' ? fps / 2 : fps * GOP_S));
  const shared = { codec, rate, bFrames: 2, maxBitRate, threads: 1 };
  if (kind === 'animation' || kind === 'stills') {
    return { ...shared, crf: INTERMEDIATE[kind], preset: 'veryfast', gop: kind === 'stills' ? 1 : gop };
  }
  return { ...shared, crf: crf[codec], preset, gop };
}

/** The canvas at the width of a GIF, never enlarged. */
function gifCanvas(canvas: Canvas, quality: Quality): Canvas {
  const scale = Math.min(1, GIF[quality].width / canvas.width);
  return { ...canvas, width: canvas.width * scale, height: canvas.height * scale };
}

function sizeFor(canvas: Canvas, resolution: string | null): { width: number; height: number } {
  if (resolution === null) return { width: even(canvas.width), height: even(canvas.height) };
  const wanted = resolution.trim().toLowerCase();
  const exact = /^(\d{2,5})\s*[x×*]\s*(\d{2,5})$/.exec(wanted);
  if (exact !== null) return { width: even(Number(exact[1])), height: even(Number(exact[2])) };
  const shorter = SHORTER_SIDE[wanted];
  if (shorter === undefined) {
    throw fail('input.invalid', { issues: [`"${resolution}" is no resolution; try 720p, 1080p, 4k or 1080x1920`] });
  }
  const scale = shorter / Math.min(canvas.width, canvas.height);
  return { width: even(canvas.width * scale), height: even(canvas.height * scale) };
}
