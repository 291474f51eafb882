import { fail } from '../base/errors.ts';
import { rateOf } from '../base/time.ts';
import type { Canvas } from '../draft/model.ts';
import type { VideoEncoding } from '../media/types.ts';

/** How good the picture should be: `draft` to look at, `standard` to publish, `high` to keep. */
export type Quality = 'draft' | 'standard' | 'high';

/** What an export may be asked for. Null: as the draft's canvas says. */
export type ExportOptions = {
  /** `720p`, `1080p`, `1440p`, `4k` keep the canvas's shape; `1080x1920` is taken as it is. */
  readonly resolution: string | null;
  readonly fps: number | null;
  readonly quality: Quality;
};

/** How to encode: the pictures, the sound's bit rate in bit/s, and the container. */
export type Profile = {
  readonly format: 'mp4';
  readonly video: VideoEncoding;
  readonly audioBitRate: number;
};

/**
 * x264 `veryfast` is where quality per CPU second stops rising steeply; CRF 20 keeps faces and gradients clean at
 * Full HD (about 4 Mbit/s for a talk, well over what platforms keep), 17 is visually lossless, 27 is to look at.
 */
const RATE_CONTROL = {
  draft: { preset: 'superfast', crf: 27, audioBitRate: 128_000 },
  standard: { preset: 'veryfast', crf: 20, audioBitRate: 192_000 },
  high: { preset: 'fast', crf: 17, audioBitRate: 256_000 },
} as const;

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
 * Refuses (`input.invalid`) a resolution that is no size, and (`render.too_large`) anything beyond 4K or 120 fps.
 */
export function profileFor(canvas: Canvas, options: ExportOptions): Profile {
  const { width, height } = sizeFor(canvas, options.resolution);
  const fps = options.fps ?? canvas.fps;
  if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
    throw fail('render.too_large', { what: `${width}x${height}`, most: '4096x2304' });
  }
  if (!(fps >= 1 && fps <= 120)) throw fail('render.too_large', { what: `${fps} fps`, most: '120 fps' });
  const { preset, crf, audioBitRate } = RATE_CONTROL[options.quality];
  const rate = rateOf(fps);
  return {
    format: 'mp4',
    audioBitRate,
    video: {
      codec: 'h264',
      width,
      height,
      rate,
      crf,
      preset,
      // YouTube's upload rule: closed GOP of half the frame rate, two consecutive B-frames.
      gop: Math.max(1, Math.round(rate.num / rate.den / 2)),
      bFrames: 2,
      maxBitRate: null,
      threads: 1,
    },
  };
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
